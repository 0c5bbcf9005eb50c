//! What the parties say to each other, and what they let others hear. None of it leaves this service.

use shiyu_kit::calendar::Extension as Longer;
use uuid::Uuid;

use crate::domain::clocks::MEDIATE;
use crate::domain::course::{Extension, Invitation, Offer, OfferAnswer, Undisputed};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{InvitedAs, Party, PartyRole};

/// Offers of one dispute.
const OFFERS: usize = 200;
/// Undisputed facts of one dispute.
const FACTS: usize = 100;
/// People invited to one dispute.
const INVITED: usize = 20;

impl Dispute {
    /// As every party consents (art. 20).
    pub(super) fn invite(&self, party: Party, invited_as: InvitedAs, agreed: &[Uuid], sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.all_agree(agreed)?;
        if party.role != PartyRole::Invited {
            return Err(Refusal::NotAParty(party.id));
        }
        if self.party(party.id).is_some() {
            return Err(Refusal::DoneAlready);
        }
        if self.course.invitations.len() >= INVITED {
            return Err(Refusal::TooMany(INVITED));
        }
        let invitation = Invitation {
            party: party.id,
            invited_as,
            at: sitting.at,
        };
        Ok(vec![What::PersonInvited { party, invitation }.into()])
    }

    pub(super) fn make_offer(&self, (id, party): (Uuid, Uuid), counters: Option<Uuid>, terms: &str, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.principal(party)?;
        self.is_consented()?;
        self.is_led_fairly(sitting)?;
        if self.course.offers.len() >= OFFERS {
            return Err(Refusal::TooMany(OFFERS));
        }
        if let Some(countered) = counters
            && self.offer(countered)?.party == party
        {
            return Err(Refusal::OfferUnknown(countered));
        }
        let offer = Offer {
            id,
            party,
            attempt: self.course.attempt,
            counters,
            terms: terms.to_owned(),
            at: sitting.at,
            answers: Vec::new(),
        };
        Ok(vec![What::OfferMade(offer).into()])
    }

    pub(super) fn answer_offer(&self, offer: Uuid, party: Uuid, accepted: bool, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.principal(party)?;
        self.is_led_fairly(sitting)?;
        let known = self.offer(offer)?;
        if known.party == party || known.answers.iter().any(|answer| answer.party == party) {
            return Err(Refusal::OfferAnswered);
        }
        let answer = OfferAnswer {
            party,
            accepted,
            at: sitting.at,
        };
        Ok(vec![What::OfferAnswered { offer, answer }.into()])
    }

    fn offer(&self, id: Uuid) -> Result<&Offer, Refusal> {
        let found = self.course.offers.iter().find(|offer| offer.id == id);
        found.ok_or(Refusal::OfferUnknown(id))
    }

    /// As every party consents (深圳 73); while it is mediated, before who may mediate.
    pub(super) fn record_undisputed(&self, text: &str, agreed: &[Uuid], sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        self.all_agree(agreed)?;
        if !self.stage.name().is_end() {
            self.is_led_fairly(sitting)?;
        }
        if self.course.undisputed.len() >= FACTS {
            return Err(Refusal::TooMany(FACTS));
        }
        let fact = Undisputed {
            text: text.to_owned(),
            attempt: self.course.attempt,
            at: sitting.at,
        };
        Ok(vec![What::UndisputedRecorded(fact).into()])
    }

    /// As every party consents, as often and as long as the pack of limits allows, and before the time is over (M-19).
    pub(super) fn extend(&self, days: u32, agreed: &[Uuid], sitting: &Sitting<'_>) -> Decided {
        let by = self.hand(sitting)?;
        self.all_agree(agreed)?;
        let clock = self.clock(&MEDIATE.id).ok_or(Refusal::MediationOverdue)?;
        if clock.is_overdue(sitting.at) {
            return Err(Refusal::MediationOverdue);
        }
        let longer = Longer {
            days,
            approver: by.to_owned(),
            reason: String::new(),
            at: sitting.at,
        };
        let clock = clock.extend(longer, sitting.context.calendar);
        let clock = clock.map_err(|_| Refusal::ExtensionNotAllowed)?;
        let event = Event::from(What::Extended(Extension { days, at: sitting.at }));
        Ok(vec![event.changing(clock)])
    }
}
