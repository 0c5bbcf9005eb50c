//! Where an event goes and who sends it: routing tables, command rooms and centres, and who is on duty there. Plain tables, no cases.

mod desk;
pub mod domain;
mod held;
mod rpc;
pub mod store;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::Arc;

use prost::Message;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Register, Wanted};
use shiyu_kit::snapshot::Snapshot;
use shiyu_kit::unit::{Code, Units};
use time::Date;
use tonic::{Response, Status};
use uuid::Uuid;

use self::domain::Order;
use crate::catalogue::Catalogue;
use crate::catalogue::domain::Sitting;
use crate::team::Grids;

pub use domain::PastEvents;
pub use held::{Rooms, Routing};
pub use store::past::Incidents;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about routing and command are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x8d27_64b1_0c3e_5b9a_8a6d_4449_5350_4154);

/// What the desk looks into on every request.
#[derive(Debug, Clone)]
pub struct Tables {
    /// The catalogue.
    pub catalogue: Snapshot<Catalogue>,
    /// The routing tables.
    pub routing: Snapshot<Routing>,
    /// The command rooms and centres.
    pub rooms: Snapshot<Rooms>,
    /// The map.
    pub grids: Arc<dyn Grids>,
}

/// The desk of routing and command of one county; `P` tells the events of the past.
#[derive(Debug, Clone)]
pub struct DispatchDesk<P> {
    county: Code,
    register: Register,
    tables: Tables,
    past: P,
}

impl<P: PastEvents> DispatchDesk<P> {
    /// The desk of a county, over its service's office, the tables that are held and the events of the past.
    #[must_use]
    pub const fn new(county: Code, office: Office, tables: Tables, past: P) -> Self {
        let register = Register::new(office, CHAINS);
        Self {
            county,
            register,
            tables,
            past,
        }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    fn today(&self) -> Date {
        local_date(self.office().clock.now())
    }

    fn sitting<'a>(&'a self, by: &'a Actor, units: &'a Units) -> Sitting<'a> {
        Sitting {
            by,
            county: &self.county,
            units,
            now: self.office().clock.now(),
        }
    }

    async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        let response = self.register.perform(self, by, wanted).await?;
        self.tables.routing.refresh().await?;
        self.tables.rooms.refresh().await?;
        Ok(response)
    }
}
