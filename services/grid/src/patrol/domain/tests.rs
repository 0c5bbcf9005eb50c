//! The rules, without a database.

use shiyu_kit::calendar::Calendar;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::Refusal as _;
use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};

use super::{Area, CheckIn, Checkpoint, Frequency, Period, Plan, Round, RoundState, Sitting, builtin, metres, read};
use crate::domain::terms::{GridRole, Point};
use crate::patrol::tests::scene::{COUNTY, GRID, HERE, TOWN, actor, chief, code, patrol, units};

fn at(longitude: f64, latitude: f64) -> Point {
    Point::from_degrees(longitude, latitude).unwrap()
}

fn plan(frequency: Frequency, valid_from: Date, valid_to: Option<Date>) -> Plan {
    let checkpoint = Checkpoint {
        title: "河埠头".to_owned(),
        point: at(HERE.0, HERE.1),
        address: None,
        look_at: "护栏".to_owned(),
    };
    Plan {
        id: new_id(),
        grid: GRID.parse().unwrap(),
        title: "巡查".to_owned(),
        frequency,
        checkpoints: vec![checkpoint],
        role: GridRole::Patrol,
        valid_from,
        valid_to,
    }
}

fn days(plan: &Plan, from: Date) -> Option<(Date, Date)> {
    plan.next(from, &Calendar::builtin()).map(|days| (days.first, days.last))
}

#[test]
fn a_plan_of_which_nothing_is_to_come_is_none_but_one_that_stands_may_end() {
    let (county, units, by) = (code(COUNTY), units(), actor(&chief(TOWN)));
    let sitting = Sitting {
        by: &by,
        county: &county,
        units: &units,
        now: datetime!(2026-05-06 01:00 UTC),
    };
    let put = |plan: &Plan, before: Option<&Plan>| plan.clone().put(before, &sitting).map_err(|refusal| refusal.reason());
    let (yesterday, today) = (date!(2026 - 05 - 05), date!(2026 - 05 - 06));
    let daily = plan(Frequency::Daily, date!(2026 - 01 - 01), None);
    let over = Plan {
        valid_to: Some(yesterday),
        ..daily.clone()
    };
    assert_eq!(put(&over, None), Err("PLAN_PAST"));
    assert!(put(&over, Some(&daily)).is_ok());
    let dated = |days: &[Date]| Plan {
        frequency: Frequency::OnDates(days.to_vec()),
        ..daily.clone()
    };
    assert_eq!(put(&dated(&[yesterday]), None), Err("PLAN_PAST"));
    assert_eq!(put(&dated(&[yesterday]), Some(&daily)), Err("PLAN_PAST"));
    assert!(put(&dated(&[yesterday]), Some(&dated(&[yesterday]))).is_ok());
    assert!(put(&dated(&[yesterday, today]), None).is_ok());
}

#[test]
fn a_period_is_cut_to_the_days_of_the_plan() {
    let (monday, sunday) = (date!(2026 - 05 - 04), date!(2026 - 05 - 10));
    let weekly = plan(Frequency::Weekly, date!(2026 - 05 - 06), Some(date!(2026 - 05 - 19)));
    assert_eq!(days(&weekly, monday), Some((date!(2026 - 05 - 06), sunday)));
    assert_eq!(
        days(&weekly, date!(2026 - 05 - 18)),
        Some((date!(2026 - 05 - 18), date!(2026 - 05 - 19)))
    );
    assert_eq!(days(&weekly, date!(2026 - 05 - 25)), None);
    let monthly = plan(Frequency::Monthly, date!(2026 - 01 - 01), None);
    assert_eq!(
        days(&monthly, date!(2028 - 02 - 29)),
        Some((date!(2028 - 02 - 01), date!(2028 - 02 - 29)))
    );
    let working = plan(Frequency::WorkingDays, date!(2026 - 01 - 01), None);
    assert_eq!(
        days(&working, date!(2026 - 05 - 16)),
        Some((date!(2026 - 05 - 18), date!(2026 - 05 - 18)))
    );
    let once = plan(Frequency::OnDates(vec![sunday, monday]), date!(2026 - 01 - 01), None);
    assert_eq!(days(&once, monday), Some((monday, monday)));
    assert_eq!(days(&once, date!(2026 - 05 - 05)), Some((sunday, sunday)));
    assert_eq!(days(&once, date!(2026 - 05 - 11)), None);
}

#[test]
fn a_round_is_open_from_its_first_day_to_the_end_of_its_last() {
    let day = date!(2026 - 05 - 06);
    let round = Round::of(&plan(Frequency::Daily, day, None), Period { first: day, last: day });
    let (by, county, units) = (actor(&patrol()), code(COUNTY), units());
    let try_at = |now: OffsetDateTime, role: Option<GridRole>| {
        let sitting = Sitting {
            by: &by,
            county: &county,
            units: &units,
            now,
        };
        let told = CheckIn {
            round: round.id,
            checkpoint: 1,
            point: at(HERE.0, HERE.1),
            finding: None,
        };
        let done = round.clone().check_in(&told, (role, 150), &sitting);
        done.map(|round| (round.state, round.hands)).map_err(|refusal| refusal.reason())
    };
    let patrol = Some(GridRole::Patrol);
    let finished = Ok((RoundState::Finished, vec!["patrol-1".to_owned()]));
    assert_eq!(try_at(datetime!(2026-05-05 15:59:59 UTC), patrol), Err("ROUND_AHEAD"));
    assert_eq!(try_at(datetime!(2026-05-05 16:00 UTC), patrol), finished);
    assert_eq!(try_at(datetime!(2026-05-06 15:59:59 UTC), patrol), finished);
    assert_eq!(try_at(datetime!(2026-05-06 16:00 UTC), patrol), Err("ROUND_OVER"));
    for role in [None, Some(GridRole::Lead), Some(GridRole::Volunteer)] {
        assert_eq!(try_at(datetime!(2026-05-06 08:00 UTC), role), Err("ROLE_NOT_ASSIGNED"));
    }
}

#[test]
fn a_round_of_a_plan_and_a_day_is_the_same_whoever_makes_it() {
    let day = date!(2026 - 05 - 06);
    let plan = plan(Frequency::Daily, day, None);
    let of = |day| Round::of(&plan, Period { first: day, last: day }).id;
    assert_eq!(of(day), of(day));
    assert_ne!(of(day), of(date!(2026 - 05 - 07)));
}

#[test]
fn a_visit_leaves_no_trace_of_where_it_was_said() {
    let told = |point| CheckIn {
        round: uuid::Uuid::nil(),
        checkpoint: 1,
        point,
        finding: None,
    };
    let one = serde_json::to_string(&told(at(120.5, 30.0))).unwrap();
    assert_eq!(one, serde_json::to_string(&told(at(120.6, 30.1))).unwrap());
    assert!(!one.contains("itude"), "{one}");
}

#[test]
fn metres_are_metres() {
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < expected / 100.0, "{found}");
    near(metres(at(120.58, 30.0), at(120.58, 30.001)), 110.9);
    near(metres(at(120.58, 30.0), at(120.581, 30.0)), 96.5);
    near(metres(at(179.999, 0.0), at(-179.999, 0.0)), 222.4);
}

#[test]
fn an_area_covers_the_grids_of_its_divisions() {
    let area = |division: &str, grid: Option<&str>| Area {
        divisions: [code(division)].into(),
        grids: grid.into_iter().map(|grid| grid.parse().unwrap()).collect(),
    };
    let here = GRID.parse().unwrap();
    for division in ["330602", "330602001", "330602001003"] {
        assert!(area(division, None).covers(&here), "{division}");
    }
    assert!(!area("330602002", None).covers(&here));
    assert!(area("330602002", Some(GRID)).covers(&here));
}

#[test]
fn the_checklists_we_bring_along_can_be_read() {
    let codes: Vec<_> = builtin().unwrap().into_iter().map(|template| template.code).collect();
    assert_eq!(codes, ["village_weekly", "town_monthly", "county_monthly"]);
}

#[test]
fn all_that_is_wrong_with_a_checklist_is_told() {
    let bad = r#"
        [[template]]
        code = "Weekly"
        title = "a"
        level = "village"
        frequency = "daily"
        items = []

        [[template]]
        code = "monthly"
        title = "b"
        level = "town"
        frequency = "monthly"
        items = [{ code = "fire", title = "c", class = "X1" }, { code = "fire", title = "d" }]
    "#;
    assert_eq!(read(bad).unwrap_err().0.len(), 5);
    assert_eq!(read("template = 1").unwrap_err().0.len(), 1);
}
