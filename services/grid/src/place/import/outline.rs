//! The outline of a feature: Polygon or `MultiPolygon`, closed, within the earth, not crossing itself.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use geojson::{Geometry, Position};
use shiyu_kit::fault::Violations;

use crate::place::geometry::{Shape, crosses_itself, nests, polygons};

/// Reads a geometry; `positions` counts those of the whole file. Violations: `GEOMETRY_INVALID`, `RING_TOO_SHORT`,
/// `RING_NOT_CLOSED`, `COORDINATE_OUT_OF_RANGE`, `SELF_INTERSECTION`.
pub(super) fn read(text: &str, positions: &mut usize, violations: &mut Violations) -> Option<Shape> {
    let geometry = serde_json::from_str::<Geometry>(text).ok();
    let polygons = geometry.and_then(polygons).unwrap_or_default();
    let whole = !polygons.is_empty() && polygons.iter().all(|rings| !rings.is_empty());
    if !violations.require(
        whole,
        "geometry",
        "GEOMETRY_INVALID",
        "neither Polygon nor MultiPolygon of RFC 7946",
    ) {
        return None;
    }
    *positions += polygons.iter().flatten().map(Vec::len).sum::<usize>();
    if *positions > super::MOST_POSITIONS {
        return None;
    }
    let read: Vec<_> = polygons.iter().map(|rings| polygon(rings, violations)).collect();
    let shape = Shape::new(&MultiPolygon::new(read.into_iter().collect::<Option<_>>()?));
    let right = !is_flat(&shape) && !crosses_itself(shape.polygons()) && !nests(shape.polygons());
    violations
        .require(
            right,
            "geometry",
            "SELF_INTERSECTION",
            "rings cross or touch themselves, or lie in one another",
        )
        .then_some(shape)
}

fn polygon(rings: &[Vec<Position>], violations: &mut Violations) -> Option<Polygon<f64>> {
    let rings: Vec<_> = rings.iter().map(|positions| ring(positions, violations)).collect();
    let mut rings = rings.into_iter().collect::<Option<Vec<_>>>()?.into_iter();
    Some(Polygon::new(rings.next()?, rings.collect()))
}

fn ring(positions: &[Position], violations: &mut Violations) -> Option<LineString<f64>> {
    let coords: Option<Vec<_>> = positions.iter().map(|position| coord(position.as_slice())).collect();
    let coords = violations.present(
        coords,
        "geometry",
        "COORDINATE_OUT_OF_RANGE",
        "longitude from -180 to 180, then latitude from -90 to 90",
    )?;
    let long = violations.require(coords.len() >= 4, "geometry", "RING_TOO_SHORT", "a ring has four positions");
    let closed = coords.first() == coords.last();
    let closed = violations.require(closed, "geometry", "RING_NOT_CLOSED", "a ring ends where it begins");
    (long && closed).then(|| LineString::new(coords))
}

fn coord(position: &[f64]) -> Option<Coord<f64>> {
    let (&x, &y) = position.first().zip(position.get(1))?;
    let right = x.is_finite() && y.is_finite() && x.abs() <= 180.0 && y.abs() <= 90.0;
    right.then_some(Coord { x, y })
}

/// Rings that lost their ground when they were rounded.
fn is_flat(shape: &Shape) -> bool {
    geo::BooleanOps::rings(shape.polygons()).any(|ring| ring.0.len() < 4)
}
