//! What a service hears of offers: another's offer to it, what becomes of that, and the answers to its own.

use prost::Message;
use serde::{Deserialize, Serialize};
use shiyu_proto::common::v1 as common;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Destination, IdentityField, Outcome, ReferralState};
use crate::case::Record;
use crate::consumer;
use crate::fault::{Fault, Violations};
use crate::ledger::Ledger;
use crate::name;
use crate::nats::Fact;
use crate::place::Point;
use crate::reading::Reading;
use crate::unit::Code;

/// One line.
const LINE: usize = 200;
/// A summary.
const NOTE: usize = 2_000;
/// What an identity consists of.
const FIELDS: usize = 4;
/// More photos than this no case has.
const LEADS: usize = 1_000;
/// SHA-256 in hexadecimal digits.
const HASH: usize = 64;

/// What another service offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Which service offers it, as in `petition`; who asks it for what it granted, asks there.
    pub from: String,
    /// Its case, by its name: what the answer names.
    pub case: String,
    /// The unit that holds the case there.
    pub unit: Code,
    /// The division it is about, if that is told.
    pub place: Option<Code>,
    /// Code of the grid it is in, if that is known.
    pub grid: Option<String>,
    /// Where it is, if that is known.
    pub point: Option<Point>,
    /// What it is about, in the other service's words.
    pub category: String,
    /// Id of the offer.
    pub referral: Uuid,
    /// What for, as a slug.
    pub purpose: String,
    /// The matter in neutral words.
    pub summary: String,
    /// Reference of the consent of every side.
    pub consent: Option<String>,
    /// What of the identities may be read; none: nothing.
    pub fields: Vec<IdentityField>,
    /// Until when.
    #[serde(with = "time::serde::rfc3339::option")]
    pub granted_until: Option<OffsetDateTime>,
    /// When it was offered.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// When it goes back by itself.
    #[serde(with = "time::serde::rfc3339::option")]
    pub return_at: Option<OffsetDateTime>,
    /// Hashes of photos: leads, and no evidence before two officers have verified them.
    pub leads: Vec<String>,
    /// The unit that is asked; none: whoever hears it says which unit it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Code>,
}

/// What became of an offer that was made to us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The case that was offered, by its name.
    pub case: String,
    /// Id of the offer.
    pub referral: Uuid,
    /// Where it stands there.
    pub state: ReferralState,
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// Reads `referral.offered`.
///
/// # Errors
/// What becomes of a fact that is no offer to us: it is not ours, or cannot be read.
pub fn offered(fact: &Fact, county: &Code, here: Destination) -> Result<Offer, consumer::Outcome> {
    let told = common::ReferralOffered::decode(fact.data.clone()).map_err(|_| consumer::Outcome::Unreadable("DATA_UNREADABLE"))?;
    is_for(told.destination, here)?;
    read_offer(told, fact, county).map_err(|_| consumer::Outcome::Unreadable("OFFER_INVALID"))
}

/// Reads `referral.accepted`, `refused`, `done`, `returned` and `withdrawn`, as the offering service tells it.
///
/// # Errors
/// As [`offered`].
pub fn moved(fact: &Fact, county: &Code, here: Destination) -> Result<Moved, consumer::Outcome> {
    let told = common::ReferralMoved::decode(fact.data.clone()).map_err(|_| consumer::Outcome::Unreadable("DATA_UNREADABLE"))?;
    is_for(told.destination, here)?;
    read_moved(told, county).map_err(|_| consumer::Outcome::Unreadable("MOVE_INVALID"))
}

/// Another service says what became of an offer of ours: the command that `order` makes of it goes to the case of the `collection`. The
/// fact's id is the act's: heard twice, done once. Every service that offers hears all answers; those to another's are passed over.
pub async fn answered<C: Record>(
    (ledger, county, collection): (&Ledger<C>, &Code, &str),
    fact: &Fact,
    order: impl FnOnce(Outcome) -> C::Command,
    is_unknown: impl FnOnce(&C::Refusal) -> bool,
) -> consumer::Outcome {
    let Ok(told) = common::ReferralAnswered::decode(fact.data.clone()) else {
        return consumer::Outcome::Unreadable("DATA_UNREADABLE");
    };
    let of_another = told.offered_case.split('/').nth(2).is_some_and(|found| found != collection);
    if of_another {
        return consumer::Outcome::Ignored;
    }
    let Ok((case, outcome)) = read_answer(told, county, collection) else {
        return consumer::Outcome::Unreadable("ANSWER_INVALID");
    };
    match ledger.execute(fact.act(case), order(outcome)).await {
        Err(Fault::Refused(refusal)) if is_unknown(&refusal) => consumer::Outcome::Ignored,
        done => consumer::Outcome::of(done),
    }
}

fn is_for(destination: i32, here: Destination) -> Result<(), consumer::Outcome> {
    let to = common::ReferralDestination::try_from(destination)
        .ok()
        .and_then(<Destination as crate::wire::Word>::read);
    if to == Some(here) {
        Ok(())
    } else {
        Err(consumer::Outcome::Ignored)
    }
}

fn read_offer(told: common::ReferralOffered, fact: &Fact, county: &Code) -> Result<Offer, Violations> {
    let mut reading = Reading::new(county);
    let case = reading.part("case", told.case).unwrap_or_default();
    name::case("case.name", &case.name, county.as_str(), &mut reading.violations);
    let unit = reading.code("case.unit", &case.unit);
    let place = reading.optional_code("case.place", &case.place);
    let grid = reading.optional_line("case.grid", case.grid, LINE);
    let point = reading.optional_point("case.point", case.point);
    let category = reading.text_or_nothing("case.category", case.category, LINE);
    let referral = reading.uuid("referral", &told.referral);
    let purpose = reading.line("purpose", told.purpose, LINE);
    let summary = reading.text("summary", told.summary, NOTE);
    let consent = reading.optional_line("consent_reference", told.consent_reference, LINE);
    let fields = reading.distinct("granted_fields", &(0..=FIELDS), told.granted_fields, Reading::word::<IdentityField>);
    let granted_until = reading.optional_time("grant_expire_time", told.grant_expire_time);
    let at = reading.time("offer_time", told.offer_time);
    let return_at = reading.optional_time("return_time", told.return_time);
    let leads = reading.each("leads", &(0..=LEADS), told.leads, |reading, path, hash| {
        reading.line(path, hash, HASH)
    });
    let asked = reading.optional_code("asked_unit", &told.asked_unit);
    let read = unit
        .zip(referral)
        .zip(purpose.zip(summary))
        .zip(fields.zip(leads))
        .zip(at.zip(category));
    let read = read.map(
        |((((unit, referral), (purpose, summary)), (fields, leads)), (at, category))| Offer {
            from: fact.service().to_owned(),
            case: case.name,
            unit,
            place,
            grid,
            point,
            category,
            referral,
            purpose,
            summary,
            consent,
            fields,
            granted_until,
            at,
            return_at,
            leads,
            asked,
        },
    );
    reading.finish(read)
}

fn read_moved(told: common::ReferralMoved, county: &Code) -> Result<Moved, Violations> {
    let mut reading = Reading::new(county);
    let case = reading.part("case", told.case).unwrap_or_default();
    name::case("case.name", &case.name, county.as_str(), &mut reading.violations);
    let referral = reading.uuid("referral", &told.referral);
    let state = reading.word("state", told.state);
    let at = reading.time("move_time", told.move_time);
    let read = referral.zip(state).zip(at);
    let read = read.map(|((referral, state), at)| Moved {
        case: case.name,
        referral,
        state,
        at,
    });
    reading.finish(read)
}

pub(super) fn read_answer(told: common::ReferralAnswered, county: &Code, collection: &str) -> Result<(Uuid, Outcome), Violations> {
    let mut reading = Reading::new(county);
    let offered = reading.name("offered_case", &told.offered_case, collection);
    let referral = reading.uuid("referral", &told.referral);
    let state = reading.value("answer", told.answer, state_of);
    let case = reading.optional_line("case_name", told.case_name, LINE);
    let agreement = reading.optional_line("agreement_reference", told.agreement_reference, LINE);
    let at = reading.time("answer_time", told.answer_time);
    let result = reading.optional_line("result", told.result, LINE);
    let competent = reading.optional_code("competent_unit", &told.competent_unit);
    let confirmation = reading.optional_word("confirmation", told.confirmation);
    let settled = reading.optional_word("settled", told.settled);
    let rest = reading.optional_text("rest", told.rest, NOTE);
    let read = offered.zip(referral).zip(state).zip(at);
    let read = read.map(|(((offered, referral), state), at)| {
        let outcome = Outcome {
            case,
            agreement,
            result,
            competent,
            confirmation,
            settled,
            rest,
            ..Outcome::of(referral, state, at)
        };
        (offered, outcome)
    });
    reading.finish(read)
}

fn state_of(answer: common::ReferralAnswer) -> Option<ReferralState> {
    match answer {
        common::ReferralAnswer::Unspecified => None,
        common::ReferralAnswer::Accepted => Some(ReferralState::Accepted),
        common::ReferralAnswer::Refused => Some(ReferralState::Refused),
        common::ReferralAnswer::Done => Some(ReferralState::Done),
        common::ReferralAnswer::Returned => Some(ReferralState::Returned),
    }
}
