//! An import is checked as a whole, against what is known and against itself.

use std::collections::BTreeSet;

use shiyu_proto::common::v1 as wire;
use time::Date;
use time::format_description::well_known::Iso8601;

use crate::fault::Violations;
use crate::unit::{Code, Unit, Units};

/// Reads the units of an import into a county. Violations: `INVALID_CODE`, `INVALID_DATE`, `NAME_LENGTH`,
/// `CHARACTER_INVALID`, `SPANS_OVERLAP` (also of a span that is there twice), `CODE_ELSEWHERE` (of another city),
/// `SUPERIOR_MISSING`, `SUPERIOR_UNKNOWN`, `SUPERIOR_LOOPS`.
pub(super) fn read(units: &[wire::Unit], county: &str, known: &Units, violations: &mut Violations) -> Vec<Unit> {
    let read: Vec<(usize, Unit)> = units
        .iter()
        .enumerate()
        .filter_map(|(index, unit)| {
            let mut part = Violations::new();
            let unit = one(unit, &mut part);
            violations.within(&format!("units[{index}]"), part);
            unit.map(|unit| (index, unit))
        })
        .collect();
    let imported = |old: &&Unit| !read.iter().any(|(_, new)| new.code == old.code && new.valid_from == old.valid_from);
    let after = Units::new(known.iter().filter(imported).chain(read.iter().map(|(_, unit)| unit)).cloned());
    let mut seen = BTreeSet::new();
    for (index, unit) in &read {
        let field = format!("units[{index}]");
        let once = seen.insert((&unit.code, unit.valid_from));
        violations.require(
            once,
            format!("{field}.valid_from"),
            "SPANS_OVERLAP",
            "the same span stands further up",
        );
        here(unit, county, &field, violations);
        against(unit, &after, &field, violations);
    }
    read.into_iter().map(|(_, unit)| unit).collect()
}

pub(super) fn one(unit: &wire::Unit, violations: &mut Violations) -> Option<Unit> {
    let code = violations.present(unit.code.parse::<Code>().ok(), "code", "INVALID_CODE", "not a unit's code");
    let length = unit.display_name.chars().count();
    violations.require(
        length <= 200 && !unit.display_name.trim().is_empty(),
        "display_name",
        "NAME_LENGTH",
        "a name has 1 to 200 characters",
    );
    violations.one_line(&unit.display_name, "display_name");
    let superior = match unit.superior.as_str() {
        "" => Some(None),
        text => violations
            .present(text.parse::<Code>().ok(), "superior", "INVALID_CODE", "not a unit's code")
            .map(Some),
    };
    let valid_from = day(&unit.valid_from, "valid_from", violations);
    let valid_to = match unit.valid_to.as_str() {
        "" => Some(None),
        text => day(text, "valid_to", violations).map(Some),
    };
    if let (Some(first), Some(Some(last))) = (valid_from, valid_to) {
        violations.require(first <= last, "valid_to", "INVALID_DATE", "a span ends after it begins");
    }
    Some(Unit {
        code: code?,
        name: unit.display_name.clone(),
        superior: superior?,
        valid_from: valid_from?,
        valid_to: valid_to?,
    })
}

fn day(text: &str, field: &str, violations: &mut Violations) -> Option<Date> {
    violations.present(
        Date::parse(text, &Iso8601::DATE).ok(),
        field,
        "INVALID_DATE",
        "a date is of the form 2026-02-14",
    )
}

/// A county's units are those of its city's tree, and the tree has one root: whatever answers to nobody is the county's
/// or the city's own.
fn here(unit: &Unit, county: &str, field: &str, violations: &mut Violations) {
    let city = county.get(..4).unwrap_or_default();
    let near = violations.require(
        unit.code.division().starts_with(city),
        format!("{field}.code"),
        "CODE_ELSEWHERE",
        "the unit lies in another city",
    );
    let division = unit.code.division();
    let own = division == county || division.strip_prefix(city) == Some("00");
    violations.require(
        !near || own || unit.superior.is_some(),
        format!("{field}.superior"),
        "SUPERIOR_MISSING",
        "only the county and its city answer to nobody",
    );
}

fn against(unit: &Unit, after: &Units, field: &str, violations: &mut Violations) {
    let overlaps = after.iter().any(|other| {
        other.code == unit.code
            && other.valid_from != unit.valid_from
            && other.valid_from <= unit.valid_to.unwrap_or(Date::MAX)
            && unit.valid_from <= other.valid_to.unwrap_or(Date::MAX)
    });
    violations.require(
        !overlaps,
        format!("{field}.valid_from"),
        "SPANS_OVERLAP",
        "another span of the unit covers some of these days",
    );
    let Some(superior) = &unit.superior else { return };
    let known = after.get(superior, unit.valid_from).is_some();
    let superior_field = format!("{field}.superior");
    if violations.require(
        known,
        superior_field.clone(),
        "SUPERIOR_UNKNOWN",
        "there is no such unit on the first day",
    ) {
        let loops = after.is_within(superior, &unit.code, unit.valid_from);
        violations.require(!loops, superior_field, "SUPERIOR_LOOPS", "the unit would answer to itself");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str, superior: &str) -> wire::Unit {
        wire::Unit {
            code: code.to_owned(),
            display_name: "越城区信访局".to_owned(),
            superior: superior.to_owned(),
            valid_from: "2020-01-01".to_owned(),
            ..wire::Unit::default()
        }
    }

    fn reasons(units: &[wire::Unit]) -> Vec<(String, &'static str)> {
        let mut violations = Violations::new();
        read(units, "330602", &Units::default(), &mut violations);
        violations
            .iter()
            .map(|violation| (violation.field.clone(), violation.reason))
            .collect()
    }

    #[test]
    fn a_superior_may_come_in_the_same_import() {
        assert_eq!(
            reasons(&[unit("330602-XFJ", "330602"), unit("330602", "330600"), unit("330600", "")]),
            []
        );
    }

    #[test]
    fn every_violation_of_an_import_is_named_with_its_place() {
        let bad = wire::Unit {
            display_name: String::new(),
            valid_from: "yesterday".to_owned(),
            ..unit("33", "")
        };
        assert_eq!(
            reasons(&[bad, unit("330602", "999999")]),
            [
                ("units[0].code", "INVALID_CODE"),
                ("units[0].display_name", "NAME_LENGTH"),
                ("units[0].valid_from", "INVALID_DATE")
            ]
            .into_iter()
            .chain([("units[1].superior", "SUPERIOR_UNKNOWN")])
            .map(|(field, reason)| (field.to_owned(), reason))
            .collect::<Vec<_>>()
        );
    }

    #[test]
    fn units_that_answer_to_each_other_are_refused() {
        let found = reasons(&[unit("330602", "330681"), unit("330681", "330602")]);
        assert_eq!(
            found.iter().map(|(_, reason)| *reason).collect::<Vec<_>>(),
            ["SUPERIOR_LOOPS", "SUPERIOR_LOOPS"]
        );
    }

    #[test]
    fn spans_of_a_unit_do_not_overlap() {
        let later = wire::Unit {
            valid_from: "2023-01-01".to_owned(),
            ..unit("330602", "")
        };
        let found = reasons(&[unit("330602", ""), later]);
        assert!(
            found.iter().all(|(_, reason)| *reason == "SPANS_OVERLAP") && found.len() == 2,
            "{found:?}"
        );
    }

    #[test]
    fn a_span_stands_in_an_import_once() {
        let found = reasons(&[unit("330602", ""), unit("330600", ""), unit("330602", "")]);
        assert_eq!(found, [("units[2].valid_from".to_owned(), "SPANS_OVERLAP")]);
    }

    #[test]
    fn a_name_no_database_keeps_is_refused() {
        let named = |name: &str| wire::Unit {
            display_name: name.to_owned(),
            ..unit("330602", "")
        };
        for (name, reason) in [
            ("a\0b", "CHARACTER_INVALID"),
            ("信访\n局", "CHARACTER_INVALID"),
            ("  ", "NAME_LENGTH"),
        ] {
            assert_eq!(reasons(&[named(name)]), [("units[0].display_name".to_owned(), reason)], "{name:?}");
        }
    }

    #[test]
    fn a_unit_lies_in_the_tree_of_its_city() {
        let found = reasons(&[
            unit("330600", ""),
            unit("330602", "330600"),
            unit("330602-XFJ", ""),
            unit("330602001", "330602"),
            unit("330681", "330600"),
            unit("330602002", ""),
            unit("330681001", ""),
            unit("440106", ""),
            unit("330105", "330602"),
        ]);
        let expected = [
            ("units[5].superior", "SUPERIOR_MISSING"),
            ("units[6].superior", "SUPERIOR_MISSING"),
            ("units[7].code", "CODE_ELSEWHERE"),
            ("units[8].code", "CODE_ELSEWHERE"),
        ];
        assert_eq!(found, expected.map(|(field, reason)| (field.to_owned(), reason)));
    }
}
