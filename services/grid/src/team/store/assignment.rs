//! The assignments' table, found by grid; by holder only for the holder.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::{Row, Standing, overseen};
use shiyu_kit::unit::Code;
use time::Date;

use crate::domain::terms::{GridCode, GridRole};
use crate::team::digits_of;
use crate::team::domain::{Assignment, AssignmentEnding, Certificate, Ended, Post, ROLES, role_word};

const TABLE: &str = "assignment";

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignment")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the grid.
    pub grid: String,
    /// Code of the grid's village.
    pub village: String,
    /// Subject of the person's token.
    pub subject: String,
    /// As what.
    pub role: String,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
    /// Number of the certificate.
    pub certificate: Option<String>,
    /// Last day the certificate is valid.
    pub certified_to: Option<Date>,
    /// When it was ended.
    pub ended_at: Option<TimeDateTimeWithTimeZone>,
    /// Why.
    pub ending: Option<String>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which assignments; what is `None` filters nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// In this grid.
    pub grid: Option<GridCode>,
    /// In grids of this division.
    pub division: Option<Code>,
    /// In this role.
    pub role: Option<GridRole>,
    /// That stand on this day.
    pub day: Date,
}

/// Where an assignment stands: by grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    grid: String,
    id: Uuid,
}

/// Where an assignment stands.
#[must_use]
pub fn key(assignment: &Assignment) -> Key {
    Key {
        grid: assignment.grid.to_string(),
        id: assignment.id,
    }
}

/// The assignment of this id, held until the end of the transaction.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold(transaction: &impl ConnectionTrait, id: Uuid) -> Result<Option<Assignment>, Unread> {
    let row = Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.map(read).transpose()?)
}

/// The assignments of the same person in the same grid and role.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn alike(db: &impl ConnectionTrait, assignment: &Assignment) -> Result<Vec<Assignment>, Unread> {
    let query = Entity::find()
        .filter(Column::Subject.eq(assignment.subject.as_str()))
        .filter(Column::Grid.eq(assignment.grid.as_str()))
        .filter(Column::Role.eq(role_word(assignment.role)));
    let rows = query.all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// Everybody who stands in a grid on a day.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn standing(db: &impl ConnectionTrait, grid: &GridCode, day: Date) -> Result<Vec<Assignment>, Unread> {
    let query = Entity::find().filter(Column::Grid.eq(grid.as_str())).filter(stands_on(day));
    let rows = query.all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// Every post of every grid, as the roster holds it.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn posts(db: &impl ConnectionTrait) -> Result<Vec<(GridCode, Post)>, Unread> {
    let rows = Entity::find().all(db).await?;
    let post = |model: Model| {
        let assignment = read(model)?;
        let post = Post {
            assignment: assignment.id,
            subject: assignment.subject,
            role: assignment.role,
            from: assignment.from,
            to: assignment.to,
            certified_to: assignment.certificate.map(|certificate| certificate.valid_to),
        };
        Ok((assignment.grid, post))
    };
    Ok(rows.into_iter().map(post).collect::<Result<_, Corrupt>>()?)
}

/// Writes an assignment; `village` is its grid's.
///
/// # Errors
/// The database's.
pub async fn put(transaction: &impl ConnectionTrait, standing: Standing, (assignment, village): (&Assignment, &Code)) -> Result<(), DbErr> {
    let row = write(assignment, village).into_active_model().reset_all();
    match standing {
        Standing::New => _ = Entity::insert(row).exec_without_returning(transaction).await?,
        Standing::Known => _ = Entity::update(row).exec(transaction).await?,
    }
    Ok(())
}

/// At most `limit` assignments within reach that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(
    db: &impl ConnectionTrait,
    (filter, reach): (&Filter, &Reach),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Assignment>, Unread> {
    let rows = question((filter, reach), after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// At most `limit` assignments of the one who asks, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn own(db: &impl ConnectionTrait, subject: &str, after: Option<&Key>, limit: u64) -> Result<Vec<Assignment>, Unread> {
    let rows = own_question(subject, after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(in crate::team) fn question((filter, reach): (&Filter, &Reach), after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find().filter(stands_on(filter.day));
    if let Some(overseen) = overseen(Column::Village, reach) {
        query = query.filter(overseen);
    }
    if let Some(grid) = &filter.grid {
        query = query.filter(Column::Grid.eq(grid.as_str()));
    }
    if let Some(division) = &filter.division {
        let digits = digits_of(division);
        query = query.filter(Column::Grid.between(format!("{digits:0<15}"), format!("{digits:9<15}")));
    }
    if let Some(role) = filter.role {
        query = query.filter(Column::Role.eq(role_word(role)));
    }
    page(query, after, limit)
}

pub(in crate::team) fn own_question(subject: &str, after: Option<&Key>, limit: u64) -> Select<Entity> {
    page(Entity::find().filter(Column::Subject.eq(subject)), after, limit)
}

fn page(query: Select<Entity>, after: Option<&Key>, limit: u64) -> Select<Entity> {
    let query = match after {
        None => query,
        Some(Key { grid, id }) => {
            let row = Expr::tuple([Expr::col(Column::Grid), Expr::col(Column::Id)]);
            query.filter(row.gt(Expr::tuple([Expr::val(grid.as_str()), Expr::val(*id)])))
        }
    };
    query.order_by_asc(Column::Grid).order_by_asc(Column::Id).limit(limit)
}

fn stands_on(day: Date) -> Condition {
    let open = Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(day));
    Condition::all().add(Column::ValidFrom.lte(day)).add(open)
}

fn read(model: Model) -> Result<Assignment, Corrupt> {
    let row = Row {
        table: TABLE,
        id: model.id,
    };
    let certificate = match (model.certificate, model.certified_to) {
        (None, None) => None,
        (Some(number), Some(valid_to)) => Some(Certificate { number, valid_to }),
        (Some(_), None) | (None, Some(_)) => return Err(row.corrupt("half a certificate")),
    };
    let ended = match (model.ended_at, model.ending) {
        (None, None) => None,
        (Some(at), Some(ending)) => {
            let why = row.word("ending", AssignmentEnding::ALL, |why| why.as_str() == ending)?;
            Some(Ended { at, why })
        }
        (Some(_), None) | (None, Some(_)) => return Err(row.corrupt("half ended")),
    };
    Ok(Assignment {
        id: model.id,
        grid: model.grid.parse().map_err(|_| row.corrupt("not a grid's code"))?,
        subject: model.subject,
        role: row.word("role", ROLES, |role| role_word(*role) == model.role)?,
        from: model.valid_from,
        to: model.valid_to,
        certificate,
        ended,
    })
}

fn write(assignment: &Assignment, village: &Code) -> Model {
    let certificate = assignment.certificate.as_ref();
    Model {
        id: assignment.id,
        grid: assignment.grid.to_string(),
        village: village.to_string(),
        subject: assignment.subject.clone(),
        role: role_word(assignment.role).to_owned(),
        valid_from: assignment.from,
        valid_to: assignment.to,
        certificate: certificate.map(|certificate| certificate.number.clone()),
        certified_to: certificate.map(|certificate| certificate.valid_to),
        ended_at: assignment.ended.map(|ended| ended.at),
        ending: assignment.ended.map(|ended| ended.why.as_str().to_owned()),
    }
}
