//! What begins a case: a clue of the staff's, a decision on the spot, or what another service offers.

use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::ledger::Done;
use shiyu_kit::number::{self, Issued};
use shiyu_kit::party::{Identity, Masked};
use shiyu_kit::referral::Offer;
use shiyu_kit::rpc::answer;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::warnings;
use shiyu_proto::enforcement::v1 as pb;
use tonic::{Response, Status};
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::command::Receive;
use crate::domain::terms::ClueSource;
use crate::domain::{CaseFile, Clue, Number, Refusal};
use crate::store;
use crate::wire::Receiving;

impl Desk {
    /// Puts on record what begins a case.
    ///
    /// # Errors
    /// The case's refusal, or a fault.
    pub async fn receive_clue(&self, by: Actor, receiving: Receiving) -> Result<Done<CaseFile>, Fault<Refusal>> {
        let (case, clue) = (receiving.id, receiving.receive.clue.clone());
        let unit = receiver(&by, &receiving);
        self.not_taken(case, &clue).await?;
        let sealed = self
            .cases
            .sealed(case, receiving.identities.iter().map(|(party, identity)| (party.id, identity)));
        let identities = receiving.identities.clone();
        let drawn = self.draw(unit.as_ref()).await?;
        let number = drawn.as_ref().map(|drawn| self.numbered(drawn)).unwrap_or_default();
        let asked = receiving.asked(number, sealed);
        let suspected = self.suspected_of_new(&clue.place, &identities, &asked.command);
        let at = (unit.as_ref(), &clue.place);
        let known = self.known_of_new(at, &identities, &asked.command, suspected.as_ref());
        let outcome = self.in_turn(by, asked, known, suspected.as_ref()).await;
        if let Some(number) = drawn {
            number.settle(&outcome);
        }
        if let Err(Fault::Busy) = &outcome {
            self.not_taken(case, &clue).await?;
        }
        outcome
    }

    /// Staff put a clue on record, and are told what they wrote of persons into the texts.
    pub(super) async fn receive(&self, by: Actor, receiving: Receiving) -> Result<Response<pb::ReceiveClueResponse>, Status> {
        let identities: Vec<&Identity> = receiving.identities.iter().map(|(_, identity)| identity).collect();
        let clue = &receiving.receive.clue;
        let texts = [("clue.title", clue.title.as_str()), ("clue.description", clue.description.as_str())];
        let warnings = warnings(&texts, &identities);
        let shown = masked(&receiving);
        let done = self.receive_clue(by, receiving).await?;
        Ok(answer(&done, |filed| pb::ReceiveClueResponse {
            case: Some(self.of(filed, &shown)),
            warnings,
        }))
    }

    pub(super) async fn on_the_spot(&self, by: Actor, receiving: Receiving) -> Result<Response<pb::Case>, Status> {
        let shown = masked(&receiving);
        let done = self.receive_clue(by, receiving).await?;
        Ok(answer(&done, |filed| self.of(filed, &shown)))
    }

    /// What another service offers becomes a clue, under the offer's own id (S2, S5). Its photos are leads. It goes to the unit that is
    /// asked, or else to the one that has powers at its place.
    ///
    /// # Errors
    /// The case's refusal, or a fault.
    pub async fn take_offer(&self, by: Actor, offer: Offer) -> Result<Done<CaseFile>, Fault<Refusal>> {
        let place = offer.place.clone().unwrap_or_else(|| self.county().clone());
        let source = if offer.from == "grid" {
            ClueSource::Grid
        } else {
            ClueSource::Petition
        };
        let title = match source {
            ClueSource::Grid => "网格移送线索",
            ClueSource::Inspection
            | ClueSource::Complaint
            | ClueSource::Petition
            | ClueSource::Transfer
            | ClueSource::Superior
            | ClueSource::Justice => "信访移送线索",
        };
        let receive = Receive {
            county: self.county().clone(),
            number: Number::default(),
            unit: self.taker(offer.asked.as_ref(), &place),
            clue: Clue {
                source,
                source_reference: None,
                title: title.to_owned(),
                description: offer.summary.clone(),
                place,
                found_at: offer.at,
                discovery: None,
                leads: offer.leads.clone(),
                referred: Some(Box::new(offer.clone())),
            },
            parties: Vec::new(),
            sealed: Vec::new(),
        };
        let receiving = Receiving {
            id: offer.referral,
            receive,
            identities: Vec::new(),
            spot: None,
        };
        self.receive_clue(by, receiving).await
    }

    /// Which unit takes in what comes from outside: the one that is asked; else the town's that holds powers at the place today; else the
    /// county's. A unit that is none of this county's today takes in nothing.
    fn taker(&self, asked: Option<&Code>, place: &Code) -> Option<Code> {
        let today = self.cases.today();
        let units = self.cases.ledger.reference().units();
        let is_ours = |unit: &Code| units.get(unit, today).is_some() && units.is_within(unit, self.county(), today);
        let asked = asked.filter(|unit| is_ours(unit)).cloned();
        let of_place = || self.tables.of_place(place, today).filter(is_ours);
        asked.or_else(of_place).or_else(|| self.settings.intake.clone())
    }

    /// The next number of the unit. Without a unit it will be refused, and needs none.
    async fn draw(&self, unit: Option<&Code>) -> Result<Option<Issued>, Fault<Refusal>> {
        let Some(unit) = unit else { return Ok(None) };
        let year = number::civil_year(self.cases.clock.now());
        Ok(Some(self.numbers.take(unit.as_str(), year).await?))
    }

    fn numbered(&self, drawn: &Issued) -> Number {
        let words = &self.settings.number_words;
        let word = |unit: &str| words.get(unit).cloned().unwrap_or_else(|| self.word_of(unit));
        Number {
            text: drawn.text(word),
            year: drawn.year(),
            serial: drawn.number(),
        }
    }

    /// The word of an office for which none is configured: by its name, or its code where nobody knows a name.
    fn word_of(&self, unit: &str) -> String {
        let units = self.cases.ledger.reference().units();
        let code: Option<Code> = unit.parse().ok();
        let known = code.and_then(|code| units.get(&code, self.cases.today()));
        Number::word(known.map_or(unit, |known| known.name.as_str()))
    }

    async fn not_taken(&self, case: Uuid, clue: &Clue) -> Result<(), Fault<Refusal>> {
        let db = self.cases.reader();
        if let Some(reference) = &clue.source_reference {
            let found = store::by_source(db, clue.source, reference).await?;
            if found.is_some_and(|filed| filed.id != case) {
                return Err(Fault::Refused(Refusal::SourceReferenceTaken));
            }
        }
        if let Some(offer) = &clue.referred {
            let found = store::by_referral(db, offer.referral).await?;
            if found.is_some_and(|filed| filed.id != case) {
                return Err(Fault::Refused(Refusal::ReferralTaken));
            }
        }
        Ok(())
    }
}

/// The unit of whoever brings it; of a service the one that takes its offers in.
fn receiver(by: &Actor, receiving: &Receiving) -> Option<Code> {
    let own = by.unit().and_then(|unit| unit.parse().ok());
    own.or_else(|| receiving.receive.unit.clone())
}

fn masked(receiving: &Receiving) -> Vec<(Uuid, Masked)> {
    let identities = receiving.identities.iter();
    identities.map(|(party, identity)| (party.id, identity.masked())).collect()
}
