//! What an order does to the table of standards, and what the journal says of it.

use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect};
use shiyu_kit::snapshot::touch;
use time::OffsetDateTime;

use super::domain::{Order, Refusal, StandardKind};
use super::{StandardDesk, Standards, store, wire};
use crate::sitting::Sitting;

impl Books for StandardDesk {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Result<Effect, Fault<Refusal>> {
        let units = self.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now,
        };
        // First of all: it makes those wait who put another version, so that each finds its own.
        touch::<Standards>(db).await?;
        let draft = order.0.as_ref().clone();
        let newest = store::newest(db, &draft.subject).await?;
        let powers = self.powers.get();
        let on = draft.valid_from.max(sitting.today());
        let item = draft.subject.power().and_then(|code| powers.item(code, on).ok());
        let put = draft.put(newest, item.map(|(_, item)| item), &sitting).map_err(Fault::Refused)?;
        store::add(db, &put).await?;
        let (id, kind) = (put.id, "standard.changed");
        let effect = match put.subject.kind() {
            StandardKind::Benchmark => Effect::silent(id, kind, &wire::benchmark(&put, &self.county)),
            StandardKind::Checklist => Effect::silent(id, kind, &wire::checklist(&put, &self.county)),
            StandardKind::Wording => Effect::silent(id, kind, &wire::wording(&put, &self.county)),
        };
        Ok(effect.told(&wire::changed(&put)))
    }
}
