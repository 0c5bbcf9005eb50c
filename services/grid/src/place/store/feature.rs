//! The features' table: what each version of the map holds.

use std::collections::BTreeSet;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::unit::Code;

use super::Unread;
use crate::domain::terms::GridCode;
use crate::place::domain::{Feature, FeatureKind};
use crate::place::geometry::Shape;

/// A feature of a version.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "map_feature")]
pub struct Model {
    /// The version.
    #[sea_orm(primary_key, auto_increment = false)]
    pub map: i64,
    /// Its code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// What it is.
    pub kind: String,
    /// Code of the village of a grid, else empty.
    pub village: String,
    /// All about it but its outline, JSON.
    pub about: String,
    /// Its outline, `GeoJSON`.
    pub geometry: Option<String>,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Rows in a statement.
const PART: usize = 500;

/// Which features of a version; what is `None` filters nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The version.
    pub map: i64,
    /// Of this kind; else every kind of grid.
    pub kind: Option<FeatureKind>,
    /// Of this village.
    pub village: Option<Code>,
}

/// Where a feature stands in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    code: String,
}

/// Where a feature stands in a list.
#[must_use]
pub fn key(feature: &Feature) -> Key {
    Key {
        code: feature.code().to_owned(),
    }
}

/// One feature of a version, with its outline.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn get(db: &impl ConnectionTrait, map: i64, code: &str) -> Result<Option<Feature>, Unread> {
    let row = Entity::find_by_id((map, code.to_owned())).one(db).await?;
    Ok(row.as_ref().map(read).transpose()?)
}

/// All rows of a version.
///
/// # Errors
/// The database's.
pub async fn rows(db: &impl ConnectionTrait, map: i64) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Map.eq(map)).order_by_asc(Column::Code).all(db).await
}

/// The trouble of [`rows`], as a status.
pub(in crate::place) fn unread(error: DbErr) -> tonic::Status {
    shiyu_kit::fault::Fault::<shiyu_kit::fault::Never>::Database(error).into()
}

/// Reads rows, with their outlines.
///
/// # Errors
/// A corrupt row.
pub fn read_all(rows: &[Model]) -> Result<Vec<Feature>, Corrupt> {
    rows.iter().map(read).collect()
}

/// The county whose grids they are.
#[must_use]
pub fn county(features: &[Feature]) -> Option<Code> {
    let grid = features.iter().find_map(Feature::grid)?;
    grid.code.village().ok()?.enclosing()?.enclosing()
}

/// At most `limit` features that pass the filter, after the key, without their outlines.
///
/// # Errors
/// The database's, or a corrupt row.
pub async fn list(db: &impl ConnectionTrait, filter: &Filter, after: Option<&Key>, limit: u64) -> Result<Vec<Feature>, Unread> {
    let rows = question(filter, after, limit).all(db).await?;
    let bare = rows.into_iter().map(|row| read(&Model { geometry: None, ..row }));
    Ok(bare.collect::<Result<_, _>>()?)
}

pub(in crate::place) fn question(filter: &Filter, after: Option<&Key>, limit: u64) -> Select<Entity> {
    let mut query = Entity::find().filter(Column::Map.eq(filter.map));
    query = match filter.kind {
        Some(kind) => query.filter(Column::Kind.eq(kind.as_str())),
        // Nearly every row is one: the list is walked by code, and outlines are passed over.
        None => query.filter(Expr::cust("COALESCE(kind, '') NOT IN ('county', 'village')")),
    };
    if let Some(village) = &filter.village {
        query = query.filter(Column::Village.eq(village.as_str()));
    }
    if let Some(Key { code }) = after {
        query = query.filter(Column::Code.gt(code.as_str()));
    }
    query.order_by_asc(Column::Code).limit(limit)
}

/// Codes of the villages of a version: of its grids, and those that are drawn.
///
/// # Errors
/// The database's.
pub async fn villages(db: &impl ConnectionTrait, map: i64) -> Result<BTreeSet<String>, DbErr> {
    let of_map = || Entity::find().filter(Column::Map.eq(map)).select_only();
    let of_grids = of_map().column(Column::Village).distinct().filter(Column::Village.ne(""));
    let drawn = of_map().column(Column::Code).filter(Column::Kind.eq(FeatureKind::Village.as_str()));
    let mut villages: BTreeSet<String> = of_grids.into_tuple::<String>().all(db).await?.into_iter().collect();
    villages.extend(drawn.into_tuple::<String>().all(db).await?);
    Ok(villages)
}

/// Takes all features of a version away.
///
/// # Errors
/// The database's.
pub async fn clear(db: &impl ConnectionTrait, map: i64) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::Map.eq(map)).exec(db).await.map(drop)
}

/// Writes features into a version, over those with the same code.
///
/// # Errors
/// The database's.
pub async fn put(db: &impl ConnectionTrait, map: i64, features: &[Feature]) -> Result<(), DbErr> {
    let over = OnConflict::columns([Column::Map, Column::Code])
        .update_columns([Column::Kind, Column::Village, Column::About, Column::Geometry])
        .to_owned();
    for part in features.chunks(PART) {
        let rows = part.iter().map(|feature| write(map, feature).into_active_model());
        Entity::insert_many(rows)
            .on_conflict(over.clone())
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// Copies the features of one version into another.
///
/// # Errors
/// The database's.
pub async fn copy(db: &impl ConnectionTrait, from: i64, to: i64) -> Result<(), DbErr> {
    let columns = [
        Column::Map,
        Column::Code,
        Column::Kind,
        Column::Village,
        Column::About,
        Column::Geometry,
    ];
    let rows = Query::select()
        .expr(Expr::val(to))
        .columns(columns.into_iter().skip(1))
        .from(Entity)
        .and_where(Column::Map.eq(from))
        .to_owned();
    let mut insert = Query::insert();
    insert.into_table(Entity).columns(columns);
    insert.select_from(rows).map_err(|error| DbErr::Custom(error.to_string()))?;
    db.execute(&insert).await.map(drop)
}

fn read(row: &Model) -> Result<Feature, Corrupt> {
    let corrupt = |what: &str| Corrupt {
        table: "map_feature",
        id: format!("{} {}", row.map, row.code),
        what: what.to_owned(),
    };
    let about = serde_json::from_str(&row.about).map_err(|error| corrupt(&error.to_string()))?;
    let shape = match &row.geometry {
        None => None,
        Some(text) => Some(Shape::from_geojson(text).ok_or_else(|| corrupt("the outline is none"))?),
    };
    Ok(Feature { about, shape })
}

fn write(map: i64, feature: &Feature) -> Model {
    let village = feature.grid().map(|grid| &grid.code).map(GridCode::village);
    Model {
        map,
        code: feature.code().to_owned(),
        kind: feature.kind().as_str().to_owned(),
        village: village.and_then(Result::ok).map(String::from).unwrap_or_default(),
        about: serde_json::json!(feature.about).to_string(),
        geometry: feature.shape.as_ref().map(Shape::to_geojson),
    }
}
