//! What is proposed, or decided, once more: never heavier for a defence (行政处罚法 art. 45), and never the same as what was revoked.

use crate::domain::case_file::CaseFile;
use crate::domain::refusal::Refusal;
use crate::domain::terms::{PenaltyItem, PenaltyKind, Proposal};

impl CaseFile {
    /// What was revoked is not done again, neither more nor less, unless something was put on record since.
    pub(super) fn is_not_the_same_again(&self, proposal: &Proposal) -> Result<(), Refusal> {
        let revoked = self.course.decisions.last().filter(|decision| decision.revoked);
        let word = self.course.remedies.iter().rev().find_map(|remedy| remedy.word.as_ref());
        let Some((revoked, word)) = revoked.zip(word) else {
            return Ok(());
        };
        let found = self
            .course
            .evidence
            .iter()
            .any(|evidence| evidence.holds() && evidence.at > word.at);
        let (items, before) = (proposal.items(), revoked.outcome.items());
        let same = !items.is_empty() && !is_heavier(items, before) && !is_heavier(before, items);
        if same && !found { Err(Refusal::SameAgain) } else { Ok(()) }
    }

    /// Nothing is made heavier because somebody defended themselves (art. 45): only what two officers found since then does.
    pub(super) fn not_for_the_defence(&self, proposal: &Proposal) -> Result<(), Refusal> {
        let Some(notice) = self.course.notices.iter().rev().find(|notice| notice.served_at.is_some()) else {
            return Ok(());
        };
        let since = |at| notice.served_at.is_some_and(|served| at >= served);
        let spoke = self.course.statements.iter().any(|statement| since(statement.at));
        let asked = self.course.hearings.iter().any(|hearing| since(hearing.requested_at));
        let found = self.holding() > notice.evidence;
        if (spoke || asked) && !found && is_heavier(proposal.items(), notice.proposal.items()) {
            return Err(Refusal::HeavierForDefence);
        }
        Ok(())
    }
}

/// Whether anything in it is of another kind, or more, than what was told.
pub(super) fn is_heavier(items: &[PenaltyItem], than: &[PenaltyItem]) -> bool {
    let told = |kind: PenaltyKind| than.iter().find(|told| told.kind == kind);
    items
        .iter()
        .any(|item| told(item.kind).is_none_or(|told| item.amount > told.amount))
}
