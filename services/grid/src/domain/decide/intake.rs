//! Before it is accepted: somebody goes to see, and it is accepted, rejected, or handed to those who come at once.

use crate::domain::clocks::{ACCEPT, FILE, VERIFY};
use crate::domain::course::Acceptance;
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Stage};
use crate::domain::terms::{EmergencyLine, Rejection};
use crate::team::domain::capability;

impl Incident {
    pub(super) fn order_verification(&self, to: Option<&str>, sitting: &Sitting<'_>) -> Decided {
        self.dispatcher(sitting)?;
        if let Some(to) = to.filter(|_| !sitting.known.sent.is_some_and(capability::verifies)) {
            return Err(Refusal::NotInTheTeam(to.to_owned()));
        }
        let event = Event::from(What::VerificationOrdered {
            to: to.map(str::to_owned),
            at: sitting.at,
        });
        let event = self.stop_if_running(event, &ACCEPT.id, sitting.at);
        Ok(vec![sitting.begin(event, &VERIFY)])
    }

    /// What is so is accepted with it. What is not waits for a person to reject it: no machine refuses (G-09). A handled event
    /// that nobody had patrolled gets its hand here too.
    pub(super) fn report_verification(&self, found: bool, note: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.eyes(sitting)?;
        let event = Event::from(What::VerificationReported {
            by: by.to_owned(),
            found,
            note: note.to_owned(),
            at: sitting.at,
        });
        if self.stage == Stage::Verified {
            let seen = self.hands.patrolled_by.is_some();
            return if seen { Err(Refusal::DoneAlready) } else { Ok(vec![event]) };
        }
        let event = self.stop_if_running(event, &VERIFY.id, sitting.at);
        let seen = Ok(vec![sitting.begin(event, &ACCEPT)]);
        if !found {
            return seen;
        }
        self.then(seen, |seen| Ok(vec![seen.acceptance(by, sitting)]))
    }

    /// Who patrols or supervises the grid goes to see, and neither who reported it nor who handled it. Where the team has nobody for
    /// that, which is warned of and holds nothing up, the village's own staff go, or the desk.
    fn eyes<'a>(&self, sitting: &Sitting<'a>) -> Result<&'a str, Refusal> {
        let subject = sitting.staff()?;
        let stands_in = || sitting.acts_for(&self.place.village) || self.dispatcher(sitting).is_ok();
        let known = sitting.known;
        let may = known.verifies || known.unwatched && known.role.is_none() && stands_in();
        if !may {
            return Err(known.role.map_or(Refusal::NotGridStaff, Refusal::RoleNotFitting));
        }
        if self.hands.reported_by.as_deref() == Some(subject) {
            return Err(Refusal::ReporterVerifies);
        }
        if self.course.handlers.contains(subject) {
            return Err(Refusal::HandlerVerifies);
        }
        Ok(subject)
    }

    pub(super) fn accept(&self, sitting: &Sitting<'_>) -> Decided {
        let by = self.dispatcher(sitting)?;
        self.is_verified()?;
        Ok(vec![self.acceptance(by, sitting)])
    }

    /// What is not accepted yet is accepted in the same act, if nothing forbids it.
    pub(super) fn accepted_first(&self, by: &str, sitting: &Sitting<'_>) -> Decided {
        if self.stage != Stage::Reported {
            return Ok(Vec::new());
        }
        self.is_verified()?;
        Ok(vec![self.acceptance(by, sitting)])
    }

    fn acceptance(&self, by: &str, sitting: &Sitting<'_>) -> Event {
        let event = Event::from(What::Accepted(Acceptance {
            by: by.to_owned(),
            at: sitting.at,
        }));
        sitting.begin(self.stop_if_running(event, &ACCEPT.id, sitting.at), &FILE)
    }

    /// What comes from outside was seen to be so before it is accepted.
    pub(super) fn is_verified(&self) -> Result<(), Refusal> {
        let found = self.course.verification.as_ref().and_then(|verification| verification.found);
        if self.report.source.needs_verifying() && found != Some(true) {
            return Err(Refusal::VerificationMissing);
        }
        Ok(())
    }

    /// That something is not there says who went to see, whoever told of it.
    pub(super) fn reject(&self, ground: Rejection, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.dispatcher(sitting)?;
        let found = self.course.verification.as_ref().and_then(|verification| verification.found);
        if ground == Rejection::NotFound && found != Some(false) {
            return Err(Refusal::VerificationMissing);
        }
        let end = End::Rejected {
            ground,
            reason: reason.to_owned(),
        };
        Ok(vec![self.ending(end, sitting)])
    }

    pub(super) fn transfer_emergency(&self, line: EmergencyLine, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.dispatcher(sitting)?;
        let end = End::EmergencyTransferred {
            line,
            reference: reference.to_owned(),
        };
        Ok(vec![self.ending(end, sitting)])
    }
}
