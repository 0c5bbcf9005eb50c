//! Events that may be another county's (属地争议, S7): what the desk of the city, and the counties named, know of them, the counties' answers
//! and the city's word. A county tells the city by its facts, the city its counties by the facts of its desk.

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
const CHAINS: Uuid = Uuid::from_u128(0x5e02_77a1_c4d9_5b6e_9d10_424f_554e_4453);

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

    /// A county tells the city where a boundary stands, what it says of one, or that an event of its own is another's now; the city
    /// tells a county where a boundary stands. The fact's id is the order's: heard twice, done once.
    pub async fn hear(&self, fact: &Fact) -> Outcome {
        let order = match fact.kind.as_str() {
            "grid.event.handed_over" => wire::handed_over(fact).map(Order::Relay),
            "grid.boundary.answered" => wire::answered(fact).map(|(id, answer)| Order::Note { id, answer }),
            "grid.desk.moved" => match wire::learnt(fact) {
                Some(told) if !told.counties.contains(&self.home) => return Outcome::Ignored,
                told => told.map(Order::Learn),
            },
            _ => wire::moved(fact).map(Order::Hear),
        };
        let Some(order) = order else {
            return Outcome::Unreadable("DATA_UNREADABLE");
        };
        let by = Actor::Service { name: "grid".to_owned() };
        Outcome::of(self.register.take_in(self, &by, Wanted { id: fact.id, order }).await)
    }
}
