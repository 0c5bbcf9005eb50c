//! The events of the past, as far as a routing table asks about them: read from the row of the event, never from what people said.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{QueryOrder, QuerySelect, Select};
use serde::Deserialize;
use serde::de::IgnoredAny;
use shiyu_kit::database::Database;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::Row;
use shiyu_kit::unit::Code;

use crate::dispatch::domain::{Key, PastEvent, PastEvents, Window};
use crate::domain::terms::{Level, Place};

/// The columns of an event that are asked about.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incident")]
pub struct Model {
    /// The event's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its subclass.
    pub class_code: String,
    /// The level that has or had it.
    pub level: String,
    /// Code of the unit that has or had it.
    pub unit: String,
    /// When it was reported.
    pub opened_at: TimeDateTimeWithTimeZone,
    /// Everything else, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What is read of everything else.
#[derive(Deserialize)]
struct Body {
    place: Place,
    #[serde(default)]
    course: Course,
}

/// What is read of its course.
#[derive(Default, Deserialize)]
struct Course {
    #[serde(default)]
    dispatches: Vec<IgnoredAny>,
    #[serde(default)]
    returns: Vec<Return>,
}

/// What is read of its being sent back.
#[derive(Deserialize)]
struct Return {
    by_unit: Code,
}

/// The events in the table of events.
#[derive(Debug, Clone)]
pub struct Incidents {
    db: Database,
}

impl Incidents {
    /// Those of a database.
    #[must_use]
    pub const fn new(db: Database) -> Self {
        Self { db }
    }
}

impl PastEvents for Incidents {
    async fn page(&self, window: Window, after: Option<Key>, limit: u64) -> Result<Vec<PastEvent>, Unread> {
        let rows = question(window, after, limit).all(&self.db.reader).await?;
        Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
    }
}

pub(in crate::dispatch) fn question(window: Window, after: Option<Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find()
        .filter(Column::OpenedAt.gte(window.from))
        .filter(Column::OpenedAt.lt(window.to));
    if let Some(Key { at, id }) = after {
        let row = Expr::tuple([Expr::col(Column::OpenedAt), Expr::col(Column::Id)]);
        query = query.filter(row.gt(Expr::tuple([Expr::val(at), Expr::val(id)])));
    }
    query.order_by_asc(Column::OpenedAt).order_by_asc(Column::Id).limit(limit)
}

fn read(model: &Model) -> Result<PastEvent, Corrupt> {
    let row = Row {
        table: "incident",
        id: model.id,
    };
    let body: Body = row.json(&model.body)?;
    Ok(PastEvent {
        id: model.id,
        class: model.class_code.parse().map_err(|_| row.corrupt("not a subclass"))?,
        level: row.word("level", Level::ALL, |level| level.as_str() == model.level)?,
        place: body.place,
        at: model.opened_at,
        unit: row.code(&model.unit)?,
        returned: body.course.returns.into_iter().map(|back| back.by_unit).collect(),
        dispatched: !body.course.dispatches.is_empty(),
    })
}
