//! What begins a case: a clue, or a decision on the spot.

use shiyu_kit::fault::Violations;
use shiyu_kit::party::{Identity, Sealed};
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use uuid::Uuid;

use super::party::read_party;
use crate::domain::command::{DecideOnSpot, Receive};
use crate::domain::terms::Party;
use crate::domain::{Clue, Command, Discovery, Number};
use crate::wire::Asked;
use crate::wire::reading::{ESSAY, LINE, NOTE, act, officers, other_act, penalty_item, serve};

/// Who may stand in a clue.
const PARTIES: usize = 20;
/// Photos and files that come with one.
const LEADS: usize = 100;

/// What begins a case, read; its number is still to be drawn, and its identities to be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiving {
    /// The request's own id, and the case's: a repeated request finds its case.
    pub id: Uuid,
    /// The clue; `number` and `sealed` are empty.
    pub receive: Receive,
    /// Who left an identity.
    pub identities: Vec<(Party, Identity)>,
    /// The decision that is made at once, of one on the spot; its own clue is empty.
    pub spot: Option<Box<DecideOnSpot>>,
}

impl Receiving {
    /// The order, once the number is drawn and the identities are sealed.
    #[must_use]
    pub fn asked(self, number: Number, sealed: Vec<Sealed>) -> Asked {
        let receive = Receive {
            number,
            sealed,
            ..self.receive
        };
        let command = match self.spot {
            Some(spot) => Command::DecideOnSpot(Box::new(DecideOnSpot {
                received: receive,
                ..*spot
            })),
            None => Command::Receive(Box::new(receive)),
        };
        Asked {
            id: self.id,
            case: self.id,
            expected: None,
            command,
        }
    }
}

/// Reads `ReceiveClue`.
///
/// # Errors
/// All that is wrong with the request.
pub fn receive_clue(request: pb::ReceiveClueRequest, county: &Code) -> Result<Receiving, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let receiving = read(&mut reading, &request.request_id, request.clue, request.parties);
    reading.finish(receiving)
}

/// Reads `DecideOnSpot`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decide_on_spot(request: pb::DecideOnSpotRequest, county: &Code) -> Result<Receiving, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let receiving = read(&mut reading, &request.request_id, request.clue, request.parties);
    let power = reading.line("power", request.power, LINE);
    let act = act(&mut reading, "act", request.act);
    let subject = reading.word("subject", request.subject);
    let capacity = reading.word("capacity", request.capacity);
    let officers = officers(&mut reading, request.officers);
    let facts = reading.text("facts", request.facts, ESSAY);
    let item = reading.part("item", request.item);
    let item = item.and_then(|item| penalty_item(&mut reading, "item", item));
    let other_act = other_act(&mut reading, request.other_act);
    let heard = reading.text_or_nothing("heard", request.heard, NOTE);
    let delivery = serve(&mut reading, "delivery", request.delivery);
    let read = receiving.zip(power.zip(act)).zip(subject.zip(capacity)).zip(officers.zip(facts));
    let read = read.zip(item.zip(heard)).zip(delivery);
    let spot = read.map(
        |(((((receiving, (power, act)), (subject, capacity)), (officers, facts)), (item, heard)), delivery)| Receiving {
            spot: Some(Box::new(DecideOnSpot {
                received: receiving.receive.clone(),
                power,
                act,
                subject,
                capacity,
                other_act,
                officers,
                facts,
                item,
                heard,
                told: request.told,
                delivery,
            })),
            ..receiving
        },
    );
    reading.finish(spot)
}

fn read(reading: &mut Reading<'_>, request_id: &str, clue: Option<pb::Clue>, parties: Vec<pb::Party>) -> Option<Receiving> {
    let id = reading.request_id(request_id);
    let clue = reading.part("clue", clue).and_then(|clue| read_clue(reading, clue));
    let identities = read_parties(reading, parties);
    let (id, clue, identities) = (id?, clue?, identities?);
    Some(Receiving {
        id,
        receive: Receive {
            county: reading.county().clone(),
            number: Number::default(),
            unit: None,
            clue,
            parties: identities.iter().map(|(party, _)| *party).collect(),
            sealed: Vec::new(),
        },
        identities,
        spot: None,
    })
}

fn read_clue(reading: &mut Reading<'_>, clue: pb::Clue) -> Option<Clue> {
    let source = reading.word("clue.source", clue.source);
    let source_reference = reading.optional_line("clue.source_reference", clue.source_reference, LINE);
    let title = reading.line("clue.title", clue.title, LINE);
    let description = reading.text("clue.description", clue.description, NOTE);
    let place = reading.place("clue.place", &clue.place);
    let found_at = reading.time("clue.found_time", clue.found_time);
    let reference = reading.optional_line("clue.discovery_reference", clue.discovery_reference, LINE);
    let issuer = reading.optional_line("clue.discovery_issuer", clue.discovery_issuer, LINE);
    let both = reference.is_some() == issuer.is_some();
    let paper = "which paper it is, and who issued it";
    reading.violations.require(both, "clue.discovery_reference", "REQUIRED", paper);
    let leads = reading.distinct("clue.leads", &(0..=LEADS), clue.leads, Reading::hash);
    Some(Clue {
        source: source?,
        source_reference,
        referred: None,
        title: title?,
        description: description?,
        place: place?,
        found_at: found_at?,
        discovery: reference.zip(issuer).map(|(reference, issuer)| Discovery { reference, issuer }),
        leads: leads?,
    })
}

fn read_parties(reading: &mut Reading<'_>, parties: Vec<pb::Party>) -> Option<Vec<(Party, Identity)>> {
    let mut seen = std::collections::BTreeSet::new();
    reading.each("parties", &(0..=PARTIES), parties, |reading, path, party| {
        let again = Uuid::try_parse(&party.id).is_ok_and(|id| !seen.insert(id));
        reading
            .violations
            .require(!again, format!("{path}.id"), "DUPLICATE", "the id stands further up");
        read_party(reading, path, party)
    })
}
