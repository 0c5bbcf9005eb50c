//! What mediation agreed (S4): what is settled there as a whole is handled, and waits for somebody else's eyes; what is settled no longer
//! is handled again. What was said there stays there.

use shiyu_kit::referral::{Destination, Outcome, Referral, ReferralState, Settled};

use crate::domain::clocks::{CLOSE, INSPECT};
use crate::domain::course::Handling;
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::sitting::Sitting;
use crate::domain::stage::Stage;
use crate::domain::terms::Measure;

impl Incident {
    /// It is handled, if all of it is settled while it is handled here. Whoever verifies it sees whether it is so.
    pub(super) fn settling(&self, outcome: &Outcome, sitting: &Sitting<'_>) -> Option<Event> {
        let referral = self.course.referrals.iter().find(|known| known.id == outcome.referral)?;
        let whole = outcome
            .settled
            .map_or(outcome.agreement.is_some(), |settled| settled == Settled::Whole);
        let settled = referral.to == Destination::Mediation && outcome.state == ReferralState::Done && whole;
        let here = matches!(self.stage, Stage::Handling | Stage::InGrid);
        (settled && here).then(|| self.handled_as(by_mediation(outcome, sitting), sitting))
    }

    /// What becomes of an agreement that was reached, and was not heard before: what a court says of it, and how much is settled now. What
    /// was handled by it is handled again once it settles less, before the close; what is handled here is done once all of it is settled.
    pub(super) fn heard_later(&self, referral: &Referral, outcome: &Outcome, sitting: &Sitting<'_>) -> Vec<Event> {
        let agreed = referral.to == Destination::Mediation && referral.state == ReferralState::Done;
        if !agreed || outcome.state != ReferralState::Done {
            return Vec::new();
        }
        let confirmation = outcome.confirmation.filter(|_| outcome.confirmation != referral.confirmation);
        let before = (referral.settled.unwrap_or(Settled::Whole), referral.rest.as_ref());
        let settled = outcome.settled.filter(|settled| (*settled, outcome.rest.as_ref()) != before);
        if confirmation.is_none() && settled.is_none() {
            return Vec::new();
        }
        let event = Event::from(What::AgreementHeard(outcome.clone()));
        if self.is_unsettled_by(outcome) {
            let event = [&INSPECT, &CLOSE]
                .into_iter()
                .fold(event, |event, rule| self.stop_if_running(event, &rule.id, sitting.at));
            let event = self.answering(event, self.level, sitting);
            return vec![self.handled_in(event, sitting)];
        }
        let settling = settled.and_then(|_| self.settling(outcome, sitting));
        std::iter::once(event).chain(settling).collect()
    }

    /// Whether it was handled by an agreement upon this offer that settles less than all of it now, and is not closed.
    pub(in crate::domain) fn is_unsettled_by(&self, outcome: &Outcome) -> bool {
        let waits = matches!(self.stage, Stage::Handled | Stage::Verified);
        let last = self.course.handlings.last();
        let by_mediation = last.is_some_and(|last| last.by == Destination::Mediation.service());
        let done = |known: &&Referral| known.to == Destination::Mediation && known.state == ReferralState::Done;
        let upon = self.course.referrals.iter().rfind(done);
        let upon = upon.is_some_and(|upon| upon.id == outcome.referral);
        waits && by_mediation && upon && matches!(outcome.settled, Some(Settled::InPart | Settled::Not))
    }
}

/// By the service; of what was said nothing, but the agreement's reference.
fn by_mediation(outcome: &Outcome, sitting: &Sitting<'_>) -> Handling {
    let report = outcome.agreement.as_ref().map_or_else(
        || "调解转诉讼，已由法院了结".to_owned(),
        |agreement| format!("调解达成协议：{agreement}"),
    );
    Handling {
        by: Destination::Mediation.service().to_owned(),
        report,
        measures: vec![Measure::InvitedToMediation],
        evidence: Vec::new(),
        enforcement_case: None,
        at: sitting.at,
    }
}
