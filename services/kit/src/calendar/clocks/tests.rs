use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};

use super::*;
use crate::calendar::{Bound, DayKind, SpecialDay};

const START: OffsetDateTime = datetime!(2025-03-03 10:00 +8);
const FORWARD: Rule = Rule::natural_days("forward", "", 15, Bound::Agency);
const HANDLE: Rule = Rule::natural_days("handle", "", 60, Bound::Agency);
const WINDOW: Rule = Rule::natural_days("window", "", 30, Bound::Citizen);
const ARCHIVE: Rule = Rule::natural_days("archive", "", 10, Bound::Agency).ours().silent();

fn moves(rules: &[&Rule]) -> Moves {
    let calendar = Calendar::builtin();
    rules
        .iter()
        .fold(Moves::default(), |moves, rule| moves.starting((*rule).clone(), START, &calendar))
}

/// Clocks of these rules, all started at once.
fn clocks(rules: &[&Rule]) -> Clocks {
    Clocks::default().moved(&moves(rules)).unwrap()
}

fn names<'a>(clocks: impl Iterator<Item = &'a Clock>) -> Vec<&'a str> {
    clocks.map(|clock| clock.rule.id.as_ref()).collect()
}

/// The built-in calendar with one more day off.
fn newer(off: time::Date) -> Calendar {
    let builtin = Calendar::builtin();
    let mut days: Vec<SpecialDay> = builtin.days().filter(|day| day.date != off).cloned().collect();
    days.push(SpecialDay::new(off, DayKind::Off, "临时"));
    Calendar::new(builtin.version() + 1, days, builtin.documents().clone()).unwrap()
}

#[test]
fn a_clock_that_stopped_is_kept_and_may_start_anew() {
    let later = START + Duration::days(1);
    let restart = moves(&[&FORWARD]).stopping("forward", later);
    let clocks = clocks(&[&FORWARD, &HANDLE]).moved(&restart).unwrap();
    assert_eq!(names(clocks.iter()), ["forward", "handle", "forward"]);
    assert_eq!(names(clocks.running()), ["handle", "forward"]);
    let before = clocks.stopping("forward", later);
    let clocks = clocks.moved(&before).unwrap();
    assert_eq!(clocks.named("forward"), None);
    assert_eq!(clocks.latest("forward").unwrap().stopped_at, Some(later));
}

#[test]
fn moves_that_cannot_follow_are_refused() {
    let clocks = || clocks(&[&FORWARD]);
    let calendar = Calendar::builtin();
    let other = Clock::start(HANDLE, START, &calendar);
    for impossible in [
        moves(&[&FORWARD]),
        Moves::default().stopping("handle", START),
        Moves::default().stopping("forward", START - Duration::SECOND),
        Moves::default().stopping("forward", START).stopping("forward", START),
        Moves::default().changing(other),
    ] {
        assert_eq!(clocks().moved(&impossible), None, "{impossible:?}");
    }
    assert_eq!(clocks().rung("handle", Ring::Half), None);
}

#[test]
fn a_changed_clock_takes_the_place_of_the_one_that_runs() {
    let clocks = clocks(&[&FORWARD, &HANDLE]);
    let paused = clocks.named("forward").unwrap().pause(START, "hearing", "head").unwrap();
    let clocks = clocks.moved(&Moves::default().changing(paused.clone())).unwrap();
    assert_eq!((clocks.named("forward"), clocks.iter().count()), (Some(&paused), 2));
}

#[test]
fn all_stop_but_those_that_are_kept() {
    let clocks = clocks(&[&FORWARD, &HANDLE, &WINDOW]);
    let moves = clocks.stopping_but(&[&HANDLE, &ARCHIVE], START);
    assert_eq!(
        moves.stopped.iter().map(|stopped| stopped.clock.as_str()).collect::<Vec<_>>(),
        ["forward", "window"]
    );
    assert_eq!(names(clocks.moved(&moves).unwrap().running()), ["handle"]);
}

#[test]
fn a_clock_that_does_not_run_is_not_stopped() {
    assert!(clocks(&[&FORWARD]).stopping("handle", START).is_empty());
}

#[test]
fn the_earliest_due_time_leaves_out_what_it_is_told_to() {
    let clocks = clocks(&[&HANDLE, &FORWARD, &ARCHIVE]);
    let due = |name| clocks.named(name).map(|clock| clock.due.legal);
    assert_eq!(clocks.legal_due(&[]), due("archive"));
    assert_eq!(clocks.legal_due(&[&ARCHIVE]), due("forward"));
    assert_eq!(clocks.legal_due(&[&ARCHIVE, &FORWARD, &HANDLE]), None);
}

#[test]
fn every_clock_rings_in_its_turn_each_ring_once() {
    let mut clocks = clocks(&[&FORWARD, &WINDOW]);
    let mut rung = Vec::new();
    while let Some(ringing) = clocks.next_ringing() {
        let due = clocks.rings(&ringing.clock, ringing.at);
        assert!(!due.is_empty() && rung.len() < 9, "{rung:?}");
        for alarm in due {
            clocks = clocks.rung(&alarm.clock, alarm.ring).unwrap();
            rung.push((alarm.clock, alarm.ring));
        }
        assert_eq!(clocks.rings(&ringing.clock, ringing.at), []);
    }
    let forward = Ring::ALL.map(|ring| ("forward".to_owned(), ring));
    let window = ("window".to_owned(), Ring::Overdue);
    assert_eq!(rung, [forward.as_slice(), &[window]].concat());
}

#[test]
fn what_was_slept_through_rings_all_at_once() {
    let clocks = clocks(&[&FORWARD]);
    let due = clocks.named("forward").unwrap().due.legal;
    let rings = |now| clocks.rings("forward", now).into_iter().map(|alarm| alarm.ring).collect::<Vec<_>>();
    assert_eq!(rings(due), Ring::ALL);
    assert_eq!(rings(due - Duration::SECOND), [Ring::Half, Ring::Eighty]);
    assert_eq!(rings(START), []);
    assert!(
        clocks
            .rings("forward", due)
            .iter()
            .all(|alarm| alarm.due == due && alarm.clock == "forward")
    );
}

#[test]
fn a_silent_clock_warns_nobody_and_runs_out_all_the_same() {
    for rule in [&WINDOW, &ARCHIVE] {
        let clocks = clocks(&[rule]);
        let due = clocks.named(&rule.id).unwrap().due.legal;
        assert_eq!(clocks.next_ringing().unwrap().at, due, "{}", rule.id);
        assert_eq!(clocks.rings(&rule.id, due - Duration::SECOND), []);
        assert_eq!(clocks.rings(&rule.id, due)[0].ring, Ring::Overdue);
        assert_eq!(clocks.rung(&rule.id, Ring::Overdue).unwrap().next_ringing(), None);
    }
}

#[test]
fn an_act_is_never_before_what_a_running_clock_has_seen() {
    let fresh = clocks(&[&HANDLE]);
    let early = START - Duration::seconds(2);
    assert_eq!(fresh.moment(early), START);
    let (from, until) = (START + Duration::HOUR, START + Duration::DAY);
    let paused = fresh.named("handle").unwrap().pause(from, "hearing", "head").unwrap();
    let clocks = fresh.moved(&Moves::default().changing(paused.clone())).unwrap();
    assert_eq!(clocks.moment(early), from);
    let resumed = paused.resume(until, &Calendar::builtin()).unwrap();
    let clocks = clocks.moved(&Moves::default().changing(resumed)).unwrap();
    assert_eq!(
        (clocks.moment(early), clocks.moment(until + Duration::HOUR)),
        (until, until + Duration::HOUR)
    );
    let clocks = clocks.moved(&Moves::default().stopping("handle", until)).unwrap();
    assert_eq!(clocks.moment(early), early, "what stopped holds nobody up");
}

#[test]
fn a_newer_calendar_moves_the_clocks_it_concerns_and_is_noted_by_all() {
    let clocks = clocks(&[&FORWARD, &HANDLE]).rung("forward", Ring::Half).unwrap();
    // The fifteenth day of `forward`, a Tuesday.
    let newer = newer(date!(2025 - 03 - 18));
    let reckoned = clocks.reckon(&newer).unwrap();
    assert_eq!(
        (reckoned.calendar, reckoned.names.as_slice()),
        (newer.version(), ["forward".to_owned()].as_slice())
    );
    assert_eq!(names(reckoned.moves.changed.iter()), ["forward", "handle"]);
    assert_eq!(clocks.calendar(), Calendar::builtin().version());
    let after = clocks.clone().moved(&reckoned.moves).unwrap();
    let (before, forward) = (clocks.named("forward").unwrap(), after.named("forward").unwrap());
    assert_eq!(forward.due.legal, before.due.legal + Duration::days(1));
    assert_eq!(forward.rung, [Ring::Half]);
    assert_eq!((after.calendar(), after.reckon(&newer)), (newer.version(), None));
}

#[test]
fn the_calendar_of_stopped_clocks_is_the_newest_they_saw() {
    let clocks = clocks(&[&FORWARD]);
    let stopped = clocks.stopping_but(&[], START);
    let clocks = clocks.moved(&stopped).unwrap();
    assert_eq!(
        (clocks.calendar(), Clocks::default().calendar()),
        (Calendar::builtin().version(), 0)
    );
    assert_eq!(clocks.reckon(&newer(date!(2025 - 03 - 18))), None);
}

#[test]
fn clocks_lie_as_a_plain_list_and_a_rule_says_only_that_it_is_silent() {
    let kept = serde_json::to_value(clocks(&[&FORWARD, &WINDOW, &ARCHIVE])).unwrap();
    let silent: Vec<_> = kept
        .as_array()
        .unwrap()
        .iter()
        .map(|clock| clock["rule"].get("silent").cloned())
        .collect();
    assert_eq!(silent, [None, None, Some(true.into())], "a citizen's window is silent by itself");
    assert_eq!(
        serde_json::from_value::<Clocks>(kept).unwrap(),
        clocks(&[&FORWARD, &WINDOW, &ARCHIVE])
    );
    assert_eq!(serde_json::to_string(&Moves::default()).unwrap(), "{}");
}

#[test]
fn what_an_older_build_wrote_of_a_silent_rule_is_silent() {
    let loud = Rule { silent: false, ..ARCHIVE };
    let old = clocks(&[&FORWARD, &loud]);
    assert_ne!(old, clocks(&[&FORWARD, &ARCHIVE]));
    assert_eq!(old.silenced(&ARCHIVE), clocks(&[&FORWARD, &ARCHIVE]));
    assert_eq!(clocks(&[&ARCHIVE]).silenced(&loud), clocks(&[&ARCHIVE]), "nothing becomes louder");
}
