//! What a map does not show by itself: villages of the county that were left out, ground that the version in force has elsewhere, and grids
//! of that version that are gone.

use std::collections::BTreeSet;

use geo::{BooleanOps, MultiPolygon};
use shiyu_kit::unit::Code;

use super::{Tolerance, piece, plain};
use crate::place::domain::{About, Feature, Finding, FindingKind};

/// What a map is held against.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// The villages and communities of the county today.
    pub villages: &'a [Code],
    /// The newest published version; empty where there is none.
    pub before: &'a [Feature],
}

/// What was left out, which grids are gone, and where the county's outline moved.
pub(super) fn find(features: &[Feature], beside: Beside<'_>, county: &Code, tolerance: Tolerance) -> Vec<Finding> {
    let mut findings = left_out(features, beside.villages);
    findings.extend(gone(features, beside.before));
    if let Some((now, before)) = outline(features, county).zip(outline(beside.before, county)) {
        let moved = now.xor(before);
        findings.extend(piece::findings(FindingKind::CountyMoved, &moved, tolerance, |_| Vec::new()));
    }
    findings
}

fn left_out(features: &[Feature], villages: &[Code]) -> Vec<Finding> {
    let grids: BTreeSet<Code> = features
        .iter()
        .filter_map(Feature::grid)
        .filter_map(|grid| grid.code.village().ok())
        .collect();
    let drawn: BTreeSet<&Code> = features.iter().filter_map(village).collect();
    let known: BTreeSet<&Code> = villages.iter().collect();
    let on_the_map = grids.iter().chain(drawn.iter().copied()).collect::<BTreeSet<_>>();
    let strange = on_the_map.into_iter().filter(|village| !known.contains(*village));
    let strange: Vec<_> = strange
        .map(|village| plain(FindingKind::VillageNotToday, vec![village.to_string()]))
        .collect();
    let bare = villages.iter().filter(|village| !grids.contains(*village));
    let bare = bare.map(|village| plain(FindingKind::VillageWithoutGrid, vec![village.to_string()]));
    let undrawn = villages.iter().filter(|village| !drawn.contains(*village));
    let undrawn = undrawn.map(|village| plain(FindingKind::VillageWithoutBoundary, vec![village.to_string()]));
    bare.chain(undrawn).chain(strange).collect()
}

fn gone<'a>(features: &'a [Feature], before: &'a [Feature]) -> impl Iterator<Item = Finding> + 'a {
    let there: BTreeSet<_> = features.iter().filter_map(Feature::grid).map(|grid| &grid.code).collect();
    let before = before.iter().filter_map(Feature::grid).map(|grid| &grid.code);
    let gone = before.filter(move |code| !there.contains(*code));
    gone.map(|code| plain(FindingKind::GridGone, vec![code.to_string()]))
}

fn village(feature: &Feature) -> Option<&Code> {
    match &feature.about {
        About::Village(code) if feature.shape.is_some() => Some(code),
        About::Village(_) | About::County(_) | About::Grid(_) | About::Professional(_) => None,
    }
}

fn outline<'a>(features: &'a [Feature], county: &Code) -> Option<&'a MultiPolygon<f64>> {
    let own = features
        .iter()
        .find(|feature| matches!(&feature.about, About::County(code) if code == county))?;
    own.shape.as_ref().map(crate::place::geometry::Shape::polygons)
}
