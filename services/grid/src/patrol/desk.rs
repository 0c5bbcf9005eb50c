//! What each order does to the tables, and what the journal says of it.

mod campaign;
mod hazard;
mod plan;

use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::domain::{CheckIn, Entry, Order, Refusal, Report, RoundState, Sitting};
use super::store::{entry, round, screening};
use super::{Patrols, wire};
use crate::domain::terms::{ClassCode, GridCode, Point};

type Done<T> = Result<T, Fault<Refusal>>;

impl Books for Patrols {
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
            Order::PutPlan(standing, sketch) => self.put_plan(db, (*standing, sketch), &sitting).await,
            Order::CheckIn(told) => self.check(db, told, &sitting).await,
            Order::RecordHazard(hazard) => self.record_hazard(db, hazard, &sitting).await,
            Order::AcceptHazard(told) => self.accept_hazard(db, told, &sitting).await,
            Order::RemoveHazard(told) => self.remove_hazard(db, told, &sitting).await,
            Order::EventVerified(event) => self.resolve(db, *event, &sitting).await,
            Order::PutCampaign(standing, campaign) => self.put_campaign(db, (*standing, campaign), &sitting).await,
            Order::EndCampaign(told) => self.end_campaign(db, told, &sitting).await,
            Order::Check(told) => self.count_check(db, told, &sitting).await,
            Order::Report(told) => self.report(db, told, &sitting).await,
        }
    }
}

impl Patrols {
    async fn check(&self, db: &DatabaseTransaction, told: &CheckIn, sitting: &Sitting<'_>) -> Done<Effect> {
        let round = held(round::hold(db, told.round).await?, Refusal::RoundUnknown)?;
        let role = self.role_of(sitting.by, &round.grid);
        let round = round.check_in(told, (role, self.settings.reach), sitting).map_err(Fault::Refused)?;
        self.is_in_grid(db, told.finding, &round.grid).await?;
        round::put(db, &round).await?;
        let answer = wire::round_with_stops(&round, &self.county);
        if round.state == RoundState::Finished {
            return Ok(Effect::silent(round.id, "patrol.finished", &answer).told(&wire::patrol_ended(&round)));
        }
        Ok(Effect::silent(round.id, "checkpoint.visited", &answer))
    }

    async fn report(&self, db: &DatabaseTransaction, told: &Report, sitting: &Sitting<'_>) -> Done<Effect> {
        let round = held(screening::hold(db, told.round).await?, Refusal::ScreeningUnknown)?;
        let (round, entries) = round.report(&told.answers, sitting).map_err(Fault::Refused)?;
        for entry in &entries {
            self.is_a_finding(db, (entry, &round.unit)).await?;
        }
        screening::put(db, &round).await?;
        entry::put(db, &entries).await?;
        let answer = wire::screening_with_items(&round, &self.county);
        Ok(Effect::silent(round.id, "screening.reported", &answer).told(&wire::screening_ended(&round)))
    }

    fn on_map(&self, grid: &GridCode, sitting: &Sitting<'_>) -> Done<()> {
        let there = self.around.has_grid(grid, sitting.today());
        held(there.then_some(()), Refusal::GridUnknown(grid.clone()))
    }

    fn in_catalogue(&self, class: ClassCode, sitting: &Sitting<'_>) -> Done<()> {
        let there = self.around.has_class(class, sitting.today());
        held(there.then_some(()), Refusal::ClassUnknown(class))
    }

    /// That a point lies in a grid; `what` says which point.
    fn in_grid(&self, at: Point, (grid, what): (&GridCode, &str), sitting: &Sitting<'_>) -> Done<()> {
        let inside = self.around.grid_at(at, sitting.today()).as_ref() == Some(grid);
        held(inside.then_some(()), Refusal::PointOutsideGrid(what.to_owned()))
    }

    async fn point_of(&self, db: &DatabaseTransaction, address: Uuid) -> Done<Point> {
        held(self.around.address(db, address).await?, Refusal::AddressUnknown)
    }

    /// Where an event lies, and what it is about.
    async fn event_here(&self, db: &DatabaseTransaction, event: Uuid) -> Done<(GridCode, ClassCode)> {
        held(self.around.event_at(db, event).await?, Refusal::EventUnknown)
    }

    /// An event that is named lies in the grid; of another grid's nothing is said.
    async fn is_in_grid(&self, db: &DatabaseTransaction, event: Option<Uuid>, grid: &GridCode) -> Done<()> {
        let Some(event) = event else { return Ok(()) };
        let (there, _) = self.event_here(db, event).await?;
        held((there == *grid).then_some(()), Refusal::EventUnknown)
    }

    /// What is found lies where it was screened, and is of the item's class; of another place's events nothing is said.
    async fn is_a_finding(&self, db: &DatabaseTransaction, (entry, unit): (&Entry, &Code)) -> Done<()> {
        let (grid, class) = self.event_here(db, entry.event).await?;
        held(grid.as_str().starts_with(unit.division()).then_some(()), Refusal::EventUnknown)?;
        let fits = entry.class.is_none_or(|item| (item.kind, item.class) == (class.kind, class.class));
        held(fits.then_some(()), Refusal::EventOfAnotherClass(class))
    }
}

fn held<T>(row: Option<T>, refusal: Refusal) -> Done<T> {
    row.ok_or(Fault::Refused(refusal))
}
