//! The table of suggestions, and its list.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::{Row, overseen};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::domain::{Answer, Make, Suggestion};
use crate::domain::{Adoption, Category};

/// A suggestion's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_suggestion")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the office that suggests.
    pub unit: String,
    /// Code of the unit it suggests to.
    pub to_unit: String,
    /// The root cause.
    pub root_cause: String,
    /// The category.
    pub category: Option<String>,
    /// Code of the division.
    pub place: Option<String>,
    /// What is suggested.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// The matters behind it, JSON.
    #[sea_orm(column_type = "Text")]
    pub petitions: String,
    /// When it was made.
    pub made_at: TimeDateTimeWithTimeZone,
    /// What the unit makes of it.
    pub adoption: Option<String>,
    /// Its answer.
    #[sea_orm(column_type = "Text", nullable)]
    pub answer: Option<String>,
    /// When it answered.
    pub answered_at: Option<TimeDateTimeWithTimeZone>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which suggestions; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// To this unit.
    pub to: Option<Code>,
    /// Of this root cause.
    pub root_cause: Option<Category>,
}

/// Where a suggestion stands: the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    id: Uuid,
}

/// Where a suggestion stands.
#[must_use]
pub fn key(suggestion: &Suggestion) -> Key {
    Key {
        at: suggestion.at,
        id: suggestion.made.id,
    }
}

/// Reads and locks the suggestion of this id.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Suggestion>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Writes a suggestion that is new.
///
/// # Errors
/// The database's.
pub async fn insert(transaction: &impl ConnectionTrait, suggestion: &Suggestion) -> Result<(), DbErr> {
    let row = write(suggestion).into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(transaction).await.map(drop)
}

/// Writes a suggestion over the one that is there.
///
/// # Errors
/// The database's.
pub async fn update(transaction: &impl ConnectionTrait, suggestion: &Suggestion) -> Result<(), DbErr> {
    let row = write(suggestion).into_active_model().reset_all();
    Entity::update(row).exec(transaction).await.map(drop)
}

/// At most `limit` suggestions from or to a unit within the reach that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (filter, reach): (&Filter, &Reach),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Suggestion>, Unread> {
    let rows = question((filter, reach), after, limit).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// The suggestions made from a moment on, and before another.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn made_within(db: &impl ConnectionTrait, (from, to): (OffsetDateTime, OffsetDateTime)) -> Result<Vec<Suggestion>, Unread> {
    let query = Entity::find()
        .filter(Column::MadeAt.gte(to_micros(from)))
        .filter(Column::MadeAt.lt(to_micros(to)));
    let rows = query.all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

fn question((filter, reach): (&Filter, &Reach), after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find();
    if let (Some(from), Some(to)) = (overseen(Column::Unit, reach), overseen(Column::ToUnit, reach)) {
        query = query.filter(Condition::any().add(from).add(to));
    }
    if let Some(to) = &filter.to {
        query = query.filter(Column::ToUnit.eq(to.as_str()));
    }
    if let Some(cause) = &filter.root_cause {
        query = query.filter(Column::RootCause.eq(cause.as_str()));
    }
    if let Some(Key { at, id }) = after {
        let row = Expr::tuple([Expr::col(Column::MadeAt), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(*at), Expr::val(*id)])));
    }
    query.order_by_desc(Column::MadeAt).order_by_desc(Column::Id).limit(limit)
}

fn read(model: &Model) -> Result<Suggestion, Corrupt> {
    let row = Row {
        table: "policy_suggestion",
        id: model.id,
    };
    let category = |text: &String| text.parse::<Category>().map_err(|_| row.corrupt("not a category"));
    Ok(Suggestion {
        made: Make {
            id: model.id,
            to: row.code(&model.to_unit)?,
            root_cause: category(&model.root_cause)?,
            category: model.category.as_ref().map(category).transpose()?,
            place: model.place.as_deref().map(|place| row.code(place)).transpose()?,
            text: model.text.clone(),
            petitions: row.json(&model.petitions)?,
        },
        unit: row.code(&model.unit)?,
        at: model.made_at,
        answer: answer(row, model)?,
    })
}

/// All of an answer is there, or nothing of it.
fn answer(row: Row, model: &Model) -> Result<Option<Answer>, Corrupt> {
    match (&model.adoption, &model.answer, model.answered_at) {
        (None, None, None) => Ok(None),
        (Some(word), Some(text), Some(at)) => Ok(Some(Answer {
            adoption: row.word("adoption", ADOPTIONS, |adoption| name(*adoption) == word)?,
            text: text.clone(),
            at,
        })),
        _ => Err(row.corrupt("half an answer")),
    }
}

const ADOPTIONS: [Adoption; 3] = [Adoption::Adopted, Adoption::PartlyAdopted, Adoption::NotAdopted];

/// The word in the table.
fn name(adoption: Adoption) -> &'static str {
    match adoption {
        Adoption::Adopted => "adopted",
        Adoption::PartlyAdopted => "partly_adopted",
        Adoption::NotAdopted => "not_adopted",
    }
}

fn write(suggestion: &Suggestion) -> Model {
    let (made, answer) = (&suggestion.made, suggestion.answer.as_ref());
    Model {
        id: made.id,
        unit: suggestion.unit.to_string(),
        to_unit: made.to.to_string(),
        root_cause: made.root_cause.to_string(),
        category: made.category.as_ref().map(ToString::to_string),
        place: made.place.as_ref().map(ToString::to_string),
        text: made.text.clone(),
        petitions: serde_json::json!(made.petitions).to_string(),
        made_at: suggestion.at,
        adoption: answer.map(|answer| name(answer.adoption).to_owned()),
        answer: answer.map(|answer| answer.text.clone()),
        answered_at: answer.map(|answer| answer.at),
    }
}
