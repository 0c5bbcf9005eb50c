//! Whose it is (S7), and what goes to another city (S14). The first receiver goes on meanwhile, and so do the event's own clocks.

use shiyu_kit::packet::{Forgery, Receipt};
use shiyu_kit::unit::{Code, Level as UnitLevel};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::clocks::{ARBITRATE, NEGOTIATE, RECEIPT};
use crate::domain::command::{OfferOutside, RaiseBoundary};
use crate::domain::course::{Boundary, CountyAnswer, CountyWord, Outside, Settlement};
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::End;

impl Incident {
    pub(super) fn raise_boundary(&self, raise: &RaiseBoundary, sitting: &Sitting<'_>) -> Decided {
        self.dispatcher(sitting)?;
        for county in &raise.counties {
            self.is_another_county(county, sitting)?;
        }
        if raise.counties.is_empty() {
            return Err(Refusal::UnitUnknown(None));
        }
        if self.course.boundary.is_some() {
            return Err(Refusal::BoundaryRaisedAlready);
        }
        if self.waits_for_another_city() {
            return Err(Refusal::OfferedOutsideAlready);
        }
        let event = Event::from(What::BoundaryRaised(Boundary {
            id: raise.id,
            counties: raise.counties.clone(),
            reason: raise.reason.clone(),
            raised_at: sitting.at,
            referred_at: None,
            answers: Vec::new(),
            decision: None,
        }));
        Ok(vec![sitting.begin(event, &NEGOTIATE)])
    }

    fn is_another_county(&self, county: &Code, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        sitting.unit(county)?;
        if *county == self.county {
            return Err(Refusal::NotACountyNamed(county.clone()));
        }
        if county.is_office() || county.level() != UnitLevel::County {
            return Err(Refusal::UnitUnknown(Some(county.to_string())));
        }
        Ok(())
    }

    pub(super) fn agree_boundary(&self, owner: &Code, reference: &str, sitting: &Sitting<'_>) -> Decided {
        self.dispatcher(sitting)?;
        let decision = Settlement {
            owner: owner.clone(),
            designated: false,
            reference: reference.to_owned(),
            at: sitting.at,
        };
        let open = self.open_boundary().ok_or(Refusal::NoBoundary)?;
        may_agree(open, owner)?;
        self.settle(open, decision, sitting)
    }

    pub(super) fn open_boundary(&self) -> Option<&Boundary> {
        self.course.boundary.as_ref().filter(|boundary| boundary.decision.is_none())
    }

    /// Another county said whether it is its own; heard as a fact of the city's desk. What it claims is its, by agreement: the first
    /// receiver had asked. What every county declines the city is asked about, without waiting for longer.
    pub(super) fn hear_answer(&self, id: Uuid, answer: &CountyAnswer, sitting: &Sitting<'_>) -> Decided {
        let boundary = self.told_of(id, sitting)?;
        if boundary.decision.is_some() || boundary.word_of(&answer.county).is_some() || self.stage.name().is_end() {
            return Ok(Vec::new());
        }
        if !boundary.counties.contains(&answer.county) {
            return Err(Refusal::NotACountyNamed(answer.county.clone()));
        }
        let noted = Ok(vec![What::BoundaryAnswered(answer.clone()).into()]);
        self.then(noted, |noted| match (answer.word, noted.open_boundary()) {
            (CountyWord::Claimed, Some(open)) => noted.settle(open, Settlement::agreed(answer), sitting),
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
        sitting.city_desk()?;
        let boundary = self.course.boundary.as_ref().filter(|boundary| boundary.id == id);
        boundary.ok_or(Refusal::NoBoundary)
    }

    /// The city designated; heard as a fact. One that comes late or twice changes nothing.
    pub(super) fn boundary_designated(
        &self,
        id: Uuid,
        (owner, reference): (&Code, &str),
        at: OffsetDateTime,
        sitting: &Sitting<'_>,
    ) -> Decided {
        let boundary = self.told_of(id, sitting)?;
        if boundary.decision.is_some() || self.stage.name().is_end() {
            return Ok(Vec::new());
        }
        let decision = Settlement {
            owner: owner.clone(),
            designated: true,
            reference: reference.to_owned(),
            at,
        };
        self.settle(boundary, decision, sitting)
    }

    /// Ours goes on; another's is handed over.
    fn settle(&self, boundary: &Boundary, decision: Settlement, sitting: &Sitting<'_>) -> Decided {
        let to = decision.owner.clone();
        if to != self.county && !boundary.counties.contains(&to) {
            return Err(Refusal::NotACountyNamed(to));
        }
        let event = Event::from(What::BoundarySettled(decision));
        let event = [&NEGOTIATE, &ARBITRATE]
            .into_iter()
            .fold(event, |event, rule| self.stop_if_running(event, &rule.id, sitting.at));
        if to == self.county {
            return Ok(vec![event]);
        }
        self.then(Ok(vec![event]), |settled| Ok(vec![settled.ending(End::HandedOver { to }, sitting)]))
    }

    /// Out of the county it goes by the county's word, and not while it is asked which county's it is.
    pub(super) fn offer_outside(&self, offer: &OfferOutside, sitting: &Sitting<'_>) -> Decided {
        self.speaks_for_the_county(sitting)?;
        if self.course.outside.is_some() {
            return Err(Refusal::OfferedOutsideAlready);
        }
        if self.has_open_boundary() {
            return Err(Refusal::BoundaryOpen);
        }
        let packet = (offer.organ.as_str(), offer.packet.as_str());
        let outside = Outside::offered(packet, offer.seal.clone(), sitting.at);
        let event = Event::from(What::OfferedOutside(outside));
        Ok(vec![sitting.begin(event, &RECEIPT)])
    }

    fn speaks_for_the_county(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        sitting.staff()?;
        if sitting.commands(&self.county, &self.receiver) {
            Ok(())
        } else {
            Err(Refusal::NotTheDispatcher(self.county.clone()))
        }
    }

    /// Whether another city was asked, and its time to answer is not over.
    pub(super) fn waits_for_another_city(&self) -> bool {
        self.course.outside.as_ref().is_some_and(Outside::waits)
    }

    /// With the receipt it is the other city's, and ends here: until then the first receiver goes on.
    pub(super) fn record_receipt(&self, (reference, receipt): (&str, &Receipt), sitting: &Sitting<'_>) -> Decided {
        self.speaks_for_the_county(sitting)?;
        let waiting = self.course.outside.as_ref().filter(|outside| outside.is_open());
        let outside = waiting.ok_or(Refusal::NotOfferedOutside)?;
        let verified = receipt.holds((&outside.organ, &outside.packet), reference);
        let verified = verified.map_err(|forgery| match forgery {
            Forgery::Unsigned => Refusal::ReceiptUnsigned,
            Forgery::NotTheirs => Refusal::ReceiptForged,
        })?;
        if self.has_open_boundary() {
            return Err(Refusal::BoundaryOpen);
        }
        let end = End::HandedOutside {
            organ: outside.organ.clone(),
            reference: reference.to_owned(),
        };
        let event = Event::from(What::ReceiptRecorded {
            reference: reference.to_owned(),
            verified,
            at: sitting.at,
        });
        let event = self.stop_if_running(event, &RECEIPT.id, sitting.at);
        self.then(Ok(vec![event]), |received| Ok(vec![received.ending(end, sitting)]))
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
