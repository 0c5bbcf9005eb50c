//! The service that offered it (S1, S4) is told where it stands, and may take the offer back.

use shiyu_kit::referral::ReferralState;
use uuid::Uuid;

use super::end::terminated;
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{ConfirmationResult, Termination};

impl Dispute {
    /// And the service that offered it is told, if the offer is open. It is told once how it ended.
    pub(super) fn answering(
        &self,
        mut events: Vec<Event>,
        state: ReferralState,
        agreement: Option<u32>,
        sitting: &Sitting<'_>,
    ) -> Vec<Event> {
        let offered = self.entrustment().map(|entrustment| entrustment.state);
        if offered.is_some_and(|offered| offered.is_open() && offered != state) {
            let at = sitting.at;
            let what = What::ReferralAnswered {
                state,
                agreement,
                confirmation: None,
                at,
            };
            events.push(what.into());
        }
        events
    }

    /// And the service that was told of an agreement is told what a court said of it (S1): whatever it is, the offer stays done.
    pub(super) fn telling_confirmation(&self, mut events: Vec<Event>, result: ConfirmationResult, sitting: &Sitting<'_>) -> Vec<Event> {
        let told = self.entrustment().filter(|entrustment| entrustment.state == ReferralState::Done);
        if told.is_some() {
            let what = What::ReferralAnswered {
                state: ReferralState::Done,
                agreement: self.in_force().last().map(|agreement| agreement.number),
                confirmation: Some(result.told()),
                at: sitting.at,
            };
            events.push(what.into());
        }
        events
    }

    /// What was taken back before an agreement took effect ends here; what came too late is only noted, and a repeated word is not.
    pub(super) fn offer_gone(&self, referral: Uuid, state: ReferralState, sitting: &Sitting<'_>) -> Decided {
        if !self.is_offerer(sitting) {
            return Err(Refusal::NeedsAPerson);
        }
        let entrustment = self.entrustment().filter(|entrustment| entrustment.offer.referral == referral);
        let entrustment = entrustment.ok_or(Refusal::DisputeUnknown)?;
        if state.is_open() || !entrustment.state.is_open() {
            return Ok(Vec::new());
        }
        let event = Event::from(What::OfferGone { state, at: sitting.at });
        self.then(Ok(vec![event]), |gone| {
            if gone.stage.name().is_end() || gone.stage.is_in_effect() {
                return Ok(Vec::new());
            }
            Ok(gone.ending(terminated(Termination::OfferGone, ""), sitting))
        })
    }
}
