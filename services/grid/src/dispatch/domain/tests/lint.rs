//! What the linter finds.

use shiyu_kit::unit::{self, Units};
use time::macros::date;

use super::given::rule;
use crate::catalogue::domain::builtin;
use crate::catalogue::tests::scene::{COUNTY, OTHER_TOWN, TOWN, TOWN_OFFICE, VILLAGE, code, units};
use crate::dispatch::domain::{Finding, Ground, Rule, builtin as routing, lint};
use crate::domain::terms::Level;

fn found(rules: &[Rule]) -> Vec<Finding> {
    let (county, units, catalogue) = (code(COUNTY), units(), builtin().unwrap());
    let ground = Ground {
        county: &county,
        units: &units,
        catalogue: &catalogue,
        on: date!(2026 - 05 - 06),
    };
    lint(rules, &ground)
}

fn unknown(rule: &str, unit: &str) -> Finding {
    Finding::UnknownUnit {
        rule: rule.to_owned(),
        unit: code(unit),
    }
}

#[test]
fn an_office_that_one_of_the_towns_has_not_is_found() {
    let missing = format!("{OTHER_TOWN}-ZHZF");
    assert_eq!(found(&[rule("a", &[], "{town}-ZHZF")]), [unknown("a", &missing)]);
    assert_eq!(found(&[rule("a", &[], "330602-GONE")]), [unknown("a", "330602-GONE")]);
    assert_eq!(found(&[rule("a", &[], "{village}")]), []);
}

#[test]
fn nothing_is_dispatched_to_the_city() {
    for (department, unit) in [("{city}", "330600"), ("330600", "330600"), ("330600-ZHZX", "330600-ZHZX")] {
        let above = Finding::AboveTheCounty {
            rule: "a".to_owned(),
            unit: code(unit),
        };
        assert!(above.is_fault());
        assert_eq!(found(&[rule("a", &[], department)]), [above]);
    }
}

#[test]
fn a_unit_of_one_town_takes_nothing_of_another() {
    let office = |places: &[&str]| {
        let mut rule = rule("a", &[], TOWN_OFFICE);
        rule.when.places = places.iter().map(|text| text.parse().unwrap()).collect();
        rule
    };
    let elsewhere = Finding::OfAnotherTown {
        rule: "a".to_owned(),
        unit: code(TOWN_OFFICE),
    };
    assert!(elsewhere.is_fault());
    let rest = rule("rest", &[], "{town}");
    let wrong: [&[&str]; 3] = [&[], &[OTHER_TOWN], &[TOWN, OTHER_TOWN]];
    for places in wrong {
        assert_eq!(found(&[office(places), rest.clone()]).first(), Some(&elsewhere), "{places:?}");
    }
    let right: [&[&str]; 3] = [&[TOWN], &[VILLAGE], &["professional/1"]];
    for places in right {
        assert_eq!(found(&[office(places), rest.clone()]), [], "{places:?}");
    }
    let mut from_above = office(&[]);
    from_above.when.levels = vec![Level::County];
    assert_eq!(found(&[from_above, rest]), [], "the county's centre dispatches to any town");
}

#[test]
fn a_division_that_the_county_has_not_is_found() {
    let (county, catalogue) = (code(COUNTY), builtin().unwrap());
    let towns = Units::new(units().iter().filter(|unit| unit.code.level() != unit::Level::Village).cloned());
    let ground = Ground {
        county: &county,
        units: &towns,
        catalogue: &catalogue,
        on: date!(2026 - 05 - 06),
    };
    let nowhere = Finding::Nowhere {
        rule: "a".to_owned(),
        department: "{village}".parse().unwrap(),
    };
    assert!(nowhere.is_fault());
    assert_eq!(lint(&[rule("a", &[], "{village}")], &ground), [nowhere]);
}

#[test]
fn the_table_that_comes_with_the_service_can_be_activated() {
    let faults = |rule: &Rule| found(std::slice::from_ref(rule)).iter().any(Finding::is_fault);
    assert!(!routing().unwrap().draft.rules.iter().any(faults));
}

#[test]
fn a_rule_behind_one_that_takes_it_all_is_never_reached() {
    let rules = [
        rule("events", &["E"], "{town}"),
        rule("rubbish", &["E0102"], "{village}"),
        rule("rest", &[], "{town}"),
    ];
    let unreachable = Finding::Unreachable {
        rule: "rubbish".to_owned(),
        by: "events".to_owned(),
    };
    assert_eq!(found(&rules), [unreachable]);
}

#[test]
fn a_subclass_nobody_thought_of_is_found() {
    let findings = found(&[rule("events", &["E"], "{town}")]);
    let expected = builtin().unwrap().content.subclasses;
    let components = expected.iter().filter(|row| row.code.to_string().starts_with('C')).count();
    assert_eq!(findings.len(), components);
    assert!(findings.contains(&Finding::ClassWithoutRule("C0101".parse().unwrap())));
}
