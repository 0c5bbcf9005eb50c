//! The back door: what other services tell.

use prost::Message;
use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::fault::Fault;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::{Office, copy_unit};
use shiyu_kit::referral::{self, Destination};
use shiyu_kit::subject::{HEARD, REQUESTED, SubjectDesk};
use shiyu_proto::enforcement::v1 as pb;
use uuid::Uuid;

use crate::config::Config;
use crate::domain::{CaseFile, Refusal};
use crate::inspection::store::visit as visits;
use crate::rpc::Desk;
use crate::store::text;

/// Which facts are heard: offers to us; what our own inspections found; our own clues, for the search; the units of the county, if they are another's.
#[must_use]
pub fn hears(config: &Config) -> Vec<ConsumerSettings> {
    let mut heard = vec![
        ConsumerSettings::new("enforcement-offers", ["shiyu.*.referral.offered"]),
        ConsumerSettings::new("enforcement-subjects", [HEARD]),
        ConsumerSettings::new("enforcement-findings", ["shiyu.enforcement.inspection.found"]),
        ConsumerSettings::new(
            "enforcement-words",
            ["shiyu.enforcement.clue.received", "shiyu.enforcement.spot.decided"],
        ),
    ];
    if !config.owns_units {
        heard.push(ConsumerSettings::new("enforcement-units", ["shiyu.*.unit.changed"]));
    }
    heard
}

/// What the back door works with.
#[derive(Debug, Clone)]
pub struct Ears {
    /// The operator's part of it.
    pub office: Office,
    /// The cases.
    pub desk: Desk,
    /// What subjects ask of this service.
    pub subjects: SubjectDesk<CaseFile>,
}

/// Takes in one fact.
pub async fn handle(ears: Ears, fact: Fact) -> Outcome {
    match fact.kind.as_str() {
        "enforcement.clue.received" | "enforcement.spot.decided" => entered(&ears, &fact).await,
        "enforcement.inspection.found" => found(&ears, &fact).await,
        REQUESTED => ears.subjects.heard(&fact).await,
        kind if kind.ends_with(".referral.offered") => offered(&ears, &fact).await,
        kind if kind.ends_with(".unit.changed") => copy_unit(&ears.office, &fact).await,
        _ => Outcome::Ignored,
    }
}

/// Another service offers us a case: it becomes a clue, once, under the offer's id.
async fn offered(ears: &Ears, fact: &Fact) -> Outcome {
    let offer = match referral::offered(fact, ears.desk.county(), Destination::Enforcement) {
        Ok(offer) => offer,
        Err(outcome) => return outcome,
    };
    let by = fact.act(offer.referral).by;
    match ears.desk.take_offer(by, offer).await {
        Ok(_) | Err(Fault::Refused(Refusal::AlreadyReceived | Refusal::ReferralTaken)) => Outcome::Done,
        // What nobody can take in waits among the dead letters: it is no answer to whoever offered it.
        Err(Fault::Refused(refusal)) => Outcome::Unreadable(shiyu_kit::fault::Refusal::reason(&refusal)),
        done => Outcome::of(done),
    }
}

/// An inspection found something: it becomes a clue of the unit that found it, once, under the finding's id. The words are read where
/// they lie; the fact has none.
async fn found(ears: &Ears, fact: &Fact) -> Outcome {
    let Ok(told) = pb::InspectionFound::decode(fact.data.clone()) else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    let (Ok(visit), Ok(finding)) = (told.inspection.parse(), told.finding.parse::<Uuid>()) else {
        return Outcome::Unreadable("FINDING_INVALID");
    };
    let visit = match visits::get(&ears.office.db.writer, visit).await {
        Ok(visit) => visit,
        Err(error) => return Outcome::Trouble(error.to_string()),
    };
    let clue = visit.as_ref().and_then(|visit| visit.clue(finding, (fact.at, ears.desk.county())));
    let Some(clue) = clue else {
        return Outcome::Refused("FINDING_UNKNOWN");
    };
    match ears.desk.receive_clue(fact.act(finding).by, clue).await {
        Ok(_) | Err(Fault::Refused(Refusal::AlreadyReceived | Refusal::SourceReferenceTaken)) => Outcome::Done,
        Err(Fault::Refused(refusal)) => Outcome::Unreadable(shiyu_kit::fault::Refusal::reason(&refusal)),
        done => Outcome::of(done),
    }
}

/// The words of a case go into the search.
async fn entered(ears: &Ears, fact: &Fact) -> Outcome {
    match ears.desk.case(fact.case).await {
        Ok(Some(filed)) => match text::enter(&ears.office.db.writer, filed.id, &filed.case).await {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::Trouble(error.to_string()),
        },
        Ok(None) => Outcome::Refused("CASE_UNKNOWN"),
        Err(error) => Outcome::Trouble(error.to_string()),
    }
}
