//! What may become of a version of the map, and what a micro-unit may hang under.

use shiyu_kit::register::Standing;
use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Address, Counts, Earlier, Map, MapState, MicroKind, MicroUnit, Outcome, Refusal, Verdict};
use crate::domain::terms::Point;

const NOW: OffsetDateTime = datetime!(2026-05-06 02:00 UTC);
const TODAY: Date = date!(2026 - 05 - 06);

fn draft() -> Map {
    Map::draft(1, Counts::default(), NOW)
}

fn clean() -> Map {
    let verdict = Verdict {
        revision: 1,
        errors: 0,
        warnings: 3,
    };
    draft().linted(verdict).unwrap()
}

#[test]
fn a_checked_draft_is_published_from_today_on() {
    let map = clean().publish(TODAY, TODAY, Earlier::Some, NOW).unwrap();
    assert_eq!((map.state, map.effective, map.warnings), (MapState::Published, Some(TODAY), 3));
    assert_eq!(map.open(), Err(Refusal::MapPublished));
    assert_eq!(map.clone().changed(Counts::default()), Err(Refusal::MapPublished));
    assert_eq!(map.discard(), Err(Refusal::MapPublished));
}

#[test]
fn only_the_first_map_reaches_back() {
    let past = date!(2020 - 01 - 01);
    assert_eq!(clean().publish(past, TODAY, Earlier::Some, NOW), Err(Refusal::DateInPast(past)));
    assert_eq!(clean().publish(past, TODAY, Earlier::None, NOW).unwrap().effective, Some(past));
}

#[test]
fn a_draft_changed_after_it_was_checked_is_checked_again() {
    let changed = clean().changed(Counts::default()).unwrap();
    assert_eq!((changed.state, changed.revision, changed.warnings), (MapState::Draft, 2, 0));
    assert_eq!(
        changed.clone().publish(TODAY, TODAY, Earlier::None, NOW),
        Err(Refusal::MapNotLinted)
    );
    let old = Verdict {
        revision: 1,
        errors: 0,
        warnings: 0,
    };
    assert_eq!(changed.linted(old), Err(Refusal::MapChanged));
}

#[test]
fn errors_keep_a_draft_from_being_published() {
    let verdict = Verdict {
        revision: 1,
        errors: 2,
        warnings: 0,
    };
    let map = draft().linted(verdict).unwrap();
    assert_eq!(map.publish(TODAY, TODAY, Earlier::None, NOW), Err(Refusal::MapHasFindings(2)));
}

#[test]
fn a_discarded_draft_is_no_more() {
    let gone = clean().discard().unwrap();
    assert_eq!(gone.open(), Err(Refusal::MapUnknown));
}

fn unit(id: u128, parent: Option<u128>) -> MicroUnit {
    MicroUnit {
        id: Uuid::from_u128(id),
        kind: MicroKind::Micro,
        grid: "330602001001001".parse().unwrap(),
        parent: parent.map(Uuid::from_u128),
        name: "3幢".to_owned(),
        phone: String::new(),
        valid_from: TODAY,
        valid_to: None,
    }
}

#[test]
fn a_micro_unit_hangs_under_one_of_its_grid() {
    assert!(unit(2, Some(1)).put(Standing::New, None, &[unit(1, None)]).is_ok());
    let put = |standing, above: &[MicroUnit]| unit(2, Some(1)).put(standing, None, above).unwrap_err();
    assert_eq!(put(Standing::New, &[]), Refusal::ParentUnknown);
    assert_eq!(put(Standing::Known, &[unit(1, None)]), Refusal::MicroUnitUnknown);
    let elsewhere = MicroUnit {
        grid: "330602001001002".parse().unwrap(),
        ..unit(1, None)
    };
    assert_eq!(put(Standing::New, &[elsewhere]), Refusal::ParentElsewhere);
}

#[test]
fn micro_units_do_not_hang_under_themselves_nor_too_deep() {
    let loops = [unit(1, Some(2)), unit(2, Some(1))];
    assert_eq!(unit(2, Some(1)).put(Standing::New, None, &loops), Err(Refusal::ParentTooDeep));
    let deep: Vec<_> = (1..=5).map(|id| unit(id, Some(id + 1))).collect();
    assert_eq!(unit(9, Some(1)).put(Standing::New, None, &deep), Err(Refusal::ParentTooDeep));
}

#[test]
fn an_address_is_known_by_its_words() {
    let at = |longitude| Address {
        village: "330602001001".parse().unwrap(),
        road: "解放北路".to_owned(),
        estate: String::new(),
        number: "12号".to_owned(),
        building: "3幢".to_owned(),
        unit: String::new(),
        point: Point::from_degrees(longitude, 30.0).unwrap(),
    };
    assert_eq!(at(120.0).id(), at(121.0).id());
    assert_eq!(at(120.0).text(), "解放北路12号3幢");
    let estate = Address {
        estate: "12号".to_owned(),
        number: String::new(),
        ..at(120.0)
    };
    assert_ne!(at(120.0).id(), estate.id());
    let outcome = |before: Option<&Address>| at(120.0).against(before);
    assert_eq!(outcome(None), Outcome::Inserted);
    assert_eq!(outcome(Some(&at(120.0))), Outcome::Unchanged);
    assert_eq!(outcome(Some(&at(121.0))), Outcome::Updated);
}
