//! Who works in which grid (4+N), what they may do, and what departments may ask of them (网格准入). Plain registers, no cases, and
//! nothing that counts, lists or ranks by person.

mod desk;
pub mod domain;
mod grids;
mod held;
mod rpc;
pub mod store;
#[cfg(test)]
pub(crate) mod tests;
mod wire;

use std::sync::Arc;

use prost::Message;
use shiyu_kit::audience::Reach;
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
use crate::sight;

pub use grids::{Grids, digits_of, lies_in, on_map};
pub use held::{Admitted, Roster};
pub(crate) use wire::{grid_code, optional_grid_code};

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about teams are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x1c7d_52a4_9b0e_5d36_8f21_5445_414d_5331);

/// The teams' desk of one county, and that of its admission list.
#[derive(Debug, Clone)]
pub struct TeamDesk {
    county: Code,
    register: Register,
    grids: Arc<dyn Grids>,
    held: Snapshot<Roster>,
}

impl TeamDesk {
    /// The desk of a county, over its service's office, its map and the roster that is held.
    #[must_use]
    pub const fn new(county: Code, office: Office, grids: Arc<dyn Grids>, held: Snapshot<Roster>) -> Self {
        let register = Register::new(office, CHAINS);
        Self {
            county,
            register,
            grids,
            held,
        }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    fn today(&self) -> Date {
        local_date(self.office().clock.now())
    }

    fn reach(&self, by: &Actor) -> Reach {
        reach(by, &self.county, self.office())
    }

    async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        let response = self.register.perform(self, by, wanted).await?;
        self.held.refresh().await?;
        Ok(response)
    }
}

/// How far somebody sees in the registers of a county.
pub(crate) fn reach(by: &Actor, county: &Code, office: &Office) -> Reach {
    sight::viewer(by, county, &office.reference.units(), office.clock.now()).reach
}
