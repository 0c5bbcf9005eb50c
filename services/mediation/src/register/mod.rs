//! The registers beside the disputes: committees, mediators, the centre with its counters and rooms, counsel in the villages, and the
//! catalogue of administrative mediation. Plain entries, no cases, and nothing that counts or ranks by person but work under way.

mod clinics;
mod desk;
pub mod domain;
mod ears;
mod known;
pub mod limits;
mod rpc;
pub mod store;
mod sweep;
pub mod template;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::Arc;

use prost::Message;
use shiyu_kit::audience::{Ground, Reach, Viewer};
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Register, Wanted};
use shiyu_kit::unit::Code;
use time::Date;
use tokio::sync::Notify;
use tonic::{Response, Status};
use uuid::Uuid;

use self::domain::Order;
use self::limits::Packs;
use self::template::Template;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about these registers are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x5c4e_9d02_7a61_5e8b_9b3d_4d45_4452_4731);

/// Roles whose holder, in a division or in an office that mediates for it or guides who does, sees what concerns all of it.
const WIDE: [&str; 4] = ["committee_clerk", "intake_clerk", "unit_head", "auditor"];
/// The same in whatever office.
const OVERSEERS: [&str; 1] = ["auditor"];

/// The registers of one county.
#[derive(Debug, Clone)]
pub struct Registers {
    county: Code,
    register: Register,
    packs: Arc<Packs>,
    templates: Arc<Vec<Template>>,
    /// Rung when there may be something to sweep before the next time.
    stirred: Arc<Notify>,
    /// Rung when somebody may be in office no more.
    vacancy: Arc<Notify>,
}

impl Registers {
    /// The registers of a county, over its service's office, with the packs of limits and the checklists of the deployment.
    #[must_use]
    pub fn new(county: Code, office: Office, packs: Packs, templates: Vec<Template>) -> Self {
        Self {
            county,
            register: Register::new(office, CHAINS),
            packs: Arc::new(packs),
            templates: Arc::new(templates),
            stirred: Arc::new(Notify::new()),
            vacancy: Arc::new(Notify::new()),
        }
    }

    /// A unit was learnt of: it may have to screen.
    pub fn stir(&self) {
        self.stirred.notify_one();
    }

    /// Waits until somebody may be in office no more.
    pub async fn vacancy(&self) {
        self.vacancy.notified().await;
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

    /// The same of what may end somebody's term.
    async fn perform_ending<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        let done = self.perform(by, wanted).await?;
        self.vacancy.notify_one();
        Ok(done)
    }

    /// How far somebody sees.
    fn reach(&self, by: &Actor) -> Reach {
        let units = self.office().reference.units();
        let own: Option<Code> = by.unit().and_then(|unit| unit.parse().ok());
        let mediating = units.mediating();
        let is_theirs = own.is_some_and(|own| !own.is_office() || mediating.guides(&own) || mediating.mediates(&own));
        let ground = Ground {
            county: &self.county,
            units: &units,
            today: self.today(),
            wide: if is_theirs { &WIDE } else { &OVERSEERS },
        };
        Viewer::of(by, &ground).reach
    }
}
