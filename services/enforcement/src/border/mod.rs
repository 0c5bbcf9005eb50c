//! Cases that may be another county's (管辖争议, 行政处罚法 art. 25, E-03, S7): what the desk of the city, and the counties named, know of them, the
//! counties' answers and the city's word. A county tells the city by its facts, the city its counties by the facts of its desk.

mod case;
mod desk;
mod refusal;
mod rpc;
mod store;
#[cfg(test)]
mod tests;
mod wire;

use prost::Message;
use shiyu_kit::case::Actor;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Register, Wanted};
use shiyu_kit::unit::Code;
use tonic::{Response, Status};
use uuid::Uuid;

use case::Order;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about boundaries are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x6b1d_83f0_52ce_5e97_93a4_424f_5244_4558);

/// The boundaries' desk of the city, or of a county.
#[derive(Debug, Clone)]
pub struct BoundaryDesk {
    home: Code,
    register: Register,
}

impl BoundaryDesk {
    /// The desk of a city or county, over its service's office.
    #[must_use]
    pub const fn new(home: Code, office: Office) -> Self {
        Self {
            home,
            register: Register::new(office, CHAINS),
        }
    }

    async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        self.register.perform(self, by, wanted).await
    }

    /// A county tells the city where a boundary stands, or what it says of one; the city tells a county where a boundary stands. The
    /// fact's id is the order's: heard twice, done once. What units of one county dispute is nobody's here.
    pub async fn hear(&self, fact: &Fact) -> Outcome {
        let order = match fact.kind.as_str() {
            "enforcement.boundary.answered" => wire::answered(fact).map(|(id, answer)| Order::Note { id, answer }),
            "enforcement.desk.moved" => match wire::learnt(fact) {
                Some(told) if !told.counties.contains(&self.home) => return Outcome::Ignored,
                told => told.map(Order::Learn),
            },
            _ => match wire::is_within_a_county(fact) {
                Some(true) => return Outcome::Ignored,
                Some(false) => wire::moved(fact).map(|(told, found_at)| Order::Hear { told, found_at }),
                None => None,
            },
        };
        let Some(order) = order else {
            return Outcome::Unreadable("DATA_UNREADABLE");
        };
        let by = Actor::Service {
            name: "enforcement".to_owned(),
        };
        Outcome::of(self.register.take_in(self, &by, Wanted { id: fact.id, order }).await)
    }
}
