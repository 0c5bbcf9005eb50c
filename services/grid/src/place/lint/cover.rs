//! Whether the grids fill the county: ground in no grid, and ground outside.

use geo::{BooleanOps, BoundingRect, Intersects, Polygon, unary_union};
use rstar::AABB;
use shiyu_kit::unit::Code;

use super::{Plot, Tolerance, overlap, piece, plain};
use crate::place::domain::{About, Feature, Finding, FindingKind};

/// Codes told with a finding.
const MOST_GRIDS: usize = 20;

/// Gaps and excesses against the county's outline.
pub(super) fn find(plots: &[Plot<'_>], features: &[Feature], county: &Code, tolerance: Tolerance) -> Vec<Finding> {
    let outline = features
        .iter()
        .find(|feature| matches!(&feature.about, About::County(code) if code == county));
    let Some(outline) = outline.and_then(|feature| feature.shape.as_ref()) else {
        return vec![plain(FindingKind::BoundaryMissing, Vec::new())];
    };
    let filled = unary_union(plots.iter().map(|plot| plot.shape));
    let tree = overlap::boxes(plots);
    let beside = |piece: &Polygon<f64>| {
        let Some(bounds) = piece.bounding_rect() else { return Vec::new() };
        let near = AABB::from_corners([bounds.min().x, bounds.min().y], [bounds.max().x, bounds.max().y]);
        let touching = tree
            .locate_in_envelope_intersecting(&near)
            .filter_map(|boxed| plots.get(boxed.data));
        let touching = touching.filter(|plot| plot.shape.intersects(piece)).take(MOST_GRIDS);
        let mut codes: Vec<String> = touching.map(|plot| plot.grid.code.to_string()).collect();
        codes.sort_unstable();
        codes
    };
    let gaps = outline.polygons().difference(&filled);
    let mut findings = piece::findings(FindingKind::Gap, &gaps, tolerance, beside);
    let outside = filled.difference(outline.polygons());
    findings.extend(piece::findings(FindingKind::OutsideCounty, &outside, tolerance, beside));
    findings
}
