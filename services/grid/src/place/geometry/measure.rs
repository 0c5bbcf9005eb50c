//! Areas on the ellipsoid, and distances near a point in its own plane.

use geo::{Coord, GeodesicArea, InteriorPoint, Polygon};

use super::shape::point;
use crate::domain::terms::Point;

/// Area of a polygon on the ellipsoid, in square metres.
#[must_use]
pub fn area_m2(polygon: &Polygon<f64>) -> f64 {
    polygon.geodesic_area_signed().abs()
}

/// Mean width of a polygon in metres: what a long strip of its area and circumference would have.
#[must_use]
pub fn thickness_m(polygon: &Polygon<f64>) -> f64 {
    let around = polygon.geodesic_perimeter();
    if around > 0.0 { 2.0 * area_m2(polygon) / around } else { 0.0 }
}

/// A point in a polygon.
#[must_use]
pub fn middle(polygon: &Polygon<f64>) -> Option<Point> {
    polygon.interior_point().and_then(|inside| point(inside.0))
}

/// The plane that touches the ellipsoid at a point, in metres: right to about 1 in 1,000 within some kilometres.
#[derive(Debug, Clone, Copy)]
pub struct Local {
    at: Coord<f64>,
    /// Metres in a degree of longitude and of latitude.
    east: f64,
    north: f64,
}

impl Local {
    /// The plane at a point.
    #[must_use]
    pub fn at(at: Coord<f64>) -> Self {
        let latitude = at.y.to_radians();
        let north = 111_132.954 - 559.822 * (2.0 * latitude).cos() + 1.175 * (4.0 * latitude).cos();
        let east = 111_412.84 * latitude.cos() - 93.5 * (3.0 * latitude).cos() + 0.118 * (5.0 * latitude).cos();
        Self {
            at,
            east: east.max(1.0),
            north,
        }
    }

    /// The corners, south-west and north-east, of a square that holds all within `metres`.
    #[must_use]
    pub fn square(&self, metres: f64) -> ([f64; 2], [f64; 2]) {
        let (east, north) = (metres / self.east, metres / self.north);
        ([self.at.x - east, self.at.y - north], [self.at.x + east, self.at.y + north])
    }

    /// Distance in metres to a stretch of line.
    #[must_use]
    pub fn distance(&self, from: Coord<f64>, to: Coord<f64>) -> f64 {
        let (from, to) = (self.flat(from), self.flat(to));
        let (x, y) = (to.x - from.x, to.y - from.y);
        let length = x * x + y * y;
        let along = if length > 0.0 {
            (-(from.x * x + from.y * y) / length).clamp(0.0, 1.0)
        } else {
            0.0
        };
        (from.x + along * x).hypot(from.y + along * y)
    }

    fn flat(&self, coord: Coord<f64>) -> Coord<f64> {
        Coord {
            x: (coord.x - self.at.x) * self.east,
            y: (coord.y - self.at.y) * self.north,
        }
    }
}

#[cfg(test)]
mod tests {
    use geo::{Distance, Geodesic, polygon};

    use super::*;

    #[test]
    fn the_plane_agrees_with_the_ellipsoid_nearby() {
        for latitude in [0.0, 30.0, 52.0] {
            let at = Coord { x: 120.0, y: latitude };
            for (x, y) in [(0.01, 0.0), (0.0, 0.01), (-0.007, 0.009)] {
                let there = Coord { x: at.x + x, y: at.y + y };
                let right = Geodesic.distance(geo::Point(at), geo::Point(there));
                let found = Local::at(at).distance(there, there);
                assert!((found / right - 1.0).abs() < 1e-3, "{latitude} {x} {y}: {found} {right}");
            }
        }
    }

    #[test]
    fn a_strip_is_as_thick_as_it_is_wide() {
        let strip = polygon![(x: 120.0, y: 30.0), (x: 120.01, y: 30.0), (x: 120.01, y: 30.000_01), (x: 120.0, y: 30.000_01)];
        assert!((thickness_m(&strip) - 1.108).abs() < 0.01, "{}", thickness_m(&strip));
    }
}
