//! Ground that should not be there: a piece of a gap, an overlap or an excess, as a finding with its coordinates.

use geo::{MultiPolygon, Polygon};

use super::Tolerance;
use crate::domain::terms::Point;
use crate::place::domain::{Finding, FindingKind, Hanging};
use crate::place::geometry::{area_m2, middle, point, thickness_m};

/// Points of a ring that are told.
const LONGEST: usize = 200;

/// Each piece that is larger than what passes; a thin one only warns.
pub(super) fn findings(
    kind: FindingKind,
    ground: &MultiPolygon<f64>,
    tolerance: Tolerance,
    grids: impl Fn(&Polygon<f64>) -> Vec<String>,
) -> Vec<Finding> {
    let large = ground.iter().map(|piece| (piece, area_m2(piece)));
    let large = large.filter(|(_, area)| *area > tolerance.area_m2);
    large
        .map(|(piece, area_m2)| Finding {
            kind: if thickness_m(piece) < tolerance.sliver_m {
                FindingKind::Sliver
            } else {
                kind
            },
            grids: grids(piece),
            area_m2,
            point: middle(piece),
            ring: ring(piece),
            hanging: Hanging::NOTHING,
        })
        .collect()
}

/// The outer ring, thinned where it is long.
fn ring(piece: &Polygon<f64>) -> Vec<Point> {
    let all = &piece.exterior().0;
    let step = all.len().div_ceil(LONGEST - 1).max(1);
    let mut ring: Vec<Point> = all.iter().step_by(step).filter_map(|coord| point(*coord)).collect();
    if ring.first() != ring.last() {
        ring.extend(ring.first().copied());
    }
    ring
}
