//! The back door: what other services tell.

use prost::Message;
use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::fault::Fault;
use shiyu_kit::name;
use shiyu_kit::nats::{CITY_STREAM, DESK_STREAM, Fact};
use shiyu_kit::operations::{Office, copy_unit};
use shiyu_kit::referral::{self, Destination};
use shiyu_kit::subject::{HEARD, REQUESTED, SubjectDesk};
use shiyu_proto::enforcement::v1 as pb;
use uuid::Uuid;

use crate::border::BoundaryDesk;
use crate::config::Config;
use crate::domain::{CaseFile, Command, Refusal};
use crate::inspection::store::visit as visits;
use crate::rpc::Desk;
use crate::store::text;
use crate::wire;

/// Which facts are heard: offers to us; what our own inspections found; our own clues, for the search; the units of the county, if they are
/// another's. At the city's desk, those of every county, and whose a case is between its counties; in a county, what the desk says of that.
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
    if !config.common.gather.is_empty() {
        let units = ConsumerSettings::new("enforcement-county-units", ["county.*.*.unit.changed"]);
        let subjects = ["county.*.enforcement.jurisdiction.*", "county.*.enforcement.boundary.answered"];
        let borders = ConsumerSettings::new("enforcement-boundaries", subjects);
        heard.extend([units, borders].map(|settings| of(CITY_STREAM, settings)));
    }
    if config.common.desk.is_some() {
        let desk = ConsumerSettings::new("enforcement-desk", ["county.*.enforcement.desk.*"]);
        heard.push(of(DESK_STREAM, desk));
    }
    heard
}

fn of(stream: &str, settings: ConsumerSettings) -> ConsumerSettings {
    ConsumerSettings {
        stream: stream.to_owned(),
        ..settings
    }
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
    /// The borders of the counties.
    pub boundaries: BoundaryDesk,
}

/// Takes in one fact.
pub async fn handle(ears: Ears, fact: Fact) -> Outcome {
    match fact.kind.as_str() {
        "enforcement.clue.received" | "enforcement.spot.decided" => entered(&ears, &fact).await,
        "enforcement.inspection.found" => found(&ears, &fact).await,
        REQUESTED => ears.subjects.heard(&fact).await,
        "enforcement.jurisdiction.disputed"
        | "enforcement.jurisdiction.referred"
        | "enforcement.jurisdiction.settled"
        | "enforcement.boundary.answered"
        | "enforcement.desk.moved" => ears.boundaries.hear(&fact).await,
        "enforcement.desk.designated" => {
            let told = pb::DeskDesignated::decode(fact.data.clone());
            upon_own(&ears, &fact, told.ok().and_then(wire::city_word)).await
        }
        "enforcement.desk.answered" => {
            let told = pb::DeskAnswered::decode(fact.data.clone());
            upon_own(&ears, &fact, told.ok().and_then(wire::county_word)).await
        }
        "enforcement.desk.handed_over" => taken_over(&ears, &fact).await,
        kind if kind.ends_with(".referral.offered") => offered(&ears, &fact).await,
        kind if kind.ends_with(".unit.changed") => copy_unit(&ears.office, &fact).await,
        _ => Outcome::Ignored,
    }
}

/// The city said whose a case of ours is, or what the other county said of it.
async fn upon_own(ears: &Ears, fact: &Fact, told: Option<(String, Command)>) -> Outcome {
    let Some((case, command)) = told else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    let Some(case) = name::own(&case, ears.desk.county().as_str(), wire::CASES) else {
        return Outcome::Ignored;
    };
    Outcome::of(ears.desk.hear(fact.act(case), command).await)
}

/// The city hands a case of another county's to us: it is nobody else's any more, so what cannot be put on record waits among the dead
/// letters.
async fn taken_over(ears: &Ears, fact: &Fact) -> Outcome {
    let told = pb::DeskHandedOver::decode(fact.data.clone());
    let Some((owner, takeover)) = told.ok().and_then(wire::takeover) else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    if owner != *ears.desk.county() {
        return Outcome::Ignored;
    }
    match ears.desk.take_over(takeover).await {
        Ok(()) | Err(Fault::Refused(Refusal::AlreadyReceived | Refusal::SourceReferenceTaken)) => Outcome::Done,
        Err(Fault::Refused(refusal)) => Outcome::Unreadable(shiyu_kit::fault::Refusal::reason(&refusal)),
        done => Outcome::of(done),
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
