//! How a period lies in its table and in its journal, and its papers: what was frozen and computed, each under its hash.

use prost::Message;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{QueryOrder, QuerySelect, Set};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shiyu_kit::case::{Entry, Filed, Record, Ringing, decoded, json};
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::retention::Words;
use time::OffsetDateTime;

use super::command::Command;
use super::domain::{Period, Stage};
use super::event::Event;
use super::wire;
use crate::figures::{Cube, Level, Span, Watermark};

pub mod row {
    //! The table of periods.

    use sea_orm::entity::prelude::*;

    /// A period's row, the fold of its journal.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "period")]
    pub struct Model {
        /// Its id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Number of its steps.
        pub version: i64,
        /// Where it stands.
        pub stage: String,
        /// When it was opened.
        pub opened_at: TimeDateTimeWithTimeZone,
        /// When its next clock rings.
        pub due_at: Option<TimeDateTimeWithTimeZone>,
        /// The earliest due time of its running clocks.
        pub legal_due_at: Option<TimeDateTimeWithTimeZone>,
        /// Version of the oldest calendar a running clock was reckoned with.
        pub calendar: i64,
        /// The clock loop of some replica has it until then.
        pub claimed_until: Option<TimeDateTimeWithTimeZone>,
        /// When it was published.
        pub closed_at: Option<TimeDateTimeWithTimeZone>,
        /// Everything, JSON.
        #[sea_orm(column_type = "Text")]
        pub body: String,
    }

    /// The table points at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A paper: it is named by what stands in it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "paper")]
pub struct Model {
    /// SHA-256, hex.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// What stands in it, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The figures of a period, as they were frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// Its days.
    pub span: Span,
    /// Which units are compared.
    pub level: Level,
    /// As of when.
    pub watermarks: Vec<Watermark>,
    /// How many cases are counted.
    pub cases: i64,
    /// The counts, by the units as the facts name them.
    pub cube: Cube,
}

/// Keeps a paper; answers with its hash. The same one is kept once.
///
/// # Errors
/// The database's.
pub async fn keep(db: &impl ConnectionTrait, paper: &impl Serialize) -> Result<String, DbErr> {
    let (hash, body) = named(paper);
    let row = ActiveModel {
        hash: Set(hash.clone()),
        body: Set(body),
    };
    let once = OnConflict::column(Column::Hash).do_nothing().to_owned();
    Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    Ok(hash)
}

/// The hash of a paper.
#[must_use]
pub fn hash(paper: &impl Serialize) -> String {
    named(paper).0
}

fn named(paper: &impl Serialize) -> (String, String) {
    let body = json(paper);
    (name(&body), body)
}

/// What a text is named by.
fn name(body: &str) -> String {
    let digest = Sha256::digest(body.as_bytes());
    digest.iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"))
}

/// A paper by its hash.
///
/// # Errors
/// The database's; one that is not there, or does not hold what its hash says, is corrupt.
pub async fn paper<T: DeserializeOwned>(db: &impl ConnectionTrait, hash: &str) -> Result<T, Unread> {
    let corrupt = |what: String| Corrupt {
        table: "paper",
        id: hash.to_owned(),
        what,
    };
    let row = Entity::find_by_id(hash).one(db).await?;
    let body = row.ok_or_else(|| corrupt("it is not there".to_owned()))?.body;
    if name(&body) != hash {
        return Err(corrupt("its hash is another one".to_owned()).into());
    }
    Ok(serde_json::from_str(&body).map_err(|error| corrupt(error.to_string()))?)
}

/// At most so many periods after a key, newest first; with a stage only those.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    stage: Option<Stage>,
    after: Option<&(i64, Uuid)>,
    limit: u64,
) -> Result<Vec<Filed<Period>>, Unread> {
    let mut query = row::Entity::find();
    if let Some(stage) = stage {
        query = query.filter(row::Column::Stage.eq(stage.as_str()));
    }
    if let Some((micros, id)) = after {
        let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(*micros) * 1_000).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let key = Expr::tuple([Expr::col(row::Column::OpenedAt), Expr::col(row::Column::Id)]);
        query = query.filter(key.lt(Expr::tuple([Expr::val(at), Expr::val(*id)])));
    }
    let query = query.order_by_desc(row::Column::OpenedAt).order_by_desc(row::Column::Id);
    let rows = query.limit(limit).all(db).await?;
    Ok(rows.into_iter().map(Period::read).collect::<Result<_, _>>()?)
}

/// What a list goes on after.
#[must_use]
pub fn key(filed: &Filed<Period>) -> (i64, Uuid) {
    let micros = filed.case.opened_at.unix_timestamp_nanos() / 1_000;
    (i64::try_from(micros).unwrap_or_default(), filed.id)
}

/// A period that everybody may read.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn published(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Filed<Period>>, Unread> {
    let row = row::Entity::find_by_id(id).one(db).await?;
    let filed = row.map(Period::read).transpose()?;
    Ok(filed.filter(|filed| filed.case.stage == Stage::Published))
}

impl Record for Period {
    type Entity = row::Entity;
    type Row = row::ActiveModel;

    const SERVICE: &'static str = "assessment";
    const ID: row::Column = row::Column::Id;
    /// What it says is of units, and of nobody else.
    const SAID: Option<Words> = None;

    fn read(row: row::Model) -> Result<Filed<Self>, Corrupt> {
        let case = serde_json::from_str(&row.body).map_err(|error| Corrupt {
            table: "period",
            id: row.id.to_string(),
            what: error.to_string(),
        })?;
        Ok(Filed {
            id: row.id,
            version: row.version,
            case,
        })
    }

    fn write(filed: &Filed<Self>) -> row::ActiveModel {
        let period = &filed.case;
        row::ActiveModel {
            id: Set(filed.id),
            version: Set(filed.version),
            stage: Set(period.stage.as_str().to_owned()),
            opened_at: Set(to_micros(period.opened_at)),
            due_at: Set(period.clocks.next_ringing().map(|ringing| to_micros(ringing.at))),
            legal_due_at: Set(period.clocks.legal_due(&[]).map(to_micros)),
            calendar: Set(period.clocks.calendar()),
            claimed_until: Set(None),
            closed_at: Set(period.published_at.map(to_micros)),
            body: Set(json(period)),
        }
    }

    fn encode(event: &Event, after: &Filed<Self>) -> Entry {
        Entry {
            kind: event.what.kind(),
            detail: json(event),
            fact: Some(wire::moved(after).encode_to_vec()),
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
