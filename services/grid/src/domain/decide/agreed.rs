//! What mediation agreed (S4): what is settled there as a whole is handled, wherever it stands, and waits for somebody else's eyes; what is
//! settled no longer goes on. What was said there stays there.

use shiyu_kit::calendar::Rule;
use shiyu_kit::referral::{Destination, Outcome, Referral, ReferralState, Settled};

use crate::domain::clocks::{CLOSE, DESIGNATE, DISPATCH, FILE, HANDLE, INSPECT, RETURN, level};
use crate::domain::course::Handling;
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::Stage;
use crate::domain::terms::Measure;

impl Incident {
    /// It is handled, if all of it is settled: nothing is left for which anybody is sent, or for which it stands still. It keeps the level
    /// it climbed to. Whoever verifies it sees whether it is so.
    pub(super) fn settling(&self, outcome: &Outcome, sitting: &Sitting<'_>) -> Decided {
        let whole = outcome
            .settled
            .map_or(outcome.agreement.is_some(), |settled| settled == Settled::Whole);
        let known = self.course.referrals.iter().find(|known| known.id == outcome.referral);
        let settled = known.is_some_and(is_to_mediation) && outcome.state == ReferralState::Done && whole;
        if !settled || self.is_with_another_service() {
            return Ok(Vec::new());
        }
        let report = outcome.agreement.as_ref().map_or_else(
            || "调解转诉讼，已由法院了结".to_owned(),
            |agreement| format!("调解达成协议：{agreement}"),
        );
        let stands_still = self.stage == Stage::Suspended;
        let awake = stands_still.then(|| self.going_on(sitting)).into_iter().collect();
        self.then(Ok(awake), |awake| {
            Ok(awake.handled_by_mediation(report, sitting).into_iter().collect())
        })
    }

    /// What was settled before it was accepted is handled once it is: that it is so, and ours, a person says. What another service had too
    /// is handled once none has it. Not so what somebody found undone who looked since it was offered.
    pub(super) fn settled_meanwhile(&self, done: Decided, sitting: &Sitting<'_>) -> Decided {
        let waits = matches!(self.stage, Stage::Reported | Stage::Verifying | Stage::Suspended);
        let waits = waits || self.is_with_another_service();
        if self.course.referrals.is_empty() || !waits {
            return done;
        }
        self.then(done, |after| {
            let settled = after.settled_as_a_whole().filter(|_| !after.is_with_another_service());
            let handled = settled.and_then(|settled| {
                let case = settled.case.as_deref().unwrap_or_default();
                after.handled_by_mediation(format!("调解已全部了结：{case}"), sitting)
            });
            Ok(handled.into_iter().collect())
        })
    }

    fn settled_as_a_whole(&self) -> Option<&Referral> {
        let whole = |known: &&Referral| is_agreed(known) && known.settled == Some(Settled::Whole);
        let settled = self.course.referrals.iter().rfind(whole)?;
        let mut looks = self.course.inspections.iter();
        let undone = looks.any(|look| !look.passed && look.at >= settled.at);
        (!undone).then_some(settled)
    }

    /// None where there is nothing to handle: before it is accepted, once somebody handled it, and after its end.
    fn handled_by_mediation(&self, report: String, sitting: &Sitting<'_>) -> Option<Event> {
        let stood = waits_under(&self.stage).map(|_| self.stage.clone());
        if stood.is_none() && !matches!(self.stage, Stage::Handling | Stage::InGrid) {
            return None;
        }
        let handling = Handling {
            by: Destination::Mediation.service().to_owned(),
            report,
            measures: vec![Measure::InvitedToMediation],
            evidence: Vec::new(),
            enforcement_case: None,
            stood,
            at: sitting.at,
        };
        Some(self.handled_as(handling, sitting))
    }

    /// What becomes of an agreement that was reached, and was not heard before: what a court says of it, and how much is settled now. What
    /// was handled by it goes on once it settles less, before the close; what is not handled yet is done once all of it is settled.
    pub(super) fn heard_later(&self, referral: &Referral, outcome: &Outcome, sitting: &Sitting<'_>) -> Decided {
        if !is_agreed(referral) || outcome.state != ReferralState::Done {
            return Ok(Vec::new());
        }
        let confirmation = outcome.confirmation.filter(|_| outcome.confirmation != referral.confirmation);
        let before = (referral.settled.unwrap_or(Settled::Whole), referral.rest.as_ref());
        let settled = outcome.settled.filter(|settled| (*settled, outcome.rest.as_ref()) != before);
        if confirmation.is_none() && settled.is_none() {
            return Ok(Vec::new());
        }
        let event = Event::from(What::AgreementHeard(outcome.clone()));
        if self.is_unsettled_by(outcome) {
            let event = [&INSPECT, &CLOSE]
                .into_iter()
                .fold(event, |event, rule| self.stop_if_running(event, &rule.id, sitting.at));
            return Ok(vec![self.going_on_undone(event, sitting)]);
        }
        let heard = Ok(vec![event]);
        if settled.is_none() {
            return heard;
        }
        self.then(heard, |heard| heard.settling(outcome, sitting))
    }

    /// Whether it was handled by an agreement upon this offer that settles less than all of it now, and is not closed.
    pub(in crate::domain) fn is_unsettled_by(&self, outcome: &Outcome) -> bool {
        let waits = matches!(self.stage, Stage::Handled | Stage::Verified);
        let last = self.course.handlings.last();
        let by_mediation = last.is_some_and(|last| last.by == Destination::Mediation.service());
        let upon = self.course.referrals.iter().rfind(|known| is_agreed(known));
        let upon = upon.is_some_and(|upon| upon.id == outcome.referral);
        waits && by_mediation && upon && matches!(outcome.settled, Some(Settled::InPart | Settled::Not))
    }

    /// And whoever handled it has it again, its limits running; or the desk at which it stood, with those that ran there.
    pub(super) fn going_on_undone(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        let last = self.course.handlings.last();
        let stood = last.and_then(|last| Some((last.at, waits_under(last.stood.as_ref()?)?)));
        let Some((handled_at, rule)) = stood else {
            let event = self.answering(event, self.level, sitting);
            return self.handled_in(event, sitting);
        };
        let ran = |name: &str| self.clocks.latest(name).is_some_and(|clock| clock.stopped_at == Some(handled_at));
        let event = sitting.begin(event, &rule);
        let event = if ran(&level(self.level).id) {
            self.answering(event, self.level, sitting)
        } else {
            event
        };
        if ran(&HANDLE.id) { self.handled_in(event, sitting) } else { event }
    }
}

fn is_to_mediation(referral: &Referral) -> bool {
    referral.to == Destination::Mediation
}

fn is_agreed(referral: &Referral) -> bool {
    is_to_mediation(referral) && referral.state == ReferralState::Done
}

/// The limit under which it waits for somebody to have it in hand; none where somebody has, and where nothing is to be handled.
pub(super) fn waits_under(stage: &Stage) -> Option<Rule> {
    match stage {
        Stage::Accepted => Some(FILE),
        Stage::Filed => Some(DISPATCH),
        Stage::Dispatched => Some(RETURN),
        Stage::Disputed => Some(DESIGNATE),
        Stage::Reported
        | Stage::Verifying
        | Stage::InGrid
        | Stage::Handling
        | Stage::Suspended
        | Stage::Handled
        | Stage::Verified
        | Stage::Ended(_) => None,
    }
}
