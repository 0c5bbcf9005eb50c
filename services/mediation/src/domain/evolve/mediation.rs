//! The mediation itself.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::course::{Appointment, Disclosure, Invitation, OfferAnswer, SessionRecord, SessionState};
use crate::domain::dispute::Dispute;
use crate::domain::stage::Stage;
use crate::domain::terms::{Leaving, Party};

impl Dispute {
    /// Who mediates from now on; of one who does already, who chose them knowing of their interest.
    #[expect(clippy::unnecessary_wraps, reason = "one shape with the steps that can fail")]
    pub(super) fn assigned(mut self, appointments: &[Appointment]) -> Option<Self> {
        for new in appointments {
            let mut engaged = self.course.appointments.iter_mut().filter(|one| one.left.is_none());
            match engaged.find(|one| one.mediator == new.mediator) {
                Some(one) => one.chosen_by.clone_from(&new.chosen_by),
                None => self.course.appointments.push(new.clone()),
            }
        }
        Some(self)
    }

    /// Who chose a mediator before an interest was disclosed did not choose one who has it, and what that one signed is not signed.
    pub(super) fn disclosed(mut self, mediator: Uuid, disclosure: &Disclosure) -> Option<Self> {
        let mut engaged = self.course.appointments.iter_mut().filter(|one| one.left.is_none());
        let one = engaged.find(|one| one.mediator == mediator)?;
        one.disclosure = Some(disclosure.clone());
        if disclosure.interest {
            one.chosen_by.clear();
            if let Some(draft) = self.pending_mut() {
                draft.signed_by_mediators.retain(|signed| *signed != mediator);
            }
        }
        Some(self)
    }

    /// Without a mediator there is no mediation: others are chosen. What one who stood aside signed is not signed.
    pub(super) fn mediator_left(mut self, mediator: Uuid, leaving: Leaving, at: OffsetDateTime) -> Option<Self> {
        let mut engaged = self.course.appointments.iter_mut().filter(|one| one.left.is_none());
        let one = engaged.find(|one| one.mediator == mediator)?;
        one.left = Some(leaving);
        one.left_at = Some(at);
        if self.stage == Stage::Mediating && self.course.engaged().next().is_none() {
            self.stage = Stage::MediatorSelection;
        }
        if let Some(draft) = self.pending_mut().filter(|_| leaving == Leaving::Recused) {
            draft.signed_by_mediators.retain(|signed| *signed != mediator);
        }
        Some(self)
    }

    pub(super) fn nobody_mediates(&mut self, at: OffsetDateTime) {
        for one in self.course.appointments.iter_mut().filter(|one| one.left.is_none()) {
            one.left = Some(Leaving::Replaced);
            one.left_at = Some(at);
        }
        for session in self.course.sessions.iter_mut().filter(|one| one.state == SessionState::Planned) {
            session.state = SessionState::Cancelled;
        }
    }

    pub(super) fn session_recorded(mut self, id: Uuid, record: &SessionRecord) -> Option<Self> {
        let session = self.course.sessions.iter_mut().find(|session| session.id == id)?;
        session.state = SessionState::Held;
        session.record = Some(record.clone());
        Some(self)
    }

    pub(super) fn session_cancelled(mut self, id: Uuid, reason: &str) -> Option<Self> {
        let session = self.course.sessions.iter_mut().find(|session| session.id == id)?;
        session.state = SessionState::Cancelled;
        reason.clone_into(&mut session.cancelled);
        Some(self)
    }

    #[expect(clippy::unnecessary_wraps, reason = "one shape with the steps that can fail")]
    pub(super) fn invited(mut self, party: Party, invitation: &Invitation) -> Option<Self> {
        self.parties.push(party);
        self.course.invitations.push(invitation.clone());
        Some(self)
    }

    pub(super) fn offer_answered(mut self, id: Uuid, answer: OfferAnswer) -> Option<Self> {
        let offer = self.course.offers.iter_mut().find(|offer| offer.id == id)?;
        offer.answers.push(answer);
        Some(self)
    }
}
