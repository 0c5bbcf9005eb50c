//! A visit as it is planned: in the own area, for a day to come, and one for all (综合查一次).

use shiyu_kit::calendar::{Bound, Calendar, Limits, Rule};
use time::Date;

use super::{Object, Party, Plan, Refusal, Visit, VisitKind, VisitState, lies_in_area};
use crate::sitting::Sitting;

/// How long after a visit no routine one is planned: 不得重复检查, for which the law names no period.
pub const ONE_VISIT: Rule = Rule::natural_days("inspection.one_visit", "浙江省综合行政执法条例 art. 13", 30, Bound::Agency)
    .unrolled()
    .silent()
    .ours();

impl Plan {
    /// Plans a visit; `planned` is one that is planned already.
    ///
    /// # Errors
    /// `OBJECT_OUTSIDE_AREA`, `OBJECT_CLOSED`, `PLANNED_PAST`, `VISIT_TO_BE_JOINED`, `VISITED_LATELY`, and as [`Sitting::writes_for`] the
    /// unit.
    pub fn make(
        &self,
        object: &Object,
        planned: Option<&Visit>,
        (calendar, limits): (&Calendar, &Limits),
        sitting: &Sitting<'_>,
    ) -> Result<Visit, Refusal> {
        sitting.writes_for(&self.unit)?;
        lies_in_area(&object.draft.place, &self.unit)?;
        object.is_there()?;
        if self.planned_on < sitting.today() {
            return Err(Refusal::PlannedPast);
        }
        if self.kind == VisitKind::Routine {
            if let Some(planned) = planned {
                return Err(Refusal::VisitToBeJoined(planned.id));
            }
            let spared = |last: Date| calendar.due(&limits.of(&ONE_VISIT), last.midnight().assume_utc()).last_day();
            if object.visited_on.is_some_and(|last| self.planned_on < spared(last)) {
                return Err(Refusal::VisitedLately);
            }
        }
        Ok(self.visit(object))
    }

    /// The visit as it is planned, whatever there is to say about planning it.
    #[must_use]
    pub fn visit(&self, object: &Object) -> Visit {
        Visit {
            id: self.id,
            kind: self.kind,
            object: object.draft.id,
            title: object.draft.title.clone(),
            place: object.draft.place.clone(),
            parties: vec![Party {
                unit: self.unit.clone(),
                matters: self.matters.clone(),
                officers: Vec::new(),
                drawn: false,
            }],
            planned_on: self.planned_on,
            state: VisitState::Planned,
            draw: None,
            result: None,
            publication: None,
            reason: self.document.clone(),
        }
    }
}
