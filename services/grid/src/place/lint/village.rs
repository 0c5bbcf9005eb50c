//! Whether each grid lies in the village of its code, where the map has the village's outline.

use std::collections::BTreeMap;

use geo::{BooleanOps, MultiPolygon};

use super::{Plot, Tolerance, piece};
use crate::place::domain::{About, Feature, Finding, FindingKind};

/// Ground of grids outside their villages.
pub(super) fn find(plots: &[Plot<'_>], features: &[Feature], tolerance: Tolerance) -> Vec<Finding> {
    let outlines: BTreeMap<_, &MultiPolygon<f64>> = features.iter().filter_map(outline).collect();
    let mut findings = Vec::new();
    for plot in plots {
        let Ok(village) = plot.grid.code.village() else { continue };
        if let Some(outline) = outlines.get(&village) {
            let outside = plot.shape.difference(*outline);
            let code = plot.grid.code.to_string();
            findings.extend(piece::findings(FindingKind::OutsideVillage, &outside, tolerance, |_| {
                vec![code.clone()]
            }));
        }
    }
    findings
}

fn outline(feature: &Feature) -> Option<(shiyu_kit::unit::Code, &MultiPolygon<f64>)> {
    match &feature.about {
        About::Village(code) => Some((code.clone(), feature.shape.as_ref()?.polygons())),
        About::County(_) | About::Grid(_) | About::Professional(_) => None,
    }
}
