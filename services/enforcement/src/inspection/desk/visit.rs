//! Visits.

use sea_orm::DatabaseTransaction;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Effect, Standing};

use super::{Done, held};
use crate::inspection::domain::{Cancel, Join, Plan, Publish, Record, Refusal, Visit, Visitor};
use crate::inspection::store::{object, visit};
use crate::inspection::{InspectionDesk, wire};
use crate::sitting::Sitting;

impl InspectionDesk {
    pub(super) async fn plan(&self, db: &DatabaseTransaction, told: &Plan, sitting: &Sitting<'_>) -> Done<Effect> {
        // Held, so that two units do not plan a visit each at the same time.
        let object = held(object::hold(db, told.object).await?, Refusal::ObjectUnknown)?;
        let planned = visit::planned(db, told.object).await?;
        let limits = self.office().reference.limits();
        let made = told
            .make(&object, planned.as_ref(), (&self.office().reference.calendar(), limits), sitting)
            .map_err(Fault::Refused)?;
        visit::put(db, Standing::New, &made).await?;
        Ok(self.told(&made, "inspection.planned"))
    }

    pub(super) async fn join(&self, db: &DatabaseTransaction, told: &Join, sitting: &Sitting<'_>) -> Done<Effect> {
        let before = held(visit::hold(db, told.visit).await?, Refusal::InspectionUnknown)?;
        let joined = before.join(told, sitting).map_err(Fault::Refused)?;
        visit::put(db, Standing::Known, &joined).await?;
        Ok(self.told(&joined, "inspection.joined"))
    }

    pub(super) async fn cancel(&self, db: &DatabaseTransaction, told: &Cancel, sitting: &Sitting<'_>) -> Done<Effect> {
        let before = held(visit::hold(db, told.visit).await?, Refusal::InspectionUnknown)?;
        let off = before.cancel(told, sitting).map_err(Fault::Refused)?;
        visit::put(db, Standing::Known, &off).await?;
        Ok(self.told(&off, "inspection.cancelled"))
    }

    pub(super) async fn record(&self, db: &DatabaseTransaction, told: &Record, sitting: &Sitting<'_>) -> Done<Effect> {
        let before = held(visit::hold(db, told.visit).await?, Refusal::InspectionUnknown)?;
        let place = before.place.clone();
        let done = before.record(told, &self.there(told), sitting).map_err(Fault::Refused)?;
        let powers = self.powers.get();
        for finding in &told.findings {
            let held = powers.held(&finding.power, (&finding.unit, &place), told.on);
            held.map_err(|why| Fault::Refused(Refusal::Power(why)))?;
        }
        let object = held(object::hold(db, done.object).await?, Refusal::ObjectUnknown)?;
        let object = object.visited(told.on);
        object::put(db, Standing::Known, &object).await?;
        visit::put(db, Standing::Known, &done).await?;
        let effect = self.told(&done, "inspection.done").told(&wire::done(&done, &object));
        let findings = done.result.iter().flat_map(|made| &made.findings);
        Ok(findings.fold(effect, |effect, finding| {
            effect.also(finding.id, "inspection.found").told(&wire::found(&done, finding))
        }))
    }

    pub(super) async fn publish_visit(&self, db: &DatabaseTransaction, told: &Publish, sitting: &Sitting<'_>) -> Done<Effect> {
        let before = held(visit::hold(db, told.id).await?, Refusal::InspectionUnknown)?;
        let public = before.publish(told, sitting).map_err(Fault::Refused)?;
        visit::put(db, Standing::Known, &public).await?;
        Ok(self.told(&public, "inspection.published"))
    }

    /// Those who were there, as the register knows them on the day; whom it does not know were nobody.
    fn there(&self, told: &Record) -> Vec<Visitor> {
        let officers = self.officers.get();
        let known = told.officers.iter().filter_map(|id| officers.of_id(*id));
        let visitor = |officer: &crate::officer::domain::Officer| Visitor {
            id: officer.id,
            unit: officer.unit.clone(),
            valid: officer.valid(told.on).is_some(),
        };
        known.map(visitor).collect()
    }

    fn told(&self, visit: &Visit, kind: &'static str) -> Effect {
        let calendar = self.office().reference.calendar();
        Effect::silent(visit.id, kind, &wire::inspection(visit, &calendar, &self.county))
    }
}
