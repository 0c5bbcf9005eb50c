//! The table of regulated objects.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::{Row, Standing, overseen};
use shiyu_kit::unit::Code;
use time::Date;

use super::{Unread, json};
use crate::inspection::domain::{Object, ObjectDraft, ObjectKind};

/// Counting stops here.
pub const MOST_COUNTED: u64 = 10_000;

/// An object's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "regulated_object")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What kind.
    pub kind: String,
    /// Of an enterprise, its credit code; unique.
    pub credit_code: Option<String>,
    /// Its name.
    pub title: String,
    /// The town it lies in.
    pub town: String,
    /// The town or village.
    pub place: String,
    /// Its trade.
    pub category: String,
    /// The unit that answers for it.
    pub unit: String,
    /// The day it came into the register.
    pub since: Date,
    /// The day of the last visit.
    pub visited_on: Option<Date>,
    /// By which day it is to be visited.
    pub due_on: Option<Date>,
    /// Whether it is no more.
    pub closed: bool,
    /// The rest, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Serialize, Deserialize)]
struct Body {
    grid: Option<String>,
    whereabouts: String,
    cadence: Option<u16>,
}

/// Which objects; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this town or village.
    pub place: Option<Code>,
    /// Of this trade.
    pub category: Option<String>,
    /// Of this unit.
    pub unit: Option<Code>,
    /// To be visited on this day or before; they are listed by that day.
    pub due_by: Option<Date>,
    /// Those that are no more as well.
    pub closed: bool,
}

/// Where an object stands in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    due: Option<Date>,
    town: String,
    id: Uuid,
}

/// Where an object stands in a list.
#[must_use]
pub fn key(object: &Object) -> Key {
    Key {
        due: object.due_on(),
        town: town(&object.draft.place),
        id: object.draft.id,
    }
}

/// The object of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Object>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.as_ref().map(read).transpose()?)
}

/// As [`get`], held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Object>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Whose credit code that is.
///
/// # Errors
/// The database's.
pub async fn with_credit_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<Uuid>, DbErr> {
    let found = Entity::find().filter(Column::CreditCode.eq(code)).one(db).await?;
    Ok(found.map(|row| row.id))
}

/// Ids of the objects a draw is made from: of a trade and a place, and not closed; at most `limit`.
///
/// # Errors
/// The database's.
pub async fn pool(db: &impl ConnectionTrait, (category, place): (Option<&str>, Option<&Code>), limit: u64) -> Result<Vec<Uuid>, DbErr> {
    let filter = Filter {
        place: place.cloned(),
        category: category.map(str::to_owned),
        ..Filter::default()
    };
    let query = passing(Entity::find(), &filter).select_only().column(Column::Id);
    query.order_by_asc(Column::Id).limit(limit).into_tuple().all(db).await
}

/// Writes an object.
///
/// # Errors
/// The database's, or an object that cannot be written.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, object: &Object) -> Result<(), Unread> {
    let row = write(object)?.into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` objects within a reach that pass the filter, after the key: by town, or those due by the day they are due on.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (filter, reach): (&Filter, &Reach),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Object>, Unread> {
    let mut query = seen(filter, reach);
    let first = if filter.due_by.is_some() { Column::DueOn } else { Column::Town };
    if let Some(after) = after {
        let row = Expr::tuple([Expr::col(first), Expr::col(Column::Id)]);
        let key = match after.due.filter(|_| filter.due_by.is_some()) {
            Some(due) => Expr::tuple([Expr::val(due), Expr::val(after.id)]),
            None => Expr::tuple([Expr::val(after.town.as_str()), Expr::val(after.id)]),
        };
        query = query.filter(row.gt(key));
    }
    let query = query.order_by_asc(first).order_by_asc(Column::Id).limit(limit);
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// How many objects within a reach pass the filter, at most one more than [`MOST_COUNTED`].
///
/// # Errors
/// The database's.
pub async fn count(db: &impl ConnectionTrait, filter: &Filter, reach: &Reach) -> Result<u64, DbErr> {
    let some = seen(filter, reach).select_only().column(Column::Id).limit(MOST_COUNTED + 1);
    let found: Vec<Uuid> = some.into_tuple().all(db).await?;
    Ok(u64::try_from(found.len()).unwrap_or(u64::MAX))
}

fn seen(filter: &Filter, reach: &Reach) -> Select<Entity> {
    let mut query = passing(Entity::find(), filter);
    if let Some(overseen) = overseen(Column::Unit, reach) {
        query = query.filter(overseen);
    }
    query
}

fn passing(mut query: Select<Entity>, filter: &Filter) -> Select<Entity> {
    if let Some(place) = &filter.place {
        query = match place.division().len() {
            9 => query.filter(Column::Town.eq(place.as_str())),
            12 => query.filter(Column::Place.eq(place.as_str())),
            _ => query,
        };
    }
    if let Some(category) = &filter.category {
        query = query.filter(Column::Category.eq(category.as_str()));
    }
    if let Some(unit) = &filter.unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    if let Some(day) = filter.due_by {
        query = query.filter(Column::DueOn.lte(day));
    }
    if !filter.closed {
        query = query.filter(Column::Closed.eq(false));
    }
    query
}

/// The town of a town or village.
fn town(place: &Code) -> String {
    place.division().chars().take(9).collect()
}

fn read(model: &Model) -> Result<Object, Corrupt> {
    let row = Row {
        table: "regulated_object",
        id: model.id,
    };
    let body: Body = row.json(&model.body)?;
    Ok(Object {
        draft: ObjectDraft {
            id: model.id,
            kind: row.word("kind", ObjectKind::ALL.iter().copied(), |word| word.as_str() == model.kind)?,
            credit_code: model.credit_code.clone(),
            title: model.title.clone(),
            place: row.code(&model.place)?,
            grid: body.grid,
            whereabouts: body.whereabouts,
            category: model.category.clone(),
            unit: row.code(&model.unit)?,
            cadence: body.cadence,
        },
        since: model.since,
        visited_on: model.visited_on,
        closed: model.closed,
    })
}

fn write(object: &Object) -> Result<Model, Corrupt> {
    let draft = &object.draft;
    let body = Body {
        grid: draft.grid.clone(),
        whereabouts: draft.whereabouts.clone(),
        cadence: draft.cadence,
    };
    Ok(Model {
        id: draft.id,
        kind: draft.kind.as_str().to_owned(),
        credit_code: draft.credit_code.clone(),
        title: draft.title.clone(),
        town: town(&draft.place),
        place: draft.place.to_string(),
        category: draft.category.clone(),
        unit: draft.unit.to_string(),
        since: object.since,
        visited_on: object.visited_on,
        due_on: object.due_on(),
        closed: object.closed,
        body: json("regulated_object", draft.id, &body)?,
    })
}
