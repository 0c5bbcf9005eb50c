//! Whose it is (art. 24, S7), and what goes to another city (S14). The first receiver goes on meanwhile, and so do the petitioner's clocks.

use shiyu_kit::case::Actor;
use shiyu_kit::packet::{Forgery, Receipt};
use shiyu_kit::unit::{Code, Level};
use uuid::Uuid;

use crate::domain::clocks::{ARBITRATE, NEGOTIATE, RECEIPT};
use crate::domain::command::{OfferOutside, RaiseBoundary};
use crate::domain::course::{Boundary, CountyAnswer, CountyWord, Outside, Settlement};
use crate::domain::event::{Event, What};
use crate::domain::petition::Petition;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::End;

/// The service of the city that designates.
const CITY_DESK: &str = "petition";

impl Petition {
    /// Nothing of a sealed matter goes to another county over the bus: it is diverted, or goes by hand (art. 30).
    pub(super) fn raise_boundary(&self, raise: &RaiseBoundary, sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        if self.is_sealed() {
            return Err(Refusal::SealedMatter);
        }
        for county in &raise.counties {
            self.is_another_county(county, sitting)?;
        }
        if self.course.boundary.is_some() {
            return Err(Refusal::BoundaryRaisedAlready);
        }
        let event = Event::from(What::BoundaryRaised(Boundary {
            id: raise.id,
            counties: raise.counties.clone(),
            reason: raise.reason.clone(),
            raised_at: sitting.at,
            referred_at: None,
            answers: Vec::new(),
            settled: None,
        }));
        Ok(vec![sitting.begin(event, &NEGOTIATE)])
    }

    fn is_another_county(&self, county: &Code, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        sitting.unit(county)?;
        if *county == self.county {
            return Err(Refusal::NotACountyNamed(county.clone()));
        }
        if county.is_office() || county.level() != Level::County {
            return Err(Refusal::UnitUnknown(Some(county.to_string())));
        }
        Ok(())
    }

    pub(super) fn agree_boundary(&self, owner: &Code, reference: &str, sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        let open = self.open_boundary().ok_or(Refusal::NoBoundary)?;
        may_agree(open, owner)?;
        let settlement = Settlement {
            owner: owner.clone(),
            designated: false,
            reference: reference.to_owned(),
            at: sitting.at,
        };
        self.settle_boundary(open, settlement, sitting)
    }

    fn open_boundary(&self) -> Option<&Boundary> {
        self.course.boundary.as_ref().filter(|boundary| boundary.settled.is_none())
    }

    /// Another county said whether it is its own; heard as a fact of the city's desk. What it claims is its, by agreement: the first
    /// receiver had asked. What every county declines the city is asked about, without waiting for longer.
    pub(super) fn hear_county(&self, id: Uuid, answer: &CountyAnswer, sitting: &Sitting<'_>) -> Decided {
        let boundary = self.told_of(id, sitting)?;
        if boundary.settled.is_some() || boundary.word_of(&answer.county).is_some() || self.stage.name().is_end() {
            return Ok(Vec::new());
        }
        if !boundary.counties.contains(&answer.county) {
            return Err(Refusal::NotACountyNamed(answer.county.clone()));
        }
        let noted = vec![What::CountyAnswered(answer.clone()).into()];
        self.then(noted, |noted| match (answer.word, noted.open_boundary()) {
            (CountyWord::Claimed, Some(open)) => noted.settle_boundary(open, Settlement::agreed(answer), sitting),
            (CountyWord::Declined, Some(open)) if open.is_declined_by_all() && open.referred_at.is_none() => {
                Ok(vec![noted.referred(sitting)])
            }
            (CountyWord::Claimed | CountyWord::Declined, _) => Ok(Vec::new()),
        })
    }

    /// And the city is asked.
    pub(in crate::domain) fn referred(&self, sitting: &Sitting<'_>) -> Event {
        let event = Event::from(What::BoundaryReferred { at: sitting.at });
        let event = self.stop_if_running(event, &NEGOTIATE.id, sitting.at);
        sitting.begin(event, &ARBITRATE)
    }

    /// The boundary of which the city's desk tells.
    fn told_of(&self, id: Uuid, sitting: &Sitting<'_>) -> Result<&Boundary, Refusal> {
        if !matches!(sitting.context.by, Actor::Service { name } if name == CITY_DESK) {
            return Err(Refusal::ReferralOfAnother);
        }
        let boundary = self.course.boundary.as_ref().filter(|boundary| boundary.id == id);
        boundary.ok_or(Refusal::NoBoundary)
    }

    /// The city designated; heard as a fact. One that comes late or twice changes nothing.
    pub(super) fn hear_city(&self, id: Uuid, settlement: &Settlement, sitting: &Sitting<'_>) -> Decided {
        let boundary = self.told_of(id, sitting)?;
        if boundary.settled.is_some() || self.stage.name().is_end() {
            return Ok(Vec::new());
        }
        self.settle_boundary(boundary, settlement.clone(), sitting)
    }

    /// Ours goes on; another's is handed over. What was answered here meanwhile stays where its remedies are, and what was sealed
    /// meanwhile is told to nobody.
    fn settle_boundary(&self, boundary: &Boundary, settlement: Settlement, sitting: &Sitting<'_>) -> Decided {
        let to = settlement.owner.clone();
        if to != self.county && !boundary.counties.contains(&to) {
            return Err(Refusal::NotACountyNamed(to));
        }
        let event = Event::from(What::BoundarySettled(settlement));
        let event = self.stop_all(event, [&NEGOTIATE, &ARBITRATE], sitting.at);
        if to == self.county || !self.course.opinions.is_empty() || self.is_sealed() {
            return Ok(vec![event]);
        }
        self.then(vec![event], |settled| Ok(vec![settled.ending(End::HandedOver { to }, sitting)]))
    }

    pub(super) fn offer_outside(&self, offer: &OfferOutside, sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        if self.is_sealed() {
            return Err(Refusal::SealedMatter);
        }
        if self.course.outside.is_some() {
            return Err(Refusal::OfferedOutsideAlready);
        }
        let packet = (offer.organ.as_str(), offer.packet.as_str());
        let outside = Outside::offered(packet, offer.seal.clone(), sitting.at);
        let event = Event::from(What::OfferedOutside(outside));
        Ok(vec![sitting.begin(event, &RECEIPT)])
    }

    pub(super) fn record_receipt(&self, (reference, receipt): (&str, &Receipt), sitting: &Sitting<'_>) -> Decided {
        sitting.overseer_of(&self.unit)?;
        let waiting = self.course.outside.as_ref().filter(|outside| outside.is_open());
        let outside = waiting.ok_or(Refusal::NotOfferedOutside)?;
        let verified = receipt.holds((&outside.organ, &outside.packet), reference);
        let verified = verified.map_err(|forgery| match forgery {
            Forgery::Unsigned => Refusal::ReceiptUnsigned,
            Forgery::NotTheirs => Refusal::ReceiptForged,
        })?;
        let event = Event::from(What::ReceiptRecorded {
            reference: reference.to_owned(),
            verified,
            at: sitting.at,
        });
        Ok(vec![self.stop_if_running(event, &RECEIPT.id, sitting.at)])
    }
}

/// What is ours may be conceded by us alone, as long as the counties negotiate; what is another's only with that county's own word on
/// record. Once the city is asked it is for the city to say.
fn may_agree(open: &Boundary, owner: &Code) -> Result<(), Refusal> {
    let word = open.word_of(owner);
    if word == Some(CountyWord::Declined) {
        return Err(Refusal::OwnerDeclined(owner.clone()));
    }
    if open.referred_at.is_some() {
        return Err(Refusal::BoundaryReferred);
    }
    if word.is_none() && open.counties.contains(owner) {
        return Err(Refusal::OwnerUnheard(owner.clone()));
    }
    Ok(())
}
