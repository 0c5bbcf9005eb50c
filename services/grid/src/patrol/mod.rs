//! Patrols (巡查), hazards of places (隐患), special campaigns (专项行动) and screening rounds (每周排查, 每月检查): work data in plain
//! tables, no cases. What is kept is about places; nobody is followed, counted or ranked.

mod desk;
pub mod domain;
mod rpc;
pub mod store;
mod surroundings;
mod sweep;
#[cfg(test)]
pub(crate) mod tests;
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

use self::domain::{Order, Template};
use crate::domain::terms::GridCode;

pub use surroundings::Surroundings;
pub use sweep::Swept;

/// Who may do what here; it becomes part of the service's policy.
pub const POLICY: &str = include_str!("policy.cedar");

/// Metres from a checkpoint within which one is there, unless a deployment says otherwise.
pub const REACH: u32 = 150;

/// Chains of facts about these registers are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x1c7e_5a90_22d1_5b1c_8f3a_5041_5452_0001);

/// Roles whose holder, in an office, sees what concerns the whole division of the office.
const WIDE: [&str; 3] = ["dispatcher", "command_chief", "auditor"];

/// What a deployment decides about patrols.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Metres from a checkpoint within which one is there.
    pub reach: u32,
    /// The checklists of screening rounds.
    pub templates: Vec<Template>,
}

/// The patrols, hazards, campaigns and screening rounds of one county.
#[derive(Debug, Clone)]
pub struct Patrols {
    county: Code,
    register: Register,
    around: Arc<dyn Surroundings>,
    settings: Arc<Settings>,
    /// Rung when there is something to sweep before the next time.
    stirred: Arc<Notify>,
}

impl Patrols {
    /// The registers of a county, over its service's office and what the other rooms know.
    #[must_use]
    pub fn new(county: Code, office: Office, around: Arc<dyn Surroundings>, settings: Settings) -> Self {
        Self {
            county,
            register: Register::new(office, CHAINS),
            around,
            settings: Arc::new(settings),
            stirred: Arc::new(Notify::new()),
        }
    }

    /// The event of hazards was verified: they are gone. `fact` is the id of the fact that says so; hearing it twice does it once.
    ///
    /// # Errors
    /// Our own trouble; nothing has changed then.
    pub async fn event_verified(&self, fact: Uuid, event: Uuid) -> Result<(), Status> {
        if !store::hazard::has_event(&self.office().db.reader, event)
            .await
            .map_err(store::Unread::from)?
        {
            return Ok(());
        }
        let by = Actor::Service { name: "grid".to_owned() };
        let order = Order::EventVerified(event);
        Ok(self.register.take_in(self, &by, Wanted { id: fact, order }).await?)
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

    /// How far somebody sees.
    fn reach(&self, by: &Actor) -> Reach {
        let units = self.office().reference.units();
        let ground = Ground {
            county: &self.county,
            units: &units,
            today: self.today(),
            wide: &WIDE,
        };
        Viewer::of(by, &ground).reach
    }

    /// How far somebody sees who asks for one place: it is looked up by itself, and the reach only says whether it may be.
    fn reach_of(&self, by: &Actor, place: Option<&Code>) -> Reach {
        let reach = self.reach(by);
        match (place, &reach) {
            (Some(place), Reach::Units(units)) if units.contains(place) => Reach::Everything,
            (Some(_), Reach::Units(_)) => Reach::Nothing,
            (Some(_) | None, _) => reach,
        }
    }

    /// As [`Patrols::reach_of`], of a grid: whoever has a role in it sees it.
    fn reach_of_grid(&self, by: &Actor, grid: Option<&GridCode>) -> Reach {
        match grid {
            None => self.reach(by),
            Some(grid) if self.works_in(by, grid) => Reach::Everything,
            Some(grid) => self.reach_of(by, grid.village().ok().as_ref()),
        }
    }

    fn sees_grid(&self, by: &Actor, grid: &GridCode) -> bool {
        self.reach_of_grid(by, Some(grid)) == Reach::Everything
    }
}
