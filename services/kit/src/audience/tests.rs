use time::macros::date;
use uuid::Uuid;

use super::*;
use crate::case::Actor;
use crate::unit::{Unit, Units};

const WIDE: &[&str] = &["petition_officer"];

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn codes<const N: usize>(texts: [&str; N]) -> BTreeSet<Code> {
    texts.map(code).into()
}

fn units() -> Units {
    let unit = |own: &str, superior: Option<&str>| Unit {
        code: code(own),
        name: own.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    };
    Units::new([
        unit("330602", None),
        unit("330602-XFJ", Some("330602")),
        unit("330602-ZJJ", Some("330602")),
        unit("330602001", Some("330602")),
        unit("330602001-ZZB", Some("330602001")),
        unit("330602001003", Some("330602001")),
    ])
}

fn person(unit: Option<&str>, role: &str) -> Actor {
    Actor::Person {
        subject: "clerk-1".to_owned(),
        unit: unit.map(str::to_owned),
        roles: [role.to_owned()].into(),
    }
}

fn viewer(actor: &Actor) -> Viewer {
    let (county, units) = (code("330602"), units());
    let ground = Ground {
        county: &county,
        units: &units,
        today: date!(2026 - 05 - 01),
        wide: WIDE,
    };
    Viewer::of(actor, &ground)
}

fn reach(unit: Option<&str>, role: &str) -> Reach {
    viewer(&person(unit, role)).reach
}

#[test]
fn a_person_sees_for_their_own_unit_and_all_below() {
    let town = codes(["330602001", "330602001-ZZB", "330602001003"]);
    assert_eq!(reach(Some("330602001"), "unit_handler"), Reach::Units(town));
    assert_eq!(reach(Some("330602-XFJ"), "unit_handler"), Reach::Units(codes(["330602-XFJ"])));
}

#[test]
fn a_wide_role_in_an_office_sees_for_the_division_of_the_office() {
    let town = codes(["330602001", "330602001-ZZB", "330602001003"]);
    assert_eq!(reach(Some("330602001-ZZB"), "petition_officer"), Reach::Units(town));
    assert_eq!(reach(Some("330602-XFJ"), "petition_officer"), Reach::Everything);
    assert_eq!(
        reach(Some("330602001003"), "petition_officer"),
        Reach::Units(codes(["330602001003"]))
    );
}

#[test]
fn whoever_has_no_unit_sees_nothing() {
    for unit in [None, Some("330699"), Some("nowhere")] {
        assert_eq!(reach(unit, "petition_officer"), Reach::Nothing, "{unit:?}");
    }
    assert_eq!(viewer(&Actor::Party { id: Uuid::nil() }).reach, Reach::Nothing);
    assert_eq!(viewer(&Actor::Clock).reach, Reach::Nothing);
}

#[test]
fn by_name_a_case_is_shown_beyond_the_reach_and_not_beyond_the_bar() {
    let shown = |barred: &[&str]| Audience {
        subjects: ["clerk-1".to_owned()].into(),
        barred_subjects: barred.iter().map(|subject| (*subject).to_owned()).collect(),
        ..Audience::default()
    };
    let mut clerk = viewer(&person(Some("330602001-ZZB"), "mediator"));
    assert!(!clerk.sees(&shown(&[])), "a service says so first");
    clerk.by_name = true;
    assert!(clerk.sees(&shown(&[])));
    assert!(!clerk.sees(&shown(&["clerk-1"])));
    assert!(!clerk.sees(&Audience::default()));
}

#[test]
fn a_service_sees_everything() {
    let service = Actor::Service { name: "grid".to_owned() };
    assert!(viewer(&service).sees(&Audience::default()));
}

#[test]
fn the_bar_holds_against_everybody_below_the_accused_and_the_accused_by_name() {
    let accusing = |units: BTreeSet<Code>, subjects: &[&str]| Audience {
        units: codes(["330602-XFJ", "330602001"]),
        barred_units: units,
        barred_subjects: subjects.iter().map(|subject| (*subject).to_owned()).collect(),
        ..Audience::default()
    };
    let officer = viewer(&person(Some("330602-XFJ"), "petition_officer"));
    let clerk = viewer(&person(Some("330602001-ZZB"), "petition_officer"));
    assert!(officer.sees(&accusing(codes(["330602001"]), &[])));
    assert!(!clerk.sees(&accusing(codes(["330602001"]), &[])));
    assert!(!officer.sees(&accusing(codes(["330602"]), &[])));
    assert!(!officer.sees(&accusing(BTreeSet::new(), &["clerk-1"])));
    assert!(officer.sees(&accusing(BTreeSet::new(), &["clerk-2"])));
}

#[test]
fn an_audience_tells_only_what_is_new() {
    let before = Audience {
        units: codes(["330602-XFJ"]),
        ..Audience::default()
    };
    let after = Audience {
        units: codes(["330602-XFJ", "330602001"]),
        subjects: ["clerk-1".to_owned()].into(),
        barred_units: codes(["330602-ZJJ"]),
        barred_subjects: ["head-1".to_owned()].into(),
    };
    let told = |rows: Vec<row::Model>| rows.into_iter().map(|row| (row.kind, row.entry)).collect::<Vec<_>>();
    let entry = |kind: &str, entry: &str| (kind.to_owned(), entry.to_owned());
    let grown = [
        entry("unit", "330602001"),
        entry("subject", "clerk-1"),
        entry("barred_unit", "330602-ZJJ"),
        entry("barred_subject", "head-1"),
    ];
    assert_eq!(told(after.grown(Uuid::nil(), Some(&before))), grown);
    assert_eq!(told(after.rows(Uuid::nil())).len(), 5);
    assert!(before.grown(Uuid::nil(), Some(&after)).is_empty());
}
