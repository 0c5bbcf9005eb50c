//! What each order does to the tables, and what the journal says of it.

mod draw;
mod visit;

use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Standing};
use time::OffsetDateTime;

use super::domain::{Object, ObjectDraft, Order, Refusal};
use super::store::object;
use super::{InspectionDesk, wire};
use crate::sitting::Sitting;

type Done<T> = Result<T, Fault<Refusal>>;

impl Books for InspectionDesk {
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
            Order::PutObject(standing, draft) => self.put_object(db, (*standing, draft), &sitting).await,
            Order::CloseObject(id) => {
                let before = held(object::hold(db, *id).await?, Refusal::ObjectUnknown)?;
                let closed = before.close(&sitting).map_err(Fault::Refused)?;
                object::put(db, Standing::Known, &closed).await?;
                Ok(self.settled(&closed, "object.closed"))
            }
            Order::Plan(told) => self.plan(db, told, &sitting).await,
            Order::Join(told) => self.join(db, told, &sitting).await,
            Order::Cancel(told) => self.cancel(db, told, &sitting).await,
            Order::Record(told) => self.record(db, told, &sitting).await,
            Order::PublishVisit(told) => self.publish_visit(db, told, &sitting).await,
            Order::Announce(told) => self.announce(db, told, &sitting).await,
            Order::Conduct(told) => self.conduct(db, told, &sitting).await,
            Order::PublishDraw(told) => self.publish_draw(db, told, &sitting).await,
        }
    }
}

impl InspectionDesk {
    async fn put_object(
        &self,
        db: &DatabaseTransaction,
        (standing, draft): (Standing, &ObjectDraft),
        sitting: &Sitting<'_>,
    ) -> Done<Effect> {
        let before = match standing {
            Standing::New => None,
            Standing::Known => Some(held(object::hold(db, draft.id).await?, Refusal::ObjectUnknown)?),
        };
        let put = draft.clone().put(before.as_ref(), sitting).map_err(Fault::Refused)?;
        if let Some(code) = &put.draft.credit_code {
            let taken = object::with_credit_code(db, code).await?;
            if taken.is_some_and(|taken| taken != put.draft.id) {
                return Err(Fault::Refused(Refusal::CreditCodeTaken));
            }
        }
        object::put(db, standing, &put).await?;
        Ok(self.settled(&put, "object.put"))
    }

    fn settled(&self, object: &Object, kind: &'static str) -> Effect {
        Effect::silent(object.draft.id, kind, &wire::object(object, &self.county))
    }
}

fn held<T>(row: Option<T>, refusal: Refusal) -> Done<T> {
    row.ok_or(Fault::Refused(refusal))
}
