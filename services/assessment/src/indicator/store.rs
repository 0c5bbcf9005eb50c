//! The table of indicators: a row a version, its content JSON, because it is written and read whole.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::case::json;
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::Row;

use super::domain::{Content, Indicator, Stage};

/// A version's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// Unique by code.
    pub version: i64,
    /// Where it stands.
    pub stage: String,
    /// Since when.
    pub moved_at: TimeDateTimeWithTimeZone,
    /// What it says, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Serialize, Deserialize)]
struct Body {
    content: Content,
    consultation: Option<String>,
}

/// A version; the latest of all for none.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn find(db: &impl ConnectionTrait, code: &str, version: Option<i64>) -> Result<Option<Indicator>, Unread> {
    let query = Entity::find().filter(Column::Code.eq(code)).order_by_desc(Column::Version);
    let query = match version {
        Some(version) => query.filter(Column::Version.eq(version)),
        None => query,
    };
    Ok(query.one(db).await?.map(read).transpose()?)
}

/// One version.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn version(db: &impl ConnectionTrait, code: &str, version: i64) -> Result<Option<Indicator>, Unread> {
    find(db, code, Some(version)).await
}

/// The versions that are active, by code.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn active(db: &impl ConnectionTrait) -> Result<Vec<Indicator>, Unread> {
    let query = Entity::find().filter(Column::Stage.eq(Stage::Active.as_str()));
    let rows = query.order_by_asc(Column::Code).order_by_asc(Column::Version).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// At most so many versions after a key, by code and version.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    stage: Option<Stage>,
    after: Option<&(String, i64)>,
    limit: u64,
) -> Result<Vec<Indicator>, Unread> {
    let mut query = Entity::find();
    if let Some(stage) = stage {
        query = query.filter(Column::Stage.eq(stage.as_str()));
    }
    if let Some((code, version)) = after {
        let key = Expr::tuple([Expr::col(Column::Code), Expr::col(Column::Version)]);
        query = query.filter(key.gt(Expr::tuple([Expr::val(code.as_str()), Expr::val(*version)])));
    }
    let query = query.order_by_asc(Column::Code).order_by_asc(Column::Version);
    let rows = query.limit(limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// Writes a version: a new one, or one that moved.
///
/// # Errors
/// The database's.
pub async fn put(db: &impl ConnectionTrait, indicator: &Indicator, new: bool) -> Result<(), DbErr> {
    let row = write(indicator);
    if new {
        Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    } else {
        Entity::update(row.into_active_model().reset_all()).exec(db).await?;
    }
    Ok(())
}

fn read(model: Model) -> Result<Indicator, Corrupt> {
    let row = Row {
        table: "indicator",
        id: model.id,
    };
    let Body { content, consultation } = row.json(&model.body)?;
    Ok(Indicator {
        id: model.id,
        code: model.code,
        version: model.version,
        stage: row.word("stage", Stage::ALL, |stage| stage.as_str() == model.stage)?,
        moved_at: model.moved_at,
        content,
        consultation,
    })
}

fn write(indicator: &Indicator) -> Model {
    Model {
        id: indicator.id,
        code: indicator.code.clone(),
        version: indicator.version,
        stage: indicator.stage.as_str().to_owned(),
        moved_at: to_micros(indicator.moved_at),
        body: json(&Body {
            content: indicator.content.clone(),
            consultation: indicator.consultation.clone(),
        }),
    }
}
