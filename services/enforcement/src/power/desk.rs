//! What an order does to the tables of the lists, and what the journal says of it.

use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Standing};
use shiyu_kit::snapshot::touch;
use time::OffsetDateTime;
use uuid::Uuid;

use super::domain::{Amendment, Content, Entrustment, Evaluation, Order, PowerList, Proposal, Publish, Refusal, moves};
use super::store::{entrustment, evaluation, list, movement};
use super::{PowerDesk, Powers, wire};
use crate::sitting::Sitting;

type Done<T> = Result<T, Fault<Refusal>>;

impl Books for PowerDesk {
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
            Order::Import(proposal) => self.import(db, proposal, &sitting).await,
            Order::Amend(proposal) => self.amend(db, proposal, &sitting).await,
            Order::Publish(told) => self.publish(db, told, &sitting).await,
            Order::Discard(id) => self.discard(db, *id, &sitting).await,
            Order::Evaluate(told) => self.evaluate(db, told, &sitting).await,
            Order::Entrust(standing, told) => self.entrust(db, (*standing, told), &sitting).await,
        }
    }
}

impl PowerDesk {
    async fn import(&self, db: &DatabaseTransaction, proposal: &Proposal<Content>, sitting: &Sitting<'_>) -> Done<Effect> {
        sitting.county_wide().map_err(refused)?;
        self.draft(db, proposal, &proposal.what, sitting).await
    }

    async fn amend(&self, db: &DatabaseTransaction, proposal: &Proposal<Amendment>, sitting: &Sitting<'_>) -> Done<Effect> {
        sitting.county_wide().map_err(refused)?;
        let before = list::in_force(db, proposal.cut_over).await?;
        let before = before.ok_or(Fault::Refused(Refusal::NoPowerList(proposal.cut_over)))?;
        let content = proposal.what.apply(&before.content).map_err(Fault::Refused)?;
        self.draft(db, proposal, &content, sitting).await
    }

    async fn draft<T: Sync>(&self, db: &DatabaseTransaction, told: &Proposal<T>, content: &Content, sitting: &Sitting<'_>) -> Done<Effect> {
        // First of all: it makes those wait who bring another edition, so that each finds its own version.
        touch::<Powers>(db).await?;
        for unit in content.units() {
            sitting.competence().in_county(unit).map_err(refused)?;
        }
        if let Some(holding) = content.misplaced() {
            let elsewhere = Refusal::HolderElsewhere(holding.holder.clone(), holding.region.clone());
            return Err(Fault::Refused(elsewhere));
        }
        let version = list::next_version(db).await?;
        let head = (told.document.clone(), told.cut_over, told.in_flight);
        let draft = PowerList::draft(told.id, version, head, content, sitting.now);
        list::add(db, &draft, content).await?;
        Ok(Effect::silent(draft.id, "power.list_drafted", &self.shown(&draft)))
    }

    async fn publish(&self, db: &DatabaseTransaction, told: &Publish, sitting: &Sitting<'_>) -> Done<Effect> {
        touch::<Powers>(db).await?;
        let draft = held(list::hold(db, told.list).await?)?;
        let newest = list::newest(db).await?;
        let before = newest.as_ref().map(|edition| &edition.list);
        let published = draft.publish(told, before, sitting).map_err(Fault::Refused)?;
        let content = list::content(db, published.id).await?.unwrap_or_default();
        let moved = match &newest {
            Some(newest) => moves(&published, &newest.content, &content, &self.county),
            None => Vec::new(),
        };
        list::put(db, &published).await?;
        movement::make(db, &moved).await?;
        let effect = Effect::silent(published.id, "power.list_published", &self.shown(&published));
        Ok(effect.told(&wire::list_published(&published, moved.len())))
    }

    async fn discard(&self, db: &DatabaseTransaction, id: Uuid, sitting: &Sitting<'_>) -> Done<Effect> {
        let draft = held(list::hold(db, id).await?)?;
        let gone = draft.discard(sitting).map_err(Fault::Refused)?;
        list::put(db, &gone).await?;
        Ok(Effect::silent(gone.id, "power.list_discarded", &self.shown(&gone)))
    }

    async fn evaluate(&self, db: &DatabaseTransaction, told: &Evaluation, sitting: &Sitting<'_>) -> Done<Effect> {
        let list = held(list::hold(db, told.list).await?)?;
        let content = list::content(db, list.id).await?.unwrap_or_default();
        let put = told.clone().put(&list, &content, sitting).map_err(Fault::Refused)?;
        evaluation::add(db, &put).await?;
        let answer = wire::evaluation(&put, &self.county);
        Ok(Effect::silent(put.id, "power.list_evaluated", &answer).told(&wire::list_evaluated(&put)))
    }

    async fn entrust(&self, db: &DatabaseTransaction, (standing, told): (Standing, &Entrustment), sitting: &Sitting<'_>) -> Done<Effect> {
        touch::<Powers>(db).await?;
        let before = match standing {
            Standing::New => None,
            Standing::Known => entrustment::hold(db, told.id).await?,
        };
        if standing == Standing::Known && before.is_none() {
            return Err(Fault::Refused(Refusal::EntrustmentUnknown));
        }
        let others = entrustment::to(db, &told.principal).await?;
        let edition = list::in_force(db, told.from).await?;
        let holds = |code: &_| {
            let item = edition.as_ref().and_then(|edition| edition.content.item(code));
            item.is_some_and(|item| item.is_held_by(&told.principal, None, &self.county))
        };
        let put = told.clone().put((standing, before.as_ref()), holds, &others, sitting);
        let put = put.map_err(Fault::Refused)?;
        entrustment::put(db, standing, &put).await?;
        Ok(Effect::silent(put.id, "power.entrusted", &wire::entrustment(&put, &self.county)))
    }

    pub(super) fn shown(&self, list: &PowerList) -> shiyu_proto::enforcement::v1::PowerList {
        let reference = &self.office().reference;
        let due = list.evaluation_due(&reference.calendar(), reference.limits());
        wire::list(list, due, &self.county)
    }
}

fn held<T>(row: Option<T>) -> Done<T> {
    row.ok_or(Fault::Refused(Refusal::PowerListUnknown))
}

fn refused(why: shiyu_kit::unit::NotCompetent) -> Fault<Refusal> {
    Fault::Refused(why.into())
}
