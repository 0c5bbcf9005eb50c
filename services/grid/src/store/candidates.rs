//! Events that may be the same: by subclass, place and time, and by nobody (G-07). A person decides.

use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use shiyu_kit::audience::Viewer;
use shiyu_kit::case::Filed;
use shiyu_kit::clock::to_micros;
use shiyu_kit::listing::read;
use time::{Duration, OffsetDateTime};

use super::row::{Column, Entity};
use crate::domain::Incident;
use crate::domain::terms::Point;

/// How many are shown.
const MOST: usize = 20;
/// How many are looked at, in the grid and near by.
const LOOKED_AT: u64 = 200;
/// Near, in metres.
const NEAR: f64 = 200.0;
/// At the same time.
const TOGETHER: Duration = Duration::hours(24);
/// Of a degree of a great circle, in metres.
const DEGREE: f64 = 111_195.0;

/// An event that may be the same.
#[derive(Debug)]
pub struct Candidate {
    /// The event.
    pub filed: Filed<Incident>,
    /// Whether it is in the same grid.
    pub same_grid: bool,
    /// How far away in metres, where both points are known.
    pub metres: Option<u32>,
}

/// Open events of the same subclass, in the same grid or within 200 metres, reported within 24 hours; nearest in time first.
///
/// # Errors
/// The database's.
pub async fn candidates(db: &impl ConnectionTrait, viewer: &Viewer, of: &Filed<Incident>) -> Result<Vec<Candidate>, DbErr> {
    let mut found = together(db, viewer, of, in_grid(of)).await?;
    if let Some(near) = near(of) {
        found.extend(together(db, viewer, of, near).await?);
    }
    let mut candidates: Vec<Candidate> = found.into_iter().filter_map(|filed| candidate(of, filed)).collect();
    let apart = |candidate: &Candidate| (candidate.filed.case.reported_at - of.case.reported_at).abs();
    candidates.sort_by_key(|candidate| (apart(candidate), candidate.filed.id));
    candidates.truncate(MOST);
    Ok(candidates)
}

async fn together(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    of: &Filed<Incident>,
    there: Condition,
) -> Result<Vec<Filed<Incident>>, DbErr> {
    let rows = alike(of, there).filter(viewer.condition(Column::Id, db.get_database_backend()));
    Ok(read(rows.all(db).await?))
}

pub(super) fn alike(of: &Filed<Incident>, there: Condition) -> Select<Entity> {
    Entity::find()
        .filter(there)
        .filter(Column::ClassCode.eq(of.case.class.code.to_string()))
        .filter(Column::ClosedAt.is_null())
        .filter(Column::Id.ne(of.id))
        .order_by_desc(Column::OpenedAt)
        .limit(LOOKED_AT)
}

/// In its grid, at the same time.
pub(super) fn in_grid(of: &Filed<Incident>) -> Condition {
    let (from, to) = together_with(of);
    let grid = Column::Grid.eq(of.case.grid().as_str());
    Condition::all().add(grid).add(Column::OpenedAt.between(from, to))
}

/// Near by, in another grid, at the same time. Written as a reckoning, the time does not tempt the database to look through all of
/// the county's events of the subclass: few of them are near.
pub(super) fn near(of: &Filed<Incident>) -> Option<Condition> {
    let around = of.case.place.point.and_then(box_around)?;
    let (from, to) = together_with(of);
    let opened = Expr::expr(Func::coalesce([Expr::col(Column::OpenedAt), Expr::val(from)]));
    let elsewhere = Column::Grid.ne(of.case.grid().as_str());
    Some(around.add(elsewhere).add(opened.between(from, to)))
}

fn together_with(of: &Filed<Incident>) -> (OffsetDateTime, OffsetDateTime) {
    let at = of.case.reported_at;
    (to_micros(at - TOGETHER), to_micros(at + TOGETHER))
}

fn candidate(of: &Filed<Incident>, filed: Filed<Incident>) -> Option<Candidate> {
    let (one, other) = (&of.case.place, &filed.case.place);
    let same_grid = of.case.grid() == filed.case.grid();
    let metres = one.point.zip(other.point).map(|(one, other)| distance(one, other));
    let near = metres.is_some_and(|metres| metres <= NEAR);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "half the earth's girth in metres fits"
    )]
    let metres = metres.map(|metres| metres.round() as u32);
    (same_grid || near).then_some(Candidate { filed, same_grid, metres })
}

/// What lies around a point, by degrees; at the poles there is none.
fn box_around(point: Point) -> Option<Condition> {
    let latitude = NEAR / DEGREE;
    let longitude = latitude / point.latitude().to_radians().cos();
    let (west, south) = (point.longitude() - longitude, point.latitude() - latitude);
    let (east, north) = (point.longitude() + longitude, point.latitude() + latitude);
    let (low, high) = (Point::from_degrees(west, south).ok()?, Point::from_degrees(east, north).ok()?);
    let around = Condition::all()
        .add(Column::LatitudeE7.between(low.latitude_e7, high.latitude_e7))
        .add(Column::LongitudeE7.between(low.longitude_e7, high.longitude_e7));
    Some(around)
}

/// Between two points that lie near each other, in metres.
fn distance(one: Point, other: Point) -> f64 {
    let middle = f64::midpoint(one.latitude(), other.latitude()).to_radians();
    let east = (one.longitude() - other.longitude()) * middle.cos();
    let north = one.latitude() - other.latitude();
    east.hypot(north) * DEGREE
}
