//! The map of the county (网格地图): grids and their boundaries, one version after another; what a point lies in; micro-units and
//! standard addresses. It knows places, and nobody who lives in them.

pub mod atlas;
mod desk;
pub mod domain;
pub mod export;
pub mod geometry;
pub mod import;
pub mod lint;
pub(crate) mod rpc;
pub mod store;
pub mod synthetic;
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

use self::atlas::{Atlas, Distances};
use self::domain::Order;
use self::lint::Tolerance;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about the map are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x3c8e_51d7_b06f_5a92_8d44_5348_4959_5512);

/// What a deployment sets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Metres within which another town or county is near, at most 2,000.
    pub border_metres: f64,
    /// Metres within which another grid is a neighbour, at most 2,000.
    pub neighbour_metres: f64,
    /// What the linter lets pass.
    pub tolerance: Tolerance,
}

impl Settings {
    /// How far one looks around.
    #[must_use]
    pub const fn distances(&self) -> Distances {
        Distances {
            border: self.border_metres,
            neighbours: self.neighbour_metres,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        let Distances { border, neighbours } = Distances::default();
        Self {
            border_metres: border,
            neighbour_metres: neighbours,
            tolerance: Tolerance::default(),
        }
    }
}

/// The map room of one county: its services, and the atlas that every other room looks into.
#[derive(Debug, Clone)]
pub struct Places {
    county: Code,
    register: Register,
    atlas: Snapshot<Atlas>,
    settings: Settings,
}

impl Places {
    /// The map room of a county, over the database, units, clock and relay of its service's office.
    #[must_use]
    pub const fn new(county: Code, office: Office, atlas: Snapshot<Atlas>, settings: Settings) -> Self {
        let register = Register::new(office, CHAINS);
        Self {
            county,
            register,
            atlas,
            settings,
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
