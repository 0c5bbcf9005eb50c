//! The back door of screening: a round that nobody reported is put to its unit, and one that is reported after all climbs no further
//! (domain.md A 003-4). The round names its supervision: neither repeats nor a round that is told of twice make two.

use prost::Message as _;
use shiyu_kit::calendar::{CHINA, close_of, local_date};
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::Fact;
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1::ScreeningEnded;
use time::Date;
use time::macros::format_description;
use uuid::Uuid;

use super::command::{Command, Opening};
use super::desk::SupervisionDesk;
use super::domain::{Ground, Limit, OURS, Rung, Service};
use super::hear::{carry_out, outcome};

/// Supervisions of rounds are named under this.
const ROUNDS: Uuid = Uuid::from_u128(0x6a14_c0de_93b7_5f21_a4d8_5343_5245_454e);

/// The clock that a round stands for: its period.
const SCREENING: &str = "screening";

/// The id of the supervision that a missed round leads to.
#[must_use]
pub fn supervision_of_round(round: Uuid) -> Uuid {
    Uuid::new_v5(&ROUNDS, round.as_bytes())
}

/// A round of a unit of ours.
struct Round {
    id: Uuid,
    unit: Code,
    limit: Limit,
}

/// Takes in what mediation tells of a round that is over; what else it tells of rounds is read by nobody here.
pub async fn hear_screening(desk: &SupervisionDesk, fact: &Fact) -> Outcome {
    let missed = match fact.kind.as_str() {
        "mediation.screening.missed" => true,
        "mediation.screening.reported" => false,
        _ => return Outcome::Ignored,
    };
    let told = ScreeningEnded::decode(fact.data.as_ref()).ok();
    let Some(round) = told.and_then(|ended| read(&ended, &desk.county)) else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    let command = if missed {
        Command::Open(Box::new(Opening {
            county: desk.county.clone(),
            unit: round.unit,
            supervisor: None,
            service: Service::Mediation,
            case: round.id,
            ground: Ground::Overdue,
            rung: Rung::Ordered,
            limit: Some(round.limit),
            shares: desk.shares,
        }))
    } else {
        Command::Fulfil(local_date(fact.at))
    };
    outcome(carry_out(desk, fact.act(supervision_of_round(round.id)), command).await)
}

fn read(ended: &ScreeningEnded, county: &Code) -> Option<Round> {
    let unit: Code = ended.unit.parse().ok()?;
    let limit = Limit {
        clock: SCREENING.to_owned(),
        basis: OURS.to_owned(),
        start: day(&ended.first_day)?.midnight().assume_offset(CHINA),
        due: close_of(day(&ended.last_day)?),
    };
    let ours = unit.county() == county.county();
    ended.round.parse().ok().filter(|_| ours).map(|id| Round { id, unit, limit })
}

fn day(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}
