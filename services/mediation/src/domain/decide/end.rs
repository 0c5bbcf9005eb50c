//! How it ends without an agreement, and what begins with every end.

use shiyu_kit::referral::ReferralState;
use uuid::Uuid;

use crate::domain::clocks::{ARCHIVE, MEDIATE, REPORT_BACK, ROUTES, VISIT, is_of_performance, is_window, perform_clock};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Ending, Stage};
use crate::domain::terms::Termination;

impl Dispute {
    /// At any time before effect, without a reason (art. 23).
    pub(super) fn end_by_party(&self, party: Uuid, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.principal(party)?;
        Ok(self.ending(terminated(Termination::PartyEnded, reason), sitting))
    }

    /// Stated by a mediator or clerk: no answer once the time to answer is over, expiry once the time of the mediation is. What a court
    /// refused ends alone while another agreement is performed.
    pub(super) fn terminate(&self, ground: Termination, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        if !ground.is_stated() {
            return Err(Refusal::GroundNotFitting);
        }
        match ground {
            Termination::NoResponse => still_runs(self.last_answer().ok_or(Refusal::GroundNotFitting)?, sitting)?,
            Termination::Expired => {
                let clock = self.clock(&MEDIATE.id).ok_or(Refusal::GroundNotFitting)?;
                still_runs(clock.due.legal, sitting)?;
            }
            Termination::NotConfirmed if self.course.confirmations.is_empty() => return Err(Refusal::GroundNotFitting),
            Termination::Failed
            | Termination::Misconduct
            | Termination::Collusion
            | Termination::NotConfirmed
            | Termination::Refused
            | Termination::PartyEnded
            | Termination::OfferGone => {}
        }
        let given_up = matches!(ground, Termination::NotConfirmed | Termination::Failed) && self.stage == Stage::ConfirmationRefused;
        if given_up && self.unrefused().next().is_some() {
            return Ok(self.giving_up(reason, sitting));
        }
        Ok(self.ending(terminated(ground, reason), sitting))
    }

    /// Until when a party who has not answered may; of several the one whose time is over first.
    fn last_answer(&self) -> Option<time::OffsetDateTime> {
        let silent = self.principals().filter(|party| self.course.consent(party.id).is_none());
        let until = silent.filter_map(|party| self.answering_clock(party.id));
        until.map(|clock| clock.due.legal).min()
    }

    /// Every end: nothing runs any more but what the end itself asks for, of what was agreed the parties' thirty days for the court, whether
    /// it was performed or broken (art. 33), and the time for what else is owed beside what was broken (art. 31). Whoever offered it is told.
    pub(super) fn ending(&self, end: End, sitting: &Sitting<'_>) -> Vec<Event> {
        let (routes, visited) = (end.leaves_routes(), end.is_visited());
        let refused = matches!(end, End::Declined { .. } | End::Transferred { .. });
        let settled = end.is_settled_in_court();
        let agreed = matches!(end, End::Breached { .. } | End::Performed);
        let ending = Ending { end, at: sitting.at };
        let broken = ending.broken().map(perform_clock);
        let owed_on = |name: &str| broken.as_ref().is_some_and(|broken| is_of_performance(name) && broken != name);
        let event = Event::from(What::Ended(ending));
        let mut event = self.stop_for_good(event, |name| agreed && is_window(name) || owed_on(name), sitting.at);
        let after = [
            (routes, ROUTES),
            (self.submission.source.is_by_letter(), REPORT_BACK),
            (visited, VISIT),
            (true, ARCHIVE),
        ];
        for (_, rule) in after.iter().filter(|(begins, _)| *begins) {
            event = sitting.begin(event, rule);
        }
        let offered = self.entrustment().map(|entrustment| entrustment.state);
        let state = if refused && offered == Some(ReferralState::Offered) {
            ReferralState::Refused
        } else if settled {
            ReferralState::Done
        } else {
            ReferralState::Returned
        };
        self.answering(vec![event], state, None, sitting)
    }
}

pub(super) fn terminated(ground: Termination, reason: &str) -> End {
    End::Terminated {
        ground,
        reason: reason.to_owned(),
    }
}

fn still_runs(due: time::OffsetDateTime, sitting: &Sitting<'_>) -> Result<(), Refusal> {
    if sitting.at < due { Err(Refusal::StillInTime) } else { Ok(()) }
}
