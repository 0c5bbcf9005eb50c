//! How it ends (结案): with all five hands on it, and known to be ours.

use shiyu_kit::referral::{Destination, ReferralState};
use shiyu_kit::unit::Level as UnitLevel;

use crate::domain::clocks::{EVALUATE, REOPEN};
use crate::domain::course::Handling;
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Ending};
use crate::domain::terms::ResolutionTier;

impl Incident {
    /// By the desk that has it, and nobody who had a hand in the handling.
    pub(super) fn close(&self, sitting: &Sitting<'_>) -> Decided {
        let by = self.dispatcher(sitting)?;
        if self.course.handlers.contains(by) {
            return Err(Refusal::HandlerCloses);
        }
        let missing = self.hands.missing();
        if !missing.is_empty() {
            return Err(Refusal::SlotEmpty(missing));
        }
        if self.has_open_boundary() {
            return Err(Refusal::BoundaryOpen);
        }
        let event = self.ending(End::Closed { tier: self.tier() }, sitting);
        Ok(vec![sitting.begin(sitting.begin(event, &EVALUATE), &REOPEN)])
    }

    /// Where it was solved: by what was done, and not over which platform it went, nor to which unit that never had it in hand. It
    /// describes; it is no quota.
    fn tier(&self) -> ResolutionTier {
        let enforced = |to, state| to == Destination::Enforcement && state == ReferralState::Done;
        let enforced = self.course.referrals.iter().any(|referral| enforced(referral.to, referral.state));
        let enforced = enforced || self.course.handlings.last().is_some_and(Handling::enforces);
        let in_hand = self.course.handlings.last().is_none_or(|last| last.stood.is_none());
        match self.course.dispatch().filter(|_| in_hand) {
            _ if enforced => ResolutionTier::Enforcement,
            None => ResolutionTier::Grid,
            Some(dispatch) if dispatch.to.level() == UnitLevel::Village => ResolutionTier::Grid,
            Some(_) => ResolutionTier::Department,
        }
    }

    /// It ends, and whatever runs stops.
    pub(super) fn ending(&self, end: End, sitting: &Sitting<'_>) -> Event {
        let event = Event::from(What::Ended(Ending { end, at: sitting.at }));
        event.moving(self.clocks.stopping_but(&[], sitting.at))
    }
}
