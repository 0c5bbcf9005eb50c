//! How a supervision lies in its table and in its journal, and the lists of it.

use prost::Message;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use serde::Serialize;
use shiyu_kit::case::{Entry, Filed, Record, Ringing, decoded, json};
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::retention::Words;
use time::OffsetDateTime;

use super::command::Command;
use super::domain::{Stage, Supervision};
use super::event::{Event, What};
use super::wire;

/// An event that the city's desk tells one county.
#[derive(Serialize)]
struct Addressed<'a> {
    #[serde(flatten)]
    event: &'a Event,
    to: &'a str,
}

/// What the city orders a unit is told to the county of that unit, and to no other.
fn detail(event: &Event, supervision: &Supervision) -> String {
    if matches!(&event.what, What::Issued(issued) if issued.is_handed_down()) {
        let to = supervision.unit.county();
        json(&Addressed { event, to })
    } else {
        json(event)
    }
}

/// A supervision's row, the fold of its journal.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supervision")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Number of its steps.
    pub version: i64,
    /// Code of the county of the unit.
    pub county: String,
    /// Code of the unit.
    pub unit: String,
    /// Code of the unit above it; empty if that is not told.
    pub superior: String,
    /// The case it is about.
    pub case_id: Uuid,
    /// Where it stands.
    pub stage: String,
    /// The highest rung.
    pub rung: String,
    /// Since when.
    pub issued_at: TimeDateTimeWithTimeZone,
    /// Whether nobody is shown it.
    pub sealed: bool,
    /// When its next clock rings.
    pub due_at: Option<TimeDateTimeWithTimeZone>,
    /// The earliest due time of its running clocks.
    pub legal_due_at: Option<TimeDateTimeWithTimeZone>,
    /// Version of the oldest calendar a running clock was reckoned with.
    pub calendar: i64,
    /// The clock loop of some replica has it until then.
    pub claimed_until: Option<TimeDateTimeWithTimeZone>,
    /// When it was over.
    pub closed_at: Option<TimeDateTimeWithTimeZone>,
    /// Everything, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which supervisions; what is `None` filters nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of these units, or told to this one above them.
    pub own: Option<(Vec<String>, String)>,
    /// Of this unit.
    pub unit: Option<String>,
    /// That stand there.
    pub stage: Option<Stage>,
}

/// What a list goes on after: when it was issued, in microseconds, and its id.
pub type Key = (i64, Uuid);

/// Where one stands in its list.
#[must_use]
pub fn key(filed: &Filed<Supervision>) -> Key {
    (micros(filed.case.issued_at), filed.id)
}

/// A time as lists keep it.
#[must_use]
pub fn micros(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1_000).unwrap_or_default()
}

/// The time back.
#[must_use]
pub fn moment(micros: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// At most so many after a key, newest first; never a sealed one.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, filter: &Filter, after: Option<&Key>, limit: u64) -> Result<Vec<Filed<Supervision>>, Unread> {
    let mut query = Entity::find().filter(Column::Sealed.eq(false));
    if let Some((units, superior)) = &filter.own {
        let own = Condition::any()
            .add(Column::Unit.is_in(units.iter().map(String::as_str)))
            .add(Column::Superior.eq(superior));
        query = query.filter(own);
    }
    if let Some(unit) = &filter.unit {
        query = query.filter(Column::Unit.eq(unit));
    }
    if let Some(stage) = filter.stage {
        query = query.filter(Column::Stage.eq(stage.as_str()));
    }
    if let Some((at, id)) = after {
        let key = Expr::tuple([Expr::col(Column::IssuedAt), Expr::col(Column::Id)]);
        query = query.filter(key.lt(Expr::tuple([Expr::val(moment(*at)), Expr::val(*id)])));
    }
    let query = query.order_by_desc(Column::IssuedAt).order_by_desc(Column::Id);
    let rows = query.limit(limit).all(db).await?;
    Ok(rows.into_iter().map(Supervision::read).collect::<Result<_, _>>()?)
}

/// Those about a case of which something may still become; few by nature.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn open_about(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<Filed<Supervision>>, Unread> {
    let open = Entity::find().filter(Column::CaseId.eq(case)).filter(Column::ClosedAt.is_null());
    let rows = open.all(db).await?;
    Ok(rows.into_iter().map(Supervision::read).collect::<Result<_, _>>()?)
}

/// Those about a case that are shown to anybody.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn unsealed_about(db: &impl ConnectionTrait, case: Uuid) -> Result<Vec<Filed<Supervision>>, Unread> {
    let shown = Entity::find().filter(Column::CaseId.eq(case)).filter(Column::Sealed.eq(false));
    let rows = shown.all(db).await?;
    Ok(rows.into_iter().map(Supervision::read).collect::<Result<_, _>>()?)
}

impl Record for Supervision {
    type Entity = Entity;
    type Row = ActiveModel;

    const SERVICE: &'static str = "assessment";
    const ID: Column = Column::Id;
    /// What it says is of units, and of nobody else.
    const SAID: Option<Words> = None;

    fn read(row: Model) -> Result<Filed<Self>, Corrupt> {
        let case = serde_json::from_str(&row.body).map_err(|error| Corrupt {
            table: "supervision",
            id: row.id.to_string(),
            what: error.to_string(),
        })?;
        Ok(Filed {
            id: row.id,
            version: row.version,
            case,
        })
    }

    fn write(filed: &Filed<Self>) -> ActiveModel {
        let supervision = &filed.case;
        ActiveModel {
            id: Set(filed.id),
            version: Set(filed.version),
            county: Set(supervision.unit.county().to_owned()),
            unit: Set(supervision.unit.to_string()),
            superior: Set(supervision.superior.as_ref().map(ToString::to_string).unwrap_or_default()),
            case_id: Set(supervision.case),
            stage: Set(supervision.stage.as_str().to_owned()),
            rung: Set(supervision.rung.as_str().to_owned()),
            issued_at: Set(to_micros(supervision.issued_at)),
            sealed: Set(supervision.sealed),
            due_at: Set(supervision.clocks.next_ringing().map(|ringing| to_micros(ringing.at))),
            legal_due_at: Set(supervision.clocks.legal_due(&[]).map(to_micros)),
            calendar: Set(supervision.clocks.calendar()),
            claimed_until: Set(None),
            closed_at: Set(supervision.closed_at.map(to_micros)),
            body: Set(json(supervision)),
        }
    }

    fn encode(event: &Event, after: &Filed<Self>) -> Entry {
        let fact = event.what.is_told().then(|| {
            if after.case.is_handed_down() {
                wire::handed_down(after).encode_to_vec()
            } else {
                wire::moved(after).encode_to_vec()
            }
        });
        Entry {
            kind: event.what.kind(),
            detail: detail(event, &after.case),
            fact,
        }
    }

    fn decode(kind: &str, detail: &str) -> Result<Event, String> {
        decoded(kind, detail, |event: &Event| event.what.kind())
    }

    fn ringing(&self) -> Option<Ringing> {
        self.clocks.next_ringing()
    }

    fn tick(ringing: &Ringing) -> Command {
        Command::Tick(ringing.clock.clone())
    }

    fn reckon() -> Command {
        Command::Reckon
    }
}
