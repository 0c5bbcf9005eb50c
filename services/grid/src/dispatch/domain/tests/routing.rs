//! The first rule that fits decides, and every one before says why it does not.

use shiyu_kit::calendar::Calendar;
use time::macros::datetime;

use super::given::{NOW, ask, place, rule};
use crate::catalogue::domain::builtin as catalogue;
use crate::catalogue::tests::scene::{COUNTY, TOWN, TOWN_OFFICE, VILLAGE, code};
use crate::dispatch::Routing;
use crate::dispatch::domain::{Border, Conditions, Days, Department, Hours, Mismatch, Question, Rule, Table, builtin, explain};
use crate::domain::terms::{Kind, Level, Platform, SpaceType};

const GRID: &str = "330602001003008";

fn why(when: Conditions, asked: &Question<'_>) -> Vec<Mismatch> {
    let rule = Rule {
        when,
        ..rule("r", &[], "{town}")
    };
    explain(1, &[rule], asked).tried.remove(0).why_not
}

#[test]
fn rules_are_tried_in_their_order_up_to_the_one_that_fits() {
    let here = place(GRID);
    let rules = [
        rule("a", &["C"], "{county}"),
        rule("b", &["E01"], "{town}-ZHZF"),
        rule("c", &[], "{town}"),
    ];
    let explanation = explain(3, &rules, &ask("E0102", &here));
    let tried: Vec<_> = explanation.tried.iter().map(|tried| (tried.rule.as_str(), tried.matched)).collect();
    assert_eq!(tried, [("a", false), ("b", true)]);
    assert_eq!(explanation.tried[0].why_not, [Mismatch::Class]);
    let route = explanation.route.unwrap();
    assert_eq!((route.table, route.rule.as_str(), route.to), (3, "b", code(TOWN_OFFICE)));
    assert_eq!(
        route.platform,
        Some(Platform::Enforcement),
        "the catalogue's, where the rule names none"
    );
    assert_eq!(explain(3, &rules[..1], &ask("E0102", &here)).route, None);
}

#[test]
fn each_condition_that_does_not_hold_is_told() {
    let here = place(GRID);
    let never = Conditions {
        kind: Some(Kind::Component),
        classes: vec!["E1102".parse().unwrap()],
        levels: vec![Level::County],
        platforms: vec![Platform::MarketSupervision],
        spaces: vec![SpaceType::Rural],
        places: vec!["330602002".parse().unwrap(), "professional/fire-7".parse().unwrap()],
        hours: Some(Hours { from: 22, to: 6 }),
        days: Some(Days::Rest),
        border: Some(Border::AtBorder),
    };
    let all = [
        Mismatch::Kind,
        Mismatch::Class,
        Mismatch::Level,
        Mismatch::Platform,
        Mismatch::Space,
        Mismatch::Place,
        Mismatch::Hour,
        Mismatch::Day,
        Mismatch::Border,
    ];
    assert_eq!(why(never, &ask("E0102", &here)), all);
}

#[test]
fn a_place_is_named_by_its_town_village_grid_or_professional_grid() {
    let mut here = place(GRID);
    here.professional = vec!["fire-7".to_owned()];
    for spot in [TOWN, VILLAGE, GRID, "professional/fire-7"] {
        let when = Conditions {
            places: vec![spot.parse().unwrap()],
            ..Conditions::default()
        };
        assert_eq!(why(when, &ask("E0102", &here)), [], "{spot}");
    }
}

#[test]
fn night_is_a_span_over_midnight_and_the_hour_is_chinas() {
    let (here, night) = (place(GRID), Some(Hours { from: 22, to: 6 }));
    let at = |at| {
        let asked = Question { at, ..ask("E0102", &here) };
        let when = Conditions {
            hours: night,
            ..Conditions::default()
        };
        why(when, &asked).is_empty()
    };
    let times = [
        datetime!(2026-05-06 13:59 UTC),
        datetime!(2026-05-06 14:00 UTC),
        datetime!(2026-05-06 21:59 UTC),
        datetime!(2026-05-06 22:00 UTC),
    ];
    assert_eq!(times.map(at), [false, true, true, false]);
}

#[test]
fn a_make_up_workday_is_a_working_day() {
    let here = place(GRID);
    let on = |at| {
        let class = ("E0102".parse().unwrap(), None);
        Question::at(at, class, Level::Grid, &here, &Calendar::builtin()).working_day
    };
    // A Saturday that is worked, the first of May, and a Wednesday.
    let days = [datetime!(2026-05-09 02:00 UTC), datetime!(2026-05-01 02:00 UTC), NOW];
    assert_eq!(days.map(on), [true, false, true]);
}

#[test]
fn a_department_is_a_unit_or_a_word_of_the_place() {
    let at = |text: &str| text.parse::<Department>().unwrap().at(&code(VILLAGE)).map(|unit| unit.to_string());
    assert_eq!(at("{village}").as_deref(), Some(VILLAGE));
    assert_eq!(at("{town}-ZHZF").as_deref(), Some(TOWN_OFFICE));
    assert_eq!(at("{county}").as_deref(), Some(COUNTY));
    assert_eq!(at("{city}").as_deref(), Some("330600"));
    assert_eq!(at("330602-SLJ").as_deref(), Some("330602-SLJ"));
    for text in ["", "{town}x", "{town}-", "{town}-zhzf", "{street}", "town-ZHZF"] {
        assert!(text.parse::<Department>().is_err(), "{text}");
    }
}

#[test]
fn the_table_we_bring_along_routes_every_subclass_at_every_level() {
    let (table, catalogue, here) = (builtin().unwrap(), catalogue().unwrap(), place(GRID));
    for row in &catalogue.content.subclasses {
        for level in Level::ALL {
            let asked = Question::at(NOW, (row.code, row.platform), level, &here, &Calendar::builtin());
            let route = table.explain(&asked).route.unwrap();
            assert_eq!(route.table, 0);
            let there = level.min(Level::County);
            assert!(route.level >= there, "{} goes down from {}", row.code, level.as_str());
            assert!(route.level <= Level::County, "a county dispatches nothing to the city");
        }
    }
}

#[test]
fn where_none_is_in_force_the_built_in_one_is() {
    let here = place(GRID);
    let later = Table {
        version: 4,
        effective: Some(datetime!(2026-05-07 00:00 UTC)),
        ..builtin().unwrap()
    };
    let draft = Table {
        version: 5,
        effective: None,
        ..later.clone()
    };
    let routing = Routing::of(vec![later, draft]).unwrap();
    assert_eq!(routing.explain(&ask("E0102", &here)).table, 0);
    let asked = Question {
        at: datetime!(2026-05-07 00:00 UTC),
        ..ask("E0102", &here)
    };
    assert_eq!(routing.explain(&asked).table, 4);
}
