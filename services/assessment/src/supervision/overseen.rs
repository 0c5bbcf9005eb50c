//! What the city sees of its counties' supervisions: their last word, whatever order it is heard in. The city reads; it edits none.

use prost::Message as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{QueryOrder, QuerySelect, Set};
use shiyu_kit::clock::to_micros;
use shiyu_kit::nats::Fact;
use shiyu_proto::assessment::v1 as pb;

use super::domain::{Rung, Stage};
use super::store::{Key, micros, moment};
use super::wire;
use crate::figures;

/// A supervision of a county.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "overseen_supervision")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Code of the county that tells it, as the city's stream stamped it.
    pub county: String,
    /// The version it stands at.
    pub version: i64,
    /// Where it stands.
    pub stage: String,
    /// The highest rung.
    pub rung: String,
    /// Since when.
    pub issued_at: TimeDateTimeWithTimeZone,
    /// Whether anybody is shown it.
    pub shown: bool,
    /// What was told last, protobuf in hex.
    #[sea_orm(column_type = "Text")]
    pub told: String,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Takes in what a county tells of one; what is older than what is known changes nothing.
///
/// # Errors
/// The database's.
pub async fn take(db: &impl ConnectionTrait, county: &str, fact: &Fact, moved: &pb::SupervisionMoved) -> Result<(), DbErr> {
    let issued = figures::moment(moved.issue_time.as_ref()).unwrap_or(fact.at);
    let row = ActiveModel {
        id: Set(fact.case),
        county: Set(county.to_owned()),
        version: Set(fact.case_version),
        stage: Set(wire::stage(moved).map_or("", Stage::as_str).to_owned()),
        rung: Set(wire::rung(moved).map_or("", Rung::as_str).to_owned()),
        issued_at: Set(to_micros(issued)),
        shown: Set(!moved.unit.is_empty()),
        told: Set(hex(&moved.encode_to_vec())),
    };
    let columns = [Column::Version, Column::Stage, Column::Rung, Column::Shown, Column::Told];
    let newer = Expr::col((Entity, Column::Version)).lt(Expr::cust("excluded.version"));
    let once = OnConflict::column(Column::Id)
        .update_columns(columns)
        .action_and_where(newer.and(Expr::col((Entity, Column::County)).eq(county)))
        .to_owned();
    Entity::insert(row).on_conflict(once).exec_without_returning(db).await?;
    Ok(())
}

/// The version at which one stands; none of one that was not heard of.
///
/// # Errors
/// The database's.
pub async fn version(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<i64>, DbErr> {
    Ok(Entity::find_by_id(id).one(db).await?.map(|row| row.version))
}

/// At most so many after a key, newest first.
///
/// # Errors
/// The database's.
pub async fn list(
    db: &impl ConnectionTrait,
    (county, stage): (Option<&str>, Option<Stage>),
    after: Option<&Key>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find().filter(Column::Shown.eq(true));
    if let Some(county) = county {
        query = query.filter(Column::County.eq(county));
    }
    if let Some(stage) = stage {
        query = query.filter(Column::Stage.eq(stage.as_str()));
    }
    if let Some((at, id)) = after {
        let key = Expr::tuple([Expr::col(Column::IssuedAt), Expr::col(Column::Id)]);
        query = query.filter(key.lt(Expr::tuple([Expr::val(moment(*at)), Expr::val(*id)])));
    }
    let query = query.order_by_desc(Column::IssuedAt).order_by_desc(Column::Id);
    query.limit(limit).all(db).await
}

/// Where one stands in its list.
#[must_use]
pub fn key(row: &Model) -> Key {
    (micros(row.issued_at), row.id)
}

/// As it is shown.
#[must_use]
pub fn shown(row: &Model) -> pb::CountySupervision {
    pb::CountySupervision {
        county: row.county.clone(),
        moved: unhex(&row.told).and_then(|told| pb::SupervisionMoved::decode(told.as_slice()).ok()),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}
