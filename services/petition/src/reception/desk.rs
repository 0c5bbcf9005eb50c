//! One order in one transaction: its effect, its answer, and what the journal says of it.

use prost::Message;
use sea_orm::{ConnectionTrait, TransactionTrait};
use serde_json::json;
use shiyu_kit::audience::Audience;
use shiyu_kit::case::{Actor, Entry};
use shiyu_kit::database::is_lost_race;
use shiyu_kit::fault::{Corrupt, Fault};
use shiyu_kit::journal::{self, Poster, Posting};
use shiyu_kit::rpc::REPLAYED;
use shiyu_kit::telemetry::current_traceparent;
use shiyu_kit::{inbox, relay};
use tonic::metadata::MetadataValue;
use tonic::{Response, Status};
use uuid::Uuid;

use super::domain::{Order, Receive, Refusal, RosterEntry, Sitting, Standing};
use super::store::answer::{self, Answered, Before};
use super::store::{Unread, counter, outreach, petition, roster, visit};
use super::wire::{self, Wanted};
use super::{Reception, domain};

/// Chains of facts about the hall are named under this.
const CHAINS: Uuid = Uuid::from_u128(0x6d1f_8f2e_43a7_5c0b_9e55_5348_4959_5504);

/// How often a race may be lost before the caller is asked to come again.
const RACES: u32 = 16;

type Done<T> = Result<T, Fault<Refusal>>;

/// What an order led to.
struct Effect {
    /// The resource it is about.
    id: Uuid,
    /// The resource as it is answered, protobuf.
    answer: Vec<u8>,
    kind: &'static str,
    fact: Option<Vec<u8>>,
}

impl Effect {
    /// What the journal keeps and nobody else is told.
    fn silent(id: Uuid, kind: &'static str, answer: &impl Message) -> Self {
        Self {
            id,
            answer: answer.encode_to_vec(),
            kind,
            fact: None,
        }
    }

    fn told(self, fact: &impl Message) -> Self {
        Self {
            fact: Some(fact.encode_to_vec()),
            ..self
        }
    }

    fn posting(&self) -> Posting {
        Posting {
            chain: Uuid::new_v5(&CHAINS, self.id.as_bytes()),
            entry: Entry {
                kind: self.kind,
                detail: json!({ "id": self.id }).to_string(),
                fact: self.fact.clone(),
            },
        }
    }
}

impl Reception {
    /// Carries an order out once; a repeated one is answered as the first time, and says so in its metadata. What makes two requests
    /// the same is their content and who asks: an answer is not for another's eyes.
    pub(super) async fn perform<T: Message + Default>(&self, by: &Actor, wanted: Wanted) -> Result<Response<T>, Status> {
        let digest = inbox::digest(wanted.id, by.name(), &wanted.order).map_err(|error| corrupt("inbox", wanted.id, &error))?;
        let mut races = 0;
        let (answer, repeated) = loop {
            match self.attempt(by, &wanted, &digest).await {
                Err(Fault::Database(error)) if is_lost_race(&error) && races < RACES => races += 1,
                Err(Fault::Database(error)) if is_lost_race(&error) => return Err(Fault::<Refusal>::Busy.into()),
                done => break done?,
            }
        };
        let answer = T::decode(answer.as_slice()).map_err(|error| corrupt("reception_answer", wanted.id, &error))?;
        let mut response = Response::new(answer);
        if repeated {
            response.metadata_mut().insert(REPLAYED, MetadataValue::from_static("true"));
        }
        Ok(response)
    }

    /// The answer, and whether it was given before.
    async fn attempt(&self, by: &Actor, wanted: &Wanted, digest: &[u8]) -> Done<(Vec<u8>, bool)> {
        let transaction = self.office.db.writer.begin().await?;
        match answer::before(&transaction, wanted.id, digest).await? {
            Before::Nothing => {}
            Before::Reused => return Err(Fault::Reused),
            Before::Answered(answer) => return Ok((answer, true)),
        }
        let now = self.office.clock.now();
        let units = self.office.reference.units();
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now,
        };
        let effect = self.carry_out(&transaction, &wanted.order, &sitting).await?;
        let posting = effect.posting();
        let answered = Answered {
            act: wanted.id,
            chain: posting.chain,
            digest: digest.to_vec(),
            at: now,
            answer: effect.answer.clone(),
        };
        answer::put(&transaction, answered).await?;
        let poster = Poster {
            act: wanted.id,
            by,
            trace: current_traceparent(),
            now,
        };
        journal::append(&transaction, &poster, vec![posting]).await?;
        relay::announce(&transaction).await?;
        transaction.commit().await?;
        self.office.wake.ring();
        Ok((effect.answer, false))
    }

    async fn carry_out(&self, db: &impl ConnectionTrait, order: &Order, sitting: &Sitting<'_>) -> Done<Effect> {
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

fn corrupt(table: &'static str, id: Uuid, error: &dyn std::error::Error) -> Fault<Refusal> {
    Fault::Corrupt(Corrupt {
        table,
        id: id.to_string(),
        what: error.to_string(),
    })
}

/// What could not be read, as a status.
pub(super) fn unread(unread: Unread) -> Status {
    Fault::<Refusal>::from(unread).into()
}
