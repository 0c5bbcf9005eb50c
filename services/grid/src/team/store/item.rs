//! The table of the admission list.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::{Row, Standing};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};

use crate::team::Admitted;
use crate::team::domain::{AdmissionState, Decision, Frequency, Item, Proposal, Withdrawal};

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "admission_item")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the department's unit.
    pub department: String,
    /// Its title.
    pub title: String,
    /// What is asked.
    pub task: String,
    /// The subclass it belongs to.
    pub class: Option<String>,
    /// How often.
    pub frequency: String,
    /// What is paid for each, in fen.
    pub unit_cost_fen: i64,
    /// How long each takes, in minutes.
    pub minutes_each: i32,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Date,
    /// Where it stands.
    pub state: String,
    /// Code of the unit that proposed it.
    pub proposed_by: String,
    /// When.
    pub proposed_at: TimeDateTimeWithTimeZone,
    /// Code of the unit that decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<TimeDateTimeWithTimeZone>,
    /// Number of the document that approves it.
    pub document: Option<String>,
    /// Why it is refused.
    pub refusal: Option<String>,
    /// When it was taken back.
    pub withdrawn_at: Option<TimeDateTimeWithTimeZone>,
    /// Why.
    pub withdrawal: Option<String>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which items; what is `None` filters nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this department.
    pub department: Option<Code>,
    /// In this state.
    pub state: Option<AdmissionState>,
    /// Whose days hold this one.
    pub day: Option<Date>,
}

/// Where an item stands: proposed last first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    id: Uuid,
}

/// Where an item stands.
#[must_use]
pub fn key(item: &Item) -> Key {
    Key {
        at: item.proposed_at,
        id: item.proposal.id,
    }
}

/// The item of this id, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Item>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.map(read).transpose()?)
}

/// Every item, as the roster holds it.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn admitted(db: &impl ConnectionTrait) -> Result<Vec<(Uuid, Admitted)>, Unread> {
    let rows = Entity::find().all(db).await?;
    let admitted = |model: Model| {
        let item = read(model)?;
        let state = item.state();
        let Proposal {
            id,
            department,
            class,
            frequency,
            from,
            to,
            ..
        } = item.proposal;
        let admitted = Admitted {
            department,
            class,
            frequency,
            state,
            from,
            to,
        };
        Ok((id, admitted))
    };
    Ok(rows.into_iter().map(admitted).collect::<Result<_, Corrupt>>()?)
}

/// Writes an item.
///
/// # Errors
/// The database's.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, item: &Item) -> Result<(), DbErr> {
    let row = write(item).into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` items that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, filter: &Filter, after: Option<&Key>, limit: u64) -> Result<Vec<Item>, Unread> {
    let rows = question(filter, after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::team) fn question(filter: &Filter, after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find();
    if let Some(department) = &filter.department {
        query = query.filter(Column::Department.eq(department.as_str()));
    }
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.as_str()));
    }
    if let Some(day) = filter.day {
        query = query.filter(Column::ValidFrom.lte(day)).filter(Column::ValidTo.gte(day));
    }
    if let Some(Key { at, id }) = after {
        let row = Expr::tuple([Expr::col(Column::ProposedAt), Expr::col(Column::Id)]);
        query = query.filter(row.lt(Expr::tuple([Expr::val(*at), Expr::val(*id)])));
    }
    query.order_by_desc(Column::ProposedAt).order_by_desc(Column::Id).limit(limit)
}

fn read(model: Model) -> Result<Item, Corrupt> {
    let row = Row {
        table: "admission_item",
        id: model.id,
    };
    let class = model
        .class
        .as_ref()
        .map(|class| class.parse().map_err(|_| row.corrupt("not a subclass")));
    let item = Item {
        proposal: Proposal {
            id: model.id,
            department: row.code(&model.department)?,
            title: model.title,
            task: model.task,
            class: class.transpose()?,
            frequency: row.word("frequency", Frequency::ALL, |frequency| frequency.as_str() == model.frequency)?,
            unit_cost_fen: model.unit_cost_fen,
            minutes_each: model.minutes_each,
            from: model.valid_from,
            to: model.valid_to,
        },
        proposed_by: row.code(&model.proposed_by)?,
        proposed_at: model.proposed_at,
        decision: decision(&row, (model.decided_by, model.decided_at), (model.document, model.refusal))?,
        withdrawal: match (model.withdrawn_at, model.withdrawal) {
            (None, None) => None,
            (Some(at), Some(reason)) => Some(Withdrawal { at, reason }),
            (Some(_), None) | (None, Some(_)) => return Err(row.corrupt("half withdrawn")),
        },
    };
    if item.state().as_str() == model.state {
        Ok(item)
    } else {
        Err(row.corrupt("its state is not what was decided"))
    }
}

fn decision(
    row: &Row,
    (by, at): (Option<String>, Option<OffsetDateTime>),
    (document, refusal): (Option<String>, Option<String>),
) -> Result<Option<Decision>, Corrupt> {
    let verdict = match (document, refusal) {
        (None, None) => None,
        (Some(document), None) => Some(Ok(document)),
        (None, Some(reason)) => Some(Err(reason)),
        (Some(_), Some(_)) => return Err(row.corrupt("approved and refused")),
    };
    match (by, at, verdict) {
        (None, None, None) => Ok(None),
        (Some(by), Some(at), Some(verdict)) => {
            let by = row.code(&by)?;
            Ok(Some(Decision { by, at, verdict }))
        }
        _ => Err(row.corrupt("half decided")),
    }
}

fn write(item: &Item) -> Model {
    let (proposal, decision, withdrawal) = (&item.proposal, item.decision.as_ref(), item.withdrawal.as_ref());
    Model {
        id: proposal.id,
        department: proposal.department.to_string(),
        title: proposal.title.clone(),
        task: proposal.task.clone(),
        class: proposal.class.map(|class| class.to_string()),
        frequency: proposal.frequency.as_str().to_owned(),
        unit_cost_fen: proposal.unit_cost_fen,
        minutes_each: proposal.minutes_each,
        valid_from: proposal.from,
        valid_to: proposal.to,
        state: item.state().as_str().to_owned(),
        proposed_by: item.proposed_by.to_string(),
        proposed_at: item.proposed_at,
        decided_by: decision.map(|decision| decision.by.to_string()),
        decided_at: decision.map(|decision| decision.at),
        document: decision.and_then(|decision| decision.verdict.clone().ok()),
        refusal: decision.and_then(|decision| decision.verdict.clone().err()),
        withdrawn_at: withdrawal.map(|withdrawal| withdrawal.at),
        withdrawal: withdrawal.map(|withdrawal| withdrawal.reason.clone()),
    }
}
