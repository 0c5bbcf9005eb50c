use time::macros::{date, datetime};
use time::{Date, Duration};

use super::{at, extension, morning, natural_days, with_notice, working_days};
use crate::calendar::{Bound, Calendar, Clock, ClockError, DayKind, Rule};

const HANDLE: Rule = Rule::natural_days("petition.handle", "信访工作条例 art. 34", 60, Bound::Agency).extendable(30, 2);

fn started(rule: Rule, day: Date) -> Clock {
    Clock::start(rule, morning(day), &Calendar::builtin())
}

/// Paused and resumed at 10:00.
fn paused(clock: &Clock, from: Date, until: Date) -> Clock {
    let paused = clock.pause(morning(from), "appraisal", "agency_head").unwrap();
    paused.resume(morning(until), &Calendar::builtin()).unwrap()
}

#[test]
fn a_pause_moves_natural_days_by_the_midnights_it_passed() {
    let clock = started(natural_days(30), date!(2025 - 03 - 03));
    assert_eq!(clock.due.last_day(), date!(2025 - 04 - 02));
    let clock = paused(&clock, date!(2025 - 03 - 10), date!(2025 - 03 - 15));
    assert_eq!(clock.due.last_day(), date!(2025 - 04 - 07));
}

#[test]
fn a_pause_moves_working_days_by_the_working_days_it_took() {
    let clock = started(working_days(7), date!(2025 - 03 - 03));
    assert_eq!(clock.due.last_day(), date!(2025 - 03 - 12));
    let clock = paused(&clock, date!(2025 - 03 - 06), date!(2025 - 03 - 11));
    assert_eq!(clock.due.last_day(), date!(2025 - 03 - 17), "Thursday, Friday and Monday are lost");
}

#[test]
fn a_pause_within_a_day_moves_no_agency_clock_but_gives_the_citizen_the_day() {
    let start = morning(date!(2025 - 03 - 03));
    for (bound, last) in [(Bound::Agency, date!(2025 - 03 - 18)), (Bound::Citizen, date!(2025 - 03 - 19))] {
        let clock = Clock::start(Rule::natural_days("r", "", 15, bound), start, &Calendar::builtin());
        let clock = clock.pause(at(date!(2025 - 03 - 10), 9, 0), "flood", "head").unwrap();
        let clock = clock.resume(at(date!(2025 - 03 - 10), 12, 0), &Calendar::builtin()).unwrap();
        assert_eq!(clock.due.last_day(), last, "{bound:?}");
    }
}

#[test]
fn a_clock_paused_on_its_last_day_still_has_the_day_it_resumes() {
    let clock = started(natural_days(15), date!(2025 - 03 - 03));
    let clock = paused(&clock, date!(2025 - 03 - 18), date!(2025 - 03 - 25));
    assert_eq!(clock.due.last_day(), date!(2025 - 03 - 25));
    assert!(!clock.is_overdue(morning(date!(2025 - 03 - 25))));
    assert!(clock.is_overdue(datetime!(2025-03-26 00:00 +8)));
}

#[test]
fn a_clock_paused_between_its_raw_day_and_its_roll_ends_after_it_resumed() {
    let clock = started(natural_days(90), date!(2025 - 07 - 03));
    let clock = paused(&clock, date!(2025 - 10 - 05), date!(2025 - 10 - 20));
    assert_eq!(clock.due.last_day(), date!(2025 - 10 - 20));
}

#[test]
fn an_open_pause_moves_nothing_until_it_ends() {
    let clock = started(natural_days(30), date!(2025 - 03 - 03));
    let mut open = clock.pause(morning(date!(2025 - 03 - 10)), "appraisal", "head").unwrap();
    assert_eq!(open.due, clock.due);
    assert!(!open.recompute(&Calendar::builtin()));
    assert!(!open.is_overdue(morning(date!(2026 - 03 - 10))));
}

#[test]
fn months_lose_the_paused_days_after_their_corresponding_day() {
    let clock = started(Rule::months("r", "", 1, Bound::Agency), date!(2025 - 03 - 03));
    let clock = paused(&clock, date!(2025 - 03 - 10), date!(2025 - 03 - 14));
    assert_eq!(clock.due.last_day(), date!(2025 - 04 - 07));
}

#[test]
fn a_paused_hour_and_a_paused_work_hour_are_given_back() {
    let calendar = Calendar::builtin();
    for (rule, legal) in [
        (Rule::hours("r", "", 24, Bound::Agency), datetime!(2025-03-04 12:30 +8)),
        (Rule::work_hours("r", "", 4, Bound::Agency), datetime!(2025-03-03 16:30 +8)),
    ] {
        let clock = started(rule, date!(2025 - 03 - 03));
        let clock = clock.pause(at(date!(2025 - 03 - 03), 11, 30), "storm", "head").unwrap();
        let clock = clock.resume(at(date!(2025 - 03 - 03), 14, 0), &calendar).unwrap();
        assert_eq!(clock.due.legal, legal);
    }
}

#[test]
fn an_extension_continues_from_the_last_day_before_the_roll() {
    let clock = started(HANDLE, date!(2025 - 08 - 04));
    assert_eq!(clock.due.last_day(), date!(2025 - 10 - 09));
    let clock = clock
        .extend(extension(30, morning(date!(2025 - 09 - 25))), &Calendar::builtin())
        .unwrap();
    assert_eq!(clock.due.internal_day(), date!(2025 - 10 - 31));
    assert_eq!(clock.due.last_day(), date!(2025 - 11 - 03));
}

#[test]
fn extensions_of_hour_rules_are_days_and_of_work_hour_rules_office_days() {
    let calendar = Calendar::builtin();
    for (rule, legal) in [
        (Rule::hours("r", "", 24, Bound::Agency), datetime!(2025-03-06 10:00 +8)),
        (Rule::work_hours("r", "", 4, Bound::Agency), datetime!(2025-03-05 16:00 +8)),
    ] {
        let clock = started(rule.extendable(2, 1), date!(2025 - 03 - 03));
        let clock = clock.extend(extension(2, at(date!(2025 - 03 - 03), 11, 0)), &calendar).unwrap();
        assert_eq!(clock.due.legal, legal);
    }
}

#[test]
fn no_more_is_extended_than_the_rule_allows() {
    let calendar = Calendar::builtin();
    let when = morning(date!(2025 - 09 - 01));
    let clock = started(HANDLE, date!(2025 - 08 - 04));
    let once = clock.extend(extension(20, when), &calendar).unwrap();
    assert_eq!(
        once.extend(extension(11, when), &calendar),
        Err(ClockError::TooManyDays { max_days: 30 })
    );
    assert_eq!(once.extend(extension(0, when), &calendar), Err(ClockError::NoDays));
    let twice = once.extend(extension(10, when), &calendar).unwrap();
    assert_eq!(
        twice.extend(extension(1, when), &calendar),
        Err(ClockError::TooManyTimes { max_times: 2 })
    );
    let plain = started(natural_days(15), date!(2025 - 08 - 25));
    assert_eq!(plain.extend(extension(1, when), &calendar), Err(ClockError::NotExtendable));
}

#[test]
fn a_clock_that_ran_out_is_neither_extended_nor_paused() {
    let clock = started(HANDLE, date!(2025 - 08 - 04));
    let legal = datetime!(2025-10-10 00:00 +8);
    assert_eq!(clock.extend(extension(5, legal), &Calendar::builtin()), Err(ClockError::Overdue));
    assert_eq!(clock.pause(legal, "late", "head"), Err(ClockError::Overdue));
    assert!(clock.pause(legal - Duration::SECOND, "in time", "head").is_ok());
}

#[test]
fn a_paused_clock_may_be_extended_and_keeps_both() {
    let calendar = Calendar::builtin();
    let clock = started(HANDLE, date!(2025 - 03 - 03))
        .pause(morning(date!(2025 - 03 - 10)), "hearing", "head")
        .unwrap();
    let clock = clock.extend(extension(10, morning(date!(2025 - 03 - 12))), &calendar).unwrap();
    assert_eq!(clock.due.last_day(), date!(2025 - 05 - 12));
    let clock = clock.resume(morning(date!(2025 - 03 - 14)), &calendar).unwrap();
    assert_eq!(clock.due.last_day(), date!(2025 - 05 - 16));
}

#[test]
fn facts_come_in_order_and_once() {
    let calendar = Calendar::builtin();
    let clock = started(HANDLE, date!(2025 - 03 - 03));
    let early = morning(date!(2025 - 03 - 01));
    assert_eq!(clock.pause(early, "r", "a"), Err(ClockError::OutOfOrder));
    assert_eq!(clock.stop(early), Err(ClockError::OutOfOrder));
    assert_eq!(clock.extend(extension(1, early), &calendar), Err(ClockError::OutOfOrder));
    assert_eq!(clock.resume(early, &calendar), Err(ClockError::NotPaused));
    let paused = clock.pause(morning(date!(2025 - 03 - 10)), "r", "a").unwrap();
    assert_eq!(paused.pause(morning(date!(2025 - 03 - 11)), "r", "a"), Err(ClockError::Paused));
    assert_eq!(
        paused.resume(morning(date!(2025 - 03 - 09)), &calendar),
        Err(ClockError::OutOfOrder)
    );
    let resumed = paused.resume(morning(date!(2025 - 03 - 12)), &calendar).unwrap();
    assert_eq!(
        resumed.resume(morning(date!(2025 - 03 - 13)), &calendar),
        Err(ClockError::NotPaused)
    );
    assert_eq!(resumed.pause(morning(date!(2025 - 03 - 11)), "r", "a"), Err(ClockError::OutOfOrder));
}

#[test]
fn a_stopped_clock_does_nothing_more_and_remembers_whether_it_was_in_time() {
    let calendar = Calendar::builtin();
    let later = morning(date!(2025 - 06 - 10));
    let clock = started(natural_days(15), date!(2025 - 03 - 03));
    let stopped = clock.stop(morning(date!(2025 - 03 - 10))).unwrap();
    assert_eq!(stopped.stop(later), Err(ClockError::Stopped));
    assert_eq!(stopped.pause(later, "r", "a"), Err(ClockError::Stopped));
    assert_eq!(stopped.resume(later, &calendar), Err(ClockError::Stopped));
    assert_eq!(stopped.extend(extension(1, later), &calendar), Err(ClockError::Stopped));
    assert!(!stopped.is_overdue(later));
    assert!(clock.stop(later).unwrap().is_overdue(later));
}

#[test]
fn a_new_notice_moves_a_provisional_clock_and_only_once() {
    let mut clock = started(working_days(5), date!(2027 - 02 - 03));
    assert!(clock.due.provisional);
    assert_eq!(clock.due.last_day(), date!(2027 - 02 - 10));
    let days = [
        (date!(2027 - 02 - 06), DayKind::Work),
        (date!(2027 - 02 - 08), DayKind::Off),
        (date!(2027 - 02 - 09), DayKind::Off),
        (date!(2027 - 02 - 10), DayKind::Off),
    ];
    let notice = with_notice(2027, &days);
    assert!(clock.recompute(&notice));
    assert_eq!(clock.due.last_day(), date!(2027 - 02 - 12));
    assert!(!clock.due.provisional);
    assert_eq!(clock.calendar, 2);
    let before = clock.clone();
    assert!(!clock.recompute(&notice));
    assert_eq!(clock, before);
}

#[test]
fn errors_have_their_words() {
    assert_eq!(ClockError::Overdue.reason(), "CLOCK_OVERDUE");
    assert_eq!(ClockError::TooManyDays { max_days: 30 }.reason(), "CLOCK_EXTENDED_TOO_FAR");
}
