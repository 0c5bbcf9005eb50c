//! The investigation: what has to be put right, how long it may take, and how it ends.

use shiyu_kit::calendar::{Extension, Rule};
use time::Date;
use uuid::Uuid;

use super::clue::extension_refused;
use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{CORRECTION, DECIDE, named};
use crate::domain::course::{Conclusion, Correction, CorrectionResult, Suspension};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Base, SuspensionGround};

/// Days that the head alone may add; what goes beyond is decided collectively.
const BY_THE_HEAD: u32 = 30;

impl CaseFile {
    /// Whatever the penalty, what is wrong has to be put right (行政处罚法 art. 28).
    pub(super) fn order_correction(
        &self,
        id: Uuid,
        (demand, until): (&str, Date),
        named_officers: &[String],
        sitting: &Sitting<'_>,
    ) -> Decided {
        let officers = self.investigators(named_officers, sitting)?;
        let days = (until - sitting.today()).whole_days();
        let days = u32::try_from(days).map_err(|_| Refusal::DayPassed(until))?;
        let event = Event::from(What::CorrectionOrdered(Correction {
            id,
            demand: demand.to_owned(),
            until,
            officers,
            at: sitting.at,
            result: None,
        }));
        let rule = Rule {
            id: named(&CORRECTION, id).into(),
            amount: days,
            ..CORRECTION
        };
        Ok(vec![event.starting(rule, sitting.at, sitting.context.calendar)])
    }

    pub(super) fn check_correction(
        &self,
        id: Uuid,
        (corrected, note): (bool, &str),
        named_officers: &[String],
        sitting: &Sitting<'_>,
    ) -> Decided {
        let officers = self.two_officers(named_officers, sitting)?;
        let correction = self.course.corrections.iter().find(|correction| correction.id == id);
        let correction = correction.ok_or(Refusal::CorrectionUnknown(id))?;
        if correction.result.as_ref().is_some_and(|result| result.corrected) {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::CorrectionChecked {
            correction: id,
            result: CorrectionResult {
                corrected,
                note: note.to_owned(),
                officers,
                at: sitting.at,
            },
        });
        Ok(vec![event.moving(self.clocks.stopping(&named(&CORRECTION, id), sitting.at))])
    }

    /// By the head, on a ground; the time for the decision stands still.
    pub(super) fn suspend(&self, ground: SuspensionGround, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let approver = self.head(sitting)?;
        let event = Event::from(What::Suspended(Suspension {
            ground,
            reason: reason.to_owned(),
            approver: approver.to_owned(),
            at: sitting.at,
            ended_at: None,
        }));
        Ok(vec![self.pausing(event, reason, approver, sitting)])
    }

    pub(super) fn resume(&self, sitting: &Sitting<'_>) -> Decided {
        self.head(sitting)?;
        let event = Event::from(What::Resumed { at: sitting.at });
        Ok(vec![self.resuming(event, sitting)])
    }

    /// And the time for the decision stands still, if it runs and has not run out.
    pub(super) fn pausing(&self, event: Event, reason: &str, approver: &str, sitting: &Sitting<'_>) -> Event {
        let clock = self.clock(&DECIDE.id);
        let paused = clock.and_then(|clock| clock.pause(sitting.at, reason, approver).ok());
        paused.into_iter().fold(event, Event::changing)
    }

    /// And it runs again, if it stood still.
    pub(in crate::domain) fn resuming(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        let clock = self.clock(&DECIDE.id);
        let resumed = clock.and_then(|clock| clock.resume(sitting.at, sitting.context.calendar).ok());
        resumed.into_iter().fold(event, Event::changing)
    }

    /// Thirty days by the head; what comes after that by collective decision.
    pub(super) fn extend_decision(&self, days: u32, reason: &str, minutes: Option<&str>, sitting: &Sitting<'_>) -> Decided {
        let approver = self.head(sitting)?;
        let clock = self.clock(&DECIDE.id).ok_or(Refusal::TimeRunOut)?;
        let first = clock.extensions.is_empty();
        if minutes.is_none() && (!first || days > BY_THE_HEAD) {
            return Err(Refusal::MinutesMissing);
        }
        let extension = Extension {
            days,
            approver: approver.to_owned(),
            reason: reason.to_owned(),
            at: sitting.at,
        };
        let extended = clock.extend(extension, sitting.context.calendar).map_err(extension_refused)?;
        let event = Event::from(What::DecisionExtended {
            days,
            approver: approver.to_owned(),
            reason: reason.to_owned(),
            minutes: minutes.map(str::to_owned),
        });
        Ok(vec![event.changing(extended)])
    }

    /// Upon evidence that holds, of every kind that the item's checklist asks for; and again as long as nothing is proposed.
    pub(super) fn conclude(&self, (facts, bases): (&str, &[Base]), named_officers: &[String], sitting: &Sitting<'_>) -> Decided {
        let officers = self.investigators(named_officers, sitting)?;
        if self.holding() == 0 {
            return Err(Refusal::EvidenceMissing);
        }
        self.is_complete(sitting)?;
        let what = What::Concluded(Conclusion {
            facts: facts.to_owned(),
            bases: bases.to_vec(),
            officers,
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }
}
