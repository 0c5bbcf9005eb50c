//! What an order does to the table of editions, and what the journal says of it.

use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect};
use shiyu_kit::snapshot::touch;
use time::OffsetDateTime;

use super::domain::{Order, Refusal, Sitting};
use super::{Catalogue, CatalogueDesk, store, wire};

impl Books for CatalogueDesk {
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
        match order {
            Order::Import(proposal) => {
                // First of all: it makes those wait who bring another edition, so that each finds its own version.
                touch::<Catalogue>(db).await?;
                let version = store::next_version(db).await?;
                let edition = proposal.as_ref().clone().adopt(version, &sitting).map_err(Fault::Refused)?;
                edition.keeps(self.default_class).map_err(Fault::Refused)?;
                store::add(db, &edition).await?;
                let effect = Effect::silent(edition.id, "catalogue.changed", &wire::catalogue(&edition, &self.county));
                Ok(effect.told(&wire::catalogue_changed(&edition)))
            }
        }
    }
}
