//! Registered, sealed, seized (行政处罚法 art. 56; 行政强制法 arts. 18, 19, 23, 25, 43): with the head's approval, two officers, a list, and an
//! end that comes by itself.

use shiyu_kit::calendar::{Extension, local_date};
use time::macros::offset;
use uuid::Uuid;

use super::clue::extension_refused;
use super::standing::subjects;
use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{PRESERVE, SEIZE, URGENT, named};
use crate::domain::command::TakeMeasure;
use crate::domain::course::{Disposal, Measure, Preservation, Release};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::Stage;

/// The hours of the day, from and before which nothing is enforced (行政强制法 art. 43).
const DAY: std::ops::Range<u8> = 6..22;

impl CaseFile {
    /// The head approves, two officers do it; within seven working days it is said what becomes of it.
    pub(super) fn preserve(&self, id: Uuid, items: &[String], named_officers: &[String], sitting: &Sitting<'_>) -> Decided {
        let approver = self.head(sitting)?;
        let officers = subjects(&self.certified(named_officers, sitting)?);
        let event = Event::from(What::Preserved(Preservation {
            id,
            items: items.to_vec(),
            officers,
            approver: approver.to_owned(),
            at: sitting.at,
            disposal: None,
        }));
        Ok(vec![sitting.begin_named(event, &PRESERVE, id)])
    }

    pub(super) fn dispose(&self, id: Uuid, outcome: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        Ok(vec![self.disposing(id, outcome, by, sitting)?])
    }

    /// What becomes of something that was registered; its clock stops.
    pub(in crate::domain) fn disposing(&self, id: Uuid, outcome: &str, by: &str, sitting: &Sitting<'_>) -> Result<Event, Refusal> {
        let preserved = self.course.preservations.iter().find(|preserved| preserved.id == id);
        let preserved = preserved.ok_or(Refusal::MeasureUnknown(id))?;
        if preserved.disposal.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::PreservedDisposed {
            preservation: id,
            disposal: Disposal {
                outcome: outcome.to_owned(),
                by: by.to_owned(),
                at: sitting.at,
            },
        });
        Ok(event.moving(self.clocks.stopping(&named(&PRESERVE, id), sitting.at)))
    }

    /// Approved by the head; or urgent, by the officers, and then approved within 24 hours.
    pub(super) fn take_measure(&self, take: &TakeMeasure, sitting: &Sitting<'_>) -> Decided {
        if self.stage == Stage::FilingReview && !take.urgent {
            return Err(Refusal::NotInStage(self.stage.name()));
        }
        let (officers, approver) = if take.urgent {
            (self.two_officers(&take.officers, sitting)?, None)
        } else {
            let approver = self.head(sitting)?.to_owned();
            (subjects(&self.certified(&take.officers, sitting)?), Some(approver))
        };
        self.may_be_taken(take, sitting)?;
        self.is_taken_once(take)?;
        let event = Event::from(What::MeasureTaken(Measure {
            id: take.id,
            kind: take.kind,
            items: take.items.clone(),
            reason: take.reason.clone(),
            officers,
            urgent: take.urgent,
            approver,
            at: take.taken_at,
            release: None,
        }));
        let event = sitting.begin_named_at(event, &SEIZE, take.id, take.taken_at);
        Ok(vec![if take.urgent {
            sitting.begin_named_at(event, &URGENT, take.id, take.taken_at)
        } else {
            event
        }])
    }

    /// What is held is not taken again, nor at once again what nobody approved.
    fn is_taken_once(&self, take: &TakeMeasure) -> Result<(), Refusal> {
        let shares = |measure: &&Measure| {
            measure
                .items
                .iter()
                .any(|item| take.items.iter().any(|other| other.trim() == item.trim()))
        };
        let mut before = self.course.measures.iter().filter(shares);
        let again = before.find_map(|measure| match (&measure.release, &measure.approver) {
            (None, _) => Some(Refusal::DoneAlready),
            (Some(_), None) if take.urgent => Some(Refusal::MeasureUnapproved),
            (Some(_), _) => None,
        });
        again.map_or(Ok(()), Err)
    }

    /// Never necessities of life, never what residents live on, and not at night nor on days of rest unless it cannot wait.
    fn may_be_taken(&self, take: &TakeMeasure, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        if take.necessities {
            return Err(Refusal::NecessityOfLife);
        }
        if take.cuts_supply {
            return Err(Refusal::SupplyCut);
        }
        if take.taken_at > sitting.at {
            return Err(Refusal::InFuture);
        }
        if take.taken_at < self.received_at {
            return Err(Refusal::BeforeItBegan);
        }
        let by_day = DAY.contains(&take.taken_at.to_offset(offset!(+8)).hour());
        let worked = sitting.context.calendar.is_working_day(local_date(take.taken_at));
        let waits = by_day && worked;
        if !(take.urgent || waits) {
            return Err(Refusal::ForbiddenTime);
        }
        Ok(())
    }

    /// What is not approved ends at once.
    pub(super) fn approve_measure(&self, id: Uuid, approved: bool, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        let measure = self.open_measure(id)?;
        if measure.approver.is_some() {
            return Err(Refusal::DoneAlready);
        }
        if !approved {
            return Ok(vec![self.releasing(id, reason, by, sitting)?]);
        }
        let event = Event::from(What::MeasureApproved {
            measure: id,
            approver: by.to_owned(),
        });
        Ok(vec![event.moving(self.clocks.stopping(&named(&URGENT, id), sitting.at))])
    }

    /// Thirty days more, once, by the head.
    pub(super) fn extend_measure(&self, id: Uuid, days: u32, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let approver = self.head(sitting)?;
        let measure = self.open_measure(id)?;
        if measure.approver.is_none() {
            return Err(Refusal::MeasureUnapproved);
        }
        let clock = self.clock(&named(&SEIZE, id)).ok_or(Refusal::TimeRunOut)?;
        let extension = Extension {
            days,
            approver: approver.to_owned(),
            reason: reason.to_owned(),
            at: sitting.at,
        };
        let extended = clock.extend(extension, sitting.context.calendar).map_err(extension_refused)?;
        let event = Event::from(What::MeasureExtended {
            measure: id,
            days,
            approver: approver.to_owned(),
            reason: reason.to_owned(),
        });
        Ok(vec![event.changing(extended)])
    }

    pub(super) fn release_measure(&self, id: Uuid, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        Ok(vec![self.releasing(id, reason, by, sitting)?])
    }

    /// It ends, and its clocks stop.
    pub(in crate::domain) fn releasing(&self, id: Uuid, reason: &str, by: &str, sitting: &Sitting<'_>) -> Result<Event, Refusal> {
        self.open_measure(id)?;
        let event = Event::from(What::MeasureReleased {
            measure: id,
            release: Release {
                reason: reason.to_owned(),
                by: by.to_owned(),
                at: sitting.at,
            },
        });
        let event = event.moving(self.clocks.stopping(&named(&SEIZE, id), sitting.at));
        Ok(event.moving(self.clocks.stopping(&named(&URGENT, id), sitting.at)))
    }

    fn open_measure(&self, id: Uuid) -> Result<&Measure, Refusal> {
        let measure = self.course.measures.iter().find(|measure| measure.id == id);
        let measure = measure.ok_or(Refusal::MeasureUnknown(id))?;
        if measure.release.is_some() {
            return Err(Refusal::DoneAlready);
        }
        Ok(measure)
    }

    /// Nothing is kept from the party any more.
    pub(super) fn nothing_is_held(&self) -> Result<(), Refusal> {
        let held = self.course.measures.iter().any(|measure| measure.release.is_none());
        let kept = self.course.preservations.iter().any(|preserved| preserved.disposal.is_none());
        if held || kept {
            return Err(Refusal::SomethingHeld);
        }
        Ok(())
    }
}
