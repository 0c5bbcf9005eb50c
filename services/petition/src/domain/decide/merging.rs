//! A matter that is merged into another (S8), and comes apart from it again.

use uuid::Uuid;

use crate::domain::clocks::{ACCEPT, FORWARD, PASS_ON};
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, StageName};

/// Why a matter goes on by itself when the one it was merged into is withdrawn.
const WITHDRAWN: &str = "并入的事项已由其信访人撤回";

impl Petition {
    /// The matter that goes on in its place, if it is merged.
    #[must_use]
    pub fn merged_into(&self) -> Option<Uuid> {
        if let Some(End::Merged { into, .. }) = self.stage.ending().map(|ending| &ending.end) {
            return Some(*into);
        }
        None
    }

    /// Whether it lies in the archive.
    #[must_use]
    pub fn is_archived(&self) -> bool {
        self.stage.name() == StageName::Archived
    }

    pub(super) fn merge(&self, into: Uuid, reason: Option<&str>, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        let end = End::Merged {
            into,
            reason: reason.map(str::to_owned),
        };
        Ok(vec![self.ending(end, sitting)])
    }

    pub(super) fn unmerge(&self, reason: &str, from: Option<Uuid>, sitting: &Sitting<'_>) -> Decided {
        sitting.staff_of(&self.unit)?;
        if from.is_some() && from != self.merged_into() {
            return Err(Refusal::NotInStage(self.stage.name()));
        }
        Ok(vec![self.going_on(reason, sitting)])
    }

    /// By nobody's order but the withdrawal's, and once; out of the archive too, if the other was handled again after its end.
    pub(super) fn part(&self, from: Uuid, sitting: &Sitting<'_>) -> Vec<Event> {
        let merged = self.merged_into() == Some(from);
        merged.then(|| self.going_on(WITHDRAWN, sitting)).into_iter().collect()
    }

    /// The clock that the merger stopped runs again from where it began: nothing is lost to the petitioner. The office has its own share
    /// of it anew.
    fn going_on(&self, reason: &str, sitting: &Sitting<'_>) -> Event {
        let event = Event::from(What::Unmerged {
            reason: reason.to_owned(),
            at: sitting.at,
        });
        let event = sitting.begin(self.stopping_but(&[], event, sitting), &PASS_ON);
        match self.clocks.latest(&ACCEPT.id) {
            Some(accept) => sitting.begin_at(event, &ACCEPT, accept.started_at),
            None => sitting.begin_at(event, &FORWARD, self.received_at),
        }
    }

    /// What the matter notes from which another one came apart.
    pub(super) fn parted(&self, petition: Uuid, sitting: &Sitting<'_>) -> Vec<Event> {
        let what = What::Parted { petition, at: sitting.at };
        let merged = self.course.joined.contains(&petition);
        merged.then(|| what.into()).into_iter().collect()
    }
}
