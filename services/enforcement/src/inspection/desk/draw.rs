//! Draws, and the visits that come of them.

use sea_orm::DatabaseTransaction;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Effect, Standing};
use uuid::Uuid;

use super::{Done, held};
use crate::inspection::domain::{Announcement, Conduct, Draw, Drawn, Lot, Party, Plan, Pool, Publish, Refusal, VisitKind};
use crate::inspection::store::{draw, object, visit};
use crate::inspection::{InspectionDesk, wire};
use crate::sitting::Sitting;

/// One more than a pool may hold, so that too many are seen to be too many.
const MOST: u64 = 5_001;

impl InspectionDesk {
    pub(super) async fn announce(&self, db: &DatabaseTransaction, told: &Announcement, sitting: &Sitting<'_>) -> Done<Effect> {
        told.competent(sitting).map_err(Fault::Refused)?;
        let which = (told.category.as_deref(), told.place.as_ref());
        let objects = object::pool(db, which, MOST).await?;
        let officers = self.officers.get();
        let valid = told.officer_units.iter().flat_map(|unit| officers.valid_of(unit, sitting.today()));
        let pool = Pool::of(objects, valid.map(|officer| officer.id).collect());
        let announced = told.clone().announce(pool, sitting).map_err(Fault::Refused)?;
        draw::put(db, Standing::New, &announced).await?;
        Ok(self.shown(&announced, "draw.announced"))
    }

    pub(super) async fn conduct(&self, db: &DatabaseTransaction, told: &Conduct, sitting: &Sitting<'_>) -> Done<Effect> {
        let before = held(draw::hold(db, told.draw).await?, Refusal::DrawUnknown)?;
        let lots = before.conduct(told, sitting).map_err(Fault::Refused)?;
        let mut picks = Vec::with_capacity(lots.len());
        for lot in lots {
            let visit = self.visit_of(db, &before.announcement, &lot, sitting).await?;
            picks.push((lot.object, lot.officers, visit));
        }
        let done = before.done(Drawn {
            seed: told.seed.clone(),
            source: told.source.clone(),
            at: sitting.now,
            picks,
        });
        draw::put(db, Standing::Known, &done).await?;
        Ok(self.shown(&done, "draw.done").told(&wire::draw_done(&done)))
    }

    /// The visit to a drawn object: a new one, or the one that is planned and that the unit joins or already takes part in.
    async fn visit_of(&self, db: &DatabaseTransaction, told: &Announcement, lot: &Lot, sitting: &Sitting<'_>) -> Done<Uuid> {
        let object = held(object::hold(db, lot.object).await?, Refusal::ObjectUnknown)?;
        let party = Party {
            unit: told.unit.clone(),
            matters: told.matters.clone(),
            officers: lot.officers.clone(),
            drawn: true,
        };
        if let Some(planned) = visit::planned(db, lot.object).await? {
            let joined = planned.with_drawn(told.id, party);
            visit::put(db, Standing::Known, &joined).await?;
            return Ok(joined.id);
        }
        let plan = Plan {
            id: Uuid::new_v5(&told.id, lot.object.as_bytes()),
            object: lot.object,
            kind: VisitKind::Random,
            unit: told.unit.clone(),
            matters: told.matters.clone(),
            planned_on: told.planned_on.max(sitting.today()),
            document: told.document.clone(),
        };
        let made = plan.visit(&object).with_drawn(told.id, party);
        visit::put(db, Standing::New, &made).await?;
        Ok(made.id)
    }

    pub(super) async fn publish_draw(&self, db: &DatabaseTransaction, told: &Publish, sitting: &Sitting<'_>) -> Done<Effect> {
        let before = held(draw::hold(db, told.id).await?, Refusal::DrawUnknown)?;
        let public = before.publish(told, sitting).map_err(Fault::Refused)?;
        draw::put(db, Standing::Known, &public).await?;
        Ok(self.shown(&public, "draw.published").told(&wire::draw_published(&public)))
    }

    fn shown(&self, draw: &Draw, kind: &'static str) -> Effect {
        Effect::silent(draw.announcement.id, kind, &wire::draw(draw, &self.county))
    }
}
