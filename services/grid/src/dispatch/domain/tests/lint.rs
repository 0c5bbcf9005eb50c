//! What the linter finds.

use time::macros::date;

use super::given::rule;
use crate::catalogue::domain::builtin;
use crate::catalogue::tests::scene::{COUNTY, OTHER_TOWN, code, units};
use crate::dispatch::domain::{Finding, Ground, Rule, lint};

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
    assert_eq!(found(&[rule("a", &[], "{city}")]), []);
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
