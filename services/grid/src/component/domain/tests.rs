//! A component on its days, and what is wrong with one that is brought.

use shiyu_kit::case::Actor;
use shiyu_kit::unit::Code;
use time::macros::{date, datetime};

use super::{Component, Ground, Outcome, Owner, Sitting, State};
use crate::catalogue::domain::builtin;
use crate::domain::terms::Point;
use crate::place::atlas::{Atlas, Sheet};
use crate::place::tests::scene::{COUNTY, code, plan, principal, units};

/// The first grid's middle, and the village it lies in.
fn middle() -> (Point, Code) {
    let (grid, at) = crate::place::tests::inside(0);
    (Point::from_degrees(at.longitude, at.latitude).unwrap(), code(&grid[..12]))
}

pub(in crate::component) fn cover() -> Component {
    Component {
        code: "3306020103000001".parse().unwrap(),
        title: "雨水井盖".to_owned(),
        make: "球墨铸铁 700".to_owned(),
        point: middle().0,
        owner: Some(Owner::Unit(code("330602-SLJ"))),
        maintainer: Some(code("330602-ZHZ")),
        from: date!(2020 - 03 - 01),
        to: None,
        state: State::Intact,
        reference: "YS-0001".to_owned(),
    }
}

fn weighed(by: &str, component: &Component, before: Option<&Component>) -> Vec<(String, &'static str)> {
    let (by, county, units) = (Actor::from(&principal(by, "command_chief")), code(COUNTY), units());
    let sitting = Sitting {
        by: &by,
        county: &county,
        units: &units,
        now: datetime!(2026-05-06 02:00 UTC),
    };
    let sheet = Sheet::new(&county, (1, date!(2026 - 01 - 01)), plan().features());
    let (atlas, catalogue) = (Atlas::new(vec![sheet]), builtin().unwrap());
    let ground = Ground {
        sitting: &sitting,
        atlas: &atlas,
        catalogue: &catalogue,
    };
    let problems = component.weigh(before, &ground);
    problems.into_iter().map(|problem| (problem.field, problem.reason)).collect()
}

#[test]
fn a_component_stands_on_its_days() {
    let gone = Component {
        to: Some(date!(2026 - 05 - 06)),
        state: State::Removed,
        ..cover()
    };
    assert!(gone.stands_on(date!(2020 - 03 - 01)) && gone.stands_on(date!(2026 - 05 - 06)));
    assert!(!gone.stands_on(date!(2020 - 02 - 29)) && !gone.stands_on(date!(2026 - 05 - 07)));
    assert!(cover().stands_on(date!(2099 - 01 - 01)));
}

#[test]
fn who_answers_for_it_are_units_that_are_there() {
    let (units, day) = (units(), date!(2026 - 05 - 06));
    let thing = cover().thing(&units, day);
    assert_eq!(
        (thing.owner, thing.maintainer),
        (Some(code("330602-SLJ")), Some(code("330602-ZHZ")))
    );
    let own = Component {
        maintainer: Some(code("330602-SLJ")),
        ..cover()
    };
    assert_eq!(own.thing(&units, day).maintainer, None, "who owns it maintains it");
    let lost = Component {
        owner: Some(Owner::Unit(code("330602-ZJJ"))),
        ..cover()
    };
    assert_eq!(lost.thing(&units, day).owner, None, "a unit that is no more answers for nothing");
    let firm = Component {
        owner: Some(Owner::Organisation("91350100M000100Y43".to_owned())),
        ..cover()
    };
    let thing = firm.thing(&units, day);
    assert_eq!((thing.owner, thing.maintainer), (None, Some(code("330602-ZHZ"))));
}

#[test]
fn all_that_is_wrong_with_a_component_is_told() {
    assert_eq!(weighed(COUNTY, &cover(), None), []);
    let wrong = Component {
        code: "3306029999000001".parse().unwrap(),
        owner: Some(Owner::Unit(code("330602-ZJJ"))),
        maintainer: Some(code("330603")),
        point: Point::from_degrees(10.0, 10.0).unwrap(),
        ..cover()
    };
    let told = weighed(COUNTY, &wrong, None);
    let expected = [
        ("code", "CLASS_UNKNOWN"),
        ("owner_unit", "UNIT_UNKNOWN"),
        ("maintainer_unit", "UNIT_UNKNOWN"),
        ("longitude", "OUTSIDE_MAP"),
    ];
    assert_eq!(told, expected.map(|(field, reason)| (field.to_owned(), reason)));
}

#[test]
fn nobody_takes_a_component_from_another_village() {
    let (_, village) = middle();
    let town = &village.as_str()[..9];
    assert_eq!(weighed(town, &cover(), None), []);
    let not_yours = [("longitude".to_owned(), "UNIT_NOT_YOURS")];
    assert_eq!(
        weighed("330602-SLJ", &cover(), None),
        not_yours,
        "its owner is not who keeps the register"
    );
    let features = plan().features();
    let last = features.iter().filter(|feature| feature.grid().is_some()).count() - 1;
    let (grid, at) = crate::place::tests::inside(last);
    assert!(!grid.starts_with(town));
    let moved = Component {
        point: Point::from_degrees(at.longitude, at.latitude).unwrap(),
        ..cover()
    };
    assert_eq!(weighed(&grid[..9], &moved, None), []);
    assert_eq!(weighed(&grid[..9], &moved, Some(&cover())), not_yours);
    assert_eq!(weighed(COUNTY, &moved, Some(&cover())), []);
    assert_eq!(
        (moved.against(Some(&cover())), cover().against(Some(&cover()))),
        (Outcome::Updated, Outcome::Unchanged)
    );
}
