//! Judicial mediation is the court's: its steps are written down here, and none is decided.

use time::OffsetDateTime;

use super::consent::minute_of;
use crate::domain::course::CourtEvent;
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::End;
use crate::domain::terms::{CourtStep, CourtVerdict, Procedure};

/// Steps of one dispute.
const STEPS: usize = 200;

impl Dispute {
    pub(super) fn court_step(&self, step: CourtStep, reference: &str, at: OffsetDateTime, sitting: &Sitting<'_>) -> Decided {
        self.clerk(sitting)?;
        let event = self.moved_by_court((Some(step), None), reference, at, sitting)?;
        Ok(vec![event])
    }

    /// What is sent back is looked at anew, as a matter of people's mediation; anything else is the end.
    pub(super) fn court_verdict(&self, verdict: CourtVerdict, reference: &str, at: OffsetDateTime, sitting: &Sitting<'_>) -> Decided {
        self.clerk(sitting)?;
        let event = self.moved_by_court((None, Some(verdict)), reference, at, sitting)?;
        match verdict {
            CourtVerdict::SentBack => Ok(vec![self.screened_anew(event, Procedure::People, sitting)]),
            CourtVerdict::Settled | CourtVerdict::Judged | CourtVerdict::Withdrawn => {
                let end = End::CourtConcluded {
                    verdict,
                    reference: reference.to_owned(),
                };
                self.then(Ok(vec![event]), |moved| Ok(moved.ending(end, sitting)))
            }
        }
    }

    /// That it follows on what the court did in this suit, and on the opening of the dispute: what it sent back before was another.
    fn follows(&self, step: Option<CourtStep>, at: OffsetDateTime) -> Result<(), Refusal> {
        let suit = || self.course.court.iter().rev().take_while(|event| event.verdict.is_none());
        let steps = || suit().filter_map(|event| event.step);
        let suspended = steps().find(|step| matches!(step, CourtStep::Suspended | CourtStep::Resumed)) == Some(CourtStep::Suspended);
        let fits = match step {
            Some(CourtStep::Docketed) => steps().all(|step| step != CourtStep::Docketed),
            Some(CourtStep::Suspended) => !suspended,
            Some(CourtStep::Resumed) => suspended,
            Some(CourtStep::Held) | None => true,
        };
        if fits && suit().next().is_none_or(|last| last.at <= at) {
            Ok(())
        } else {
            Err(Refusal::StepNotFitting)
        }
    }

    fn moved_by_court(
        &self,
        (step, verdict): (Option<CourtStep>, Option<CourtVerdict>),
        reference: &str,
        at: OffsetDateTime,
        sitting: &Sitting<'_>,
    ) -> Result<Event, Refusal> {
        if at > sitting.at {
            return Err(Refusal::StepInFuture);
        }
        if at < minute_of(self.opened_at) {
            return Err(Refusal::StepNotFitting);
        }
        self.follows(step, at)?;
        if self.course.court.len() >= STEPS {
            return Err(Refusal::TooMany(STEPS));
        }
        Ok(What::CourtMoved(CourtEvent {
            step,
            verdict,
            reference: reference.to_owned(),
            at,
        })
        .into())
    }
}
