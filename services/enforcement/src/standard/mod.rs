//! The unified standards of enforcement: discretion benchmarks and evidence checklists of power items, and the county's wording of its
//! documents. Versions in one plain table; the one in force on a day never changes afterwards.

mod desk;
pub mod domain;
mod held;
mod rpc;
pub mod store;
#[cfg(test)]
mod tests;
mod wire;

use prost::Message;
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
use crate::power::Powers;

pub use held::Standards;
pub(crate) use wire::{read_document_kind, told_document_kind};

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about the standards are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x2f90_7c1e_5a44_5d12_8b6e_5354_414e_4441);

/// The desk of one county's standards.
#[derive(Debug, Clone)]
pub struct StandardDesk {
    county: Code,
    register: Register,
    held: Snapshot<Standards>,
    powers: Snapshot<Powers>,
}

impl StandardDesk {
    /// The desk of a county, over its service's office, the standards that are held and the lists they belong to.
    #[must_use]
    pub const fn new(county: Code, office: Office, held: Snapshot<Standards>, powers: Snapshot<Powers>) -> Self {
        let register = Register::new(office, CHAINS);
        Self {
            county,
            register,
            held,
            powers,
        }
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
}
