//! An outline: one or more polygons, rounded to a ten-millionth of a degree (about 1 cm), outer rings anticlockwise.

use geo::orient::{Direction, Orient};
use geo::{Coord, LineString, MapCoords, MultiPolygon, Polygon, RemoveRepeatedPoints};
use geojson::{Geometry, GeometryValue, PolygonType, Position};

use crate::domain::terms::Point;

/// An outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape(MultiPolygon<f64>);

impl Shape {
    /// The outline of polygons whose rings were checked.
    #[must_use]
    pub fn new(polygons: &MultiPolygon<f64>) -> Self {
        let rounded = polygons.map_coords(|coord| Coord {
            x: rounded(coord.x),
            y: rounded(coord.y),
        });
        Self(rounded.remove_repeated_points().orient(Direction::Default))
    }

    /// An outline of one ring, which may be left open.
    #[must_use]
    pub fn ring(coords: Vec<Coord<f64>>) -> Self {
        Self::new(&MultiPolygon::new(vec![Polygon::new(LineString::new(coords), Vec::new())]))
    }

    /// Its polygons.
    #[must_use]
    pub const fn polygons(&self) -> &MultiPolygon<f64> {
        &self.0
    }

    /// As a geometry of RFC 7946.
    #[must_use]
    pub fn to_geojson(&self) -> String {
        let mut polygons: Vec<PolygonType> = self.0.iter().map(rings).collect();
        let value = match (polygons.len(), polygons.pop()) {
            (1, Some(only)) => GeometryValue::Polygon { coordinates: only },
            (_, last) => GeometryValue::MultiPolygon {
                coordinates: polygons.into_iter().chain(last).collect(),
            },
        };
        Geometry::new(value).to_string()
    }

    /// Reads what [`Shape::to_geojson`] wrote.
    #[must_use]
    pub fn from_geojson(text: &str) -> Option<Self> {
        let polygons = polygons(text.parse().ok()?)?;
        let read: Option<Vec<_>> = polygons.iter().map(|rings| polygon(rings)).collect();
        Some(Self(MultiPolygon::new(read?)))
    }
}

/// The polygons of a Polygon or `MultiPolygon`; none of another geometry.
#[must_use]
pub fn polygons(geometry: Geometry) -> Option<Vec<PolygonType>> {
    match geometry.value {
        GeometryValue::Polygon { coordinates } => Some(vec![coordinates]),
        GeometryValue::MultiPolygon { coordinates } => Some(coordinates),
        GeometryValue::Point { .. }
        | GeometryValue::MultiPoint { .. }
        | GeometryValue::LineString { .. }
        | GeometryValue::MultiLineString { .. }
        | GeometryValue::GeometryCollection { .. } => None,
    }
}

fn rings(polygon: &Polygon<f64>) -> PolygonType {
    let all = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    let positions = |ring: &LineString<f64>| ring.coords().map(|at| Position::from([at.x, at.y])).collect();
    all.map(positions).collect()
}

fn polygon(rings: &[Vec<Position>]) -> Option<Polygon<f64>> {
    let ring = |positions: &Vec<Position>| -> Option<LineString<f64>> {
        let coords = positions.iter().map(|position| match position.as_slice() {
            [x, y, ..] => Some(Coord { x: *x, y: *y }),
            _ => None,
        });
        coords.collect::<Option<Vec<_>>>().map(LineString::new)
    };
    let mut read = rings.iter().map(ring).collect::<Option<Vec<_>>>()?.into_iter();
    Some(Polygon::new(read.next()?, read.collect()))
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}

/// A point as a coordinate in degrees.
#[must_use]
pub fn coord(point: Point) -> Coord<f64> {
    Coord {
        x: point.longitude(),
        y: point.latitude(),
    }
}

/// A coordinate in degrees as a point.
#[must_use]
pub fn point(coord: Coord<f64>) -> Option<Point> {
    Point::from_degrees(coord.x, coord.y).ok()
}
