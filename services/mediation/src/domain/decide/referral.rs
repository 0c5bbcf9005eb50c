//! The service that offered it (S1, S4) is told where it stands, and may take the offer back.

use shiyu_kit::referral::{ReferralState, Settled};
use uuid::Uuid;

use super::end::terminated;
use crate::domain::course::Agreement;
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::Stage;
use crate::domain::terms::{ConfirmationResult, Termination};

impl Dispute {
    /// And the service that offered it is told, if the offer is open. It is told once how it ended; what is done without an agreement of
    /// ours was settled in court, all of it.
    pub(super) fn answering(
        &self,
        mut events: Vec<Event>,
        state: ReferralState,
        agreement: Option<&Agreement>,
        sitting: &Sitting<'_>,
    ) -> Vec<Event> {
        let offered = self.entrustment().map(|entrustment| entrustment.state);
        if offered.is_some_and(|offered| offered.is_open() && offered != state) {
            let at = sitting.at;
            let in_court = (state == ReferralState::Done).then_some(Settled::Whole);
            let settled = agreement.map(|agreement| if agreement.partial { Settled::InPart } else { Settled::Whole });
            let what = What::ReferralAnswered {
                state,
                agreement: agreement.map(|agreement| agreement.number),
                confirmation: None,
                settled: settled.or(in_court),
                at,
            };
            events.push(what.into());
        }
        events
    }

    /// The service that was told of an agreement is told what a court said of it (S1), and how much is settled then: whatever it is, the
    /// offer stays done.
    pub(super) fn telling_confirmation(&self, result: ConfirmationResult, sitting: &Sitting<'_>) -> Vec<Event> {
        let told = self.entrustment().filter(|entrustment| entrustment.state == ReferralState::Done);
        let what = told.map(|_| What::ReferralAnswered {
            state: ReferralState::Done,
            agreement: self.in_force().last().map(|agreement| agreement.number),
            confirmation: Some(result.told()),
            settled: Some(self.settled()),
            at: sitting.at,
        });
        what.map(Event::from).into_iter().collect()
    }

    /// And whenever more or less of it is settled than it was told: by a further agreement, or as one holds no longer. An older build told
    /// of every agreement as if it settled all. Whoever took the offer back is told no more.
    pub(super) fn telling_how_much(&self, sitting: &Sitting<'_>) -> Vec<Event> {
        let Some(told) = self.entrustment().filter(|told| told.state == ReferralState::Done) else {
            return Vec::new();
        };
        let (settled, agreement) = (self.settled(), self.standing().last().map(|agreement| agreement.number));
        let before = told.settled.unwrap_or(Settled::Whole);
        let another_rest = settled == Settled::InPart && told.agreement != agreement;
        if settled == before && !another_rest {
            return Vec::new();
        }
        let what = What::ReferralAnswered {
            state: ReferralState::Done,
            agreement,
            confirmation: None,
            settled: Some(settled),
            at: sitting.at,
        };
        vec![what.into()]
    }

    /// What was taken back before an agreement took effect ends here; what came too late is only noted, and a repeated word is not. A suit
    /// that the parties brought meanwhile is the court's, and goes on without the offer.
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
            if gone.stage.name().is_end() || gone.stage.is_in_effect() || gone.stage == Stage::WithCourt {
                return Ok(Vec::new());
            }
            Ok(gone.ending(terminated(Termination::OfferGone, ""), sitting))
        })
    }
}
