//! What each order does to the tables of routing and command, and what the journal says of it.

use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Standing};
use shiyu_kit::snapshot::touch;
use time::OffsetDateTime;
use uuid::Uuid;

use super::domain::{Centre, Draft, Finding, Ground, Order, PastEvents, Refusal, Shift, Table, lint};
use super::store::{centre, shift, table};
use super::{DispatchDesk, Rooms, Routing, wire};
use crate::catalogue::domain::Sitting;

type Done<T> = Result<T, Fault<Refusal>>;

impl<P: PastEvents> Books for DispatchDesk<P> {
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
            Order::PutTable(standing, draft) => self.put_table(db, (*standing, draft), &sitting).await,
            Order::Simulate {
                table: id,
                window,
                drafted_at,
                replay,
            } => {
                let table = draft(db, *id).await?.simulated(*drafted_at, &sitting).map_err(Fault::Refused)?;
                table::put(db, Standing::Known, &table).await?;
                let answer = wire::simulation(&table, *window, replay, &self.county);
                Ok(Effect::silent(*id, "routing.simulated", &answer))
            }
            Order::Activate { table: id, from } => self.activate(db, (*id, *from), &sitting).await,
            Order::PutCentre(standing, centre) => self.put_centre(db, (*standing, centre), &sitting).await,
            Order::PutShift(standing, shift) => self.put_shift(db, (*standing, shift), &sitting).await,
            Order::CancelShift { id, reason } => {
                let (shift, unit) = held(shift::hold(db, *id).await?, Refusal::ShiftUnknown)?;
                let shift = shift.cancel(&unit, reason, &sitting).map_err(Fault::Refused)?;
                shift::put(db, Standing::Known, (&shift, &unit)).await?;
                Ok(Effect::silent(*id, "duty.cancelled", &wire::shift(&shift, &unit, &self.county)))
            }
        }
    }
}

impl<P: PastEvents> DispatchDesk<P> {
    async fn put_table(&self, db: &DatabaseTransaction, (standing, new): (Standing, &Draft), sitting: &Sitting<'_>) -> Done<Effect> {
        // First of all: it makes those wait who draft another table, so that each finds its own version.
        touch::<Routing>(db).await?;
        let before = table::hold(db, new.id).await?;
        let next = table::next_version(db).await?;
        let table = new.clone().put(standing, before.as_ref(), next, sitting).map_err(Fault::Refused)?;
        table::put(db, standing, &table).await?;
        let findings = self.findings(&table, sitting);
        let answer = wire::table(&table, Some(&findings), sitting.now, &self.county);
        Ok(Effect::silent(new.id, "routing.drafted", &answer))
    }

    async fn activate(&self, db: &DatabaseTransaction, (id, from): (Uuid, Option<OffsetDateTime>), sitting: &Sitting<'_>) -> Done<Effect> {
        // First of all: of two that are activated at once, the second finds the first.
        touch::<Routing>(db).await?;
        let table = draft(db, id).await?.activate(from, sitting).map_err(Fault::Refused)?;
        let findings = self.findings(&table, sitting);
        let faults = findings.iter().filter(|finding| finding.is_fault());
        match faults.count() {
            0 => {}
            many => return Err(Fault::Refused(Refusal::RoutingHasFaults(many))),
        }
        let from = table.effective.unwrap_or(sitting.now);
        for other in table::activated(db).await? {
            if let Some(overtaken) = other.overtaken(from) {
                table::put(db, Standing::Known, &overtaken).await?;
            }
        }
        table::put(db, Standing::Known, &table).await?;
        let answer = wire::table(&table, Some(&findings), sitting.now, &self.county);
        Ok(Effect::silent(id, "routing.activated", &answer).told(&wire::routing_activated(&table, from)))
    }

    async fn put_centre(&self, db: &DatabaseTransaction, (standing, new): (Standing, &Centre), sitting: &Sitting<'_>) -> Done<Effect> {
        // First of all: of two that are put up at once, the second finds the first.
        touch::<Rooms>(db).await?;
        let all = centre::all(db).await?;
        let centre = new.clone().put(standing, &all, sitting).map_err(Fault::Refused)?;
        centre::put(db, standing, &centre).await?;
        Ok(Effect::silent(new.id, "command.put", &wire::centre(&centre, &self.county)))
    }

    async fn put_shift(&self, db: &DatabaseTransaction, (standing, new): (Standing, &Shift), sitting: &Sitting<'_>) -> Done<Effect> {
        // First of all: of two shifts of one person at once, the second finds the first.
        touch::<Rooms>(db).await?;
        let before = shift::hold(db, new.id).await?;
        let centre = held(centre::find(db, new.centre).await?, Refusal::CentreUnknown)?;
        let theirs = shift::beside(db, new).await?;
        let shift = new.clone().put(standing, before.as_ref(), (&centre, &theirs), sitting);
        let shift = shift.map_err(Fault::Refused)?;
        shift::put(db, standing, (&shift, &centre.unit)).await?;
        Ok(Effect::silent(new.id, "duty.put", &wire::shift(&shift, &centre.unit, &self.county)))
    }

    /// What the linter finds in a table today.
    pub(super) fn findings(&self, table: &Table, sitting: &Sitting<'_>) -> Vec<Finding> {
        let catalogue = self.tables.catalogue.get();
        let ground = Ground {
            county: sitting.county,
            units: sitting.units,
            catalogue: catalogue.edition(sitting.today()),
            on: sitting.today(),
        };
        lint(&table.draft.rules, &ground)
    }
}

async fn draft(db: &DatabaseTransaction, id: Uuid) -> Done<Table> {
    held(table::hold(db, id).await?, Refusal::RoutingUnknown)
}

fn held<T>(row: Option<T>, refusal: Refusal) -> Done<T> {
    row.ok_or(Fault::Refused(refusal))
}
