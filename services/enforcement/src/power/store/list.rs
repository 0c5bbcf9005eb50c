//! The table of editions, and beside it that of what they say, because lists of editions do without.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::Row;
use time::Date;

use super::{Unread, json};
use crate::power::Edition;
use crate::power::domain::{Content, InFlight, ListState, PowerList, Publication};

/// An edition's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "power_list")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its version, unique.
    pub version: i64,
    /// Where it stands.
    pub state: String,
    /// The document that decides it.
    pub document: String,
    /// From which day on it is in force.
    pub cut_over: Date,
    /// What becomes of cases in flight.
    pub in_flight: String,
    /// How many items it has.
    pub items: i32,
    /// How many departments they come from.
    pub origins: i32,
    /// How many units were given any.
    pub holders: i32,
    /// Day of publication.
    pub published_on: Option<Date>,
    /// Where it was published.
    pub published_in: Option<String>,
    /// Subject of who published it.
    pub published_by: Option<String>,
    /// When it was brought.
    pub created_at: TimeDateTimeWithTimeZone,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What the editions say.
pub mod said {
    use sea_orm::entity::prelude::*;

    /// The items of an edition, written and read whole.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "power_list_content")]
    pub struct Model {
        /// The edition's id.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The items, JSON.
        #[sea_orm(column_type = "Text")]
        pub content: String,
    }

    /// The table points at nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Where an edition stands: by version, the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    version: i64,
}

/// Where an edition stands.
#[must_use]
pub const fn key(list: &PowerList) -> Key {
    Key { version: list.version }
}

/// Every published edition with its items.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn published(db: &impl ConnectionTrait) -> Result<Vec<Edition>, Unread> {
    let rows = Entity::find()
        .filter(Column::State.eq(ListState::Published.as_str()))
        .all(db)
        .await?;
    let mut editions = Vec::new();
    for row in &rows {
        editions.push(edition(db, row).await?);
    }
    Ok(editions)
}

/// The published edition in force on a day.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn in_force(db: &impl ConnectionTrait, on: Date) -> Result<Option<Edition>, Unread> {
    latest(db, Some(on)).await
}

/// The published edition that begins last.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn newest(db: &impl ConnectionTrait) -> Result<Option<Edition>, Unread> {
    latest(db, None).await
}

async fn latest(db: &impl ConnectionTrait, on: Option<Date>) -> Result<Option<Edition>, Unread> {
    let mut query = Entity::find().filter(Column::State.eq(ListState::Published.as_str()));
    if let Some(on) = on {
        query = query.filter(Column::CutOver.lte(on));
    }
    match query.order_by_desc(Column::CutOver).one(db).await? {
        Some(row) => Ok(Some(edition(db, &row).await?)),
        None => Ok(None),
    }
}

async fn edition(db: &impl ConnectionTrait, model: &Model) -> Result<Edition, Unread> {
    let content = content(db, model.id).await?;
    Ok(Edition {
        list: read(model)?,
        content: content.ok_or_else(|| row(model.id).corrupt("its items are missing"))?,
    })
}

/// What an edition says.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn content(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Content>, Unread> {
    let found = said::Entity::find_by_id(id).one(db).await?;
    Ok(found.map(|said| row(id).json(&said.content)).transpose()?)
}

/// An edition.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<PowerList>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.as_ref().map(read).transpose()?)
}

/// As [`get`], held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<PowerList>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// At most `limit` editions after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, after: Option<&Key>, limit: u64) -> Result<Vec<PowerList>, Unread> {
    let mut query = Entity::find();
    if let Some(Key { version }) = after {
        query = query.filter(Column::Version.lt(*version));
    }
    let rows = query.order_by_desc(Column::Version).limit(limit).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// The version after the newest.
///
/// # Errors
/// The database's.
pub async fn next_version(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let newest = Entity::find().select_only().column(Column::Version).order_by_desc(Column::Version);
    let newest: Option<i64> = newest.into_tuple().one(db).await?;
    Ok(newest.map_or(1, |version| version + 1))
}

/// Adds an edition and what it says.
///
/// # Errors
/// The database's, or a content that cannot be written.
pub async fn add(db: &impl ConnectionTrait, list: &PowerList, content: &Content) -> Result<(), Unread> {
    let row = write(list).into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    let row = said::ActiveModel {
        id: Set(list.id),
        content: Set(json("power_list_content", list.id, content)?),
    };
    said::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Writes an edition that is there.
///
/// # Errors
/// The database's.
pub async fn put(db: &impl ConnectionTrait, list: &PowerList) -> Result<(), DbErr> {
    Entity::update(write(list).into_active_model().reset_all()).exec(db).await?;
    Ok(())
}

fn read(model: &Model) -> Result<PowerList, Corrupt> {
    let row = row(model.id);
    let publication = model.published_on.zip(model.published_in.clone()).zip(model.published_by.clone());
    Ok(PowerList {
        id: model.id,
        version: model.version,
        state: row.word("state", ListState::ALL.iter().copied(), |word| word.as_str() == model.state)?,
        document: model.document.clone(),
        cut_over: model.cut_over,
        in_flight: row.word("in_flight", InFlight::ALL.iter().copied(), |word| word.as_str() == model.in_flight)?,
        items: model.items,
        origins: model.origins,
        holders: model.holders,
        publication: publication.map(|((on, place), by)| Publication { on, place, by }),
        created_at: model.created_at,
    })
}

fn write(list: &PowerList) -> Model {
    let publication = list.publication.as_ref();
    Model {
        id: list.id,
        version: list.version,
        state: list.state.as_str().to_owned(),
        document: list.document.clone(),
        cut_over: list.cut_over,
        in_flight: list.in_flight.as_str().to_owned(),
        items: list.items,
        origins: list.origins,
        holders: list.holders,
        published_on: publication.map(|publication| publication.on),
        published_in: publication.map(|publication| publication.place.clone()),
        published_by: publication.map(|publication| publication.by.clone()),
        created_at: list.created_at,
    }
}

const fn row(id: Uuid) -> Row {
    Row { table: "power_list", id }
}
