//! What another city is asked (S14): to take a case that is its own (移送, 行政处罚法 art. 22), or to help with one of ours (协助, art. 26). The
//! first receiver goes on meanwhile, and so do the case's own clocks.

use shiyu_kit::border;
use shiyu_kit::packet::{Forgery, Receipt};
use uuid::Uuid;

use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{RECEIPT, named};
use crate::domain::command::OfferOutside;
use crate::domain::course::Outside;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::{End, StageName};
use crate::domain::terms::{OutsidePurpose, TransferTarget};

impl CaseFile {
    /// The head asks, with a packet, and the other city has five working days for its receipt. One city at a time is asked to take it.
    pub(super) fn offer_outside(&self, offer: &OfferOutside, sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        if offer.purpose == OutsidePurpose::Transfer {
            self.no_other_city_is_asked()?;
            self.may_go_outside()?;
        }
        let packet = (offer.organ.as_str(), offer.packet.as_str());
        let event = Event::from(What::OutsideOffered(Box::new(Outside {
            id: offer.id,
            purpose: offer.purpose,
            basis: offer.basis.clone(),
            summary: offer.summary.clone(),
            by: by.to_owned(),
            packet: border::Outside::offered(packet, offer.seal.clone(), sitting.at),
        })));
        Ok(vec![sitting.begin_named(event, &RECEIPT, offer.id)])
    }

    /// Whose it is, and what is decided in it, waits as long as another city has its time to say that it takes it.
    pub(super) fn no_other_city_is_asked(&self) -> Result<(), Refusal> {
        if self.course.waits_for_another_city() {
            return Err(Refusal::OfferedOutsideAlready);
        }
        Ok(())
    }

    /// Nothing of it is held, lies with criminal justice, or is to be undone.
    fn may_go_outside(&self) -> Result<(), Refusal> {
        self.nothing_is_held()?;
        self.no_crime_is_open()?;
        self.nothing_is_undone()
    }

    /// With the receipt it is the other city's, and ends here; where that one only helps, it goes on. A receipt that comes after its time is
    /// one all the same, unless it was decided here meanwhile.
    pub(super) fn record_receipt(&self, offer: Uuid, (reference, receipt): (&str, &Receipt), sitting: &Sitting<'_>) -> Decided {
        let by = self.head(sitting)?;
        let asked = self.course.outside(offer).filter(|asked| asked.packet.is_open());
        let asked = asked.ok_or(Refusal::NotOfferedOutside)?;
        let packet = (asked.packet.organ.as_str(), asked.packet.packet.as_str());
        let verified = receipt.holds(packet, reference).map_err(forged)?;
        let received = Event::from(What::OutsideReceived {
            offer,
            reference: reference.to_owned(),
            verified,
            at: sitting.at,
        });
        let received = received.moving(self.clocks.stopping(&named(&RECEIPT, offer), sitting.at));
        if asked.purpose == OutsidePurpose::Assistance {
            return Ok(vec![received]);
        }
        self.may_be_transferred()?;
        let end = End::TransferredOut {
            target: TransferTarget::Organ,
            organ: asked.packet.organ.clone(),
            unit: None,
            reason: reference.to_owned(),
        };
        self.then(Ok(vec![received]), |received| Ok(received.ending(end, by, sitting)))
    }

    /// It is settled whose it is here, and it was not decided.
    fn may_be_transferred(&self) -> Result<(), Refusal> {
        let stage = self.stage.name();
        if stage == StageName::Disputed {
            return Err(Refusal::BoundaryOpen);
        }
        if stage.is_decided() {
            return Err(Refusal::DecidedAlready);
        }
        self.may_go_outside()
    }

    /// No receipt came in time: it is put to the cities' joint conference, and the first receiver goes on.
    pub(in crate::domain) fn unanswered(offer: Uuid, clock: &str, sitting: &Sitting<'_>) -> Event {
        let at = sitting.at;
        Event::from(What::OutsideUnanswered { offer, at }).stopping(clock, at)
    }
}

fn forged(forgery: Forgery) -> Refusal {
    match forgery {
        Forgery::Unsigned => Refusal::ReceiptUnsigned,
        Forgery::NotTheirs => Refusal::ReceiptForged,
    }
}
