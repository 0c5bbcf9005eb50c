//! The back door: what other services tell.

use prost::Message;
use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::fault::{Fault, Refusal as _};
use shiyu_kit::ledger::Ledger;
use shiyu_kit::name;
use shiyu_kit::nats::{CITY_STREAM, DESK_STREAM, Fact};
use shiyu_kit::operations::{Office, copy_unit};
use shiyu_kit::referral::{Destination, answered, offered};
use shiyu_kit::subject::{HEARD, REQUESTED, SubjectDesk};
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use crate::boundary::BoundaryDesk;
use crate::config::Config;
use crate::domain::terms::ClassCode;
use crate::domain::{Command, Incident, Order, Refusal};
use crate::patrol::Patrols;
use crate::rpc::{Desk, neighbours};
use crate::wire::{self, EVENTS};

/// Which facts are heard: answers to our offers; offers of others; our own of what was verified, for the hazards of the place; the units of the county
/// if they are another's. At the city desk, those of every county, what its counties tell of their borders, and how ended there what was
/// handed over; in a county, what the city's desk says of them.
#[must_use]
pub fn hears(config: &Config) -> Vec<ConsumerSettings> {
    let mut heard = vec![
        ConsumerSettings::new("grid-referrals", ["shiyu.*.referral.answered"]),
        ConsumerSettings::new("grid-offers", ["shiyu.*.referral.offered"]),
        ConsumerSettings::new("grid-subjects", [HEARD]),
    ];
    if !config.owns_units {
        heard.push(ConsumerSettings::new("grid-units", ["shiyu.*.unit.changed"]));
    }
    heard.push(ConsumerSettings::new("grid-verified", ["shiyu.grid.event.verified"]));
    if !config.common.gather.is_empty() {
        let units = ConsumerSettings::new("grid-county-units", ["county.*.*.unit.changed"]);
        let borders = ConsumerSettings::new("grid-boundaries", ["county.*.grid.boundary.*", "county.*.grid.event.handed_over"]);
        let ends = [
            "closed",
            "rejected",
            "merged",
            "emergency_transferred",
            "handed_outside",
            "followed",
        ]
        .map(|end| format!("county.*.grid.event.{end}"));
        let sequels = ConsumerSettings::new(
            "grid-sequels",
            ends.iter().map(String::as_str).chain(["county.*.grid.rating.passed_on"]),
        );
        heard.extend([units, borders, sequels].map(|settings| of(CITY_STREAM, settings)));
    }
    if config.common.desk.is_some() {
        heard.push(of(DESK_STREAM, ConsumerSettings::new("grid-desk", ["county.*.grid.desk.*"])));
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
    /// The events.
    pub ledger: Ledger<Incident>,
    /// The events' desk.
    pub desk: Desk,
    /// The hazards of places.
    pub patrols: Patrols,
    /// The borders of the counties, at the city desk.
    pub boundaries: BoundaryDesk,
    /// What subjects ask of this service.
    pub subjects: SubjectDesk<Incident>,
    /// The subclass of what others offer: they classify in words of their own, and the command room by ours.
    pub default_class: ClassCode,
    /// The county.
    pub county: Code,
}

/// Takes in one fact.
pub async fn handle(ears: Ears, fact: Fact) -> Outcome {
    match fact.kind.as_str() {
        kind if kind.ends_with(".referral.answered") => {
            let (ledger, county) = (&ears.ledger, &ears.county);
            let order = |outcome| Order::from(Command::AnswerReferral(outcome));
            let unknown = |refusal: &Refusal| *refusal == Refusal::EventUnknown;
            answered((ledger, county, EVENTS), &fact, order, unknown).await
        }
        REQUESTED => ears.subjects.heard(&fact).await,
        kind if kind.ends_with(".referral.offered") => taken_on(&ears, &fact).await,
        kind if kind.ends_with(".unit.changed") => copy_unit(&ears.office, &fact).await,
        "grid.event.verified" => match ears.patrols.event_verified(fact.id, fact.case).await {
            Ok(()) => Outcome::Done,
            Err(status) => Outcome::Trouble(status.message().to_owned()),
        },
        "grid.boundary.raised"
        | "grid.boundary.referred"
        | "grid.boundary.settled"
        | "grid.boundary.answered"
        | "grid.event.handed_over"
        | "grid.desk.moved" => ears.boundaries.hear(&fact).await,
        "grid.event.closed"
        | "grid.event.rejected"
        | "grid.event.merged"
        | "grid.event.emergency_transferred"
        | "grid.event.handed_outside"
        | "grid.event.followed"
        | "grid.rating.passed_on" => ears.boundaries.pass_on(&fact).await,
        "grid.desk.followed" => {
            let told = pb::DeskFollowed::decode(fact.data.clone());
            upon_own(&ears, &fact, told.ok().and_then(wire::followed)).await
        }
        "grid.desk.rated" => upon_taken_over(&ears, &fact).await,
        "grid.desk.designated" => {
            let told = pb::DeskDesignated::decode(fact.data.clone());
            upon_own(&ears, &fact, told.ok().and_then(wire::designated)).await
        }
        "grid.desk.answered" => {
            let told = pb::DeskAnswered::decode(fact.data.clone());
            upon_own(&ears, &fact, told.ok().and_then(wire::boundary_answered)).await
        }
        "grid.desk.handed_over" => taken_over(&ears, &fact).await,
        _ => Outcome::Ignored,
    }
}

/// The city said whose an event of ours is, or what another county said of it.
async fn upon_own(ears: &Ears, fact: &Fact, told: Option<(String, Command)>) -> Outcome {
    let Some((event, command)) = told else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    let Some(case) = name::own(&event, ears.county.as_str(), EVENTS) else {
        return Outcome::Ignored;
    };
    Outcome::of(ears.ledger.execute(fact.act(case), Order::from(command)).await)
}

/// The reporter of an event that we took over rated it, to whom the first county answers.
async fn upon_taken_over(ears: &Ears, fact: &Fact) -> Outcome {
    let told = pb::DeskRated::decode(fact.data.clone());
    let Some((owner, event, command)) = told.ok().and_then(wire::rated) else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    if owner != ears.county {
        return Outcome::Ignored;
    }
    Outcome::of(ears.ledger.execute(fact.act(neighbours(&event)), Order::from(command)).await)
}

/// Another service offers a matter of a place. What cannot be placed here waits among the dead letters for a map: an offer that nobody
/// sees would come back only after its time.
async fn taken_on(ears: &Ears, fact: &Fact) -> Outcome {
    let offer = match offered(fact, &ears.county, Destination::Grid) {
        Ok(offer) => offer,
        Err(outcome) => return outcome,
    };
    match ears.desk.take_on(offer, ears.default_class, fact).await {
        Err(Fault::Refused(Refusal::AlreadyReported)) => Outcome::Refused("ALREADY_REPORTED"),
        Err(Fault::Refused(refusal)) => Outcome::Unreadable(refusal.reason()),
        done => Outcome::of(done),
    }
}

/// The city hands an event of a neighbour's to us. What cannot be placed here waits among the dead letters for a map that has the
/// place: it is nobody else's any more.
async fn taken_over(ears: &Ears, fact: &Fact) -> Outcome {
    let Some((owner, takeover)) = pb::DeskHandedOver::decode(fact.data.clone())
        .ok()
        .and_then(|told| wire::takeover(told, fact))
    else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    if owner != ears.county {
        return Outcome::Ignored;
    }
    match ears.desk.take_over(takeover).await {
        Err(Fault::Refused(Refusal::AlreadyReported)) => Outcome::Refused("ALREADY_REPORTED"),
        Err(Fault::Refused(refusal)) => Outcome::Unreadable(refusal.reason()),
        done => Outcome::of(done),
    }
}
