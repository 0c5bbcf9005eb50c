//! Deliberation meetings (四会) and notices down the levels (五级联动). Plain registers, no cases: they keep how many came and what was
//! heard where, never who.

mod desk;
pub mod domain;
mod rpc;
pub mod store;
#[cfg(test)]
mod tests;
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
use time::{Date, OffsetDateTime};
use tonic::{Response, Status};
use uuid::Uuid;

use self::domain::{Order, Target};
use crate::domain::terms::GridRole;
use crate::team::{Grids, Roster, reach};

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Chains of facts about meetings and notices are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x2b91_7c4e_06d8_5a53_b3f7_4d45_4554_4e54);

/// The desk of one county's meetings, and that of its notices.
#[derive(Debug, Clone)]
pub struct MeetingDesk {
    county: Code,
    register: Register,
    grids: Arc<dyn Grids>,
    roster: Snapshot<Roster>,
}

impl MeetingDesk {
    /// The desk of a county, over its service's office, its map and the roster that is held.
    #[must_use]
    pub const fn new(county: Code, office: Office, grids: Arc<dyn Grids>, roster: Snapshot<Roster>) -> Self {
        let register = Register::new(office, CHAINS);
        Self {
            county,
            register,
            grids,
            roster,
        }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    fn now(&self) -> OffsetDateTime {
        self.office().clock.now()
    }

    fn today(&self) -> Date {
        local_date(self.now())
    }

    fn reach(&self, by: &Actor) -> Reach {
        reach(by, &self.county, self.office())
    }

    /// As what somebody works today in the grid a notice went to.
    fn role(&self, by: &Actor, target: &Target) -> Option<GridRole> {
        let Actor::Person { subject, .. } = by else {
            return None;
        };
        self.roster.get().role(subject, target.grid()?, self.today())
    }

    async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        self.register.perform(self, by, wanted).await
    }
}
