//! The linter of a map: no ground twice, none left out (不重复, 不遗漏, 全覆盖, 无缝隙), each grid in its village. Pure, and about n·log n:
//! only grids whose rectangles meet are compared.

mod beside;
mod cover;
mod order;
mod overlap;
mod piece;
#[cfg(test)]
mod tests;
mod village;

use std::collections::BTreeSet;

use geo::MultiPolygon;
use serde::Deserialize;
use shiyu_kit::unit::Code;

use super::domain::{About, Feature, Finding, FindingKind, Grid, Hanging};

pub use beside::Beside;

/// What a deployment lets pass.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tolerance {
    /// Square metres: a gap, an overlap or an excess up to this is none.
    pub area_m2: f64,
    /// Metres of mean width: what is thinner is a warning, for neighbours were drawn by different hands.
    pub sliver_m: f64,
}

impl Default for Tolerance {
    fn default() -> Self {
        Self {
            area_m2: 1.0,
            sliver_m: 0.2,
        }
    }
}

/// Findings kept of one map; the worst come first.
pub const MOST: usize = 2_000;

/// A grid with an outline.
#[derive(Debug, Clone, Copy)]
struct Plot<'a> {
    grid: &'a Grid,
    shape: &'a MultiPolygon<f64>,
}

/// Everything wrong with a map of a county, errors first; at most [`MOST`].
#[must_use]
pub fn lint(features: &[Feature], county: &Code, tolerance: Tolerance) -> Vec<Finding> {
    let plots: Vec<Plot<'_>> = features.iter().filter_map(plot).collect();
    let mut findings = without_outline(features);
    findings.extend(strangers(features));
    findings.extend(overlap::find(&plots, tolerance));
    findings.extend(cover::find(&plots, features, county, tolerance));
    findings.extend(village::find(&plots, features, tolerance));
    findings.extend(order::find(&plots));
    // Stable: within a severity they stay as they were found.
    findings.sort_by_key(|finding| !finding.kind.is_error());
    findings.truncate(MOST);
    findings
}

/// As [`lint`], and held against the county's villages and the version before.
#[must_use]
pub fn lint_beside(features: &[Feature], beside: Beside<'_>, county: &Code, tolerance: Tolerance) -> Vec<Finding> {
    let mut findings = lint(features, county, tolerance);
    findings.extend(beside::find(features, beside, county, tolerance));
    findings.sort_by_key(|finding| !finding.kind.is_error());
    findings.truncate(MOST);
    findings
}

fn plot(feature: &Feature) -> Option<Plot<'_>> {
    let grid = feature.grid()?;
    let shape = feature.shape.as_ref()?.polygons();
    Some(Plot { grid, shape })
}

fn without_outline(features: &[Feature]) -> Vec<Finding> {
    let bare = features.iter().filter(|feature| feature.shape.is_none()).filter_map(Feature::grid);
    bare.map(|grid| plain(FindingKind::NoGeometry, vec![grid.code.to_string()]))
        .collect()
}

/// Professional grids that name a grid which is not there.
fn strangers(features: &[Feature]) -> Vec<Finding> {
    let grids: BTreeSet<_> = features.iter().filter_map(Feature::grid).map(|grid| &grid.code).collect();
    let mut findings = Vec::new();
    for feature in features {
        if let About::Professional(professional) = &feature.about {
            let unknown = professional.members.iter().filter(|code| !grids.contains(code)).take(19);
            let unknown: Vec<String> = unknown.map(ToString::to_string).collect();
            if !unknown.is_empty() {
                let all = std::iter::once(professional.id.clone()).chain(unknown);
                findings.push(plain(FindingKind::MemberUnknown, all.collect()));
            }
        }
    }
    findings
}

/// A finding without ground.
const fn plain(kind: FindingKind, grids: Vec<String>) -> Finding {
    Finding {
        kind,
        grids,
        area_m2: 0.0,
        point: None,
        ring: Vec::new(),
        hanging: Hanging::NOTHING,
    }
}
