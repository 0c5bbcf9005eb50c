//! What an order does to the table of boundaries, and what the counties are told of it.

use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Standing};
use time::OffsetDateTime;

use super::case::Order;
use super::refusal::Refusal;
use super::{BoundaryDesk, store, wire};

impl Books for BoundaryDesk {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Result<Effect, Fault<Refusal>> {
        match order {
            Order::Hear(told) => {
                let before = store::hold(db, told.id).await?;
                let standing = if before.is_some() { Standing::Known } else { Standing::New };
                let case = before.map_or_else(|| told.clone(), |before| before.heard(told.clone()));
                store::put(db, standing, &case).await?;
                Ok(Effect::silent(case.id, "boundary.heard", &wire::boundary(&case, &self.city)))
            }
            Order::Relay(over) => {
                let effect = Effect::silent(over.id, "desk.handed_over", &shiyu_proto::grid::v1::BoundaryCase::default());
                Ok(effect.told(&wire::desk_handed_over(over)))
            }
            Order::Designate { id, owner, reference } => {
                let case = store::hold(db, *id).await?.ok_or(Fault::Refused(Refusal::BoundaryUnknown))?;
                let case = case.designate(owner, reference, (by, now)).map_err(Fault::Refused)?;
                store::put(db, Standing::Known, &case).await?;
                let effect = Effect::silent(*id, "desk.designated", &wire::boundary(&case, &self.city));
                Ok(effect.told(&wire::desk_designated(&case)))
            }
        }
    }
}
