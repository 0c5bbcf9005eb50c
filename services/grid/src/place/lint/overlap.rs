//! Ground that two grids claim.

use geo::{BooleanOps, BoundingRect};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree, RTreeObject};

use super::{Plot, Tolerance, piece};
use crate::place::domain::{Finding, FindingKind};

/// A rectangle, and the place of what it bounds.
pub(super) type Boxed = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// The rectangles of plots, in a tree.
pub(super) fn boxes(plots: &[Plot<'_>]) -> RTree<Boxed> {
    let bounds = plots.iter().enumerate().filter_map(|(index, plot)| {
        let bounds = plot.shape.bounding_rect()?;
        let rectangle = Rectangle::from_corners([bounds.min().x, bounds.min().y], [bounds.max().x, bounds.max().y]);
        Some(GeomWithData::new(rectangle, index))
    });
    RTree::bulk_load(bounds.collect())
}

/// Each piece of ground that two grids claim, once for each two.
pub(super) fn find(plots: &[Plot<'_>], tolerance: Tolerance) -> Vec<Finding> {
    let tree = boxes(plots);
    let mut findings = Vec::new();
    for boxed in &tree {
        let near: AABB<[f64; 2]> = boxed.envelope();
        for other in tree.locate_in_envelope_intersecting(&near).filter(|other| boxed.data < other.data) {
            if let Some((one, two)) = plots.get(boxed.data).zip(plots.get(other.data)) {
                let common = one.shape.intersection(two.shape);
                let grids = || vec![one.grid.code.to_string(), two.grid.code.to_string()];
                findings.extend(piece::findings(FindingKind::Overlap, &common, tolerance, |_| grids()));
            }
        }
        if findings.len() >= super::MOST {
            break;
        }
    }
    findings
}
