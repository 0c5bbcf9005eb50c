//! What an order does to the table of officers, and what the journal says of it.

use sea_orm::DatabaseTransaction;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Books, Effect, Standing};
use shiyu_kit::snapshot::touch;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::domain::{Officer, Order, Person, Refusal};
use super::{OfficerDesk, Officers, store, wire};
use crate::sitting::Sitting;

type Done<T> = Result<T, Fault<Refusal>>;

impl Books for OfficerDesk {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Done<Effect> {
        touch::<Officers>(db).await?;
        let units = self.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now,
        };
        match order {
            Order::Put(standing, person) => self.put(db, (*standing, person), &sitting).await,
            Order::Suspend(told) => {
                let before = known(db, told.officer).await?;
                let officer = before.suspend(told, &sitting).map_err(Fault::Refused)?;
                store::put(db, Standing::Known, &officer).await?;
                Ok(self.changed(&officer, sitting.today()))
            }
            Order::End(told) => {
                let before = known(db, told.officer).await?;
                let officer = before.leave(told, &sitting).map_err(Fault::Refused)?;
                store::put(db, Standing::Known, &officer).await?;
                Ok(self.changed(&officer, sitting.today()))
            }
        }
    }
}

impl OfficerDesk {
    async fn put(&self, db: &DatabaseTransaction, (standing, person): (Standing, &Person), sitting: &Sitting<'_>) -> Done<Effect> {
        let before = match standing {
            Standing::New => None,
            Standing::Known => Some(known(db, person.id).await?),
        };
        let officer = Officer::put(person, before.as_ref(), sitting).map_err(Fault::Refused)?;
        let another = |found: Option<Uuid>| found.is_some_and(|found| found != person.id);
        if another(store::with_subject(db, &officer.subject).await?) {
            return Err(Fault::Refused(Refusal::OfficerKnown));
        }
        if let Some(certificate) = &officer.certificate
            && another(store::with_certificate(db, &certificate.number).await?)
        {
            return Err(Fault::Refused(Refusal::CertificateTaken));
        }
        store::put(db, standing, &officer).await?;
        Ok(self.changed(&officer, sitting.today()))
    }

    fn changed(&self, officer: &Officer, today: Date) -> Effect {
        let answer = wire::officer(officer, today, &self.county);
        Effect::silent(officer.id, "officer.changed", &answer).told(&wire::changed(officer, today))
    }
}

async fn known(db: &DatabaseTransaction, id: Uuid) -> Done<Officer> {
    let found = store::hold(db, id).await?;
    found.ok_or(Fault::Refused(Refusal::OfficerUnknown))
}
