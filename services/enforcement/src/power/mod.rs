//! The lists of power items: what may be penalised by which law, and who may do it where, since when. Editions in plain tables; the one
//! in force on a day never changes afterwards.

mod desk;
pub mod domain;
mod export;
mod held;
mod rpc;
pub mod store;
mod sweep;
#[cfg(test)]
pub(crate) mod tests;
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

pub use held::{Edition, Powers};
pub use sweep::{Sweep, Swept};
pub(crate) use wire::{penalty_ranges, power_code, told_range};

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about the lists are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x6b1d_40c2_71f8_5a0e_9d55_504f_5745_5253);

/// The desk of one county's lists.
#[derive(Debug, Clone)]
pub struct PowerDesk {
    county: Code,
    register: Register,
    held: Snapshot<Powers>,
}

impl PowerDesk {
    /// The desk of a county, over its service's office and the lists that are held.
    #[must_use]
    pub const fn new(county: Code, office: Office, held: Snapshot<Powers>) -> Self {
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
}
