//! The rules of the hall, without a database.

use shiyu_kit::audience::Audience;
use shiyu_kit::case::Actor;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};

use super::{Channel, Counter, CounterKind, Dispatch, Outcome, Receive, Refusal, RosterEntry, RosterKind, Sitting};
use crate::reception::tests::scene::{COUNTY, OTHER_COUNTY, OTHER_TOWN, TOWN, VILLAGE, actor, code, units};

/// Half past midnight of the second of May in China, the first in UTC.
const NOW: OffsetDateTime = datetime!(2026-05-01 16:30 UTC);
const TODAY: Date = date!(2026 - 05 - 02);

fn at<T>(by: &Actor, act: impl FnOnce(&Sitting<'_>) -> Result<T, Refusal>) -> Result<T, &'static str> {
    let (county, units): (Code, _) = (code(COUNTY), units());
    let sitting = Sitting {
        by,
        county: &county,
        units: &units,
        now: NOW,
    };
    act(&sitting).map_err(|refusal| refusal.reason())
}

fn counter(unit: &str) -> Counter {
    Counter {
        id: new_id(),
        unit: code(unit),
        kind: CounterKind::Mediation,
        title: "调解窗口".to_owned(),
        hall_place: "1".to_owned(),
        opening_hours: "工作日".to_owned(),
        phone: String::new(),
        valid_from: TODAY,
        valid_to: Some(TODAY),
    }
}

fn entry(date: Date) -> RosterEntry {
    RosterEntry {
        id: new_id(),
        unit: code(TOWN),
        date,
        hall: "厅".to_owned(),
        room: "1".to_owned(),
        kind: RosterKind::Lawyer,
        subject: "lawyer-1".to_owned(),
        title: "值班律师".to_owned(),
        channel: Channel::Video,
        places: 5,
        cancelled: None,
    }
}

fn received(counters: &[&Counter]) -> Receive {
    Receive {
        id: new_id(),
        roster_entry: new_id(),
        petition: None,
        outcome: Outcome::AdviceGiven,
        counters: counters.iter().map(|counter| counter.id).collect(),
        people: 1,
    }
}

fn dispatch(unit: &str, date: Date) -> Dispatch {
    Dispatch {
        id: new_id(),
        unit: code(unit),
        team: vec!["lawyer-1".to_owned()],
        place: code(VILLAGE),
        date,
        petition: None,
    }
}

#[test]
fn one_writes_for_ones_own_unit_and_below() {
    let put = |by: &Actor, unit: &str| at(by, |sitting| counter(unit).put(Standing::New, None, sitting)).map(|_| ());
    assert_eq!(put(&actor(TOWN), TOWN), Ok(()));
    assert_eq!(put(&actor(TOWN), VILLAGE), Ok(()));
    assert_eq!(put(&actor(COUNTY), VILLAGE), Ok(()));
    assert_eq!(put(&actor(VILLAGE), TOWN), Err("UNIT_NOT_YOURS"));
    assert_eq!(put(&actor(OTHER_TOWN), TOWN), Err("UNIT_NOT_YOURS"));
    assert_eq!(put(&actor("330600"), OTHER_COUNTY), Err("UNIT_OUTSIDE_JURISDICTION"));
    assert_eq!(put(&actor(TOWN), "330602009"), Err("UNIT_UNKNOWN"));
    assert_eq!(put(&actor("330602009"), TOWN), Err("UNIT_UNKNOWN"));
    let service = Actor::Service { name: "grid".to_owned() };
    for by in [service, Actor::Clock, Actor::Party { id: new_id() }] {
        assert_eq!(put(&by, TOWN), Err("NEEDS_A_PERSON"));
    }
}

#[test]
fn nobody_takes_a_counter_from_another_unit() {
    let (mine, theirs) = (counter(TOWN), counter(OTHER_TOWN));
    let put = |before: Option<&Counter>| at(&actor(TOWN), |sitting| mine.clone().put(Standing::Known, before, sitting)).map(|_| ());
    assert_eq!(put(Some(&theirs)), Err("UNIT_NOT_YOURS"));
    assert_eq!(put(None), Err("COUNTER_UNKNOWN"));
    assert_eq!(put(Some(&mine)), Ok(()));
}

#[test]
fn a_cancelled_entry_is_cancelled_for_good() {
    let cancelled = at(&actor(TOWN), |sitting| entry(TODAY).cancel("下乡", sitting)).unwrap();
    assert_eq!(cancelled.cancelled.as_ref().map(|cancelled| cancelled.at), Some(NOW));
    let again = at(&actor(TOWN), |sitting| cancelled.clone().cancel("下乡", sitting));
    assert_eq!(again.unwrap_err(), "ROSTER_ENTRY_CANCELLED");
    let put = at(&actor(TOWN), |sitting| entry(TODAY).put(Standing::Known, Some(&cancelled), sitting));
    assert_eq!(put.unwrap_err(), "ROSTER_ENTRY_CANCELLED");
    let visit = at(&actor(TOWN), |sitting| received(&[]).record(&cancelled, &[], sitting));
    assert_eq!(visit.unwrap_err(), "ROSTER_ENTRY_CANCELLED");
}

#[test]
fn visits_are_received_by_the_day_in_china() {
    let record = |date: Date, chosen: &[&Counter], found: &[Counter]| {
        at(&actor(TOWN), |sitting| received(chosen).record(&entry(date), found, sitting)).map(|visit| visit.unit.to_string())
    };
    assert_eq!(record(TODAY, &[], &[]), Ok(TOWN.to_owned()));
    let tomorrow = TODAY + Duration::DAY;
    assert_eq!(record(tomorrow, &[], &[]), Err("ROSTER_ENTRY_AHEAD"));
    let today_only = counter(OTHER_TOWN);
    let found = [today_only.clone()];
    assert_eq!(record(TODAY, &[&today_only], &found), Ok(TOWN.to_owned()));
    assert_eq!(record(TODAY - Duration::DAY, &[&today_only], &found), Err("COUNTER_CLOSED"));
    assert_eq!(record(TODAY, &[&today_only], &[]), Err("COUNTER_UNKNOWN"));
}

#[test]
fn a_team_is_sent_today_or_later_and_ends_once() {
    let by = actor(TOWN);
    let order = |unit: &str, date| at(&by, |sitting| dispatch(unit, date).order(sitting));
    assert_eq!(order(TOWN, TODAY - Duration::DAY).unwrap_err(), "DATE_IN_PAST");
    assert_eq!(order(COUNTY, TODAY).unwrap_err(), "UNIT_NOT_YOURS");
    let sent = order(TOWN, TODAY).unwrap();
    let report = |at_time| at(&by, |sitting| sent.clone().report("好", at_time, sitting));
    assert_eq!(report(NOW + Duration::SECOND).unwrap_err(), "DONE_IN_FUTURE");
    let done = report(NOW).unwrap();
    let off = at(&by, |sitting| sent.clone().call_off("台风", sitting)).unwrap();
    for ended in [done, off] {
        let again = at(&by, |sitting| ended.clone().report("好", NOW, sitting));
        assert_eq!(again.unwrap_err(), "OUTREACH_ENDED");
        let again = at(&by, |sitting| ended.call_off("台风", sitting));
        assert_eq!(again.unwrap_err(), "OUTREACH_ENDED");
    }
    let other = at(&actor(OTHER_TOWN), |sitting| sent.clone().call_off("台风", sitting));
    assert_eq!(other.unwrap_err(), "UNIT_NOT_YOURS");
}

#[test]
fn a_petition_goes_neither_to_the_accused_nor_below_them() {
    let about = Audience {
        units: [code(COUNTY)].into(),
        barred_units: [code(TOWN)].into(),
        barred_subjects: ["head-1".to_owned()].into(),
        ..Audience::default()
    };
    let to = |unit: &str, people: &[&str]| {
        let people: Vec<String> = people.iter().map(ToString::to_string).collect();
        at(&actor(COUNTY), |sitting| sitting.hands(&about, &code(unit), &people))
    };
    assert_eq!(to(TOWN, &[]), Err("FORWARDED_TO_ACCUSED"));
    assert_eq!(to(VILLAGE, &[]), Err("FORWARDED_TO_ACCUSED"));
    assert_eq!(to(OTHER_TOWN, &["lawyer-1", "head-1"]), Err("FORWARDED_TO_ACCUSED"));
    assert_eq!(to(OTHER_TOWN, &["lawyer-1"]), Ok(()));
    assert_eq!(to(COUNTY, &[]), Ok(()));
}
