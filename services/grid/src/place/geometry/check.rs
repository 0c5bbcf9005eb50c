//! Whether rings cross, in about n·log n: a quadratic check would let one large file hold a machine.

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Area, BooleanOps, Line, MultiPolygon, OpType};
use rstar::{AABB, RTree, RTreeObject};

/// A stretch of a ring.
#[derive(Debug, Clone, Copy)]
struct Edge {
    line: Line<f64>,
    ring: usize,
    index: usize,
    /// Stretches in the ring.
    many: usize,
}

impl RTreeObject for Edge {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners([self.line.start.x, self.line.start.y], [self.line.end.x, self.line.end.y])
    }
}

impl Edge {
    /// Whether the other one comes next to it on the same ring.
    fn adjoins(&self, other: &Self) -> bool {
        let next = |index: usize| (index + 1) % self.many;
        self.ring == other.ring && (next(self.index) == other.index || next(other.index) == self.index)
    }

    /// Whether two stretches meet where they must not: rings may touch at a point, and no ring touches itself.
    fn offends(&self, other: &Self) -> bool {
        match line_intersection(self.line, other.line) {
            None => false,
            Some(LineIntersection::Collinear { .. } | LineIntersection::SinglePoint { is_proper: true, .. }) => true,
            Some(LineIntersection::SinglePoint { is_proper: false, .. }) => self.ring == other.ring && !self.adjoins(other),
        }
    }
}

/// Whether a ring crosses or touches itself, or crosses another one.
#[must_use]
pub fn crosses_itself(shape: &MultiPolygon<f64>) -> bool {
    let mut edges = Vec::new();
    for (ring, line) in BooleanOps::rings(shape).enumerate() {
        let many = line.0.len().saturating_sub(1);
        let lines = line.lines().enumerate();
        edges.extend(lines.map(|(index, line)| Edge { line, ring, index, many }));
    }
    let tree = RTree::bulk_load(edges);
    tree.iter().any(|edge| {
        let near = tree.locate_in_envelope_intersecting(&edge.envelope());
        near.filter(|other| (edge.ring, edge.index) < (other.ring, other.index))
            .any(|other| edge.offends(other))
    })
}

/// Whether a hole lies outside its polygon, or a polygon within another.
#[must_use]
pub fn nests(shape: &MultiPolygon<f64>) -> bool {
    if BooleanOps::rings(shape).count() < 2 {
        return false;
    }
    let told: f64 = shape.iter().map(Area::unsigned_area).sum();
    let none = MultiPolygon::<f64>::new(Vec::new());
    let filled: f64 = shape.boolean_op(&none, OpType::Union).unsigned_area();
    (told - filled).abs() > told.abs() * 1e-6
}

#[cfg(test)]
mod tests {
    use geo::wkt;

    use super::*;

    #[test]
    fn a_bow_tie_a_spike_and_a_figure_of_eight_cross_themselves() {
        let bow = wkt!(MULTIPOLYGON(((0. 0.,2. 2.,2. 0.,0. 2.,0. 0.))));
        let spike = wkt!(MULTIPOLYGON(((0. 0.,2. 0.,2. 2.,2. 4.,2. 2.,0. 2.,0. 0.))));
        let eight = wkt!(MULTIPOLYGON(((0. 0.,1. 1.,2. 0.,2. 2.,1. 1.,0. 2.,0. 0.))));
        let crossed = wkt!(MULTIPOLYGON(((0. 0.,2. 0.,2. 2.,0. 2.,0. 0.)),((1. 1.,3. 1.,3. 3.,1. 3.,1. 1.))));
        for shape in [bow, spike, eight, crossed] {
            assert!(crosses_itself(&shape), "{shape:?}");
        }
    }

    #[test]
    fn a_square_with_a_hole_and_two_that_touch_do_not() {
        let square = wkt!(MULTIPOLYGON(((0. 0.,1. 0.,2. 0.,2. 2.,0. 2.,0. 0.))));
        let hole = wkt!(MULTIPOLYGON(((0. 0.,4. 0.,4. 4.,0. 4.,0. 0.),(1. 1.,1. 2.,2. 2.,2. 1.,1. 1.))));
        let touching = wkt!(MULTIPOLYGON(((0. 0.,1. 0.,1. 1.,0. 1.,0. 0.)),((1. 1.,2. 1.,2. 2.,1. 2.,1. 1.))));
        for shape in [square, hole, touching] {
            assert!(!crosses_itself(&shape) && !nests(&shape), "{shape:?}");
        }
    }

    #[test]
    fn a_hole_elsewhere_and_a_polygon_within_another_are_found() {
        let elsewhere = wkt!(MULTIPOLYGON(((0. 0.,2. 0.,2. 2.,0. 2.,0. 0.),(5. 5.,5. 6.,6. 6.,6. 5.,5. 5.))));
        let within = wkt!(MULTIPOLYGON(((0. 0.,4. 0.,4. 4.,0. 4.,0. 0.)),((1. 1.,2. 1.,2. 2.,1. 2.,1. 1.))));
        assert!(nests(&elsewhere) && nests(&within));
    }
}
