//! The same as another (重复), and not the same after all.

use shiyu_kit::calendar::Clock;
use shiyu_kit::case::Filed;
use time::OffsetDateTime;
use uuid::Uuid;

use super::report::linked;
use crate::domain::clocks::{ACCEPT, ARBITRATE, DISPATCH, FILE, HANDLE, NEGOTIATE, RECEIPT, VERIFY, level, step_rule};
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, StageName};

impl Incident {
    /// Into one that goes on, about the same, in the same grid or one beside it.
    pub(super) fn merge(&self, into: Uuid, sitting: &Sitting<'_>) -> Decided {
        self.dispatcher(sitting)?;
        let other = linked(into, sitting)?;
        if other.stage.is_end() {
            return Err(Refusal::LinkedEventEnded(into));
        }
        let grids = sitting.known.neighbours.iter().chain([&self.place.grid]);
        let same_place = grids.into_iter().any(|grid| other.grids.contains(grid));
        if !same_place || other.class != self.class.code {
            return Err(Refusal::NotTheSamePlaceAndClass);
        }
        Ok(vec![self.ending(End::Duplicate { of: into }, sitting)])
    }

    /// The one that goes on takes it in, if it still does: the door saw it a moment before.
    pub(super) fn joined_by(&self, duplicate: &Filed<Self>, (own, at): (Uuid, OffsetDateTime)) -> Decided {
        if self.stage.name().is_end() {
            return Err(Refusal::LinkedEventEnded(own));
        }
        if self.class.code != duplicate.case.class.code {
            return Err(Refusal::NotTheSamePlaceAndClass);
        }
        let (event, first) = (duplicate.id, &duplicate.case);
        let handed_over = first.report.handed_over.iter().chain(first.course.handed_over());
        let handed_over = handed_over.cloned().collect();
        Ok(vec![What::DuplicateJoined { event, handed_over, at }.into()])
    }

    /// What joined it before its mergers were on record in both leaves nothing behind.
    pub(super) fn left_by(&self, event: Uuid, at: OffsetDateTime) -> Vec<Event> {
        let there = self.course.duplicates.contains(&event);
        there.then(|| What::DuplicateLeft { event, at }.into()).into_iter().collect()
    }

    /// The clocks that the merger stopped run again from where they began: nothing is lost to the reporter.
    pub(super) fn unmerge(&self, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.dispatcher(sitting)?;
        if let Some(End::Duplicate { of }) = self.stage.ending().map(|ending| &ending.end) {
            linked(*of, sitting)?;
        }
        let event = Event::from(What::Unmerged {
            reason: reason.to_owned(),
            at: sitting.at,
        });
        Ok(vec![self.running_on(event)])
    }

    /// What was handed to an emergency line by mistake goes on in the same way.
    pub(super) fn take_back_emergency(&self, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.dispatcher(sitting)?;
        let event = Event::from(What::EmergencyTakenBack {
            reason: reason.to_owned(),
            at: sitting.at,
        });
        Ok(vec![self.running_on(event)])
    }

    /// And the clocks that its end stopped run again.
    fn running_on(&self, mut event: Event) -> Event {
        let ended_at = self.stage.ending().map(|ending| ending.at);
        let stopped = |name: &String| self.clocks.latest(name).filter(|clock| clock.stopped_at == ended_at);
        for name in self.clocks_of(self.stage_before_end()) {
            event.moves.started.extend(stopped(&name).map(|clock| Clock {
                stopped_at: None,
                ..clock.clone()
            }));
        }
        event
    }

    /// Where it stood when it was merged, or handed to an emergency line.
    pub(in crate::domain) fn stage_before_end(&self) -> StageName {
        let course = &self.course;
        if course.filing.is_some() || course.taken_up_by.is_some() {
            StageName::Filed
        } else if course.acceptance.is_some() {
            StageName::Accepted
        } else if course
            .verification
            .as_ref()
            .is_some_and(|verification| verification.reported_at.is_none())
        {
            StageName::Verifying
        } else {
            StageName::Reported
        }
    }

    /// Names of the clocks that may run in a stage in which it can be merged.
    fn clocks_of(&self, stage: StageName) -> Vec<String> {
        let own = match stage {
            StageName::Verifying => VERIFY,
            StageName::Accepted => FILE,
            StageName::Filed => DISPATCH,
            StageName::Reported
            | StageName::InGrid
            | StageName::Dispatched
            | StageName::Handling
            | StageName::Suspended
            | StageName::Handled
            | StageName::Verified
            | StageName::Disputed
            | StageName::Closed
            | StageName::Rejected
            | StageName::Duplicate
            | StageName::EmergencyTransferred
            | StageName::HandedOver => ACCEPT,
        };
        let open = self.course.boundary.as_ref().filter(|boundary| boundary.decision.is_none());
        let boundary = open.map(|boundary| if boundary.referred_at.is_some() { ARBITRATE } else { NEGOTIATE });
        let filed = stage == StageName::Filed;
        let way = filed.then(|| [HANDLE, level(self.level)]).into_iter().flatten();
        let steps = self.class.steps.iter().filter(|_| filed).map(|limit| step_rule(limit.step));
        let rules = [own]
            .into_iter()
            .chain(way)
            .chain(steps)
            .chain(boundary)
            .chain(self.waits_for_another_city().then_some(RECEIPT));
        rules.map(|rule| rule.id.into_owned()).collect()
    }
}
