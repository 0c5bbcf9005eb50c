//! Offered to mediation or enforcement (S4, S5). Photos of a grid are leads there; evidence only once two officers verified them.

use shiyu_kit::calendar::local_date;
use shiyu_kit::referral::{Asked, Destination, Grant, Outcome, Referral, ReferralState};
use shiyu_kit::unit::Code;
use time::{Date, Duration};
use uuid::Uuid;

use crate::domain::clocks::{REFERRAL, referral_clock};
use crate::domain::command::{OfferReferral, Suspend};
use crate::domain::event::{Event, What};
use crate::domain::evolve;
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::Stage;
use crate::domain::terms::{GridRole, Ground};

impl Incident {
    /// Mediation needs the consent of every side (人民调解法 art. 17), which the grid lead asks for.
    pub(super) fn offer(&self, offer: &OfferReferral, sitting: &Sitting<'_>) -> Decided {
        self.offerer(sitting)?;
        if offer.to == Destination::Mediation && offer.consent.is_none() {
            return Err(Refusal::ConsentMissing);
        }
        let taken = |known: &Referral| known.id == offer.id || known.to == offer.to && known.state.is_open();
        if self.course.referrals.iter().any(taken) {
            return Err(Refusal::OfferedAlready);
        }
        let unit = self.asked_of(offer, sitting)?;
        let ends = sitting.due(&REFERRAL, sitting.at);
        let grant = (!offer.fields.is_empty()).then(|| Grant {
            fields: offer.fields.clone(),
            until: offer.until.unwrap_or(ends),
            revoked_at: None,
        });
        let event = Event::from(What::ReferralOffered(Box::new(Referral {
            id: offer.id,
            to: offer.to,
            purpose: offer.purpose.clone(),
            summary: offer.summary.clone(),
            consent: offer.consent.clone(),
            grant,
            at: sitting.at,
            state: ReferralState::Offered,
            case: None,
            point: None,
            result: None,
            competent: None,
            confirmation: None,
            settled: None,
            rest: None,
            unit,
        })));
        Ok(vec![sitting.begin_named(event, &REFERRAL, referral_clock(offer.id))])
    }

    /// The unit that is named; or of enforcement the one it named itself as competent, while there is such a unit (S5).
    fn asked_of(&self, offer: &OfferReferral, sitting: &Sitting<'_>) -> Result<Option<Code>, Refusal> {
        if let Some(unit) = &offer.unit {
            sitting.within(unit, &self.county)?;
            return Ok(Some(unit.clone()));
        }
        let named = self.suggested().filter(|unit| sitting.within(unit, &self.county).is_ok());
        Ok(named.filter(|_| offer.to == Destination::Enforcement).cloned())
    }

    fn offerer(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        sitting.staff()?;
        if sitting.known.role == Some(GridRole::Lead) {
            return Ok(());
        }
        self.overseer(sitting).map(drop)
    }

    /// What the other service tells; late or repeated answers change nothing, but for what becomes of an agreement afterwards. What it
    /// takes on stands still here, and goes on where it stood when it ends there: a person reports it handled, unless mediation settled
    /// all of it (S4).
    pub(super) fn answer_referral(&self, outcome: &Outcome, sitting: &Sitting<'_>) -> Decided {
        let referral = self.referral(outcome.referral)?;
        if !referral.is_to(sitting.context.by) {
            return Err(Refusal::ReferralOfAnother);
        }
        if !referral.state.is_open() {
            return self.heard_later(referral, outcome, sitting);
        }
        if referral.state == outcome.state {
            return Ok(Vec::new());
        }
        let event = Event::from(What::ReferralAnswered(outcome.clone()));
        match outcome.state {
            ReferralState::Offered | ReferralState::Withdrawn => Ok(Vec::new()),
            ReferralState::Accepted => Ok(vec![event]),
            ReferralState::Refused | ReferralState::Done | ReferralState::Returned => {
                let event = self.stop_if_running(event, &referral_clock(referral.id), sitting.at);
                let back = self.then(Ok(vec![event]), |after| Ok(after.back_from_another(sitting)));
                self.then(back, |after| after.settling(outcome, sitting))
            }
        }
    }

    /// What another service has stands still, wherever it stands, from when it is accepted here until it is handled (S4): nobody is sent
    /// for it, and it climbs no further. That it is so, and ours, a person says all the same, and somebody looks at what is handled.
    pub(super) fn left_to_another(&self, done: Decided, sitting: &Sitting<'_>) -> Decided {
        let nothing_done = done.as_ref().is_ok_and(Vec::is_empty);
        if self.course.referrals.is_empty() || nothing_done {
            return done;
        }
        self.then(done, |after| Ok(after.still_for_another(sitting).into_iter().collect()))
    }

    fn still_for_another(&self, sitting: &Sitting<'_>) -> Option<Event> {
        let taken_on = |known: &&Referral| known.state == ReferralState::Accepted;
        let referral = self.course.referrals.iter().rfind(taken_on)?;
        if !self.stage.is_under_way() {
            return None;
        }
        let tomorrow = sitting.today().next_day().unwrap_or(Date::MAX);
        let ends = self.clock(&referral_clock(referral.id)).map(|clock| local_date(clock.due.legal));
        let suspend = Suspend {
            ground: Ground::Referred,
            reason: referral.purpose.clone(),
            review_on: ends.unwrap_or(tomorrow).max(tomorrow).min(sitting.today() + Duration::days(180)),
        };
        Some(self.standing_still(&suspend, referral.to.service(), sitting))
    }

    /// It goes on here, if it stood still for another service and none has it any more.
    pub(in crate::domain) fn back_from_another(&self, sitting: &Sitting<'_>) -> Vec<Event> {
        let referred = self.course.suspensions.last().is_some_and(|last| last.ground == Ground::Referred);
        if self.stage == Stage::Suspended && referred && !self.is_with_another_service() {
            vec![self.going_on(sitting)]
        } else {
            Vec::new()
        }
    }

    /// The unit that a service named competent when it declined the event, and that has not had it: the next step.
    #[must_use]
    pub fn suggested(&self) -> Option<&Code> {
        let declined = |referral: &&Referral| matches!(referral.state, ReferralState::Refused | ReferralState::Returned);
        let last = self.course.referrals.iter().rfind(declined)?;
        let unit = last.competent.as_ref()?;
        let sent = self.course.dispatches.iter().map(|dispatch| &dispatch.to);
        let offered = self.course.referrals.iter().filter_map(|referral| referral.unit.as_ref());
        let had = sent.chain(offered).any(|had| had == unit);
        (!had && self.unit != *unit).then_some(unit)
    }

    /// An end takes with it what is still offered, and each service hears of its own before: none works on for what is over.
    pub(super) fn taking_offers_along(&self, done: Decided, sitting: &Sitting<'_>) -> Decided {
        let mut events = done?;
        let Some(place) = events.iter().position(|event| matches!(event.what, What::Ended(_))) else {
            return Ok(events);
        };
        let before = events.iter().take(place);
        let before = before.fold(Some(self.clone()), evolve::evolve);
        let referrals = before.map(|incident| incident.course.referrals).unwrap_or_default();
        let open = referrals.iter().filter(|referral| referral.state.is_open());
        let back: Vec<Event> = open
            .map(|referral| What::ReferralReturned {
                referral: referral.id,
                at: sitting.at,
            })
            .map(Event::from)
            .collect();
        events.splice(place..place, back);
        Ok(events)
    }

    pub(super) fn is_with_another_service(&self) -> bool {
        self.course
            .referrals
            .iter()
            .any(|referral| referral.state == ReferralState::Accepted)
    }

    pub(super) fn withdraw_referral(&self, id: Uuid, sitting: &Sitting<'_>) -> Decided {
        self.offerer(sitting)?;
        if !self.referral(id)?.state.is_open() {
            return Err(Refusal::ReferralEnded);
        }
        let event = Event::from(What::ReferralWithdrawn {
            referral: id,
            at: sitting.at,
        });
        let event = self.stop_if_running(event, &referral_clock(id), sitting.at);
        self.then(Ok(vec![event]), |after| Ok(after.back_from_another(sitting)))
    }

    /// Only the service it was granted to, only while the grant holds, and every reading is on record (G-13, G-14).
    pub(super) fn read_identity(&self, asked: &Asked, sitting: &Sitting<'_>) -> Decided {
        let referral = self.referral(asked.referral)?;
        let grant = referral.granted_to(sitting.context.by, sitting.at).ok_or(Refusal::NotGranted)?;
        if let Some(party) = asked.party {
            self.stands_in(party)?;
        }
        let read = self.parties.iter().filter(|party| asked.is_of(party.id)).map(|party| {
            Event::from(What::IdentityRead {
                referral: referral.id,
                party: party.id,
                fields: grant.fields.clone(),
            })
        });
        Ok(read.collect())
    }

    fn referral(&self, id: Uuid) -> Result<&Referral, Refusal> {
        let found = self.course.referrals.iter().find(|referral| referral.id == id);
        found.ok_or(Refusal::ReferralUnknown)
    }
}
