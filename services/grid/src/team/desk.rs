//! What each order does to the tables, and what the journal says of it.

use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Standing};
use shiyu_kit::snapshot::touch;
use shiyu_kit::unit::NotCompetent;
use time::OffsetDateTime;
use uuid::Uuid;

use super::domain::{Assignment, Item, Order, Refusal, Sitting, active};
use super::store::{assignment, item};
use super::{Roster, TeamDesk, on_map, wire};

type Done<T> = Result<T, Fault<Refusal>>;

impl Books for TeamDesk {
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
        touch::<Roster>(db).await?;
        match order {
            Order::PutAssignment(standing, new) => self.put(db, (*standing, new), &sitting).await,
            Order::EndAssignment(order) => {
                let held = assignment::hold(db, order.id)
                    .await?
                    .ok_or(Fault::Refused(Refusal::AssignmentUnknown))?;
                let ended = held.end(order, &sitting).map_err(Fault::Refused)?;
                self.changed(db, (Standing::Known, &ended, "assignment.ended"), &sitting).await
            }
            Order::Propose(proposal) => {
                let proposed = proposal.clone().propose(&sitting).map_err(Fault::Refused)?;
                item::put(db, Standing::New, &proposed).await?;
                Ok(Effect::silent(
                    proposal.id,
                    "admission.proposed",
                    &wire::item(&proposed, &self.county),
                ))
            }
            Order::Approve { id, document } => {
                let decided = hold(db, *id).await?.decide(Ok(document.clone()), &sitting);
                self.decided(db, decided.map_err(Fault::Refused)?, now).await
            }
            Order::Refuse { id, reason } => {
                let decided = hold(db, *id).await?.decide(Err(reason.clone()), &sitting);
                self.decided(db, decided.map_err(Fault::Refused)?, now).await
            }
            Order::Withdraw { id, reason } => {
                let withdrawn = hold(db, *id).await?.withdraw(reason, &sitting);
                self.decided(db, withdrawn.map_err(Fault::Refused)?, now).await
            }
        }
    }
}

impl TeamDesk {
    async fn put(&self, db: &DatabaseTransaction, (standing, new): (Standing, &Assignment), sitting: &Sitting<'_>) -> Done<Effect> {
        let before = assignment::hold(db, new.id).await?;
        let others = assignment::alike(db, new).await?;
        let put = new
            .clone()
            .put(standing, before.as_ref(), &others, sitting)
            .map_err(Fault::Refused)?;
        on_map(self.grids.as_ref(), &put.grid, put.map_day(sitting)).map_err(Fault::Refused)?;
        self.changed(db, (standing, &put, "assignment.put"), sitting).await
    }

    /// Writes what an assignment became, and tells how many have each role in its grid now; never who.
    async fn changed(
        &self,
        db: &DatabaseTransaction,
        (standing, new, kind): (Standing, &Assignment, &'static str),
        sitting: &Sitting<'_>,
    ) -> Done<Effect> {
        let unknown = |_| Refusal::from(NotCompetent::UnitUnknown(Some(new.grid.to_string())));
        let village = new.grid.village().map_err(unknown).map_err(Fault::Refused)?;
        assignment::put(db, standing, (new, &village)).await?;
        let team = assignment::standing(db, &new.grid, sitting.today()).await?;
        let counts = active(team.iter().map(|post| (post.subject.as_str(), post.role)));
        let fact = wire::team_changed((&new.grid, new.role), &counts, sitting.now);
        let effect = Effect::silent(new.id, kind, &wire::assignment(new, &self.county));
        Ok(effect.also(new.id, "team.changed").told(&fact))
    }

    async fn decided(&self, db: &DatabaseTransaction, decided: Item, now: OffsetDateTime) -> Done<Effect> {
        item::put(db, Standing::Known, &decided).await?;
        let effect = Effect::silent(decided.proposal.id, "admission.decided", &wire::item(&decided, &self.county));
        Ok(effect.told(&wire::admission_decided(&decided, now)))
    }
}

async fn hold(db: &DatabaseTransaction, id: Uuid) -> Done<Item> {
    item::hold(db, id).await?.ok_or(Fault::Refused(Refusal::ItemUnknown))
}
