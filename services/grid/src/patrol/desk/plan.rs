//! Plans of patrols.

use sea_orm::DatabaseTransaction;
use shiyu_kit::fault::Fault;
use shiyu_kit::register::{Effect, Standing};

use super::{Done, held};
use crate::patrol::domain::{Checkpoint, Draft, Plan, Refusal, Sitting, Sketch, Spot};
use crate::patrol::store::{plan, round};
use crate::patrol::{Patrols, wire};

impl Patrols {
    pub(super) async fn put_plan(
        &self,
        db: &DatabaseTransaction,
        (standing, sketch): (Standing, &Sketch),
        sitting: &Sitting<'_>,
    ) -> Done<Effect> {
        self.on_map(&sketch.grid, sitting)?;
        let before = match standing {
            Standing::New => None,
            Standing::Known => Some(held(plan::hold(db, sketch.id).await?, Refusal::PlanUnknown)?),
        };
        let drawn = self.drawn(db, sketch, sitting).await?;
        let drawn = drawn.put(before.as_ref(), sitting).map_err(Fault::Refused)?;
        let today = sitting.today();
        let last = round::take_back(db, drawn.id, today).await?;
        let next = last.and_then(time::Date::next_day).map_or(today, |next| next.max(today));
        plan::put(db, standing, &drawn, Some(next.max(drawn.valid_from))).await?;
        Ok(Effect::silent(drawn.id, "patrol_plan.put", &wire::plan(&drawn, &self.county)))
    }

    /// The plan with the points of its addresses.
    async fn drawn(&self, db: &DatabaseTransaction, sketch: &Sketch, sitting: &Sitting<'_>) -> Done<Plan> {
        let mut checkpoints = Vec::with_capacity(sketch.checkpoints.len());
        for draft in &sketch.checkpoints {
            checkpoints.push(self.checkpoint(db, (sketch, draft), sitting).await?);
        }
        Ok(Plan {
            id: sketch.id,
            grid: sketch.grid.clone(),
            title: sketch.title.clone(),
            frequency: sketch.frequency.clone(),
            checkpoints,
            role: sketch.role,
            valid_from: sketch.valid_from,
            valid_to: sketch.valid_to,
        })
    }

    async fn checkpoint(&self, db: &DatabaseTransaction, (sketch, draft): (&Sketch, &Draft), sitting: &Sitting<'_>) -> Done<Checkpoint> {
        let (point, address) = match draft.spot {
            Spot::Point(point) => (point, None),
            Spot::Address(address) => (self.point_of(db, address).await?, Some(address)),
        };
        self.in_grid(point, (&sketch.grid, &draft.title), sitting)?;
        Ok(Checkpoint {
            title: draft.title.clone(),
            point,
            address,
            look_at: draft.look_at.clone(),
        })
    }
}
