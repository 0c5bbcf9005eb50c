//! Whose a limit is, and whose an answer.

use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::{ACCOUNTABILITY, ASSIST, DECIDE_OBJECTION, DESIGNATE, DUTY_REPORT, EXECUTE, SERVE_REVOCATION, SUPERVISION};
use crate::domain::petition::Petition;
use crate::domain::terms::Remedy;

impl Petition {
    /// The unit that owes what a clock measures. That is mostly the one the matter lies with; but who assists owes its own report, who is
    /// supervised its own answer, and whoever is late with another's is not supervised for it (S9, S10).
    #[must_use]
    pub fn owes(&self, clock: &str) -> &Code {
        self.owed_by_another(clock).unwrap_or(&self.unit)
    }

    /// The unit whose answer a remedy is about: the handler's is reviewed, and what the unit above made of it is re-reviewed (arts. 35, 36).
    #[must_use]
    pub fn reviewed(&self, remedy: Remedy) -> Option<&Code> {
        let mut decided = self.course.remedies.iter().filter(|case| case.ruling.is_some());
        match remedy {
            Remedy::Review => self.handler(),
            Remedy::Recheck => decided.rfind(|case| case.remedy == Remedy::Review).map(|case| &case.organ),
        }
    }

    /// The unit that owes what a clock measures wherever the matter lies; none: whoever has it while the clock runs.
    #[must_use]
    pub fn owed_by_another(&self, clock: &str) -> Option<&Code> {
        let course = &self.course;
        let (kind, which) = clock.split_once('.').unwrap_or((clock, ""));
        if kind == ASSIST {
            let mut assisting = course.assistances.iter().map(|assistance| &assistance.unit);
            return assisting.find(|unit| unit.as_str() == which);
        }
        if kind == SUPERVISION.id {
            let id = Uuid::parse_str(which).ok()?;
            let supervision = course.supervisions.iter().find(|supervision| supervision.id == id);
            return supervision.map(|supervision| &supervision.unit);
        }
        if kind == ACCOUNTABILITY.id {
            let id = Uuid::parse_str(which).ok()?;
            let proposal = course.proposals.iter().find(|proposal| proposal.id == id);
            return proposal.map(|proposal| &proposal.organ);
        }
        if clock == DUTY_REPORT.id {
            return course.duty.as_ref().map(|duty| &duty.organ);
        }
        // The sender answers an objection, and sees to it that somebody decides a dispute (arts. 23, 24).
        if clock == DECIDE_OBJECTION.id || clock == DESIGNATE.id {
            return course.forwardings.last().map(|forwarding| &forwarding.from);
        }
        if clock == EXECUTE.id {
            return self.handler();
        }
        if clock == SERVE_REVOCATION.id {
            let taken_up = course.remedy().and_then(|remedy| remedy.taken_up.as_ref());
            return taken_up.map(|taken_up| &taken_up.unit);
        }
        None
    }
}
