use time::macros::{date, datetime};

use super::{extension, morning, natural_days, with_notice, working_days};
use crate::calendar::{Calendar, Clock, DayKind, Ring};

fn clock() -> Clock {
    Clock::start(
        natural_days(10).extendable(10, 1),
        datetime!(2025-03-03 00:00 +8),
        &Calendar::builtin(),
    )
}

/// The rings the clock gives from here on; one more than there can be shows that it never ends.
fn ladder(mut clock: Clock) -> Vec<Ring> {
    let mut rings = Vec::new();
    while let Some((_, ring)) = clock.next_ring().filter(|_| rings.len() <= Ring::ALL.len()) {
        rings.push(ring);
        clock = clock.ring(ring);
    }
    rings
}

#[test]
fn a_clock_rings_at_half_eighty_and_all_of_the_way_and_when_overdue() {
    let clock = Clock::start(natural_days(90), datetime!(2025-07-03 00:00 +8), &Calendar::builtin());
    assert_eq!(ladder(clock.clone()), Ring::ALL);
    assert_eq!(clock.next_ring(), Some((datetime!(2025-08-17 00:00 +8), Ring::Half)));
    assert_eq!(clock.rings_at(Ring::Eighty), datetime!(2025-09-13 00:00 +8));
    assert_eq!(clock.rings_at(Ring::Internal), datetime!(2025-10-01 00:00 +8));
    assert_eq!(clock.rings_at(Ring::Overdue), datetime!(2025-10-10 00:00 +8));
}

#[test]
fn a_milder_ring_is_passed_over_and_ringing_twice_changes_nothing() {
    let clock = clock().ring(Ring::Eighty);
    assert_eq!(ladder(clock.clone()), [Ring::Internal, Ring::Overdue]);
    assert_eq!(clock.ring(Ring::Eighty), clock);
}

#[test]
fn a_paused_or_stopped_clock_does_not_ring() {
    let paused = clock().pause(morning(date!(2025 - 03 - 05)), "r", "a").unwrap();
    assert_eq!(paused.next_ring(), None);
    let stopped = clock().stop(morning(date!(2025 - 03 - 05))).unwrap();
    assert_eq!(stopped.next_ring(), None);
}

#[test]
fn after_a_pause_the_shares_are_of_the_running_time() {
    let pause = clock().pause(datetime!(2025-03-05 00:00 +8), "r", "a").unwrap();
    let clock = pause.resume(datetime!(2025-03-15 00:00 +8), &Calendar::builtin()).unwrap();
    assert_eq!(
        clock.due.internal_day(),
        date!(2025 - 03 - 21),
        "the raw last day, 23 March, is a Sunday"
    );
    let nine_days_of_running = (datetime!(2025-03-17 12:00 +8), Ring::Half);
    assert_eq!(clock.next_ring(), Some(nine_days_of_running));
}

#[test]
fn a_ring_due_the_moment_a_pause_begins_is_not_put_off_by_it() {
    let half = datetime!(2025-03-08 12:00 +8);
    let paused = clock().pause(half, "r", "a").unwrap();
    let clock = paused.resume(datetime!(2025-03-15 12:00 +8), &Calendar::builtin()).unwrap();
    assert_eq!(clock.next_ring(), Some((half, Ring::Half)));
}

#[test]
fn a_clock_resumed_late_rings_overdue_only_at_its_new_legal_date() {
    let rung = [Ring::Half, Ring::Eighty, Ring::Internal]
        .into_iter()
        .fold(clock(), |clock, ring| clock.ring(ring));
    let paused = rung.pause(morning(date!(2025 - 03 - 13)), "r", "a").unwrap();
    let resumed = paused.resume(morning(date!(2025 - 04 - 10)), &Calendar::builtin()).unwrap();
    assert_eq!(resumed.next_ring(), Some((datetime!(2025-04-11 00:00 +8), Ring::Overdue)));
}

#[test]
fn what_rang_stays_rung_after_an_extension_and_a_recomputation() {
    let half = clock().ring(Ring::Half);
    let extended = half
        .extend(extension(10, morning(date!(2025 - 03 - 10))), &Calendar::builtin())
        .unwrap();
    assert_eq!(extended.next_ring().map(|(_, ring)| ring), Some(Ring::Eighty));

    let mut clock = Clock::start(working_days(2), morning(date!(2027 - 03 - 01)), &Calendar::builtin()).ring(Ring::Half);
    assert!(clock.recompute(&with_notice(2027, &[(date!(2027 - 03 - 02), DayKind::Off)])));
    assert_eq!(clock.rung, [Ring::Half]);
    assert_eq!(ladder(clock), [Ring::Eighty, Ring::Internal, Ring::Overdue]);
}
