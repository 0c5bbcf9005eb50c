//! The table of plans, and which of them need rounds.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::{Row, Standing, overseen};
use time::Date;

use super::Unread;
use crate::domain::terms::GridCode;
use crate::patrol::domain::Plan;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "patrol_plan")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the grid.
    pub grid: String,
    /// Code of the grid's village.
    pub village: String,
    /// Rounds are made up to the day before; none when there are no more to make.
    pub next_from: Option<Date>,
    /// The plan, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Where a plan stands: by grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    grid: String,
    id: Uuid,
}

/// Where a plan stands.
#[must_use]
pub fn key(plan: &Plan) -> Key {
    Key {
        grid: plan.grid.to_string(),
        id: plan.id,
    }
}

/// The plan of this id, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Plan>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// The plan of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Plan>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.as_ref().map(read).transpose()?)
}

/// Writes a plan, and from which day on it needs rounds.
///
/// # Errors
/// The database's, or a plan that cannot be written.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, plan: &Plan, next_from: Option<Date>) -> Result<(), Unread> {
    let row = Model {
        id: plan.id,
        grid: plan.grid.to_string(),
        village: super::round::village(&plan.grid),
        next_from,
        body: super::round::json(("patrol_plan", plan.id), plan)?,
    };
    let row = row.into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` plans within a reach, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (grid, reach): (Option<&GridCode>, &Reach),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Plan>, Unread> {
    let mut query = Entity::find();
    if let Some(overseen) = overseen(Column::Village, reach) {
        query = query.filter(overseen);
    }
    if let Some(grid) = grid {
        query = query.filter(Column::Grid.eq(grid.as_str()));
    }
    if let Some(Key { grid, id }) = after {
        let row = Expr::tuple([Expr::col(Column::Grid), Expr::col(Column::Id)]);
        query = query.filter(row.gt(Expr::tuple([Expr::val(grid.as_str()), Expr::val(*id)])));
    }
    let query = query.order_by_asc(Column::Grid).order_by_asc(Column::Id).limit(limit);
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// Plans that need rounds for a day, held until the end of the transaction; what another replica holds is passed over.
///
/// # Errors
/// The database's.
pub async fn wanting(transaction: &impl ConnectionTrait, day: Date, limit: u64) -> Result<Vec<Model>, DbErr> {
    let query = Entity::find()
        .filter(Column::NextFrom.lte(day))
        .order_by_asc(Column::NextFrom)
        .limit(limit);
    query
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(transaction)
        .await
}

/// From which day on a plan needs rounds.
///
/// # Errors
/// The database's.
pub async fn advance(transaction: &impl ConnectionTrait, id: Uuid, next_from: Option<Date>) -> Result<(), DbErr> {
    let update = Entity::update_many().col_expr(Column::NextFrom, Expr::value(next_from));
    update.filter(Column::Id.eq(id)).exec(transaction).await.map(drop)
}

/// The plan of a row.
///
/// # Errors
/// When it cannot be read.
pub fn read(model: &Model) -> Result<Plan, Corrupt> {
    let row = Row {
        table: "patrol_plan",
        id: model.id,
    };
    row.json(&model.body)
}
