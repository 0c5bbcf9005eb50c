//! What is looked at, how often and by whom: regulated objects with their cadence, visits that several units make as one (综合查一次), and
//! random draws of objects and officers (双随机、一公开). Objects are places and enterprises, never persons.

mod clue;
mod desk;
pub mod domain;
mod export;
mod rpc;
pub mod store;
#[cfg(test)]
mod tests;
mod wire;

use prost::Message;
use shiyu_kit::audience::Reach;
use shiyu_kit::case::Actor;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Register, Wanted};
use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::unit::Code;
use tonic::{Response, Status};
use uuid::Uuid;

use self::domain::Order;
use crate::officer::{self, Officers};
use crate::power::Powers;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about these registers are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x7de4_3a15_6c02_5e9b_b0f1_494e_5350_4543);

/// The regulated objects, visits and draws of one county.
#[derive(Debug, Clone)]
pub struct InspectionDesk {
    county: Code,
    register: Register,
    powers: Snapshot<Powers>,
    officers: Snapshot<Officers>,
}

impl InspectionDesk {
    /// The desk of a county, over its service's office, the lists of power items and the officers.
    #[must_use]
    pub const fn new(county: Code, office: Office, powers: Snapshot<Powers>, officers: Snapshot<Officers>) -> Self {
        Self {
            county,
            register: Register::new(office, CHAINS),
            powers,
            officers,
        }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        self.register.perform(self, by, wanted).await
    }

    fn reach(&self, by: &Actor) -> Reach {
        officer::reach(by, &self.county, self.office())
    }
}
