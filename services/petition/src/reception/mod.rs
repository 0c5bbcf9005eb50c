//! The petition hall (信访超市), the reception of visitors by leaders and lawyers, and the teams sent out (外送服务): reference and
//! work data in plain tables, no cases. It says nothing about who a visitor is.

mod desk;
pub mod domain;
mod rpc;
pub mod store;
#[cfg(test)]
pub(crate) mod tests;
mod wire;

use prost::Message;
use shiyu_kit::audience::Viewer;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Register, Wanted};
use shiyu_kit::unit::Code;
use time::Date;
use tonic::{Response, Status};
use uuid::Uuid;

use self::domain::Order;
use crate::sight;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about the hall are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x6d1f_8f2e_43a7_5c0b_9e55_5348_4959_5504);

/// The reception service of one county.
#[derive(Debug, Clone)]
pub struct Reception {
    county: Code,
    register: Register,
}

impl Reception {
    /// The reception of a county, over the database, units, clock and relay of its service's office.
    #[must_use]
    pub const fn new(county: Code, office: Office) -> Self {
        let register = Register::new(office, CHAINS);
        Self { county, register }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    fn today(&self) -> Date {
        local_date(self.office().clock.now())
    }

    fn viewer(&self, by: &Actor) -> Viewer {
        let office = self.office();
        sight::viewer(by, &self.county, &office.reference.units(), office.clock.now())
    }

    async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        self.register.perform(self, by, wanted).await
    }
}
