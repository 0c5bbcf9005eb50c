//! The components' table, by code: the county's classes lie in it one after another.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::ledger::Unread;
use shiyu_kit::unit::Code;
use time::Date;

use super::domain::{Component, Owner, State};
use crate::domain::terms::{ComponentCode, Point};

const TABLE: &str = "component";

/// A component's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "component")]
pub struct Model {
    /// Its code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// What it is called.
    pub title: String,
    /// Its make or model.
    pub make: String,
    /// Longitude, ten-millionths of a degree.
    pub longitude_e7: i32,
    /// Latitude.
    pub latitude_e7: i32,
    /// The unit that owns it.
    pub owner_unit: Option<String>,
    /// The organisation that owns it.
    pub owner_org: Option<String>,
    /// The unit that maintains it.
    pub maintainer_unit: Option<String>,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
    /// How it is.
    pub state: String,
    /// Where it is registered elsewhere.
    pub reference: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which components; what is `None` filters nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Whose codes lie between these, the ends among them.
    pub codes: Option<(String, String)>,
    /// Between these corners, south-west and north-east.
    pub within: Option<(Point, Point)>,
    /// Owned by this one.
    pub owner: Option<Owner>,
    /// That stand on this day.
    pub day: Date,
}

/// Where a component stands in the list: by code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    code: String,
}

/// Where a component stands in the list.
#[must_use]
pub fn key(component: &Component) -> Key {
    Key {
        code: component.code.to_string(),
    }
}

/// A component.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, code: &ComponentCode) -> Result<Option<Component>, Unread> {
    let row = Entity::find_by_id(code.as_str()).one(db).await?;
    Ok(row.map(read).transpose()?)
}

/// Those of these codes that there are.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn of(db: &impl ConnectionTrait, codes: &[&ComponentCode]) -> Result<BTreeMap<ComponentCode, Component>, Unread> {
    let codes = codes.iter().map(|code| code.as_str());
    let rows = Entity::find().filter(Column::Code.is_in(codes)).all(db).await?;
    let read = rows.into_iter().map(read).map(|read| read.map(|one| (one.code.clone(), one)));
    Ok(read.collect::<Result<_, Corrupt>>()?)
}

/// Writes components, over those of the same code.
///
/// # Errors
/// The database's.
pub async fn put(db: &impl ConnectionTrait, components: &[&Component]) -> Result<(), DbErr> {
    if components.is_empty() {
        return Ok(());
    }
    let changed = OnConflict::column(Column::Code)
        .update_columns([
            Column::Title,
            Column::Make,
            Column::LongitudeE7,
            Column::LatitudeE7,
            Column::OwnerUnit,
            Column::OwnerOrg,
            Column::MaintainerUnit,
            Column::ValidFrom,
            Column::ValidTo,
            Column::State,
            Column::Reference,
        ])
        .to_owned();
    let rows = components.iter().map(|component| write(component).into_active_model());
    Entity::insert_many(rows)
        .on_conflict(changed)
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// At most `limit` components that pass the filter, after the key.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, filter: &Filter, after: Option<&Key>, limit: u64) -> Result<Vec<Component>, Unread> {
    let rows = question(filter, after, limit).all(db).await?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

pub(super) fn question(filter: &Filter, after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find().filter(stands_on(filter.day));
    if let Some((first, last)) = &filter.codes {
        query = query.filter(Column::Code.between(first.as_str(), last.as_str()));
    }
    if let Some((low, high)) = filter.within {
        query = query
            .filter(Column::LatitudeE7.between(low.latitude_e7, high.latitude_e7))
            .filter(Column::LongitudeE7.between(low.longitude_e7, high.longitude_e7));
    }
    match &filter.owner {
        Some(Owner::Unit(unit)) => query = query.filter(Column::OwnerUnit.eq(unit.as_str())),
        Some(Owner::Organisation(org)) => query = query.filter(Column::OwnerOrg.eq(org.as_str())),
        None => {}
    }
    if let Some(Key { code }) = after {
        query = query.filter(Column::Code.gt(code.as_str()));
    }
    query.order_by_asc(Column::Code).limit(limit)
}

fn stands_on(day: Date) -> Condition {
    let open = Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(day));
    Condition::all().add(Column::ValidFrom.lte(day)).add(open)
}

fn read(model: Model) -> Result<Component, Corrupt> {
    let corrupt = |what: &str| Corrupt {
        table: TABLE,
        id: model.code.clone(),
        what: what.to_owned(),
    };
    let unit = |code: &Option<String>| {
        let code: Option<Code> = match code {
            None => None,
            Some(text) => Some(text.parse().map_err(|_| corrupt("not a unit"))?),
        };
        Ok::<_, Corrupt>(code)
    };
    let owner = match (unit(&model.owner_unit)?, &model.owner_org) {
        (None, None) => None,
        (Some(unit), None) => Some(Owner::Unit(unit)),
        (None, Some(org)) => Some(Owner::Organisation(org.clone())),
        (Some(_), Some(_)) => return Err(corrupt("two owners")),
    };
    let state = State::ALL.into_iter().find(|state| state.as_str() == model.state);
    Ok(Component {
        code: model.code.parse().map_err(|_| corrupt("not a component's code"))?,
        point: Point {
            longitude_e7: model.longitude_e7,
            latitude_e7: model.latitude_e7,
        },
        owner,
        maintainer: unit(&model.maintainer_unit)?,
        from: model.valid_from,
        to: model.valid_to,
        state: state.ok_or_else(|| corrupt("not a state"))?,
        title: model.title,
        make: model.make,
        reference: model.reference,
    })
}

fn write(component: &Component) -> Model {
    let (owner_unit, owner_org) = match &component.owner {
        Some(Owner::Unit(unit)) => (Some(unit.to_string()), None),
        Some(Owner::Organisation(org)) => (None, Some(org.clone())),
        None => (None, None),
    };
    Model {
        code: component.code.to_string(),
        title: component.title.clone(),
        make: component.make.clone(),
        longitude_e7: component.point.longitude_e7,
        latitude_e7: component.point.latitude_e7,
        owner_unit,
        owner_org,
        maintainer_unit: component.maintainer.as_ref().map(ToString::to_string),
        valid_from: component.from,
        valid_to: component.to,
        state: component.state.as_str().to_owned(),
        reference: component.reference.clone(),
    }
}
