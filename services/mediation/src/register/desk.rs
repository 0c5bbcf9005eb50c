//! What each order does to the shelf, and what the journal says of it.

use prost::Message;
use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Standing};
use time::OffsetDateTime;
use uuid::Uuid;

use super::domain::{
    Adviser, Centre, Charging, Clinic, Committee, Consulting, Counter, Deciding, Dissolving, EndingOrder, Finding, Matter, Mediator, Order,
    Refusal, Report, Room, Round, Sitting, Visiting,
};
use super::known::within_their_committees;
use super::store::{self, Entry, Filter, hold, queue};
use super::{Registers, wire};

pub(super) type Done<T> = Result<T, Fault<Refusal>>;

impl Books for Registers {
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
            Order::PutCommittee(standing, new) => self.put_committee(db, (*standing, new), &sitting).await,
            Order::ReportCommittee(told) => {
                let held = known(hold::<Committee>(db, told.id).await?, Refusal::CommitteeUnknown)?;
                let told = held.report(told, &sitting).map_err(Fault::Refused)?;
                self.committee(db, (Standing::Known, &told, "committee.reported"), now).await
            }
            Order::DissolveCommittee(told) => self.dissolve(db, told, &sitting).await,
            Order::PutMediator(standing, new) => self.put_mediator(db, (*standing, new), &sitting).await,
            Order::EndMediator(told) => self.end_mediator(db, *told, &sitting).await,
            Order::Charge(told) => self.charge(db, told, &sitting).await,
            Order::Decide(told) => self.decide(db, told, &sitting).await,
            Order::PutCentre(standing, new) => {
                let before = hold::<Centre>(db, new.id).await?;
                let put = new.clone().put(*standing, before.as_ref(), &sitting).map_err(Fault::Refused)?;
                keep(db, (*standing, &put, "centre.put"), &wire::centre(&put, &self.county)).await
            }
            Order::PutCounter(standing, new) => self.put_counter(db, (*standing, new), &sitting).await,
            Order::PutRoom(standing, new) => {
                let before = hold::<Room>(db, new.id).await?;
                let put = new.clone().put(*standing, before.as_ref(), &sitting).map_err(Fault::Refused)?;
                keep(db, (*standing, &put, "room.put"), &wire::room(&put, &self.county)).await
            }
            Order::PutAdviser(standing, new) => self.put_adviser(db, (*standing, new), &sitting).await,
            Order::RecordConsultation(new) => self.record_consultation(db, *new, &sitting).await,
            Order::PutClinic(standing, new) => self.clinic_put(db, (*standing, new), &sitting).await,
            Order::CancelClinic { id, reason } => self.clinic_cancelled(db, (*id, reason), &sitting).await,
            Order::RecordVisit(new) => self.record_visit(db, *new, &sitting).await,
            Order::PutMatter(standing, new) => {
                let before = hold::<Matter>(db, new.id).await?;
                let put = new.clone().put(*standing, before.as_ref(), &sitting).map_err(Fault::Refused)?;
                keep(db, (*standing, &put, "matter.put"), &wire::matter(&put, &self.county)).await
            }
            Order::ReportScreening(told) => self.report_screening(db, told, &sitting).await,
            Order::FindingOpened { finding, dispute } => self.opened(db, (*finding, *dispute)).await,
            Order::FindingEnded { dispute, settled } => self.ended(db, (*dispute, *settled)).await,
        }
    }
}

impl Registers {
    async fn put_committee(
        &self,
        db: &DatabaseTransaction,
        (standing, new): (Standing, &Committee),
        sitting: &Sitting<'_>,
    ) -> Done<Effect> {
        queue::<Committee>(db, new.unit.as_str()).await?;
        let before = hold::<Committee>(db, new.id).await?;
        let its = Filter {
            unit: Some(new.unit.clone()),
            ..Filter::default()
        };
        let others = store::few::<Committee>(db, &its).await?;
        let put = new
            .clone()
            .put((standing, before.as_ref()), &others, sitting)
            .map_err(Fault::Refused)?;
        let its = Filter {
            parent: Some(put.id),
            ..Filter::default()
        };
        for mediator in store::few::<Mediator>(db, &its).await? {
            store::put(db, Standing::Known, &mediator.under(&put)).await?;
        }
        self.committee(db, (standing, &put, "committee.put"), sitting.now).await
    }

    async fn committee(
        &self,
        db: &DatabaseTransaction,
        (standing, new, kind): (Standing, &Committee, &'static str),
        now: OffsetDateTime,
    ) -> Done<Effect> {
        store::put(db, standing, new).await?;
        let effect = Effect::silent(new.id, kind, &wire::committee(new, &self.county));
        Ok(effect.also(new.id, "committee.changed").told(&wire::committee_changed(new, now)))
    }

    /// A committee goes, and its mediators' terms with it.
    async fn dissolve(&self, db: &DatabaseTransaction, told: &Dissolving, sitting: &Sitting<'_>) -> Done<Effect> {
        let held = known(hold::<Committee>(db, told.id).await?, Refusal::CommitteeUnknown)?;
        let dissolved = held.dissolve(told, sitting).map_err(Fault::Refused)?;
        let its = Filter {
            parent: Some(told.id),
            ..Filter::default()
        };
        for mediator in store::few::<Mediator>(db, &its).await? {
            store::put(db, Standing::Known, &mediator.dissolved(told.last)).await?;
        }
        self.committee(db, (Standing::Known, &dissolved, "committee.dissolved"), sitting.now)
            .await
    }

    async fn put_mediator(&self, db: &DatabaseTransaction, (standing, new): (Standing, &Mediator), sitting: &Sitting<'_>) -> Done<Effect> {
        queue::<Mediator>(db, &new.subject).await?;
        let before = hold::<Mediator>(db, new.id).await?;
        let committee = match new.committee {
            None => None,
            Some(id) => Some(known(hold::<Committee>(db, id).await?, Refusal::CommitteeUnknown)?),
        };
        let others = within_their_committees(db, store::about(db, &new.subject).await?).await?;
        let put = new
            .clone()
            .put((standing, before.as_ref()), (committee.as_ref(), &others), sitting)
            .map_err(Fault::Refused)?;
        self.mediator(db, (standing, &put, "mediator.put")).await
    }

    async fn mediator(&self, db: &DatabaseTransaction, (standing, new, kind): (Standing, &Mediator, &'static str)) -> Done<Effect> {
        keep(db, (standing, new, kind), &wire::mediator_in_full(new, &self.county)).await
    }

    async fn end_mediator(&self, db: &DatabaseTransaction, told: EndingOrder, sitting: &Sitting<'_>) -> Done<Effect> {
        let held = known(hold::<Mediator>(db, told.id).await?, Refusal::MediatorUnknown)?;
        let ended = held.end(told, sitting).map_err(Fault::Refused)?;
        self.mediator(db, (Standing::Known, &ended, "mediator.ended")).await
    }

    async fn charge(&self, db: &DatabaseTransaction, told: &Charging, sitting: &Sitting<'_>) -> Done<Effect> {
        let held = known(hold::<Mediator>(db, told.mediator).await?, Refusal::MediatorUnknown)?;
        if let Actor::Person { .. } = sitting.by {
            sitting.governs(&held.unit).map_err(Fault::Refused)?;
        }
        let charged = held.charged(told, sitting.now);
        self.mediator(db, (Standing::Known, &charged, "mediator.charged")).await
    }

    async fn decide(&self, db: &DatabaseTransaction, told: &Deciding, sitting: &Sitting<'_>) -> Done<Effect> {
        let held = known(hold::<Mediator>(db, told.mediator).await?, Refusal::MediatorUnknown)?;
        let decided = held.decided(told, sitting).map_err(Fault::Refused)?;
        self.mediator(db, (Standing::Known, &decided, "mediator.decided_on")).await
    }

    async fn put_counter(&self, db: &DatabaseTransaction, (standing, new): (Standing, &Counter), sitting: &Sitting<'_>) -> Done<Effect> {
        let before = hold::<Counter>(db, new.id).await?;
        let centre = store::get::<Centre>(db, new.centre).await?;
        let put = new
            .clone()
            .put((standing, before.as_ref()), centre.as_ref(), sitting)
            .map_err(Fault::Refused)?;
        keep(db, (standing, &put, "counter.put"), &wire::counter(&put, &self.county)).await
    }

    async fn put_adviser(&self, db: &DatabaseTransaction, (standing, new): (Standing, &Adviser), sitting: &Sitting<'_>) -> Done<Effect> {
        queue::<Adviser>(db, new.unit.as_str()).await?;
        let before = hold::<Adviser>(db, new.id).await?;
        let its = Filter {
            unit: Some(new.unit.clone()),
            ..Filter::default()
        };
        let others = store::few::<Adviser>(db, &its).await?;
        let put = new
            .clone()
            .put((standing, before.as_ref()), &others, sitting)
            .map_err(Fault::Refused)?;
        keep(db, (standing, &put, "adviser.put"), &wire::adviser(&put, &self.county)).await
    }

    async fn record_consultation(&self, db: &DatabaseTransaction, new: Consulting, sitting: &Sitting<'_>) -> Done<Effect> {
        let adviser = store::get::<Adviser>(db, new.adviser).await?;
        let logged = new.record(adviser.as_ref(), sitting).map_err(Fault::Refused)?;
        let answer = wire::consultation(&logged, &self.county);
        keep(db, (Standing::New, &logged, "consultation.recorded"), &answer).await
    }

    async fn record_visit(&self, db: &DatabaseTransaction, new: Visiting, sitting: &Sitting<'_>) -> Done<Effect> {
        let clinic = store::get::<Clinic>(db, new.clinic).await?;
        let recorded = new.record(clinic.as_ref(), sitting).map_err(Fault::Refused)?;
        let answer = wire::visit(&recorded, &self.county);
        keep(db, (Standing::New, &recorded, "clinic.visited"), &answer).await
    }
}

impl Registers {
    async fn report_screening(&self, db: &DatabaseTransaction, told: &Report, sitting: &Sitting<'_>) -> Done<Effect> {
        let held = known(hold::<Round>(db, told.round).await?, Refusal::ScreeningUnknown)?;
        let (round, found) = held.report(&told.answers, sitting).map_err(Fault::Refused)?;
        store::put(db, Standing::Known, &round).await?;
        store::put_all(db, &found).await?;
        let answer = wire::round_in_full(&round, &self.county);
        Ok(Effect::silent(round.id, "screening.reported", &answer).told(&wire::screening_ended(&round, sitting.now)))
    }

    /// A finding became a dispute.
    async fn opened(&self, db: &DatabaseTransaction, (finding, dispute): (Uuid, Uuid)) -> Done<Effect> {
        let held = known(hold::<Finding>(db, finding).await?, Refusal::FindingUnknown)?;
        let opened = Finding {
            dispute: Some(dispute),
            ..held
        };
        keep(
            db,
            (Standing::Known, &opened, "finding.opened"),
            &wire::finding(&opened, &self.county),
        )
        .await
    }

    /// The dispute of a finding ended.
    async fn ended(&self, db: &DatabaseTransaction, (dispute, settled): (Uuid, bool)) -> Done<Effect> {
        let found = store::about::<Finding>(db, &dispute.to_string()).await?;
        let finding = known(found.into_iter().next(), Refusal::FindingUnknown)?;
        let ended = Finding {
            ended: Some(settled),
            ..finding
        };
        keep(db, (Standing::Known, &ended, "finding.ended"), &wire::finding(&ended, &self.county)).await
    }
}

/// Writes an entry, and answers with it; nobody else is told.
pub(super) async fn keep<E: Entry>(
    db: &DatabaseTransaction,
    (standing, entry, kind): (Standing, &E, &'static str),
    answer: &impl Message,
) -> Done<Effect> {
    store::put(db, standing, entry).await?;
    Ok(Effect::silent(entry.id(), kind, answer))
}

pub(super) fn known<T>(row: Option<T>, refusal: Refusal) -> Done<T> {
    row.ok_or(Fault::Refused(refusal))
}
