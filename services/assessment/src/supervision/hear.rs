//! The back door: a limit that passed begins a supervision, and what was done after all ends its climbing. A fact's own id names the
//! supervision it leads to: neither repeats nor another order make two.

use prost::{DecodeError, Message};
use prost_types::Timestamp;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Act, Actor, Filed};
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Fault;
use shiyu_kit::nats::Fact;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::common::v1::Clock;
use uuid::Uuid;

use super::command::{Command, Opening};
use super::desk::{Answered, SupervisionDesk};
use super::domain::{Ground, Limit, Rung, Service, Supervision};
use super::{overseen, store, wire};
use crate::figures::{self, Heard, Limited, Stands};

/// Supervisions of overdue facts are named under this.
const OVERDUE: Uuid = Uuid::from_u128(0x2b8e_51c4_0d7f_5a36_8e92_4f56_4552_4455);

/// What petition, mediation and enforcement tell of a limit that passed.
#[derive(Clone, PartialEq, Message)]
struct Passed {
    #[prost(string, tag = "2")]
    clock: String,
    #[prost(message, optional, tag = "3")]
    due: Option<Timestamp>,
    /// Of petition: who owes it, if it says so.
    #[prost(string, tag = "4")]
    unit: String,
}

/// What grid tells of one.
#[derive(Clone, PartialEq, Message)]
struct PassedInGrid {
    #[prost(string, tag = "2")]
    clock: String,
    #[prost(message, optional, tag = "4")]
    due: Option<Timestamp>,
}

/// The id of the supervision that an overdue fact leads to.
#[must_use]
pub fn supervision_of(fact: Uuid) -> Uuid {
    Uuid::new_v5(&OVERDUE, fact.as_bytes())
}

/// Takes in a fact of the county's own that figures have taken in before.
pub async fn hear(desk: &SupervisionDesk, fact: &Fact) -> Outcome {
    let Ok(Some(heard)) = Heard::read(fact) else {
        return Outcome::Ignored;
    };
    let passed = fact.kind.ends_with(".clock.overdue") && !heard.said.sealed;
    let opening = if passed { overdue(fact, &heard, desk) } else { Ok(None) };
    let Ok(opening) = opening else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    outcome(take(desk, fact, &heard, opening).await)
}

async fn take(desk: &SupervisionDesk, fact: &Fact, heard: &Heard, opening: Option<Opening>) -> Answered<()> {
    if let Some(opening) = opening {
        let act = fact.act(supervision_of(fact.id));
        carry_out(desk, act, Command::Open(Box::new(opening))).await?;
    }
    settle(desk, heard).await
}

/// What the law says no to has nothing to become of it.
pub(super) async fn carry_out(desk: &SupervisionDesk, act: Act, command: Command) -> Answered<()> {
    match desk.execute(act, command).await {
        Ok(_) | Err(Fault::Refused(_)) => Ok(()),
        Err(fault) => Err(fault),
    }
}

pub(super) fn outcome(done: Answered<()>) -> Outcome {
    done.map_or_else(|fault| Outcome::Trouble(fault.to_string()), |()| Outcome::Done)
}

fn overdue(fact: &Fact, heard: &Heard, desk: &SupervisionDesk) -> Result<Option<Opening>, DecodeError> {
    let Some(service) = Service::ALL.into_iter().find(|service| service.as_str() == fact.service()) else {
        return Ok(None);
    };
    let Passed { clock, due, unit } = if service == Service::Grid {
        let PassedInGrid { clock, due } = PassedInGrid::decode(fact.data.as_ref())?;
        Passed {
            clock,
            due,
            unit: String::new(),
        }
    } else {
        Passed::decode(fact.data.as_ref())?
    };
    let clocks = figures::clocks(fact)?;
    let owing = if unit.is_empty() { &heard.said.unit } else { &unit };
    let unit = owing.parse().ok().filter(|_| service.supervises(&clock));
    let limit = limit(&clocks, clock, due.as_ref(), fact);
    Ok(unit.map(|unit| Opening {
        county: desk.county.clone(),
        unit,
        supervisor: None,
        service,
        case: fact.case,
        ground: Ground::Overdue,
        rung: Rung::Ordered,
        limit: Some(limit),
        shares: desk.shares,
    }))
}

/// The limit as the case's clocks tell it; where they do not, it is as short as can be.
fn limit(clocks: &[Clock], name: String, due: Option<&Timestamp>, fact: &Fact) -> Limit {
    let same = |clock: &&Clock| clock.name == name && (due.is_none() || clock.legal_due_time.as_ref() == due);
    let found = clocks
        .iter()
        .rfind(same)
        .or_else(|| clocks.iter().rfind(|clock| clock.name == name));
    let due = figures::moment(due).or_else(|| figures::moment(found?.legal_due_time.as_ref()));
    let due = due.unwrap_or(fact.at);
    Limit {
        basis: found.map(|clock| clock.legal_basis.clone()).unwrap_or_default(),
        start: figures::moment(found.and_then(|clock| clock.start_time.as_ref())).unwrap_or(due),
        clock: name,
        due,
    }
}

/// What all that was heard of a case says to its supervisions: an older fact that comes late finds what a newer one said.
async fn settle(desk: &SupervisionDesk, heard: &Heard) -> Answered<()> {
    let db = &desk.office.db.writer;
    let open = if heard.said.sealed {
        store::unsealed_about(db, heard.case).await?
    } else {
        store::open_about(db, heard.case).await?
    };
    if open.is_empty() {
        return Ok(());
    }
    let stands = figures::stands(db, heard.case).await?;
    let shown = if stands.sealed {
        store::unsealed_about(db, heard.case).await?
    } else {
        open
    };
    for filed in shown {
        if let Some((word, command)) = said(&filed.case, &stands) {
            carry_out(desk, act(filed.id, word), command).await?;
        }
    }
    Ok(())
}

fn said(supervision: &Supervision, stands: &Stands) -> Option<(&'static str, Command)> {
    if stands.sealed {
        return Some(("sealed", Command::Seal));
    }
    let limit = supervision.limit.as_ref()?;
    let last = local_date(limit.due - time::Duration::NANOSECOND);
    let of_name: Vec<&Limited> = stands.limits.iter().filter(|limited| limited.clock == limit.clock).collect();
    let same = of_name.iter().find(|limited| limited.due == last);
    let met = match same {
        Some(same) => same.met,
        // A new calendar moved its last day: it is one of those of its name.
        None => of_name
            .iter()
            .map(|limited| limited.met)
            .max()
            .flatten()
            .filter(|_| of_name.iter().all(|limited| limited.met.is_some())),
    };
    met.map(|met| ("fulfilled", Command::Fulfil(met)))
}

fn act(supervision: Uuid, word: &str) -> Act {
    Act {
        id: Uuid::new_v5(&supervision, word.as_bytes()),
        case: supervision,
        by: Actor::Service {
            name: "assessment".to_owned(),
        },
        expected: None,
        trace: None,
    }
}

/// Takes in what a county tells of its supervisions: at the city's desk.
pub async fn hear_county(desk: &SupervisionDesk, fact: &Fact) -> Outcome {
    let Some(county) = &fact.county else {
        return Outcome::Ignored;
    };
    let Ok(moved) = pb::SupervisionMoved::decode(fact.data.as_ref()) else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    if let Err(error) = overseen::take(&desk.office.db.writer, county, fact, &moved).await {
        return Outcome::Trouble(error.to_string());
    }
    outcome(follow(desk, fact, &moved).await)
}

/// One that the city handed down stands where its county says.
async fn follow(desk: &SupervisionDesk, fact: &Fact, moved: &pb::SupervisionMoved) -> Answered<()> {
    let own: Option<Filed<Supervision>> = desk.ledger.get(fact.case).await?;
    let told = wire::stage(moved).zip(wire::rung(moved));
    let Some((stage, rung)) = own.filter(|own| Some(own.case.unit.county()) == fact.county.as_deref()).and(told) else {
        return Ok(());
    };
    let latest = overseen::version(&desk.office.db.writer, fact.case).await?;
    if latest.is_some_and(|latest| latest > fact.case_version) {
        return Ok(());
    }
    carry_out(desk, fact.act(fact.case), Command::Follow(stage, rung)).await
}

/// Takes in what the city hands down: in the county it is about, under the same id.
pub async fn hear_desk(desk: &SupervisionDesk, fact: &Fact) -> Outcome {
    let Ok(told) = pb::DeskSupervised::decode(fact.data.as_ref()) else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    if told.county != desk.county.as_str() {
        return Outcome::Ignored;
    }
    let ours = |(_, opening): &(Uuid, Opening)| opening.unit.county() == desk.county.county();
    let Some((id, opening)) = wire::taken_up(&told, &desk.county).filter(ours) else {
        return Outcome::Unreadable("DATA_UNREADABLE");
    };
    outcome(carry_out(desk, fact.act(id), Command::Open(Box::new(opening))).await)
}
