//! The table of boundaries, and its list by the time they were raised.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::{Row, Standing};
use time::OffsetDateTime;

use super::case::{Case, Settlement, State};

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "boundary")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The case file, by its name.
    pub file: String,
    /// Codes of the counties, JSON.
    #[sea_orm(column_type = "Text")]
    pub counties: String,
    /// Code of the division where the act was found.
    pub place: String,
    /// Where it stands.
    pub state: String,
    /// When it was raised.
    pub raised_at: TimeDateTimeWithTimeZone,
    /// When the city was asked.
    pub referred_at: Option<TimeDateTimeWithTimeZone>,
    /// What the counties that were asked said, JSON.
    #[sea_orm(column_type = "Text")]
    pub answers: String,
    /// Code of the county that has it.
    pub owner: Option<String>,
    /// Whether the city designated it.
    pub designated: bool,
    /// Reference of the designation.
    pub reference: String,
    /// When it was settled.
    pub settled_at: Option<TimeDateTimeWithTimeZone>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which boundaries; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this state.
    pub state: Option<State>,
}

/// Where a boundary stands in the list: raised last, first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    #[serde(with = "time::serde::rfc3339")]
    raised_at: OffsetDateTime,
    id: Uuid,
}

/// Where a boundary stands in the list.
pub fn key(case: &Case) -> Key {
    Key {
        raised_at: case.raised_at,
        id: case.id,
    }
}

/// The boundary of this id.
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Case>, Unread> {
    Ok(Entity::find_by_id(id).one(db).await?.map(read).transpose()?)
}

/// The same, held until the end of the transaction.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Case>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.map(read).transpose()?)
}

/// Writes a boundary.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, case: &Case) -> Result<(), DbErr> {
    let row = write(case).into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` boundaries that pass the filter, after the key.
pub async fn list(db: &impl ConnectionTrait, filter: &Filter, after: Option<&Key>, limit: u64) -> Result<Vec<Case>, Unread> {
    let rows = question(filter, after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

fn question(filter: &Filter, after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find();
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.as_str()));
    }
    if let Some(Key { raised_at, id }) = after {
        let row = Expr::tuple([Expr::col(Column::RaisedAt), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(*raised_at), Expr::val(*id)])));
    }
    query.order_by_desc(Column::RaisedAt).order_by_desc(Column::Id).limit(limit)
}

fn read(model: Model) -> Result<Case, Corrupt> {
    let row = Row {
        table: "boundary",
        id: model.id,
    };
    let settled = match (model.owner, model.settled_at) {
        (None, None) => None,
        (Some(owner), Some(at)) => Some(Settlement {
            owner: row.code(&owner)?,
            designated: model.designated,
            reference: model.reference,
            at,
        }),
        (Some(_), None) | (None, Some(_)) => return Err(row.corrupt("half settled")),
    };
    Ok(Case {
        id: model.id,
        file: model.file,
        counties: row.json(&model.counties)?,
        place: row.code(&model.place)?,
        raised_at: model.raised_at,
        referred_at: model.referred_at,
        answers: row.json(&model.answers)?,
        settled,
    })
}

fn write(case: &Case) -> Model {
    let settled = case.settled.as_ref();
    Model {
        id: case.id,
        file: case.file.clone(),
        counties: json(&case.counties),
        place: case.place.to_string(),
        state: case.state().as_str().to_owned(),
        raised_at: to_micros(case.raised_at),
        referred_at: case.referred_at.map(to_micros),
        answers: json(&case.answers),
        owner: settled.map(|settled| settled.owner.to_string()),
        designated: settled.is_some_and(|settled| settled.designated),
        reference: settled.map(|settled| settled.reference.clone()).unwrap_or_default(),
        settled_at: settled.map(|settled| to_micros(settled.at)),
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
