//! Who may act for an agency: officers with their certificates (行政执法证), and auxiliaries, who may only assist. A plain register, and
//! nothing that counts, lists or ranks what anybody did.

mod desk;
pub mod domain;
mod held;
mod rpc;
pub mod store;
#[cfg(test)]
pub(crate) mod tests;
mod wire;

use prost::Message;
use shiyu_kit::audience::{Ground, Reach, Viewer};
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Register, Wanted};
use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::unit::Code;
use time::Date;
use tonic::{Response, Status};
use uuid::Uuid;

use self::domain::Order;

pub use held::Officers;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about officers are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x51c7_0e0d_9f26_5b83_a1c4_4f46_4649_4345);

/// Roles whose holder, in an office, sees what concerns the whole division of the office.
const WIDE: [&str; 3] = ["agency_head", "legal_reviewer", "auditor"];

/// The desk of one county's officers.
#[derive(Debug, Clone)]
pub struct OfficerDesk {
    county: Code,
    register: Register,
    held: Snapshot<Officers>,
}

impl OfficerDesk {
    /// The desk of a county, over its service's office and the register that is held.
    #[must_use]
    pub const fn new(county: Code, office: Office, held: Snapshot<Officers>) -> Self {
        let register = Register::new(office, CHAINS);
        Self { county, register, held }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    fn today(&self) -> Date {
        local_date(self.office().clock.now())
    }

    async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        let response = self.register.perform(self, by, wanted).await?;
        self.held.refresh().await?;
        Ok(response)
    }

    fn reach(&self, by: &Actor) -> Reach {
        reach(by, &self.county, self.office())
    }
}

/// How far somebody sees in the registers of a county.
pub(crate) fn reach(by: &Actor, county: &Code, office: &Office) -> Reach {
    let units = office.reference.units();
    let ground = Ground {
        county,
        units: &units,
        today: local_date(office.clock.now()),
        wide: &WIDE,
    };
    Viewer::of(by, &ground).reach
}

/// Whether what belongs to a unit lies within a reach.
pub(crate) fn within(reach: &Reach, unit: &Code) -> bool {
    match reach {
        Reach::Everything => true,
        Reach::Units(units) => units.contains(unit),
        Reach::Nothing => false,
    }
}
