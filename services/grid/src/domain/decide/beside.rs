//! What goes on beside the stages.

use shiyu_kit::case::Actor;
use uuid::Uuid;

use crate::domain::clocks::{HANDLE, handle};
use crate::domain::course::{Contact, Covering, Evidence};
use crate::domain::event::{Event, What};
use crate::domain::evolve::PARTY;
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{ClassCode, GridCode, GridRole};

/// Photos and files of one event.
pub(in crate::domain) const MOST_EVIDENCE: usize = 100;

/// Photographs that a reporter adds to their own report, without a token.
const MOST_PHOTOS: usize = 5;

impl Incident {
    /// The time for handling, if it runs, is that of the other subclass, from when it began. What has run out stays so, and more time
    /// was granted for the one subclass and not for the other.
    pub(super) fn reclassify(&self, code: ClassCode, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.dispatcher(sitting)?;
        let class = sitting.known.class.as_ref().filter(|class| class.code == code);
        let class = class.ok_or(Refusal::ClassUnknown(code))?;
        if self.class.code == code {
            return Err(Refusal::DoneAlready);
        }
        let event = Event::from(What::Reclassified {
            class: class.clone(),
            reason: reason.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
        });
        let in_time = self.clock(&HANDLE.id).filter(|clock| !clock.is_overdue(sitting.at));
        let running = in_time.cloned().map(|mut clock| {
            clock.rule = handle(&class.limit);
            clock.extensions.clear();
            clock.recompute(sitting.context.calendar);
            clock
        });
        let event = running.into_iter().fold(event, Event::changing);
        Ok(vec![self.stepping_as(class, event, sitting)])
    }

    /// It keeps the grid of its day, and is found under the one that covers its place by now, while it is open.
    pub(super) fn regrid(&self, grid: &GridCode) -> Vec<Event> {
        if self.stage.name().is_end() || self.grid() == grid {
            return Vec::new();
        }
        vec![What::Regridded(grid.clone()).into()]
    }

    /// Whether somebody told it whom nobody spoke with yet.
    pub(super) fn waits_for_contact(&self) -> bool {
        self.report.source.has_a_code() && self.course.contact.is_none()
    }

    /// Whoever answers for it spoke with the citizen who told it (响应), once.
    pub(super) fn contact(&self, sitting: &Sitting<'_>) -> Decided {
        let by = self.overseer(sitting)?;
        if !self.report.source.has_a_code() {
            return Err(Refusal::NoReporter);
        }
        if !self.waits_for_contact() {
            return Err(Refusal::DoneAlready);
        }
        let what = What::Contacted(Contact {
            by: by.to_owned(),
            at: sitting.at,
        });
        Ok(vec![what.into()])
    }

    /// By whoever has to do with it. Who brought it, and when, is said by the act and not by who asks. What gave way to the same picture
    /// with more of it covered does not come back.
    pub(super) fn attach(&self, evidence: &Evidence, sitting: &Sitting<'_>) -> Decided {
        self.concerned(sitting)?;
        if self.course.evidence.iter().any(|kept| kept.is_or_was(&evidence.hash)) {
            return Err(Refusal::DoneAlready);
        }
        if self.course.evidence.len() >= MOST_EVIDENCE {
            return Err(Refusal::EvidenceFull(MOST_EVIDENCE));
        }
        if let Actor::Party { .. } = sitting.context.by {
            self.takes_photo()?;
        }
        let what = What::EvidenceAttached(Evidence {
            by: sitting.context.by.name().to_owned(),
            at: sitting.at,
            ..evidence.clone()
        });
        Ok(vec![what.into()])
    }

    /// Staff who have to do with it cover parts of a photo, whenever they see that somebody is to be known in it (G-12).
    pub(super) fn cover(&self, hash: &str, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = sitting.staff()?;
        self.concerned(sitting)?;
        let unknown = || Refusal::EvidenceUnknown(hash.to_owned());
        let kept = self.course.evidence.iter().find(|kept| kept.hash == hash).ok_or_else(unknown)?;
        if !kept.is_picture() {
            return Err(Refusal::NotAPicture);
        }
        let covered = sitting.known.covered.as_ref().ok_or_else(unknown)?;
        if self.course.evidence.iter().any(|kept| kept.hash == covered.hash) {
            return Err(Refusal::DoneAlready);
        }
        let what = What::EvidenceCovered {
            hash: covered.hash.clone(),
            bytes: covered.bytes,
            covering: Covering {
                before: hash.to_owned(),
                reason: reason.to_owned(),
                by: by.to_owned(),
                at: sitting.at,
            },
        };
        Ok(vec![what.into()])
    }

    /// Whether its reporter may add a photograph: before its end, and not any number.
    ///
    /// # Errors
    /// `CLOSED_ALREADY`, `EVIDENCE_FULL`.
    pub fn takes_photo(&self) -> Result<(), Refusal> {
        let stage = self.stage.name();
        if stage.is_end() {
            return Err(Refusal::ClosedAlready(stage, Vec::new()));
        }
        let theirs = self.course.evidence.iter().filter(|kept| kept.by == PARTY);
        if theirs.count() >= MOST_PHOTOS {
            return Err(Refusal::EvidenceFull(MOST_PHOTOS));
        }
        Ok(())
    }

    fn concerned(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        match sitting.context.by {
            Actor::Party { id } if !self.is_reporter(*id) => Err(Refusal::NotAParty(*id)),
            Actor::Party { .. } | Actor::Service { .. } => Ok(()),
            Actor::Person { subject, .. } if self.hands.reported_by.as_ref() == Some(subject) => Ok(()),
            Actor::Person { .. } if sitting.known.role.is_some_and(|role| role != GridRole::Volunteer) => Ok(()),
            Actor::Person { .. } => self.overseer(sitting).map(drop),
            Actor::Clock => Err(Refusal::NeedsAPerson),
        }
    }

    pub(super) fn stands_in(&self, party: Uuid) -> Result<(), Refusal> {
        let found = self.parties.iter().any(|known| known.id == party);
        found.then_some(()).ok_or(Refusal::NotAParty(party))
    }

    /// With a reason, on record, to whoever is let in by policy (G-05).
    pub(super) fn reveal(&self, party: Uuid, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.overseer(sitting)?;
        self.stands_in(party)?;
        let what = What::ReporterRevealed {
            party,
            reason: reason.to_owned(),
        };
        Ok(vec![what.into()])
    }
}
