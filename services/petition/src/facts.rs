//! The back door: what other services tell, and what we tell ourselves to search by.

use prost::Message;
use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::fault::{Fault, Refusal as _};
use shiyu_kit::ledger::Ledger;
use shiyu_kit::name;
use shiyu_kit::nats::{CITY_STREAM, DESK_STREAM, Fact};
use shiyu_kit::operations::{Office, copy_unit};
use shiyu_kit::referral::answered;
use shiyu_kit::search::{Cards, HANDFUL};
use shiyu_kit::subject::{HEARD, REQUESTED, SubjectDesk};
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::border::BoundaryDesk;
use crate::config::Config;
use crate::domain::{Command, Petition, Refusal};
use crate::rights::Rights;
use crate::rpc::Desk;
use crate::wire::{self, PETITIONS};

/// Which facts are heard: answers to our offers; our own, for the search; what subjects ask, and what the services answer; the units of the
/// county if they are another's. At the city desk, those of every county, and what its counties tell of their borders; in a county, what the city's desk says of them.
#[must_use]
pub fn hears(config: &Config) -> Vec<ConsumerSettings> {
    let mut heard = vec![
        ConsumerSettings::new("petition-referrals", ["shiyu.*.referral.answered"]),
        ConsumerSettings::new("petition-subjects", [HEARD, "shiyu.*.subject.answered"]),
        ConsumerSettings {
            // As many are entered at once.
            lanes: HANDFUL,
            ..ConsumerSettings::new(
                "petition-search",
                ["shiyu.petition.matter.registered", "shiyu.petition.matter.supplemented"],
            )
        },
    ];
    if !config.owns_units {
        heard.push(ConsumerSettings::new("petition-units", ["shiyu.*.unit.changed"]));
    }
    if !config.common.gather.is_empty() {
        let units = ConsumerSettings::new("petition-county-units", ["county.*.*.unit.changed"]);
        let subjects = ["county.*.petition.boundary.*", "county.*.petition.matter.handed_over"];
        let borders = ConsumerSettings::new("petition-boundaries", subjects);
        heard.extend([units, borders].map(|settings| of(CITY_STREAM, settings)));
    }
    if config.common.desk.is_some() {
        let desk = ConsumerSettings::new("petition-desk", ["county.*.petition.desk.*"]);
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
    /// The petitions.
    pub ledger: Ledger<Petition>,
    /// The petitions' desk.
    pub desk: Desk,
    /// The borders of the counties.
    pub boundaries: BoundaryDesk,
    /// What subjects ask.
    pub rights: Rights,
    /// What they ask of this service.
    pub subjects: SubjectDesk<Petition>,
    /// What is searched of them.
    pub cards: Cards,
    /// The county.
    pub county: Code,
}

/// Takes in one fact.
pub async fn handle(ears: Ears, fact: Fact) -> Outcome {
    match fact.kind.as_str() {
        "petition.matter.registered" | "petition.matter.supplemented" => ears.cards.enter(fact.case).await,
        kind if kind.ends_with(".referral.answered") => {
            let (ledger, county) = (&ears.ledger, &ears.county);
            let unknown = |refusal: &Refusal| *refusal == Refusal::PetitionUnknown;
            answered((ledger, county, PETITIONS), &fact, Command::AnswerReferral, unknown).await
        }
        "petition.boundary.raised"
        | "petition.boundary.referred"
        | "petition.boundary.settled"
        | "petition.boundary.answered"
        | "petition.matter.handed_over"
        | "petition.desk.moved" => ears.boundaries.hear(&fact).await,
        "petition.desk.designated" => {
            let told = pb::DeskDesignated::decode(fact.data.clone());
            upon_own(&ears, &fact, told.ok().and_then(wire::city_word)).await
        }
        "petition.desk.answered" => {
            let told = pb::DeskAnswered::decode(fact.data.clone());
            upon_own(&ears, &fact, told.ok().and_then(wire::county_word)).await
        }
        "petition.desk.handed_over" => taken_over(&ears, &fact).await,
        REQUESTED => ears.subjects.heard(&fact).await,
        kind if kind.ends_with(".subject.answered") => ears.rights.heard(&fact).await,
        kind if kind.ends_with(".unit.changed") => copy_unit(&ears.office, &fact).await,
        _ => Outcome::Ignored,
    }
}

/// The city said whose a matter of ours is, or what another county said of it.
async fn upon_own(ears: &Ears, fact: &Fact, told: Option<(String, Command)>) -> Outcome {
    let Some((petition, command)) = told else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    let Some(case) = name::own(&petition, ears.county.as_str(), PETITIONS) else {
        return Outcome::Ignored;
    };
    Outcome::of(ears.ledger.execute(fact.act(case), command).await)
}

/// The city hands a matter of another county's to us: it is nobody else's any more, so what cannot be registered waits among the dead
/// letters.
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
        Err(Fault::Refused(Refusal::AlreadyRegistered)) => Outcome::Refused("ALREADY_REGISTERED"),
        Err(Fault::Refused(refusal)) => Outcome::Unreadable(refusal.reason()),
        done => Outcome::of(done),
    }
}
