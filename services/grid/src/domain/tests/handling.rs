//! Handled by one, looked at by another; more time, and standing still.

use shiyu_kit::calendar::TimeUnit;
use time::Duration;

use super::given::*;
use crate::domain::command::ReportHandled;
use crate::domain::terms::{Ground, Limit, Measure, Platform, ResolutionTier, Slot, Source};
use crate::domain::{Command, End, Refusal, StageName, What};

fn tier(given: &Given) -> ResolutionTier {
    match given.incident().stage.ending().map(|ending| &ending.end) {
        Some(End::Closed { tier }) => *tier,
        other => panic!("not closed: {other:?}"),
    }
}

#[test]
fn who_reported_does_not_handle_and_who_handled_does_not_verify() {
    let mut given = Given::reported(&officer(STATION), reported_from(Source::Department));
    given.does(&dispatcher(ROOM), dispatch());
    given.does(&officer(STATION), Command::SignIn);
    assert_eq!(given.refuses(&officer(STATION), handled()), "REPORTER_HANDLES");
    let mut seen = Given::a_call();
    seen.does(&dispatcher(ROOM), order_verification());
    seen.known.unwatched = true;
    seen.does(&officer(VILLAGE), verification(true));
    assert_eq!(seen.refuses(&officer(VILLAGE), Command::TakeUpInGrid), "PATROL_HANDLES");
    seen.does(&lead(), Command::TakeUpInGrid);
    assert_eq!(seen.refuses(&officer(VILLAGE), handled()), "PATROL_HANDLES");
    seen.does(&lead(), handled());
    let mut given = Given::an_event(StageName::Handling);
    assert_eq!(given.refuses(&officer(WORKS), handled()), "UNIT_NOT_HOLDING");
    given.does(&officer(STATION), handled());
    assert_eq!(given.refuses(&officer(STATION), inspect(true)), "HANDLER_VERIFIES");
    for by in [officer(WORKS), person("of another grid", TOWN, &["grid_supervisor"])] {
        assert_eq!(given.refuses(&by, inspect(true)), "NOT_GRID_STAFF");
    }
    assert_eq!(given.refuses(&lead(), inspect(true)), "ROLE_NOT_FITTING");
    for by in [volunteer(), person("police", VILLAGE, &[])] {
        assert_eq!(given.refuses(&by, inspect(true)), "ROLE_NOT_FITTING");
    }
    for by in [patrol(), supervisor(), dispatcher(ROOM)] {
        given.clone().does(&by, inspect(true));
    }
    let mut own = Given::in_grid();
    own.does(&lead(), handled());
    assert_eq!(own.refuses(&lead(), inspect(true)), "HANDLER_VERIFIES");
}

#[test]
fn grid_staff_have_no_powers_of_office_whatever_the_order() {
    for measure in Measure::ALL {
        let mut grid = Given::in_grid();
        for by in [lead(), officer(VILLAGE)] {
            let answer = grid.clone().when(&by, handled_by(measure));
            let open = measure.is_open_to_grid_staff();
            assert_eq!(answer.err(), (!open).then_some(Refusal::BeyondGridPowers(measure)));
        }
        assert_eq!(grid.refuses(&officer(STATION), handled_by(measure)), "NOT_GRID_STAFF");
        let mut station = Given::an_event(StageName::Handling);
        if measure == Measure::Fined {
            assert_eq!(station.refuses(&officer(STATION), handled_by(measure)), "PENALTY_NOT_OF_UNIT");
        } else {
            station.does(&officer(STATION), handled_by(measure));
        }
    }
}

#[test]
fn a_penalty_is_for_a_department_or_the_town_in_its_own_name_and_has_a_case() {
    let signed = |to: &str| {
        let mut given = Given::an_event(StageName::Filed);
        let route = given.known.route.as_mut().unwrap();
        (route.to, route.platform) = (code(to), None);
        given.does(&dispatcher(ROOM), dispatch());
        given.does(&officer(to), Command::SignIn);
        given
    };
    let without_a_case = || {
        Command::ReportHandled(ReportHandled {
            report: String::new(),
            measures: vec![Measure::Cleared, Measure::Fined],
            evidence: Vec::new(),
            enforcement_case: Some("  ".to_owned()),
        })
    };
    for unit in [BUREAU, TOWN] {
        let mut given = signed(unit);
        assert_eq!(
            given.refuses(&officer(unit), without_a_case()),
            "ENFORCEMENT_CASE_MISSING",
            "{unit}"
        );
        given.does(&officer(unit), handled_by(Measure::Fined));
        assert!(given.incident().course.handlings[0].enforcement_case.is_some());
    }
    for unit in [WORKS, STATION, CENTRE] {
        assert_eq!(
            signed(unit).refuses(&officer(unit), handled_by(Measure::Fined)),
            "PENALTY_NOT_OF_UNIT",
            "{unit}"
        );
    }
}

#[test]
fn a_report_of_handling_names_photos_that_are_there() {
    let mut given = Given::an_event(StageName::Handling);
    let report = || {
        Command::ReportHandled(ReportHandled {
            report: String::new(),
            measures: Vec::new(),
            evidence: vec!["after".to_owned()],
            enforcement_case: None,
        })
    };
    assert_eq!(given.refuses(&officer(STATION), report()), "EVIDENCE_UNKNOWN");
    given.does(&officer(STATION), attach("after"));
    given.does(&officer(STATION), report());
    assert_eq!(given.running(), ["inspect"].into());
}

#[test]
fn what_is_found_undone_goes_back_with_its_time_anew() {
    for (mut given, by, stage) in [
        (Given::an_event(StageName::Handling), officer(STATION), StageName::Handling),
        (Given::in_grid(), lead(), StageName::InGrid),
    ] {
        let before = given.due("handle");
        given.now += Duration::days(2);
        given.does(&by, handled());
        given.does(&supervisor(), inspect(false));
        assert_eq!((given.stage(), given.incident().course.reworks()), (stage, 1));
        assert!(given.due("handle") > before);
        assert_eq!(given.incident().hands.handled_by, None);
        given.does(&by, handled());
        given.does(&supervisor(), inspect(true));
        given.does(&dispatcher(ROOM), Command::Close);
    }
}

#[test]
fn who_handled_does_not_close() {
    let mut given = Given::an_event(StageName::Filed);
    let two_hats = person("two hats", ROOM, &["dispatcher", "unit_handler"]);
    given.does(&two_hats, dispatch_to(ROOM));
    given.does(&two_hats, Command::SignIn);
    given.does(&two_hats, handled());
    given.does(&supervisor(), inspect(true));
    assert_eq!(given.refuses(&two_hats, Command::Close), "HANDLER_CLOSES");
    given.does(&dispatcher(ROOM), Command::Close);
}

#[test]
fn nothing_is_closed_with_a_hand_missing() {
    let mut given = Given::reported(&officer(BUREAU), reported_from(Source::Department));
    let room = dispatcher(ROOM);
    given.does(&room, dispatch());
    given.does(&officer(STATION), Command::SignIn);
    given.does(&officer(STATION), handled());
    given.does(&room, inspect(true));
    assert_eq!(given.when(&room, Command::Close), Err(Refusal::SlotEmpty(vec![Slot::PatrolledBy])));
    assert_eq!(given.refuses(&officer(STATION), verification(true)), "NOT_GRID_STAFF");
    given.does(&patrol(), verification(true));
    assert_eq!(given.stage(), StageName::Verified);
    given.does(&room, Command::Close);
}

#[test]
fn the_close_says_where_it_was_solved() {
    let closed = |mut given: Given, by: shiyu_kit::case::Actor| {
        given.does(&by, handled());
        given.does(&supervisor(), inspect(true));
        given.does(&dispatcher(ROOM), Command::Close);
        tier(&given)
    };
    let dispatched = |to: &str, platform| {
        let mut given = Given::an_event(StageName::Filed);
        let route = given.known.route.as_mut().unwrap();
        (route.to, route.platform) = (code(to), platform);
        given.does(&dispatcher(ROOM), dispatch());
        given.does(&officer(to), Command::SignIn);
        given
    };
    assert_eq!(closed(Given::in_grid(), lead()), ResolutionTier::Grid);
    assert_eq!(closed(dispatched(VILLAGE, None), officer(VILLAGE)), ResolutionTier::Grid);
    assert_eq!(closed(dispatched(WORKS, None), officer(WORKS)), ResolutionTier::Department);
    // What was done says so, and not the platform: the station for enforcement cleared it away.
    let cleared = dispatched(STATION, Some(Platform::Enforcement));
    assert_eq!(closed(cleared, officer(STATION)), ResolutionTier::Department);
    for measure in [Measure::Fined, Measure::CorrectionOrdered] {
        let mut enforced = dispatched(BUREAU, None);
        enforced.does(&officer(BUREAU), handled_by(measure));
        enforced.does(&supervisor(), inspect(true));
        enforced.does(&dispatcher(ROOM), Command::Close);
        assert_eq!(tier(&enforced), ResolutionTier::Enforcement);
    }
}

#[test]
fn more_time_is_given_once_by_the_level_above_and_not_beyond_the_limit() {
    let mut given = Given::an_event(StageName::Handling);
    let room = dispatcher(ROOM);
    assert_eq!(given.refuses(&officer(STATION), extend(1)), "NOT_THE_LEVEL_ABOVE");
    assert_eq!(given.refuses(&officer(WORKS), extend(1)), "NOT_THE_LEVEL_ABOVE");
    assert_eq!(given.when(&room, extend(6)), Err(Refusal::ExtensionTooLong(5)));
    assert_eq!(given.when(&room, extend(0)), Err(Refusal::ExtensionTooLong(5)));
    let due = given.due("handle");
    let mut late = given.clone();
    late.now = due;
    assert_eq!(late.refuses(&room, extend(5)), "HANDLE_OVERDUE");
    given.does(&room, extend(5));
    assert_eq!(given.due("handle"), due + Duration::days(7), "five working days over a weekend");
    assert_eq!(given.refuses(&room, extend(1)), "EXTENDED_ALREADY");
    Given::in_grid().does(&officer(TOWN), extend(1));
}

#[test]
fn what_is_counted_in_hours_is_extended_by_their_whole_days() {
    let limits = [
        (4, TimeUnit::WorkHour, 0),
        (12, TimeUnit::WorkHour, 1),
        (30, TimeUnit::Hour, 1),
        (3, TimeUnit::NaturalDay, 3),
    ];
    for (amount, unit, most) in limits {
        let mut given = Given::nothing();
        let limit = Limit { amount, unit, version: 2 };
        given.known.class.as_mut().unwrap().limit = limit;
        given.does(&patrol(), report());
        given.does(&lead(), Command::TakeUpInGrid);
        let clock = given.incident().clock("handle").unwrap();
        assert_eq!((clock.rule.amount, clock.rule.unit), (amount, unit));
        assert_eq!(
            given.when(&dispatcher(ROOM), extend(most + 1)),
            Err(Refusal::ExtensionTooLong(most))
        );
        if most > 0 {
            given.does(&dispatcher(ROOM), extend(most));
        }
    }
}

#[test]
fn what_stands_still_loses_no_time_and_is_looked_at_again() {
    let mut given = Given::an_event(StageName::Handling);
    let room = dispatcher(ROOM);
    assert_eq!(given.refuses(&officer(STATION), suspend(review_day())), "NOT_THE_LEVEL_ABOVE");
    for days in [0, 181] {
        let day = given.now.date() + Duration::days(days);
        assert_eq!(given.refuses(&room, suspend(day)), "REVIEW_DAY_PASSED");
    }
    let (due, level) = (given.due("handle"), given.due("level.town"));
    given.does(&room, suspend(review_day()));
    assert_eq!(given.running(), ["handle", "level.town", "suspension"].into());
    // Midnight in Beijing at the beginning of the day.
    let review = review_day().midnight().assume_utc() - Duration::hours(8);
    assert_eq!(given.incident().legal_due(), Some(review));
    let events = given.when_the_next_clock_rings();
    let review_on = review_day();
    assert_eq!(events[0].what, What::SuspensionReviewDue { review_on });
    assert_eq!((given.now, given.incident().next_ringing()), (review, None));
    assert_eq!(given.refuses(&officer(STATION), Command::Resume), "NOT_THE_LEVEL_ABOVE");
    given.does(&room, renew(review_day() + Duration::days(1)));
    given.now += Duration::hours(20);
    given.does(&room, Command::Resume);
    assert_eq!(
        (given.stage(), given.running()),
        (StageName::Handling, ["handle", "level.town"].into())
    );
    // From Tuesday the 12th, not counted from the 4th to the 23rd, to Saturday the 30th; the level's from the 14th to 3 September.
    assert_eq!(
        (given.due("handle") - due, given.due("level.town") - level),
        (Duration::days(18), Duration::days(20))
    );
}

#[test]
fn what_stood_still_in_the_grid_goes_on_there() {
    let mut given = Given::in_grid();
    given.does(&dispatcher(ROOM), suspend(given.now.date() + Duration::days(1)));
    given.does(&dispatcher(ROOM), Command::Resume);
    assert_eq!(given.stage(), StageName::InGrid);
}

#[test]
fn what_has_run_out_does_not_stand_still_and_nobody_else_has_it() {
    let mut given = Given::an_event(StageName::Handling);
    given.now = given.due("handle");
    let day = given.now.date() + Duration::days(9);
    assert_eq!(given.refuses(&dispatcher(ROOM), suspend(day)), "HANDLE_OVERDUE");
    let mut given = Given::an_event(StageName::Handling);
    let Command::Suspend(mut order) = suspend(review_day()) else {
        unreachable!()
    };
    order.ground = Ground::Referred;
    assert_eq!(given.refuses(&dispatcher(ROOM), Command::Suspend(order)), "REFERRAL_UNKNOWN");
}
