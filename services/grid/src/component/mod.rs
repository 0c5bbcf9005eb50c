//! The register of components (部件): what stands in the grids, where, and who answers for it. It knows things, and nobody who uses them.

mod desk;
pub mod domain;
mod import;
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
use crate::catalogue::Catalogue;
use crate::place::atlas::Atlas;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about components are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x5d1e_73a2_c48b_5e06_9f27_434f_4d50_4f4e);

/// What the desk looks into.
#[derive(Debug, Clone)]
pub struct Tables {
    /// The map.
    pub atlas: Snapshot<Atlas>,
    /// The catalogue.
    pub catalogue: Snapshot<Catalogue>,
}

/// The components' desk of one county.
#[derive(Debug, Clone)]
pub struct ComponentDesk {
    county: Code,
    register: Register,
    tables: Tables,
    near: f64,
}

impl ComponentDesk {
    /// The desk of a county, over its service's office, what is held of its map and its catalogue, and the metres within which a component
    /// is near.
    #[must_use]
    pub const fn new(county: Code, office: Office, tables: Tables, near: f64) -> Self {
        let register = Register::new(office, CHAINS);
        Self {
            county,
            register,
            tables,
            near,
        }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    fn today(&self) -> Date {
        local_date(self.office().clock.now())
    }

    async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        self.register.perform(self, by, wanted).await
    }
}
