//! What goes on beside the stages.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::course::{AccountabilityAnswer, Recusal};
use crate::domain::petition::Petition;
use crate::domain::terms::Adoption;

impl Petition {
    /// What they drafted falls with them.
    pub(super) fn recused(mut self, recusal: &Recusal) -> Self {
        self.course.draft.take_if(|draft| draft.by == recusal.subject);
        self.course.recusals.push(recusal.clone());
        self
    }

    #[expect(clippy::unnecessary_wraps, reason = "one shape with the steps that can fail")]
    pub(super) fn joined_by(mut self, petition: Uuid) -> Option<Self> {
        self.course.joined.insert(petition);
        Some(self)
    }

    #[expect(clippy::unnecessary_wraps, reason = "one shape with the steps that can fail")]
    pub(super) fn followed_by(mut self, petition: Uuid) -> Option<Self> {
        self.course.followed_by.insert(petition);
        Some(self)
    }

    #[expect(clippy::unnecessary_wraps, reason = "one shape with the steps that can fail")]
    pub(super) fn parted_from(mut self, petition: Uuid) -> Option<Self> {
        self.course.joined.remove(&petition);
        Some(self)
    }

    pub(super) fn milestone_completed(mut self, index: u32, at: OffsetDateTime) -> Option<Self> {
        let milestones = &mut self.course.sponsorship.as_mut()?.milestones;
        milestones.get_mut(usize::try_from(index).ok()?)?.done_at = Some(at);
        Some(self)
    }

    pub(super) fn supervision_answered(mut self, id: Uuid, answer: &str, at: OffsetDateTime) -> Option<Self> {
        let supervision = self.course.supervisions.iter_mut().find(|supervision| supervision.id == id)?;
        supervision.answer = Some(answer.to_owned());
        supervision.answered_at = Some(at);
        Some(self)
    }

    pub(super) fn accountability_answered(mut self, id: Uuid, (adoption, text): (Adoption, &str), at: OffsetDateTime) -> Option<Self> {
        let proposal = self.course.proposals.iter_mut().find(|proposal| proposal.id == id)?;
        proposal.answered = Some(AccountabilityAnswer {
            adoption,
            text: text.to_owned(),
            at,
        });
        Some(self)
    }

    pub(super) fn care_completed(mut self, id: Uuid, at: OffsetDateTime) -> Option<Self> {
        let task = self.course.care.iter_mut().find(|task| task.id == id)?;
        task.done_at = Some(at);
        Some(self)
    }
}
