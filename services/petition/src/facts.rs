//! The back door: what other services tell, and what we tell ourselves to search by.

use prost::Message;
use shiyu_kit::case::{Act, Actor};
use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::fault::{Fault, Refusal as _};
use shiyu_kit::ledger::Ledger;
use shiyu_kit::nats::{CITY_STREAM, Fact};
use shiyu_kit::operations::{Office, copy_unit};
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1 as common;

use crate::cards::{Cards, Entered, HANDFUL};
use crate::config::Config;
use crate::domain::{Command, Petition, Refusal};
use crate::wire;

/// Which facts are heard: answers to our offers; our own, for the search; the units of the county if they are another's, and
/// those of every county at the city desk.
#[must_use]
pub fn hears(config: &Config) -> Vec<ConsumerSettings> {
    let mut heard = vec![
        ConsumerSettings::new("petition-referrals", ["shiyu.*.referral.answered"]),
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
        let counties = ConsumerSettings::new("petition-county-units", ["county.*.*.unit.changed"]);
        heard.push(ConsumerSettings {
            stream: CITY_STREAM.to_owned(),
            ..counties
        });
    }
    heard
}

/// What the back door works with.
#[derive(Debug, Clone)]
pub struct Ears {
    /// The operator's part of it.
    pub office: Office,
    /// The petitions.
    pub ledger: Ledger<Petition>,
    /// What is searched of them.
    pub cards: Cards,
    /// The county.
    pub county: Code,
}

/// Takes in one fact.
pub async fn handle(ears: Ears, fact: Fact) -> Outcome {
    match fact.kind.as_str() {
        // Ours as well: it tells others where an offer stands.
        "petition.referral.answered" => Outcome::Ignored,
        "petition.matter.registered" | "petition.matter.supplemented" => enter(&ears, &fact).await,
        kind if kind.ends_with(".referral.answered") => answered(&ears, &fact).await,
        kind if kind.ends_with(".unit.changed") => copy_unit(&ears.office, &fact).await,
        _ => Outcome::Ignored,
    }
}

/// Another service says what became of an offer. The fact's id is the act's: heard twice, done once.
async fn answered(ears: &Ears, fact: &Fact) -> Outcome {
    let Ok(told) = common::ReferralAnswered::decode(fact.data.clone()) else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    if is_of_another(&told.offered_case) {
        return Outcome::Ignored;
    }
    let Ok((case, outcome)) = wire::answered(told, &ears.county) else {
        return Outcome::Unreadable("ANSWER_INVALID");
    };
    let service = fact.kind.split('.').next().unwrap_or_default();
    let act = Act {
        id: fact.id,
        case,
        by: Actor::Service { name: service.to_owned() },
        expected: None,
        trace: fact.trace.clone(),
    };
    match ears.ledger.execute(act, Command::AnswerReferral(outcome)).await {
        Ok(_) => Outcome::Done,
        Err(Fault::Refused(Refusal::PetitionUnknown)) => Outcome::Ignored,
        Err(Fault::Refused(refusal)) => Outcome::Refused(refusal.reason()),
        Err(fault) => Outcome::Trouble(fault.to_string()),
    }
}

/// The words of a petition can be searched from here on.
async fn enter(ears: &Ears, fact: &Fact) -> Outcome {
    match ears.cards.enter(fact.case).await {
        Ok(Entered::Done) => Outcome::Done,
        Ok(Entered::Unknown) => Outcome::Ignored,
        Err(trouble) => Outcome::Trouble(trouble),
    }
}

/// Every service that offers hears all answers, also those to a grid event's offer.
fn is_of_another(case: &str) -> bool {
    let collection = case.split('/').nth(2);
    collection.is_some_and(|collection| collection != "petitions")
}
