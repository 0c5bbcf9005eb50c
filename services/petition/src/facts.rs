//! The back door: what other services tell, and what we tell ourselves to search by.

use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::ledger::Ledger;
use shiyu_kit::nats::{CITY_STREAM, Fact};
use shiyu_kit::operations::{Office, copy_unit};
use shiyu_kit::referral::answered;
use shiyu_kit::unit::Code;

use crate::cards::{Cards, Entered, HANDFUL};
use crate::config::Config;
use crate::domain::{Command, Petition, Refusal};
use crate::wire::PETITIONS;

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
        "petition.matter.registered" | "petition.matter.supplemented" => enter(&ears, &fact).await,
        kind if kind.ends_with(".referral.answered") => {
            let (ledger, county) = (&ears.ledger, &ears.county);
            let unknown = |refusal: &Refusal| *refusal == Refusal::PetitionUnknown;
            answered((ledger, county, PETITIONS), &fact, Command::AnswerReferral, unknown).await
        }
        kind if kind.ends_with(".unit.changed") => copy_unit(&ears.office, &fact).await,
        _ => Outcome::Ignored,
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
