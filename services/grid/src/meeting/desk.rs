//! What each order does to the tables, and what the journal says of it.

use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Standing};
use time::OffsetDateTime;

use super::domain::{Acknowledgement, Meeting, Notice, Order, Refusal};
use super::store::{broadcast, gathering, receipt};
use super::{MeetingDesk, wire};
use crate::team::domain::Sitting;
use crate::team::on_map;

type Done<T> = Result<T, Fault<Refusal>>;

impl Books for MeetingDesk {
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
            Order::PutMeeting(standing, new) => self.put(db, (*standing, new), &sitting).await,
            Order::FollowUp { id, outcome } => {
                let held = held(gathering::hold(db, *id).await?, Refusal::MeetingUnknown)?;
                let followed = held.follow(outcome, &sitting).map_err(Fault::Refused)?;
                let shown = wire::meeting(&followed, &self.county, sitting.today());
                write(db, Standing::Known, &followed).await?;
                Ok(Effect::silent(*id, "meeting.followed_up", &shown))
            }
            Order::Send(notice) => self.send(db, notice, &sitting).await,
            Order::Acknowledge(told) => self.acknowledge(db, told, &sitting).await,
        }
    }
}

impl MeetingDesk {
    async fn put(&self, db: &DatabaseTransaction, (standing, new): (Standing, &Meeting), sitting: &Sitting<'_>) -> Done<Effect> {
        let before = gathering::hold(db, new.id).await?;
        let put = new.clone().put(standing, before.as_ref(), sitting).map_err(Fault::Refused)?;
        on_map(self.grids.as_ref(), &put.grid, put.held_on).map_err(refused)?;
        write(db, standing, &put).await?;
        let shown = wire::meeting(&put, &self.county, sitting.today());
        Ok(match standing {
            Standing::New => Effect::silent(put.id, "meeting.held", &shown).told(&wire::meeting_held(&put, sitting.now)),
            Standing::Known => Effect::silent(put.id, "meeting.corrected", &shown),
        })
    }

    async fn send(&self, db: &DatabaseTransaction, notice: &Notice, sitting: &Sitting<'_>) -> Done<Effect> {
        let (sent, receipts) = notice.clone().send(sitting).map_err(Fault::Refused)?;
        for grid in receipts.iter().filter_map(|receipt| receipt.target.grid()) {
            on_map(self.grids.as_ref(), grid, sitting.today()).map_err(refused)?;
        }
        broadcast::add(db, &sent).await?;
        receipt::add(db, &receipts).await?;
        let effect = Effect::silent(sent.id, "broadcast.sent", &wire::broadcast(&sent, &self.county, sitting.now));
        Ok(effect.told(&wire::broadcast_sent(notice, sitting.now)))
    }

    async fn acknowledge(&self, db: &DatabaseTransaction, told: &Acknowledgement, sitting: &Sitting<'_>) -> Done<Effect> {
        let sent = held(broadcast::hold(db, told.broadcast).await?, Refusal::BroadcastUnknown)?;
        let open = receipt::hold(db, told.broadcast, &told.target).await?;
        let open = held(open, Refusal::BroadcastUnknown)?;
        let role = self.role(sitting.by, &told.target);
        let heard = open.acknowledge(told, role, sitting).map_err(Fault::Refused)?;
        receipt::put(db, &heard).await?;
        broadcast::count(db, sent.id).await?;
        let shown = wire::receipt(&heard, sent.due_at, sitting.now);
        let effect = Effect::silent(sent.id, "broadcast.acknowledged", &shown);
        Ok(effect.told(&wire::broadcast_acknowledged(&heard, sent.due_at, sitting.now)))
    }
}

async fn write(db: &DatabaseTransaction, standing: Standing, meeting: &Meeting) -> Done<()> {
    let village = meeting.grid.village();
    let village = village.map_err(|_| Fault::Refused(Refusal::MeetingUnknown))?;
    Ok(gathering::put(db, standing, (meeting, &village)).await?)
}

fn refused(refusal: crate::team::domain::Refusal) -> Fault<Refusal> {
    Fault::Refused(Refusal::Grid(refusal))
}

fn held<T>(row: Option<T>, refusal: Refusal) -> Done<T> {
    row.ok_or(Fault::Refused(refusal))
}
