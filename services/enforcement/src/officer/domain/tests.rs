//! Who may act on a day, each rule in a sentence.

use shiyu_kit::fault::Refusal as _;
use time::Date;
use time::macros::date;
use uuid::Uuid;

use super::*;
use crate::scene::{COUNTY, OTHER_TOWN, TOWN, TOWN_BUREAU, code, decide};

const TODAY: Date = date!(2026 - 05 - 06);

fn certificate() -> Certificate {
    Certificate {
        number: "33060210001".to_owned(),
        issuer: "浙江省人民政府".to_owned(),
        from: date!(2024 - 01 - 01),
        to: date!(2028 - 12 - 31),
        suspension: None,
    }
}

fn person(kind: OfficerKind) -> Person {
    Person {
        id: Uuid::from_u128(1),
        subject: "officer-1".to_owned(),
        name: "陈执法".to_owned(),
        unit: code(TOWN_BUREAU),
        kind,
        certificate: (kind == OfficerKind::Officer).then(certificate),
    }
}

fn put(by: &str, person: &Person, before: Option<&Officer>) -> Result<Officer, &'static str> {
    decide(by, |sitting| Officer::put(person, before, sitting).map_err(|why| why.reason()))
}

fn officer() -> Officer {
    put(TOWN, &person(OfficerKind::Officer), None).unwrap()
}

fn suspend(officer: Officer, from: Date, to: Option<Date>) -> Result<Officer, &'static str> {
    let told = Suspend {
        officer: officer.id,
        suspension: Suspension {
            from,
            to,
            reason: "被投诉，停职检查".to_owned(),
        },
    };
    decide(TOWN, |sitting| officer.suspend(&told, sitting).map_err(|why| why.reason()))
}

#[test]
fn a_certificate_is_valid_from_its_first_day_to_its_last() {
    let valid = |day| officer().valid(day).is_some();
    assert!(valid(date!(2024 - 01 - 01)) && valid(date!(2028 - 12 - 31)));
    assert!(!valid(date!(2023 - 12 - 31)) && !valid(date!(2029 - 01 - 01)));
}

#[test]
fn an_auxiliary_is_never_an_officer() {
    let auxiliary = put(TOWN, &person(OfficerKind::Auxiliary), None).unwrap();
    assert!(auxiliary.valid(TODAY).is_none() && auxiliary.is_there(TODAY));
    let promoted = Person {
        kind: OfficerKind::Officer,
        certificate: Some(certificate()),
        ..person(OfficerKind::Auxiliary)
    };
    assert_eq!(put(TOWN, &promoted, Some(&auxiliary)), Err("OFFICER_FIXED"));
}

#[test]
fn a_suspended_certificate_is_not_valid_while_it_is_and_a_revoked_one_never_again() {
    let suspended = suspend(officer(), TODAY, Some(date!(2026 - 05 - 10))).unwrap();
    assert!(suspended.valid(TODAY).is_none() && suspended.valid(date!(2026 - 05 - 11)).is_some());
    assert!(suspended.valid(date!(2026 - 05 - 05)).is_some());
    let same = put(TOWN, &person(OfficerKind::Officer), Some(&suspended)).unwrap();
    assert!(same.valid(TODAY).is_none(), "putting it again does not give it back");
    let revoked = suspend(officer(), TODAY, None).unwrap();
    assert!(revoked.valid(date!(2028 - 01 - 01)).is_none());
    assert_eq!(suspend(revoked, TODAY, None), Err("CERTIFICATE_REVOKED"));
    assert_eq!(suspend(officer(), date!(2026 - 05 - 05), None), Err("SUSPENSION_PAST"));
    let auxiliary = put(TOWN, &person(OfficerKind::Auxiliary), None).unwrap();
    assert_eq!(suspend(auxiliary, TODAY, None), Err("CERTIFICATE_MISSING"));
}

#[test]
fn who_left_is_nobody_the_next_day() {
    let leave = |officer: Officer, last| {
        let told = Leave { officer: officer.id, last };
        decide(TOWN, |sitting| officer.leave(&told, sitting).map_err(|why| why.reason()))
    };
    assert_eq!(leave(officer(), date!(2026 - 05 - 05)), Err("LEAVING_PAST"));
    let left = leave(officer(), TODAY).unwrap();
    assert!(left.valid(TODAY).is_some() && left.valid(date!(2026 - 05 - 07)).is_none());
    let gone = Officer {
        left_on: Some(date!(2026 - 05 - 01)),
        ..officer()
    };
    assert_eq!(leave(gone.clone(), TODAY), Err("OFFICER_LEFT"));
    assert_eq!(put(TOWN, &person(OfficerKind::Officer), Some(&gone)), Err("OFFICER_LEFT"));
}

#[test]
fn a_unit_keeps_its_own_officers_and_those_below() {
    assert!(put(COUNTY, &person(OfficerKind::Officer), None).is_ok());
    assert_eq!(put(OTHER_TOWN, &person(OfficerKind::Officer), None), Err("UNIT_NOT_YOURS"));
    let moved = Person {
        unit: code(OTHER_TOWN),
        ..person(OfficerKind::Officer)
    };
    assert_eq!(
        put(OTHER_TOWN, &moved, Some(&officer())),
        Err("UNIT_NOT_YOURS"),
        "nobody takes an officer of another's"
    );
}
