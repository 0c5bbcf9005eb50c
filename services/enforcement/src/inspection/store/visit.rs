//! The table of visits.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::{Row, Standing, overseen};
use shiyu_kit::unit::Code;
use time::Date;

use super::{DayKey, Unread, json};
use crate::inspection::domain::{Made, Party, Publication, Visit, VisitKind, VisitState};

/// A visit's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Why it is made.
    pub kind: String,
    /// The object.
    pub object: Uuid,
    /// The leading unit.
    pub unit: String,
    /// Where it is.
    pub place: String,
    /// The planned day.
    pub planned_on: Date,
    /// Where it stands.
    pub state: String,
    /// The draw it comes from.
    pub draw: Option<Uuid>,
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
    title: String,
    parties: Vec<Party>,
    made: Option<Made>,
    publication: Option<Publication>,
    reason: String,
}

/// Which visits; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this object.
    pub object: Option<Uuid>,
    /// Of this draw.
    pub draw: Option<Uuid>,
    /// Led by this unit.
    pub unit: Option<Code>,
    /// In this state.
    pub state: Option<VisitState>,
}

/// Where a visit stands in a list.
#[must_use]
pub const fn key(visit: &Visit) -> DayKey {
    DayKey {
        day: visit.planned_on,
        id: visit.id,
    }
}

/// The visit of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Visit>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.as_ref().map(read).transpose()?)
}

/// As [`get`], held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Visit>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// A visit to an object that is planned, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn planned(transaction: &impl ConnectionTrait, object: Uuid) -> Result<Option<Visit>, Unread> {
    let query = Entity::find()
        .filter(Column::Object.eq(object))
        .filter(Column::State.eq(VisitState::Planned.as_str()))
        .order_by_asc(Column::PlannedOn);
    let row = query.lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Writes a visit.
///
/// # Errors
/// The database's, or a visit that cannot be written.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, visit: &Visit) -> Result<(), Unread> {
    let row = write(visit)?.into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` visits within a reach that pass the filter, after the key, the latest planned day first.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (filter, reach): (&Filter, &Reach),
    after: Option<&DayKey>,
    limit: u64,
) -> Result<Vec<Visit>, Unread> {
    let mut query = Entity::find();
    if let Some(overseen) = overseen(Column::Unit, reach) {
        query = query.filter(overseen);
    }
    if let Some(object) = filter.object {
        query = query.filter(Column::Object.eq(object));
    }
    if let Some(draw) = filter.draw {
        query = query.filter(Column::Draw.eq(draw));
    }
    if let Some(unit) = &filter.unit {
        query = query.filter(Column::Unit.eq(unit.as_str()));
    }
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.as_str()));
    }
    if let Some(after) = after {
        let row = Expr::tuple([Expr::col(Column::PlannedOn), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(after.day), Expr::val(after.id)])));
    }
    let query = query.order_by_desc(Column::PlannedOn).order_by_desc(Column::Id).limit(limit);
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn read(model: &Model) -> Result<Visit, Corrupt> {
    let row = Row {
        table: "inspection",
        id: model.id,
    };
    let body: Body = row.json(&model.body)?;
    Ok(Visit {
        id: model.id,
        kind: row.word("kind", VisitKind::ALL.iter().copied(), |word| word.as_str() == model.kind)?,
        object: model.object,
        title: body.title,
        place: row.code(&model.place)?,
        parties: body.parties,
        planned_on: model.planned_on,
        state: row.word("state", VisitState::ALL.iter().copied(), |word| word.as_str() == model.state)?,
        draw: model.draw,
        result: body.made,
        publication: body.publication,
        reason: body.reason,
    })
}

fn write(visit: &Visit) -> Result<Model, Corrupt> {
    let body = Body {
        title: visit.title.clone(),
        parties: visit.parties.clone(),
        made: visit.result.clone(),
        publication: visit.publication.clone(),
        reason: visit.reason.clone(),
    };
    Ok(Model {
        id: visit.id,
        kind: visit.kind.as_str().to_owned(),
        object: visit.object,
        unit: visit.lead().map(ToString::to_string).unwrap_or_default(),
        place: visit.place.to_string(),
        planned_on: visit.planned_on,
        state: visit.state.as_str().to_owned(),
        draw: visit.draw,
        body: json("inspection", visit.id, &body)?,
    })
}
