//! Random tilings are clean, and whatever is wrong with one is found where it is.

use std::collections::BTreeSet;

use geo::{Contains, Coord, MapCoords, MultiPolygon};
use proptest::prelude::*;

use super::{Tolerance, lint};
use crate::place::domain::{About, Feature, Finding, FindingKind, Profession, Professional};
use crate::place::geometry::{Shape, coord};
use crate::place::synthetic::Plan;

fn plan(grids: usize) -> Plan {
    Plan::of(&"330602".parse().unwrap(), (120.5, 30.1), grids)
}

fn found(features: &[Feature]) -> Vec<Finding> {
    lint(features, &"330602".parse().unwrap(), Tolerance::default())
}

fn kinds(features: &[Feature]) -> BTreeSet<FindingKind> {
    found(features).into_iter().map(|finding| finding.kind).collect()
}

fn grid(features: &[Feature], index: usize) -> usize {
    let grids = features.iter().enumerate().filter(|(_, feature)| feature.grid().is_some());
    grids.map(|(place, _)| place).nth(index).unwrap()
}

/// The corner `from` of a feature is moved by so much.
fn moved(feature: &mut Feature, from: Coord<f64>, by: Coord<f64>) {
    let shape = feature.shape.as_ref().unwrap().polygons();
    let shape = shape.map_coords(|at| if at == from { at + by } else { at });
    feature.shape = Some(Shape::new(&shape));
}

fn first_corner(feature: &Feature) -> Coord<f64> {
    feature.shape.as_ref().unwrap().polygons().0[0].exterior().0[0]
}

fn holds(shape: &MultiPolygon<f64>, finding: &Finding) -> bool {
    shape.contains(&coord(finding.point.unwrap()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn random_tilings_are_clean(grids in 1_usize..120, corners in 0_usize..5, exclusive_each in 0_usize..9, west in -170.0..170.0, north in -60.0..70.0) {
        let plan = Plan { corners, exclusive_each, west, north, professional: [7, 5, 3], ..plan(grids) };
        let features = plan.features();
        prop_assert_eq!(features.iter().filter(|feature| feature.grid().is_some()).count(), grids);
        prop_assert_eq!(found(&features), vec![]);
    }

    #[test]
    fn a_moved_corner_is_found(index in 0_usize..60, x in 0.000_5..0.001_5) {
        let mut features = plan(60).features();
        let place = grid(&features, index);
        let from = first_corner(&features[place]);
        moved(&mut features[place], from, Coord { x, y: -x });
        let kinds = kinds(&features);
        prop_assert!(kinds.contains(&FindingKind::Gap) || kinds.contains(&FindingKind::Overlap) || kinds.contains(&FindingKind::OutsideCounty), "{:?}", kinds);
    }

    #[test]
    fn a_missing_grid_is_a_gap_of_its_size(index in 0_usize..60) {
        let mut features = plan(60).features();
        let place = grid(&features, index);
        let gone = features.remove(place).shape.unwrap();
        let findings = found(&features);
        prop_assert_eq!(findings.len(), 1);
        prop_assert_eq!(findings[0].kind, FindingKind::Gap);
        prop_assert!(holds(gone.polygons(), &findings[0]));
        let area = crate::place::geometry::area_m2(&gone.polygons().0[0]);
        prop_assert!((findings[0].area_m2 / area - 1.0).abs() < 1e-3);
        prop_assert!(findings[0].ring.len() > 3 && findings[0].ring.first() == findings[0].ring.last());
    }
}

#[test]
fn a_grid_drawn_twice_overlaps_and_names_both() {
    let mut features = plan(20).features();
    let place = grid(&features, 3);
    let mut twin = features[place].clone();
    let About::Grid(other) = &mut twin.about else { panic!() };
    other.code = "330602001001777".parse().unwrap();
    features.push(twin);
    let findings = found(&features);
    let overlap = findings.iter().find(|finding| finding.kind == FindingKind::Overlap).unwrap();
    assert!(overlap.grids.contains(&"330602001001777".to_owned()) && overlap.grids.len() == 2);
    assert!(holds(features[place].shape.as_ref().unwrap().polygons(), overlap));
}

#[test]
fn a_grid_in_a_neighbour_village_is_told() {
    let mut features = plan(20).features();
    let place = grid(&features, 0);
    let About::Grid(own) = &mut features[place].about else { panic!() };
    own.code = "330602001002777".parse().unwrap();
    let findings = found(&features);
    let outside: Vec<_> = findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::OutsideVillage)
        .collect();
    assert_eq!(outside.len(), 1);
    assert_eq!(outside[0].grids, ["330602001002777"]);
}

#[test]
fn what_is_missing_is_told() {
    let mut features = plan(20).features();
    features.retain(|feature| !matches!(feature.about, About::County(_)));
    let place = grid(&features, 0);
    features[place].shape = None;
    features.push(Feature {
        about: About::Professional(Professional {
            id: "330602-XF-001".to_owned(),
            name: "消防".to_owned(),
            profession: Profession::Fire,
            members: ["330602999999001".parse().unwrap()].into(),
        }),
        shape: None,
    });
    let kinds: Vec<_> = found(&features).into_iter().map(|finding| finding.kind).collect();
    assert_eq!(
        kinds,
        [FindingKind::NoGeometry, FindingKind::MemberUnknown, FindingKind::BoundaryMissing]
    );
}

#[test]
fn a_hairline_is_a_sliver_and_no_error() {
    let mut features = plan(9).features();
    let place = grid(&features, 4);
    // The middle one of nine shrinks by 5 cm on every side: 200 m² and more, but nowhere wide.
    let shape = features[place].shape.as_ref().unwrap().polygons().clone();
    let centre = geo::Centroid::centroid(&shape).unwrap().0;
    features[place].shape = Some(Shape::new(&shape.map_coords(|at| at + (centre - at) * 0.000_2)));
    let findings = found(&features);
    assert!(!findings.is_empty());
    assert!(
        findings
            .iter()
            .all(|finding| finding.kind == FindingKind::Sliver && !finding.kind.is_error())
    );
}

#[test]
fn numbers_against_the_compass_are_a_warning() {
    let mut features = plan(5).features();
    let (first, last) = (grid(&features, 0), grid(&features, 4));
    let shape = features[first].shape.take();
    features[first].shape = features[last].shape.take();
    features[last].shape = shape;
    assert_eq!(kinds(&features), BTreeSet::from([FindingKind::CodeOrder]));
}

#[test]
fn a_village_that_was_left_out_and_a_county_that_moved_are_found() {
    let county = "330602".parse().unwrap();
    let before = plan(12).features();
    let villages = plan(12).villages();
    let told = |features: &[Feature], villages: &[shiyu_kit::unit::Code]| {
        let beside = super::Beside { villages, before: &before };
        let found = super::lint_beside(features, beside, &county, Tolerance::default());
        found.into_iter().map(|finding| (finding.kind, finding.grids)).collect::<Vec<_>>()
    };
    assert!(told(&before, &villages).is_empty());
    let lost: shiyu_kit::unit::Code = "330602009009".parse().unwrap();
    let more: Vec<_> = villages.iter().cloned().chain([lost.clone()]).collect();
    assert_eq!(
        told(&before, &more),
        [
            (FindingKind::VillageWithoutGrid, vec![lost.to_string()]),
            (FindingKind::VillageWithoutBoundary, vec![lost.to_string()]),
        ]
    );
    let elsewhere = Plan { west: 120.6, ..plan(12) };
    let mut fewer = before.clone();
    let place = grid(&fewer, 5);
    let gone = fewer.remove(place).code().to_owned();
    let found = told(&fewer, &villages);
    assert!(found.contains(&(FindingKind::GridGone, vec![gone])), "{found:?}");
    let moved: BTreeSet<_> = told(&elsewhere.features(), &villages).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(moved, [FindingKind::CountyMoved].into());
}
