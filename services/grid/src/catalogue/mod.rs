//! The catalogue: classes and subclasses of components and events, and how long the handling of each may take. Editions in plain
//! tables; the one in force on a day never changes afterwards.

mod desk;
pub mod domain;
mod held;
mod rpc;
pub mod store;
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
use crate::domain::terms::ClassCode;

pub use held::Catalogue;
pub(crate) use wire::{subclass_code, terms};

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about the catalogue are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x3a5c_1d5e_8b0f_5f43_9c1e_4752_4944_4341);

/// The catalogue's desk of one county.
#[derive(Debug, Clone)]
pub struct CatalogueDesk {
    county: Code,
    register: Register,
    held: Snapshot<Catalogue>,
    default_class: Option<ClassCode>,
}

impl CatalogueDesk {
    /// The desk of a county, over its service's office and the catalogue that is held.
    #[must_use]
    pub const fn new(county: Code, office: Office, held: Snapshot<Catalogue>) -> Self {
        let register = Register::new(office, CHAINS);
        Self {
            county,
            register,
            held,
            default_class: None,
        }
    }

    /// The same, every edition having the subclass under which a citizen reports who names none.
    #[must_use]
    pub fn keeping(self, default_class: ClassCode) -> Self {
        Self {
            default_class: Some(default_class),
            ..self
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
