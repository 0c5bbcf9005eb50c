//! What each order does to the tables of the hall, and what the journal says of it.

use sea_orm::{ConnectionTrait, DatabaseTransaction};
use shiyu_kit::audience::Audience;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Standing};
use time::OffsetDateTime;
use uuid::Uuid;

use super::domain::{Order, Receive, Refusal, RosterEntry, Sitting};
use super::store::{counter, outreach, petition, roster, visit};
use super::{Reception, domain, wire};

type Done<T> = Result<T, Fault<Refusal>>;

impl Books for Reception {
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
        self.obey(db, order, &sitting).await
    }
}

impl Reception {
    async fn obey(&self, db: &impl ConnectionTrait, order: &Order, sitting: &Sitting<'_>) -> Done<Effect> {
        match order {
            Order::PutCounter(standing, counter) => self.put_counter(db, (*standing, counter.clone()), sitting).await,
            Order::PutRosterEntry(standing, entry) => self.put_entry(db, (*standing, entry.clone()), sitting).await,
            Order::CancelRosterEntry { id, reason } => {
                let entry = held(roster::hold(db, *id).await?, Refusal::RosterEntryUnknown)?;
                let entry = entry.cancel(reason, sitting).map_err(Fault::Refused)?;
                roster::put(db, Standing::Known, &entry).await?;
                Ok(Effect::silent(*id, "roster.cancelled", &wire::roster_entry(&entry, &self.county)))
            }
            Order::Receive(told) => self.receive(db, told, sitting).await,
            Order::Dispatch(dispatch) => {
                let sent = dispatch.clone().order(sitting).map_err(Fault::Refused)?;
                let about = self.knows(db, dispatch.petition, sitting.by).await?;
                sitting.hands(&about, &dispatch.unit, &dispatch.team).map_err(Fault::Refused)?;
                outreach::put(db, Standing::New, &sent).await?;
                let effect = Effect::silent(dispatch.id, "outreach.ordered", &wire::outreach_visit(&sent, &self.county));
                Ok(effect.told(&wire::outreach_ordered(&sent)))
            }
            Order::Report { id, outcome, done_at } => {
                let at = done_at.unwrap_or(sitting.now);
                let sent = self.sent(db, *id, sitting.by).await?;
                let sent = sent.report(outcome, at, sitting).map_err(Fault::Refused)?;
                let effect = self.ended(db, (&sent, "outreach.reported"), sitting.by).await?;
                Ok(effect.told(&wire::outreach_reported(&sent, at)))
            }
            Order::CallOff { id, reason } => {
                let sent = self.sent(db, *id, sitting.by).await?;
                let sent = sent.call_off(reason, sitting).map_err(Fault::Refused)?;
                let effect = self.ended(db, (&sent, "outreach.cancelled"), sitting.by).await?;
                Ok(effect.told(&wire::outreach_cancelled(&sent, sitting.now)))
            }
        }
    }

    async fn put_counter(
        &self,
        db: &impl ConnectionTrait,
        (standing, new): (Standing, domain::Counter),
        sitting: &Sitting<'_>,
    ) -> Done<Effect> {
        let before = counter::hold(db, new.id).await?;
        let new = new.put(standing, before.as_ref(), sitting).map_err(Fault::Refused)?;
        counter::put(db, standing, &new).await?;
        Ok(Effect::silent(new.id, "counter.put", &wire::counter(&new, &self.county)))
    }

    async fn put_entry(&self, db: &impl ConnectionTrait, (standing, new): (Standing, RosterEntry), sitting: &Sitting<'_>) -> Done<Effect> {
        let before = roster::hold(db, new.id).await?;
        let new = new.put(standing, before.as_ref(), sitting).map_err(Fault::Refused)?;
        roster::put(db, standing, &new).await?;
        Ok(Effect::silent(new.id, "roster.put", &wire::roster_entry(&new, &self.county)))
    }

    async fn receive(&self, db: &impl ConnectionTrait, told: &Receive, sitting: &Sitting<'_>) -> Done<Effect> {
        let entry = held(roster::hold(db, told.roster_entry).await?, Refusal::RosterEntryUnknown)?;
        let counters = counter::of(db, &told.counters).await?;
        let received = told.clone().record(&entry, &counters, sitting).map_err(Fault::Refused)?;
        let about = self.knows(db, told.petition, sitting.by).await?;
        let holder = std::slice::from_ref(&entry.subject);
        sitting.hands(&about, &received.unit, holder).map_err(Fault::Refused)?;
        visit::put(db, &received).await?;
        let effect = Effect::silent(told.id, "reception.recorded", &wire::reception(&received, &self.county));
        Ok(effect.told(&wire::reception_recorded(&received, &entry, &counters)))
    }

    /// The visit of this id; none for those from whom its petition is kept (信访工作条例 art. 30).
    async fn sent(&self, db: &impl ConnectionTrait, id: Uuid, by: &Actor) -> Done<domain::Outreach> {
        let sent = held(outreach::hold(db, id).await?, Refusal::OutreachUnknown)?;
        let about = petition::audiences(db, sent.order.petition.into_iter().collect()).await?;
        let viewer = self.viewer(by);
        let kept = about.values().any(|audience| viewer.is_barred(audience));
        held((!kept).then_some(sent), Refusal::OutreachUnknown)
    }

    /// A visit that came to its end, its petition left out for those who do not see it.
    async fn ended(&self, db: &impl ConnectionTrait, (sent, kind): (&domain::Outreach, &'static str), by: &Actor) -> Done<Effect> {
        outreach::put(db, Standing::Known, sent).await?;
        let seen = petition::seen(db, &self.viewer(by), sent.order.petition.into_iter().collect()).await?;
        let mut shown = sent.clone();
        shown.order.petition = sent.order.petition.filter(|petition| seen.contains(petition));
        Ok(Effect::silent(sent.order.id, kind, &wire::outreach_visit(&shown, &self.county)))
    }

    /// Who may see the petition named, which exists for the caller; nobody is kept from none.
    async fn knows(&self, db: &impl ConnectionTrait, named: Option<Uuid>, by: &Actor) -> Done<Audience> {
        let Some(named) = named else {
            return Ok(Audience::default());
        };
        let audience = petition::audiences(db, [named].into()).await?.remove(&named);
        let viewer = self.viewer(by);
        held(audience.filter(|audience| viewer.sees(audience)), Refusal::PetitionUnknown)
    }
}

fn held<T>(row: Option<T>, refusal: Refusal) -> Done<T> {
    row.ok_or(Fault::Refused(refusal))
}
