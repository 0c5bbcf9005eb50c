//! Review and re-review.

use time::OffsetDateTime;

use crate::domain::course::{Delivery, Dismissal, Execution, RemedyCase, RulingGiven, TakenUp};
use crate::domain::petition::Petition;
use crate::domain::stage::{End, Ending, Stage, StageName};
use crate::domain::terms::{Remedy, Ruling};

impl Petition {
    /// Also once the clock has closed it: what was posted in time may be put on record later.
    pub(super) fn remedy_requested(mut self, case: &RemedyCase) -> Option<Self> {
        if !matches!(
            self.stage.name(),
            StageName::OpinionServed | StageName::ReviewServed | StageName::Closed
        ) {
            return None;
        }
        self.stage = match case.remedy {
            Remedy::Review => Stage::ReviewRequested,
            Remedy::Recheck => Stage::RecheckRequested,
        };
        self.unit = case.organ.clone();
        self.course.remedies.push(case.clone());
        Some(self)
    }

    pub(super) fn remedy_taken_up(mut self, taken_up: &TakenUp) -> Option<Self> {
        self.stage = if self.stage == Stage::ReviewRequested {
            Stage::Reviewing
        } else if self.stage == Stage::RecheckRequested {
            Stage::Rechecking
        } else {
            return None;
        };
        self.unit = taken_up.unit.clone();
        self.course.remedies.last_mut()?.taken_up = Some(taken_up.clone());
        Some(self)
    }

    pub(super) fn remedy_dismissed(mut self, reason: &str, at: Option<OffsetDateTime>) -> Option<Self> {
        let dismissed = at.map(|at| Dismissal {
            reason: reason.to_owned(),
            at,
        });
        self.course.remedies.last_mut()?.dismissed = dismissed;
        Some(self)
    }

    /// A revoked opinion is handled anew, by the unit that gave it; what it supported is no longer to be carried out.
    pub(super) fn remedy_decided(mut self, given: &RulingGiven) -> Option<Self> {
        if given.ruling == Ruling::Revoked {
            self.leave_fast_track(given.at);
        }
        let remedy = self.course.remedies.last_mut()?;
        remedy.ruling = Some(given.clone());
        self.stage = match (remedy.remedy, given.ruling) {
            (Remedy::Review, Ruling::Revoked) => {
                self.course.execution.take_if(|execution| execution.done_at.is_none());
                self.unit = self.handler()?.clone();
                Stage::Handling
            }
            (Remedy::Review, Ruling::Upheld | Ruling::Changed) => Stage::ReviewDecided,
            (Remedy::Recheck, Ruling::Upheld | Ruling::Changed) => Stage::RecheckDecided,
            (Remedy::Recheck, Ruling::Revoked) => return None,
        };
        Some(self)
    }

    pub(super) fn publication_withdrawn(mut self, at: OffsetDateTime) -> Option<Self> {
        self.course.publication.as_mut()?.withdrawn_at = Some(at);
        Some(self)
    }

    /// After re-review there is nothing more to ask for (art. 36).
    pub(super) fn ruling_served(mut self, delivery: &Delivery) -> Option<Self> {
        let ruling = self.course.remedies.last_mut()?.ruling.as_mut()?;
        ruling.delivery = Some(delivery.clone());
        let (changed, revoked) = (ruling.ruling == Ruling::Changed, ruling.ruling == Ruling::Revoked);
        let supported = ruling.supported;
        if self.stage == Stage::ReviewDecided {
            self.stage = Stage::ReviewServed;
        } else if self.stage == Stage::RecheckDecided {
            self = self.ended(&Ending {
                end: End::Terminated,
                at: delivery.at,
            });
        } else if !(revoked && self.stage == Stage::Handling) {
            return None;
        }
        if changed && !supported {
            self.course.execution.take_if(|execution| execution.done_at.is_none());
        } else if changed && !self.course.is_execution_pending() {
            self.course.execution = Some(Execution::due(delivery.at));
        }
        Some(self)
    }
}
