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
        let before = match standing {
            Standing::New => None,
            Standing::Known => Some(held(plan::hold(db, sketch.id).await?, Refusal::PlanUnknown)?),
        };
        let ended = before.as_ref().and_then(|before| self.ended(before, sketch, sitting));
        let drawn = match ended {
            Some(ended) => ended,
            None => self.drawn(db, sketch, sitting).await?,
        };
        let drawn = drawn.put(before.as_ref(), sitting).map_err(Fault::Refused)?;
        let today = sitting.today();
        let last = round::take_back(db, drawn.id, today).await?;
        let next = last.and_then(time::Date::next_day).map_or(today, |next| next.max(today));
        plan::put(db, standing, &drawn, Some(next.max(drawn.valid_from))).await?;
        Ok(Effect::silent(drawn.id, "patrol_plan.put", &wire::plan(&drawn, &self.county)))
    }

    /// The plan of a grid that is no more, with the last day it is given: nothing else of it changes, for none of its places lies in the
    /// grid any longer. None where the grid is there, or no last day is given.
    fn ended(&self, before: &Plan, sketch: &Sketch, sitting: &Sitting<'_>) -> Option<Plan> {
        let gone = self.around.is_gone(&sketch.grid, sitting.today());
        let last = sketch.valid_to.filter(|_| gone)?;
        Some(Plan {
            grid: sketch.grid.clone(),
            valid_to: Some(last),
            ..before.clone()
        })
    }

    /// The plan with the points of its addresses.
    async fn drawn(&self, db: &DatabaseTransaction, sketch: &Sketch, sitting: &Sitting<'_>) -> Done<Plan> {
        self.on_map(&sketch.grid, sitting)?;
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
