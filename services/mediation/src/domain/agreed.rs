//! What the parties agreed, and how much of the dispute is settled by it.

use shiyu_kit::referral::Settled;
use time::OffsetDateTime;

use super::course::{Agreement, Obligation};
use super::dispute::Dispute;
use super::stage::End;

impl Dispute {
    /// The last agreement that is drafted or holds.
    #[cfg(test)]
    pub(crate) fn agreement(&self) -> Option<&Agreement> {
        self.course.agreements.iter().rfind(|agreement| agreement.voided.is_none())
    }

    /// The agreement that waits for signatures.
    #[must_use]
    pub fn pending(&self) -> Option<&Agreement> {
        self.course.agreements.last().filter(|agreement| agreement.is_pending())
    }

    /// The agreements that hold, in the order in which they took effect: a further one after each that left part of the dispute open.
    pub fn in_force(&self) -> impl Iterator<Item = &Agreement> {
        self.course.agreements.iter().filter(|agreement| agreement.holds())
    }

    /// Those of them that a court has not refused to confirm, or that were performed all the same: what a court refused is no agreement to
    /// end anything upon (人民调解法 art. 33).
    pub fn standing(&self) -> impl Iterator<Item = &Agreement> {
        self.in_force()
            .filter(|agreement| agreement.is_performed() || !self.course.was_refused(agreement))
    }

    /// The number of the document by which the parties settled it before the court (民事调解书).
    #[must_use]
    pub fn settled_in_court(&self) -> Option<&str> {
        let end = &self.stage.ending()?.end;
        if let End::CourtConcluded { reference, .. } = end
            && end.is_settled_in_court()
        {
            return Some(reference);
        }
        None
    }

    /// How much of the dispute is settled by the agreements that stand, or in court: the last one says whether it leaves something open, and
    /// what one that stands no longer settled is open too.
    #[must_use]
    pub fn settled(&self) -> Settled {
        if self.settled_in_court().is_some() {
            return Settled::Whole;
        }
        let fallen = self.in_force().count() > self.standing().count();
        match self.standing().last() {
            None => Settled::Not,
            Some(last) if last.partial || fallen => Settled::InPart,
            Some(_) => Settled::Whole,
        }
    }

    /// What the last agreement that stands leaves open, in the neutral words that were found for it.
    #[must_use]
    pub fn rest(&self) -> Option<&str> {
        let last = self.standing().last().filter(|last| last.partial);
        last.map(|last| last.rest.as_str()).filter(|rest| !rest.is_empty())
    }

    /// What is owed under all of them, performed or not.
    pub fn obligations(&self) -> impl Iterator<Item = &Obligation> {
        let later = self.in_force().filter(|agreement| !agreement.at_once);
        later.flat_map(|agreement| agreement.obligations.iter())
    }

    /// Since when agreements hold that leave part of the dispute open: the last of them says whether they do. What a court did not confirm
    /// leaves its part open anew.
    #[must_use]
    pub fn partly_settled_at(&self) -> Option<OffsetDateTime> {
        let held = self.in_force().last().filter(|agreement| agreement.partial)?;
        let fell = self.course.agreements.iter().filter(|agreement| agreement.effective_at.is_some());
        let fell = fell.filter_map(|agreement| agreement.voided.as_ref());
        held.effective_at.max(fell.map(|voided| voided.at).max())
    }
}
