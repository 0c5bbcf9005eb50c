//! The shelf of the registers: one table, in whose columns stands what is searched, and the rest of each entry as JSON. What lies on
//! it is told by its kind; another kind of entry needs no other table.

pub mod engagement;
mod entries;
pub mod period;
mod queue;
mod row;

use std::collections::HashSet;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType};
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::{Row, Standing, overseen};
use shiyu_kit::unit::Code;
use time::Date;

use super::domain::Days;

pub use entries::kind_word;
pub use queue::queue;
use row::ActiveModel;
pub use row::{Column, Entity, Model};

const TABLE: &str = "register_entry";

/// What lies on the shelf.
pub trait Entry: Serialize + DeserializeOwned + Send + Sync {
    /// The word of its kind.
    const KIND: &'static str;
    /// Whether lists show the last first.
    const LAST_FIRST: bool = false;

    /// Its id.
    fn id(&self) -> Uuid;
    /// Whose it is.
    fn unit(&self) -> &Code;
    /// On which days it stands.
    fn days(&self) -> Days;
    /// What lists are sorted by.
    fn rank(&self) -> String;
    /// What it belongs to, of another kind.
    fn parent(&self) -> Option<Uuid> {
        None
    }
    /// What it is, more closely.
    fn word(&self) -> &'static str {
        ""
    }
    /// What else it is found by.
    fn about(&self) -> Option<String> {
        None
    }
}

/// Which entries; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this unit.
    pub unit: Option<Code>,
    /// Belonging to this.
    pub parent: Option<Uuid>,
    /// Of this word.
    pub word: Option<&'static str>,
    /// That stand on this day.
    pub on: Option<Date>,
    /// That begin on this day or later.
    pub from: Option<Date>,
}

/// Where an entry stands in its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    rank: String,
    id: Uuid,
}

/// Where an entry stands.
#[must_use]
pub fn key<E: Entry>(entry: &E) -> Key {
    Key {
        rank: entry.rank(),
        id: entry.id(),
    }
}

/// The entry of this id, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold<E: Entry>(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<E>, Unread> {
    let row = one::<E>(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// The entry of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get<E: Entry>(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<E>, Unread> {
    let row = one::<E>(id).one(db).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// The entries of these ids.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn some<E: Entry>(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<E>, Unread> {
    let rows = of::<E>().filter(Column::Id.is_in(ids.iter().copied())).all(db).await?;
    all_read(&rows)
}

/// The entries about something; few by nature.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn about<E: Entry>(db: &impl ConnectionTrait, what: &str) -> Result<Vec<E>, Unread> {
    let rows = of::<E>().filter(Column::About.eq(what)).all(db).await?;
    all_read(&rows)
}

/// The entries that pass a filter, all of them: where there are few by nature.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn few<E: Entry>(db: &impl ConnectionTrait, filter: &Filter) -> Result<Vec<E>, Unread> {
    let rows = filtered::<E>(filter).all(db).await?;
    all_read(&rows)
}

/// Writes an entry.
///
/// # Errors
/// The database's, or an entry that cannot be written.
pub async fn put<E: Entry>(transaction: &impl ConnectionTrait, standing: Standing, entry: &E) -> Result<(), Unread> {
    let row = write(entry)?.into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` entries within reach that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list<E: Entry>(
    db: &impl ConnectionTrait,
    (filter, reach): (&Filter, &Reach),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<E>, Unread> {
    let rows = question::<E>((filter, reach), after, limit).all(db).await?;
    all_read(&rows)
}

/// What [`list`] asks.
pub(in crate::register) fn question<E: Entry>((filter, reach): (&Filter, &Reach), after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = filtered::<E>(filter);
    if let Some(overseen) = overseen(Column::Unit, reach) {
        query = query.filter(overseen);
    }
    if let Some(Key { rank, id }) = after {
        let row = Expr::tuple([Expr::col(Column::Rank), Expr::col(Column::Id)]);
        let key = Expr::tuple([Expr::val(rank.as_str()), Expr::val(*id)]);
        query = query.filter(if E::LAST_FIRST { row.lt(key) } else { row.gt(key) });
    }
    let query = if E::LAST_FIRST {
        query.order_by_desc(Column::Rank).order_by_desc(Column::Id)
    } else {
        query.order_by_asc(Column::Rank).order_by_asc(Column::Id)
    };
    query.limit(limit)
}

/// At most `limit` entries of a word whose last day is before a day, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn past<E: Entry>(transaction: &impl ConnectionTrait, (word, day): (&str, Date), limit: u64) -> Result<Vec<E>, Unread> {
    let query = of::<E>().filter(Column::Word.eq(word)).filter(Column::ValidTo.lt(day));
    let query = query.order_by_asc(Column::ValidTo).limit(limit);
    let rows = query
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(transaction)
        .await?;
    all_read(&rows)
}

/// Ids of the entries of these words whose last day this is.
///
/// # Errors
/// The database's.
pub async fn ids_until<E: Entry>(db: &impl ConnectionTrait, words: &[&str], last: Date) -> Result<HashSet<Uuid>, DbErr> {
    let query = of::<E>().filter(Column::Word.is_in(words.iter().copied()));
    let query = query.filter(Column::ValidTo.eq(last)).select_only().column(Column::Id);
    Ok(query.into_tuple::<Uuid>().all(db).await?.into_iter().collect())
}

/// Writes many new entries.
///
/// # Errors
/// The database's, or an entry that cannot be written.
pub async fn put_all<E: Entry>(transaction: &impl ConnectionTrait, entries: &[E]) -> Result<(), Unread> {
    for chunk in entries.chunks(500) {
        let rows = chunk
            .iter()
            .map(|entry| write(entry).map(|row| row.into_active_model().reset_all()));
        let rows: Vec<ActiveModel> = rows.collect::<Result<_, _>>()?;
        Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

fn filtered<E: Entry>(filter: &Filter) -> Select<Entity> {
    let mut query = of::<E>();
    if let Some(unit) = &filter.unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    if let Some(parent) = filter.parent {
        query = query.filter(Column::Parent.eq(parent));
    }
    if let Some(word) = filter.word {
        query = query.filter(Column::Word.eq(word));
    }
    if let Some(day) = filter.on {
        let open = Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(day));
        query = query.filter(Column::ValidFrom.lte(day)).filter(open);
    }
    if let Some(day) = filter.from {
        query = query.filter(Column::ValidFrom.gte(day));
    }
    query
}

fn of<E: Entry>() -> Select<Entity> {
    Entity::find().filter(Column::Kind.eq(E::KIND))
}

fn one<E: Entry>(id: Uuid) -> Select<Entity> {
    of::<E>().filter(Column::Id.eq(id))
}

fn all_read<E: Entry>(rows: &[Model]) -> Result<Vec<E>, Unread> {
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn read<E: Entry>(row: &Model) -> Result<E, Corrupt> {
    let told = Row { table: TABLE, id: row.id };
    let entry: E = told.json(&row.body)?;
    if entry.id() == row.id {
        Ok(entry)
    } else {
        Err(told.corrupt("its body is another entry's"))
    }
}

fn write<E: Entry>(entry: &E) -> Result<Model, Corrupt> {
    let unwritten = |error: serde_json::Error| Corrupt {
        table: TABLE,
        id: entry.id().to_string(),
        what: error.to_string(),
    };
    let days = entry.days();
    Ok(Model {
        id: entry.id(),
        kind: E::KIND.to_owned(),
        unit: entry.unit().to_string(),
        parent: entry.parent(),
        word: entry.word().to_owned(),
        about: entry.about(),
        rank: entry.rank(),
        valid_from: days.from,
        valid_to: days.to,
        body: serde_json::to_string(entry).map_err(unwritten)?,
    })
}
