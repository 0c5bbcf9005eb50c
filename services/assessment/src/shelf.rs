//! The shelf: what assessment keeps beside its figures lies here, each kind in its own rows, so that a new register is no new table.

use std::collections::BTreeSet;
use std::fmt::Display;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shiyu_kit::audience::{Ground, Reach, Viewer};
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Actor, json};
use shiyu_kit::clock::to_micros;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::operations::Office;
use shiyu_kit::page::{Page, Paging};
use shiyu_kit::register::{Row, Standing, overseen};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use tonic::Status;

/// A row of the shelf.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shelf")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What it is.
    pub kind: String,
    /// Code of the unit it belongs to.
    pub unit: String,
    /// What it is found under; may be empty.
    pub label: String,
    /// Since when it is there.
    pub at: TimeDateTimeWithTimeZone,
    /// What it says, JSON.
    #[sea_orm(column_type = "Text")]
    pub body: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What lies on the shelf.
pub trait Entry: Serialize + DeserializeOwned + Send + Sync {
    /// What it is, as in `signal`.
    const KIND: &'static str;

    /// Its id.
    fn id(&self) -> Uuid;

    /// The unit it belongs to.
    fn unit(&self) -> &str;

    /// Since when it is there.
    fn at(&self) -> OffsetDateTime;

    /// What it is found under.
    fn label(&self) -> String {
        String::new()
    }
}

/// [`Entry`] of what keeps its id, its unit, since when it is there and perhaps what it is found under in fields: these, in this order.
macro_rules! entry {
    ($entry:ident is $kind:literal: $($id:ident).+, $($unit:ident).+, $at:ident $(, $label:ident)?) => {
        impl $crate::shelf::Entry for $entry {
            const KIND: &'static str = $kind;

            fn id(&self) -> uuid::Uuid {
                self.$($id).+
            }

            fn unit(&self) -> &str {
                self.$($unit).+.as_str()
            }

            fn at(&self) -> time::OffsetDateTime {
                self.$at
            }

            $(fn label(&self) -> String {
                self.$label.to_string()
            })?
        }
    };
}

pub(crate) use entry;

/// Where an entry stands in a list, newest first.
pub type Key = (i64, Uuid);

/// Reads and locks an entry.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn hold<E: Entry>(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<E>, Unread> {
    let row = of_kind::<E>().filter(Column::Id.eq(id)).lock_exclusive().one(db).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Reads an entry.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get<E: Entry>(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<E>, Unread> {
    seen(db, id, &Reach::Everything).await
}

/// Which of these ids lie on the shelf.
///
/// # Errors
/// The database's.
pub async fn among(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<BTreeSet<Uuid>, DbErr> {
    let rows = Entity::find().select_only().column(Column::Id).filter(Column::Id.is_in(ids));
    let found: Vec<Uuid> = rows.into_tuple().all(db).await?;
    Ok(found.into_iter().collect())
}

/// Reads an entry that is within reach.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn seen<E: Entry>(db: &impl ConnectionTrait, id: Uuid, reach: &Reach) -> Result<Option<E>, Unread> {
    let row = reached::<E>(reach).filter(Column::Id.eq(id)).one(db).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// Those under a label, by unit.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn labelled<E: Entry>(db: &impl ConnectionTrait, label: &str) -> Result<Vec<E>, Unread> {
    let rows = of_kind::<E>().filter(Column::Label.eq(label)).order_by_asc(Column::Unit);
    Ok(rows.all(db).await?.iter().map(read).collect::<Result<_, _>>()?)
}

/// Those since a moment.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn since<E: Entry>(db: &impl ConnectionTrait, moment: OffsetDateTime) -> Result<Vec<E>, Unread> {
    let rows = of_kind::<E>().filter(Column::At.gte(to_micros(moment))).all(db).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// A page of a list, newest first, of what is within reach.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn page<E: Entry>(db: &impl ConnectionTrait, reach: &Reach, paging: &Paging<Key>) -> Result<Page<E>, Status> {
    page_under(db, (reach, None), paging).await
}

/// As [`page`], of one label only.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn page_under<E: Entry>(
    db: &impl ConnectionTrait,
    (reach, label): (&Reach, Option<&str>),
    paging: &Paging<Key>,
) -> Result<Page<E>, Status> {
    let mut query = reached::<E>(reach);
    if let Some(label) = label {
        query = query.filter(Column::Label.eq(label));
    }
    if let Some((micros, id)) = paging.after() {
        let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(*micros) * 1_000).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let key = Expr::tuple([Expr::col(Column::At), Expr::col(Column::Id)]);
        query = query.filter(key.lt(Expr::tuple([Expr::val(at), Expr::val(*id)])));
    }
    let query = query.order_by_desc(Column::At).order_by_desc(Column::Id);
    let rows = query.limit(paging.limit()).all(db).await.map_err(Unread::from)?;
    let entries = rows.iter().map(read).collect::<Result<Vec<E>, Corrupt>>()?;
    Ok(paging.page(entries, key)?)
}

/// What a list goes on after.
fn key<E: Entry>(entry: &E) -> Key {
    let micros = to_micros(entry.at()).unix_timestamp_nanos() / 1_000;
    (i64::try_from(micros).unwrap_or_default(), entry.id())
}

/// Writes an entry.
///
/// # Errors
/// The database's.
pub async fn put<E: Entry>(db: &impl ConnectionTrait, entry: &E, standing: Standing) -> Result<(), DbErr> {
    let row = Model {
        id: entry.id(),
        kind: E::KIND.to_owned(),
        unit: entry.unit().to_owned(),
        label: entry.label(),
        at: to_micros(entry.at()),
        body: json(entry),
    };
    let row = row.into_active_model().reset_all();
    match standing {
        Standing::New => Entity::insert(row).exec_without_returning(db).await.map(drop),
        Standing::Known => Entity::update(row).exec(db).await.map(drop),
    }
}

fn of_kind<E: Entry>() -> Select<Entity> {
    Entity::find().filter(Column::Kind.eq(E::KIND))
}

fn reached<E: Entry>(reach: &Reach) -> Select<Entity> {
    match overseen(Column::Unit, reach) {
        Some(within) => of_kind::<E>().filter(within),
        None => of_kind::<E>(),
    }
}

fn read<E: Entry>(model: &Model) -> Result<E, Corrupt> {
    let row = Row {
        table: "shelf",
        id: model.id,
    };
    row.json(&model.body)
}

/// The name under which an entry of a collection travels.
#[must_use]
pub fn name_of(county: &impl Display, collection: &str, id: Uuid) -> String {
    format!("counties/{county}/{collection}/{id}")
}

/// What somebody sees of the units' entries: the office of assessment and the auditor all, a unit its own and those below it.
#[must_use]
pub fn reach(by: &Actor, county: &Code, office: &Office) -> Reach {
    if is_office(by) {
        return Reach::Everything;
    }
    let units = office.reference.units();
    let ground = Ground {
        county,
        units: &units,
        today: local_date(office.clock.now()),
        wide: &[],
    };
    Viewer::of(by, &ground).reach
}

/// Whether somebody works in the office of assessment, or audits it.
fn is_office(by: &Actor) -> bool {
    matches!(by, Actor::Person { roles, .. } if roles.contains("assessor") || roles.contains("auditor"))
}
