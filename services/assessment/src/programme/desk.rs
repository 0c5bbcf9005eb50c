//! What each order does to the shelf, and what the journal says of it.

use prost::Message;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde::Serialize;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register, Sitting, Standing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_proto::assessment::v1 as pb;
use time::{Date, OffsetDateTime};
use tonic::{Response, Status};
use uuid::Uuid;

use super::catalogue::{self, Item};
use super::domain::{Catalogue, Objective, Programme, Refusal, Step, Task};
use super::wire;
use crate::shelf;

/// Chains of facts about programmes are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x91c7_40de_5a1b_5f08_a6d3_5052_4f47_5241);

/// Tasks from a catalogue: one for each of its items and each unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Under which objective.
    pub objective: Uuid,
    /// Of which edition; empty for the built-in one.
    pub edition: String,
    /// Whose.
    pub units: Vec<Code>,
    /// Their last day.
    pub due: Date,
    /// Only of this class; empty for all.
    pub class: String,
}

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Order {
    /// A programme.
    PutProgramme(Standing, Programme),
    /// An objective.
    PutObjective(Standing, Objective),
    /// A task.
    PutTask(Standing, Task),
    /// Tasks from a catalogue.
    Plan(Plan),
    /// A task moves on.
    Move(Uuid, Step),
    /// A catalogue.
    Import(Catalogue),
}

/// The desk of one county's programmes.
#[derive(Debug, Clone)]
pub struct ProgrammeDesk {
    pub(super) county: Code,
    register: Register,
}

type Done<T> = Result<T, Fault<Refusal>>;

impl ProgrammeDesk {
    /// The desk of a county, over its service's office.
    #[must_use]
    pub const fn new(county: Code, office: Office) -> Self {
        Self {
            county,
            register: Register::new(office, CHAINS),
        }
    }

    pub(super) const fn office(&self) -> &Office {
        self.register.office()
    }

    pub(super) fn today(&self) -> Date {
        local_date(self.office().clock.now())
    }

    pub(super) async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted<Order>) -> Result<Response<T>, Status> {
        self.register.perform(self, by, wanted).await
    }

    /// The items of an edition; the built-in ones of none.
    pub(super) async fn edition(&self, db: &impl ConnectionTrait, edition: &str) -> Done<(String, Vec<Item>)> {
        if edition.is_empty() {
            let items = catalogue::read(b"").unwrap_or_default();
            return Ok((String::new(), items));
        }
        let found = shelf::labelled::<Catalogue>(db, edition).await?.into_iter().next();
        let found = found.ok_or(Fault::Refused(Refusal::CatalogueUnknown))?;
        Ok((found.document, found.items))
    }
}

impl Books for ProgrammeDesk {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Done<Effect> {
        let units = self.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now,
        };
        match order {
            Order::PutProgramme(standing, new) => self.put_programme(db, (*standing, new), &sitting).await,
            Order::PutObjective(standing, new) => self.put_objective(db, (*standing, new), &sitting).await,
            Order::PutTask(standing, new) => self.put_task(db, (*standing, new), &sitting).await,
            Order::Plan(plan) => self.plan(db, plan, &sitting).await,
            Order::Move(id, step) => {
                let held = shelf::hold::<Task>(db, *id).await?.ok_or(Fault::Refused(Refusal::TaskUnknown))?;
                let moved = held.moved(step, &sitting).map_err(Fault::Refused)?;
                shelf::put(db, &moved, Standing::Known).await?;
                Ok(Effect::silent(
                    moved.id,
                    "task.moved",
                    &wire::told(&moved, &self.county, sitting.today()),
                ))
            }
            Order::Import(edition) => self.import(db, edition, &sitting).await,
        }
    }
}

impl ProgrammeDesk {
    async fn put_programme(
        &self,
        db: &DatabaseTransaction,
        (standing, new): (Standing, &Programme),
        sitting: &Sitting<'_>,
    ) -> Done<Effect> {
        let before = shelf::hold::<Programme>(db, new.id).await?;
        let put = new.clone().put((standing, before.as_ref()), sitting).map_err(Fault::Refused)?;
        shelf::put(db, &put, standing).await?;
        Ok(Effect::silent(put.id, "programme.put", &wire::programme(&put, &self.county)))
    }

    async fn put_objective(
        &self,
        db: &DatabaseTransaction,
        (standing, new): (Standing, &Objective),
        sitting: &Sitting<'_>,
    ) -> Done<Effect> {
        let programme = shelf::get::<Programme>(db, new.programme).await?;
        let before = shelf::hold::<Objective>(db, new.id).await?;
        let put = new.clone().put((standing, before.as_ref()), programme.as_ref(), sitting);
        let put = put.map_err(Fault::Refused)?;
        shelf::put(db, &put, standing).await?;
        Ok(Effect::silent(put.id, "objective.put", &wire::objective(&put, &self.county)))
    }

    async fn put_task(&self, db: &DatabaseTransaction, (standing, new): (Standing, &Task), sitting: &Sitting<'_>) -> Done<Effect> {
        let programme = self.programme_of(db, new.objective).await?;
        let before = shelf::hold::<Task>(db, new.id).await?;
        let put = new.clone().put((standing, before.as_ref()), &programme, sitting);
        let put = put.map_err(Fault::Refused)?;
        shelf::put(db, &put, standing).await?;
        Ok(Effect::silent(put.id, "task.put", &wire::told(&put, &self.county, sitting.today())))
    }

    /// Those that are there already stay as they are.
    async fn plan(&self, db: &DatabaseTransaction, plan: &Plan, sitting: &Sitting<'_>) -> Done<Effect> {
        let programme = self.programme_of(db, plan.objective).await?;
        let (_, items) = self.edition(db, &plan.edition).await?;
        let there = shelf::labelled::<Task>(db, &plan.objective.to_string()).await?;
        let mut planned = 0;
        for unit in &plan.units {
            for item in items.iter().filter(|item| plan.class.is_empty() || item.class_code() == plan.class) {
                if there.iter().any(|task| task.item == item.code && task.unit == *unit) {
                    continue;
                }
                let id = Uuid::new_v5(&plan.objective, format!("{unit}/{}", item.code).as_bytes());
                let task = Task::planned(
                    id,
                    (plan.objective, unit.clone(), plan.due),
                    (item.code.clone(), item.title.clone()),
                );
                let task = task.put((Standing::New, None), &programme, sitting).map_err(Fault::Refused)?;
                shelf::put(db, &task, Standing::New).await?;
                planned += 1;
            }
        }
        Ok(Effect::silent(plan.objective, "task.planned", &pb::PlanTasksResponse { planned }))
    }

    async fn import(&self, db: &DatabaseTransaction, edition: &Catalogue, sitting: &Sitting<'_>) -> Done<Effect> {
        let before = shelf::labelled::<Catalogue>(db, &edition.edition).await?;
        let put = edition.clone().imported(&before, sitting).map_err(Fault::Refused)?;
        shelf::put(db, &put, Standing::New).await?;
        let answer = wire::catalogue(&put.edition, &put.document, &put.items);
        Ok(Effect::silent(put.id, "catalogue.imported", &answer))
    }

    async fn programme_of(&self, db: &impl ConnectionTrait, objective: Uuid) -> Done<Programme> {
        let objective = shelf::get::<Objective>(db, objective).await?;
        let objective = objective.ok_or(Fault::Refused(Refusal::ObjectiveUnknown))?;
        let programme = shelf::get::<Programme>(db, objective.programme).await?;
        programme.ok_or(Fault::Refused(Refusal::ProgrammeUnknown))
    }
}
