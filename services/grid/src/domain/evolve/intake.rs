//! From the report to its acceptance, and back from a merger or from an emergency line.

use time::OffsetDateTime;

use crate::domain::course::{Acceptance, Verification};
use crate::domain::incident::Incident;
use crate::domain::stage::{End, Stage, StageName};

impl Incident {
    pub(super) fn verification_ordered(mut self, to: Option<&str>, at: OffsetDateTime) -> Option<Self> {
        let Stage::Reported = self.stage else { return None };
        self.stage = Stage::Verifying;
        self.course.verification = Some(Verification {
            asked: to.map(str::to_owned),
            by: None,
            found: None,
            note: String::new(),
            ordered_at: at,
            reported_at: None,
        });
        Some(self)
    }

    /// Whoever went there patrolled it, whatever was found.
    pub(super) fn verification_reported(mut self, by: &str, found: bool, note: &str, at: OffsetDateTime) -> Option<Self> {
        if self.stage == Stage::Verifying {
            self.stage = Stage::Reported;
        } else if self.stage != Stage::Verified {
            return None;
        }
        let before = self.course.verification.take();
        self.course.verification = Some(Verification {
            asked: before.as_ref().and_then(|before| before.asked.clone()),
            by: Some(by.to_owned()),
            found: Some(found),
            note: note.to_owned(),
            ordered_at: before.map_or(at, |before| before.ordered_at),
            reported_at: Some(at),
        });
        self.hands.patrolled_by = Some(by.to_owned());
        Some(self)
    }

    pub(super) fn accepted(mut self, acceptance: &Acceptance) -> Option<Self> {
        let Stage::Reported = self.stage else { return None };
        self.stage = Stage::Accepted;
        self.course.acceptance = Some(acceptance.clone());
        Some(self)
    }

    pub(super) fn unmerged(self) -> Option<Self> {
        match self.stage.ending().map(|ending| &ending.end) {
            Some(End::Duplicate { .. }) => Some(self.put_back()),
            Some(
                End::Closed { .. }
                | End::Rejected { .. }
                | End::EmergencyTransferred { .. }
                | End::HandedOver { .. }
                | End::HandedOutside { .. },
            )
            | None => None,
        }
    }

    pub(super) fn emergency_taken_back(self) -> Option<Self> {
        match self.stage.ending().map(|ending| &ending.end) {
            Some(End::EmergencyTransferred { .. }) => Some(self.put_back()),
            Some(
                End::Closed { .. } | End::Rejected { .. } | End::Duplicate { .. } | End::HandedOver { .. } | End::HandedOutside { .. },
            )
            | None => None,
        }
    }

    /// It stands where it stood before it ended.
    fn put_back(mut self) -> Self {
        self.stage = match self.stage_before_end() {
            StageName::Filed => Stage::Filed,
            StageName::Accepted => Stage::Accepted,
            StageName::Verifying => Stage::Verifying,
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
            | StageName::HandedOver => Stage::Reported,
        };
        self
    }
}
