//! The table of officers.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::{Row, Standing, overseen};
use shiyu_kit::unit::Code;
use time::Date;

use super::domain::{Certificate, Officer, OfficerKind};

/// An officer's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "officer")]
pub struct Model {
    /// Id in the register.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Subject of the token, unique.
    pub subject: String,
    /// The name as documents have it.
    pub display_name: String,
    /// The unit.
    pub unit: String,
    /// Officer or auxiliary.
    pub kind: String,
    /// Number of the certificate, unique.
    pub certificate: Option<String>,
    /// The last day of somebody who left.
    pub left_on: Option<Date>,
    /// When it last changed.
    pub changed_at: TimeDateTimeWithTimeZone,
    /// The certificate, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which officers; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this unit.
    pub unit: Option<Code>,
    /// Of this kind.
    pub kind: Option<OfficerKind>,
    /// Who did not leave before this day.
    pub there_on: Option<Date>,
}

/// Where an officer stands in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    unit: String,
    id: Uuid,
}

/// Where an officer stands in a list.
#[must_use]
pub fn key(officer: &Officer) -> Key {
    Key {
        unit: officer.unit.to_string(),
        id: officer.id,
    }
}

/// Everybody.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Officer>, Unread> {
    let rows = Entity::find().all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// One of them.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Officer>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.as_ref().map(read).transpose()?)
}

/// As [`get`], held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Officer>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Whose subject that is.
///
/// # Errors
/// The database's.
pub async fn with_subject(db: &impl ConnectionTrait, subject: &str) -> Result<Option<Uuid>, DbErr> {
    let found = Entity::find().filter(Column::Subject.eq(subject)).one(db).await?;
    Ok(found.map(|row| row.id))
}

/// Whose certificate that is.
///
/// # Errors
/// The database's.
pub async fn with_certificate(db: &impl ConnectionTrait, number: &str) -> Result<Option<Uuid>, DbErr> {
    let found = Entity::find().filter(Column::Certificate.eq(number)).one(db).await?;
    Ok(found.map(|row| row.id))
}

/// Writes somebody.
///
/// # Errors
/// The database's, or a row that cannot be written.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, officer: &Officer) -> Result<(), Unread> {
    let row = write(officer)?.into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` officers within a reach that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (filter, reach): (&Filter, &Reach),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Officer>, Unread> {
    let mut query = Entity::find();
    if let Some(overseen) = overseen(Column::Unit, reach) {
        query = query.filter(overseen);
    }
    if let Some(unit) = &filter.unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    if let Some(day) = filter.there_on {
        query = query.filter(Column::LeftOn.is_null().or(Column::LeftOn.gte(day)));
    }
    if let Some(after) = after {
        let row = Expr::tuple([Expr::col(Column::Unit), Expr::col(Column::Id)]);
        query = query.filter(row.gt(Expr::tuple([Expr::val(after.unit.as_str()), Expr::val(after.id)])));
    }
    let query = query.order_by_asc(Column::Unit).order_by_asc(Column::Id).limit(limit);
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn read(model: &Model) -> Result<Officer, Corrupt> {
    let row = Row {
        table: "officer",
        id: model.id,
    };
    let certificate: Option<Certificate> = row.json(&model.body)?;
    Ok(Officer {
        id: model.id,
        subject: model.subject.clone(),
        name: model.display_name.clone(),
        unit: row.code(&model.unit)?,
        kind: row.word("kind", OfficerKind::ALL.iter().copied(), |word| word.as_str() == model.kind)?,
        certificate,
        left_on: model.left_on,
        changed_at: model.changed_at,
    })
}

fn write(officer: &Officer) -> Result<Model, Corrupt> {
    let row = Row {
        table: "officer",
        id: officer.id,
    };
    Ok(Model {
        id: officer.id,
        subject: officer.subject.clone(),
        display_name: officer.name.clone(),
        unit: officer.unit.to_string(),
        kind: officer.kind.as_str().to_owned(),
        certificate: officer.certificate.as_ref().map(|certificate| certificate.number.clone()),
        left_on: officer.left_on,
        changed_at: officer.changed_at,
        body: serde_json::to_string(&officer.certificate).map_err(|error| row.corrupt(error.to_string()))?,
    })
}
