//! The back door: what other services tell, and what we tell ourselves to search by.

use shiyu_kit::consumer::{ConsumerSettings, Outcome};
use shiyu_kit::nats::{CITY_STREAM, Fact};
use shiyu_kit::operations::{Office, copy_unit};
use shiyu_kit::referral::{Destination, moved, offered};
use shiyu_kit::retention::{Which, destroy};
use shiyu_kit::search::{Cards, HANDFUL};
use shiyu_kit::subject::{CORRECTED, HEARD, REQUESTED, SubjectDesk};
use shiyu_kit::unit::Code;

use crate::config::Config;
use crate::domain::Dispute;
use crate::register::Registers;
use crate::rpc::Desk;

/// What the registers hear of disputes: who mediates them, what is said of mediators, and how they end.
const TOLD_OURSELVES: [&str; 4] = [
    "shiyu.mediation.mediator.assigned",
    "shiyu.mediation.mediator.left",
    "shiyu.mediation.mediator.fault_reported",
    "shiyu.mediation.case.closed",
];

/// Which facts are heard: what petition offices and grids offer to mediation, what becomes of it there, and that something was
/// put right of whom they granted; our own, for the search, for
/// the registers, and for what is not kept once a dispute is archived; the units of the county if they are another's, and those of every
/// county at the city desk.
#[must_use]
pub fn hears(config: &Config) -> Vec<ConsumerSettings> {
    let offers = ["offered", "withdrawn", "returned"].map(|state| format!("shiyu.*.referral.{state}"));
    let mut heard = vec![
        ConsumerSettings::new("mediation-offers", offers),
        ConsumerSettings {
            // As many are entered at once.
            lanes: HANDFUL,
            ..ConsumerSettings::new("mediation-search", ["shiyu.mediation.case.opened"])
        },
        ConsumerSettings::new("mediation-registers", TOLD_OURSELVES),
        ConsumerSettings::new("mediation-subjects", [HEARD]),
        ConsumerSettings::new("mediation-corrections", [CORRECTED]),
        ConsumerSettings::new("mediation-shredder", ["shiyu.mediation.case.archived"]),
    ];
    if !config.owns_units {
        heard.push(ConsumerSettings::new("mediation-units", ["shiyu.*.unit.changed"]));
    }
    if !config.common.gather.is_empty() {
        let counties = ConsumerSettings::new("mediation-county-units", ["county.*.*.unit.changed"]);
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
    /// The disputes.
    pub desk: Desk,
    /// What is searched of them.
    pub cards: Cards,
    /// The registers.
    pub registers: Registers,
    /// What subjects ask of this service.
    pub subjects: SubjectDesk<Dispute>,
    /// The county.
    pub county: Code,
}

/// Takes in one fact.
pub async fn handle(ears: Ears, fact: Fact) -> Outcome {
    match fact.kind.as_str() {
        "mediation.case.opened" => match ears.cards.enter(fact.case).await {
            Outcome::Done => ears.registers.heard(&fact).await,
            other @ (Outcome::Ignored | Outcome::Refused(_) | Outcome::Unreadable(_) | Outcome::Trouble(_)) => other,
        },
        "mediation.mediator.assigned" | "mediation.mediator.left" | "mediation.mediator.fault_reported" | "mediation.case.closed" => {
            ears.registers.heard(&fact).await
        }
        REQUESTED => ears.subjects.heard(&fact).await,
        "mediation.case.archived" => shred(&ears, &fact).await,
        kind if kind.ends_with(".subject.corrected") => ears.desk.reread(&ears.subjects, &fact).await,
        kind if kind.ends_with(".referral.offered") => match offered(&fact, &ears.county, Destination::Mediation) {
            Ok(offer) => ears.desk.take_in(&fact, offer).await,
            Err(outcome) => outcome,
        },
        kind if kind.ends_with(".referral.withdrawn") || kind.ends_with(".referral.returned") => {
            match moved(&fact, &ears.county, Destination::Mediation) {
                Ok(moved) => ears.desk.offer_moved(&fact, moved).await,
                Err(outcome) => outcome,
            }
        }
        kind if kind.ends_with(".unit.changed") => {
            let copied = copy_unit(&ears.office, &fact).await;
            ears.registers.stir();
            copied
        }
        _ => Outcome::Ignored,
    }
}

/// What another service granted for a mediation is destroyed once that is archived without an agreement (G-13): the grant is over.
async fn shred(ears: &Ears, fact: &Fact) -> Outcome {
    let filed = match ears.desk.ledger.get(fact.case).await {
        Ok(Some(filed)) => filed,
        Ok(None) => return Outcome::Ignored,
        Err(error) => return Outcome::Trouble(error.to_string()),
    };
    let lapsed = filed.case.lapsed();
    let Some(ending) = filed.case.stage.ending().filter(|_| !lapsed.is_empty()) else {
        return Outcome::Ignored;
    };
    let writer = &ears.desk.ledger.database().writer;
    let now = ears.desk.clock.now();
    match destroy(writer, (filed.id, ending.at), Which::These(&lapsed), now).await {
        Ok(_) => Outcome::Done,
        Err(error) => Outcome::Trouble(error.to_string()),
    }
}
