//! What another service says of an offer of ours, then and later (S1, S2).

use shiyu_kit::calendar::{Clock, Moves};
use shiyu_kit::referral::Settled;
use uuid::Uuid;

use crate::domain::clocks::{ARCHIVE, REFERRAL, referral_clock};
use crate::domain::course::{Outcome, Referral, ReferralState};
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, Stage};

impl Petition {
    /// What the other service tells; late or repeated answers change nothing, but for what becomes of an agreement afterwards. An
    /// agreement about all of it settles the matter; with what one leaves open whoever handles it goes on (S1).
    pub(super) fn answer_referral(&self, outcome: &Outcome, sitting: &Sitting<'_>) -> Decided {
        let referral = self.referral(outcome.referral)?;
        if !referral.is_to(sitting.context.by) {
            return Err(Refusal::ReferralOfAnother);
        }
        if !referral.state.is_open() {
            return Ok(self.heard_later(referral, outcome, sitting));
        }
        if referral.state == outcome.state {
            return Ok(Vec::new());
        }
        let event = Event::from(What::ReferralAnswered(outcome.clone()));
        let answered = match outcome.state {
            ReferralState::Offered | ReferralState::Withdrawn => return Ok(Vec::new()),
            ReferralState::Accepted => return Ok(vec![event]),
            ReferralState::Refused | ReferralState::Done | ReferralState::Returned => {
                event.stopping(&referral_clock(referral.id), sitting.at)
            }
        };
        let ending = self.settling(outcome, sitting);
        Ok(std::iter::once(answered).chain(ending).collect())
    }

    /// It is settled, if all of it is and it is handled still.
    fn settling(&self, outcome: &Outcome, sitting: &Sitting<'_>) -> Option<Event> {
        let whole = outcome.settled.is_none_or(|settled| settled == Settled::Whole);
        let settles = whole && outcome.state == ReferralState::Done && self.stage == Stage::Handling;
        let agreement = outcome.agreement.as_ref().filter(|_| settles)?;
        let end = End::Settled {
            agreement: agreement.clone(),
            referral: Some(outcome.referral),
        };
        let mut ending = self.ending(end, sitting);
        ending
            .moves
            .stopped
            .retain(|stopped| stopped.clock != referral_clock(outcome.referral));
        Some(ending)
    }

    /// What becomes of an agreement that was reached, and was not heard before: what a court says of it, and how much is settled now. What
    /// was settled upon it is handled again once it is not; what is handled again, or was all along, is settled once all of it is.
    fn heard_later(&self, referral: &Referral, outcome: &Outcome, sitting: &Sitting<'_>) -> Vec<Event> {
        if referral.state != ReferralState::Done || outcome.state != ReferralState::Done {
            return Vec::new();
        }
        let confirmation = outcome.confirmation.filter(|_| outcome.confirmation != referral.confirmation);
        let before = (referral.settled.unwrap_or(Settled::Whole), referral.rest.as_ref());
        let settled = outcome.settled.filter(|settled| (*settled, outcome.rest.as_ref()) != before);
        if confirmation.is_none() && settled.is_none() {
            return Vec::new();
        }
        let heard = What::AgreementHeard {
            referral: referral.id,
            confirmation,
            settled,
            rest: outcome.rest.clone().filter(|_| settled.is_some()),
        };
        let follows = match settled {
            None => None,
            Some(Settled::Whole) => self.settling(outcome, sitting),
            Some(Settled::InPart | Settled::Not) => self.reopening(referral.id, sitting),
        };
        std::iter::once(heard.into()).chain(follows).collect()
    }

    /// The clocks that its end stopped run on from where they began: the petitioner's time never stood still. Another offer that its end
    /// gave back stays so.
    fn reopening(&self, referral: Uuid, sitting: &Sitting<'_>) -> Option<Event> {
        let ending = self.stage.ending()?;
        let End::Settled { referral: Some(upon), .. } = &ending.end else {
            return None;
        };
        if *upon != referral {
            return None;
        }
        let offers = format!("{}.", REFERRAL.id);
        let ended = self.clocks.iter().filter(|clock| clock.stopped_at == Some(ending.at));
        let ended = ended.filter(|clock| clock.rule.id != ARCHIVE.id && !clock.rule.id.starts_with(&offers));
        let again = ended.map(|clock| Clock {
            stopped_at: None,
            ..clock.clone()
        });
        let moves = Moves {
            started: again.collect(),
            ..self.stops_but(&[], sitting.at)
        };
        let what = What::Reopened { referral, at: sitting.at };
        Some(Event::from(what).moving(moves))
    }
}
