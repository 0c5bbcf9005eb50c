//! The table of standards: a row a version, its content JSON, because it is written and read whole.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::Row;
use time::Date;

use super::domain::{Standard, StandardKind, Subject};

/// A version's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "standard")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Which standard.
    pub kind: String,
    /// Code of the item, or the document.
    pub subject: String,
    /// Its version, unique by kind and subject.
    pub version: i64,
    /// First day.
    pub valid_from: Date,
    /// The document that decides it.
    pub document: String,
    /// When it was put.
    pub put_at: TimeDateTimeWithTimeZone,
    /// What it says, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Every version.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Standard>, Unread> {
    let rows = Entity::find().all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// The newest version of a subject.
///
/// # Errors
/// The database's.
pub async fn newest(db: &impl ConnectionTrait, subject: &Subject) -> Result<Option<i64>, DbErr> {
    let query = Entity::find().select_only().column(Column::Version);
    let query = query
        .filter(Column::Kind.eq(subject.kind().as_str()))
        .filter(Column::Subject.eq(subject.key()));
    query.order_by_desc(Column::Version).into_tuple().one(db).await
}

/// Adds a version.
///
/// # Errors
/// The database's, or a content that cannot be written.
pub async fn add(db: &impl ConnectionTrait, standard: &Standard) -> Result<(), Unread> {
    let row = write(standard)?.into_active_model();
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

fn read(model: Model) -> Result<Standard, Corrupt> {
    let row = row(model.id);
    let kind = row.word("kind", StandardKind::ALL.iter().copied(), |word| word.as_str() == model.kind)?;
    Ok(Standard {
        id: model.id,
        subject: Subject::of(kind, &model.subject).ok_or_else(|| row.corrupt("not a subject of standards"))?,
        version: model.version,
        valid_from: model.valid_from,
        document: model.document,
        put_at: model.put_at,
        body: row.json(&model.body)?,
    })
}

fn write(standard: &Standard) -> Result<Model, Corrupt> {
    let row = row(standard.id);
    Ok(Model {
        id: standard.id,
        kind: standard.subject.kind().as_str().to_owned(),
        subject: standard.subject.key().to_owned(),
        version: standard.version,
        valid_from: standard.valid_from,
        document: standard.document.clone(),
        put_at: standard.put_at,
        body: serde_json::to_string(&standard.body).map_err(|error| row.corrupt(error.to_string()))?,
    })
}

const fn row(id: Uuid) -> Row {
    Row { table: "standard", id }
}
