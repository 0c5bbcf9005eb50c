//! The table of draws.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::{Row, Standing, overseen};

use super::{TimeKey, Unread, json};
use crate::inspection::domain::{Announcement, Draw, DrawState, Drawn, Pool, Publication};

/// A draw's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection_draw")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The unit that draws.
    pub unit: String,
    /// Where it stands.
    pub state: String,
    /// When it was announced.
    pub announced_at: TimeDateTimeWithTimeZone,
    /// Fingerprint of its pool.
    pub fingerprint: String,
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
    announcement: Announcement,
    pool: Pool,
    drawn: Option<Drawn>,
    publication: Option<Publication>,
}

/// Whose draws are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Those that are published, to everybody.
    Published,
    /// Those within a reach.
    Within(Reach),
}

/// Where a draw stands in a list.
#[must_use]
pub const fn key(draw: &Draw) -> TimeKey {
    TimeKey {
        at: draw.announced_at,
        id: draw.announcement.id,
    }
}

/// The draw of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Draw>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.as_ref().map(read).transpose()?)
}

/// As [`get`], held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Draw>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Writes a draw.
///
/// # Errors
/// The database's, or a draw that cannot be written.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, draw: &Draw) -> Result<(), Unread> {
    let row = write(draw)?.into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` draws that are shown, after the key, the latest announced first.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, shown: &Shown, after: Option<&TimeKey>, limit: u64) -> Result<Vec<Draw>, Unread> {
    let mut query = Entity::find();
    match shown {
        Shown::Published => query = query.filter(Column::State.eq(DrawState::Published.as_str())),
        Shown::Within(reach) => {
            if let Some(overseen) = overseen(Column::Unit, reach) {
                query = query.filter(overseen);
            }
        }
    }
    if let Some(after) = after {
        let row = Expr::tuple([Expr::col(Column::AnnouncedAt), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(after.at), Expr::val(after.id)])));
    }
    let query = query.order_by_desc(Column::AnnouncedAt).order_by_desc(Column::Id).limit(limit);
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn read(model: &Model) -> Result<Draw, Corrupt> {
    let row = Row {
        table: "inspection_draw",
        id: model.id,
    };
    let body: Body = row.json(&model.body)?;
    Ok(Draw {
        announcement: body.announcement,
        pool: body.pool,
        fingerprint: model.fingerprint.clone(),
        state: row.word("state", DrawState::ALL.iter().copied(), |word| word.as_str() == model.state)?,
        announced_at: model.announced_at,
        drawn: body.drawn,
        publication: body.publication,
    })
}

fn write(draw: &Draw) -> Result<Model, Corrupt> {
    let body = Body {
        announcement: draw.announcement.clone(),
        pool: draw.pool.clone(),
        drawn: draw.drawn.clone(),
        publication: draw.publication.clone(),
    };
    Ok(Model {
        id: draw.announcement.id,
        unit: draw.announcement.unit.to_string(),
        state: draw.state.as_str().to_owned(),
        announced_at: draw.announced_at,
        fingerprint: draw.fingerprint.clone(),
        body: json("inspection_draw", draw.announcement.id, &body)?,
    })
}
