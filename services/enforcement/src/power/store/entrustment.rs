//! The table of entrustments.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::{Row, Standing};
use shiyu_kit::unit::Code;
use time::Date;

use super::{DayKey, Unread, json};
use crate::power::domain::{Entrustment, PowerCode};

/// An entrustment's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entrustment")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// In whose name.
    pub principal: String,
    /// Who acts.
    pub agent: String,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Date,
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
    codes: Vec<PowerCode>,
    letter: String,
    published_in: String,
}

/// Where an entrustment stands.
#[must_use]
pub const fn key(row: &Entrustment) -> DayKey {
    DayKey { day: row.from, id: row.id }
}

/// Every entrustment.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Entrustment>, Unread> {
    let rows = Entity::find().all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// One, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Entrustment>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Those by which somebody acts in another's name.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn to(db: &impl ConnectionTrait, agent: &Code) -> Result<Vec<Entrustment>, Unread> {
    let rows = Entity::find().filter(Column::Agent.eq(agent.as_str())).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// Writes one.
///
/// # Errors
/// The database's, or an entrustment that cannot be written.
pub async fn put(db: &impl ConnectionTrait, standing: Standing, row: &Entrustment) -> Result<(), Unread> {
    let row = write(row)?.into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(db).await?,
        Standing::Known => _ = Entity::update(row).exec(db).await?,
    }
    Ok(())
}

/// At most `limit` entrustments after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    principal: Option<&Code>,
    after: Option<&DayKey>,
    limit: u64,
) -> Result<Vec<Entrustment>, Unread> {
    let mut query = Entity::find();
    if let Some(principal) = principal {
        query = query.filter(Column::Principal.eq(principal.as_str()));
    }
    if let Some(after) = after {
        let row = Expr::tuple([Expr::col(Column::ValidFrom), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(after.day), Expr::val(after.id)])));
    }
    let query = query.order_by_desc(Column::ValidFrom).order_by_desc(Column::Id).limit(limit);
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn read(model: &Model) -> Result<Entrustment, Corrupt> {
    let row = Row {
        table: "entrustment",
        id: model.id,
    };
    let body: Body = row.json(&model.body)?;
    Ok(Entrustment {
        id: model.id,
        principal: row.code(&model.principal)?,
        agent: row.code(&model.agent)?,
        codes: body.codes,
        from: model.valid_from,
        to: model.valid_to,
        letter: body.letter,
        published_in: body.published_in,
    })
}

fn write(row: &Entrustment) -> Result<Model, Corrupt> {
    let body = Body {
        codes: row.codes.clone(),
        letter: row.letter.clone(),
        published_in: row.published_in.clone(),
    };
    Ok(Model {
        id: row.id,
        principal: row.principal.to_string(),
        agent: row.agent.to_string(),
        valid_from: row.from,
        valid_to: row.to,
        body: json("entrustment", row.id, &body)?,
    })
}
