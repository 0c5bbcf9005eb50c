//! The life of a table: drafted, simulated, in force, retired.

use shiyu_kit::clock::new_id;
use shiyu_kit::register::Standing;
use time::Duration;

use super::given::{NOW, at, rule};
use crate::catalogue::tests::scene::{CENTRE, TOWN};
use crate::dispatch::domain::{Draft, State, Table};

const HOUR: Duration = Duration::HOUR;

fn draft() -> Draft {
    Draft {
        id: new_id(),
        title: "表".to_owned(),
        document: "文".to_owned(),
        rules: vec![rule("a", &[], "{town}")],
    }
}

fn drafted() -> Table {
    at(CENTRE, |sitting| draft().put(Standing::New, None, 4, sitting)).unwrap()
}

fn simulated() -> Table {
    at(CENTRE, |sitting| drafted().simulated(NOW, sitting)).unwrap()
}

fn active() -> Table {
    at(CENTRE, |sitting| simulated().activate(None, sitting)).unwrap()
}

#[test]
fn nobody_activates_what_was_not_simulated() {
    let activate = |table: Table| at(CENTRE, |sitting| table.activate(None, sitting)).map(|table| table.state(NOW));
    assert_eq!(activate(drafted()), Err("ROUTING_NOT_SIMULATED"));
    assert_eq!(activate(simulated()), Ok(State::Active));
    assert_eq!(activate(active()), Err("ROUTING_NOT_DRAFT"));
}

#[test]
fn a_draft_that_is_changed_has_to_be_simulated_again() {
    let before = simulated();
    let change = |before: Option<&Table>| at(CENTRE, |sitting| draft().put(Standing::Known, before, 9, sitting));
    let changed = change(Some(&before)).unwrap();
    assert_eq!((changed.version, changed.simulated_at), (4, None));
    assert_eq!(change(None), Err("ROUTING_UNKNOWN"));
    assert_eq!(change(Some(&active())), Err("ROUTING_NOT_DRAFT"));
    let stale = at(CENTRE, |sitting| drafted().simulated(NOW - HOUR, sitting));
    assert_eq!(stale, Err("ROUTING_CHANGED"));
}

#[test]
fn a_table_comes_in_force_now_or_later() {
    let from = |from| at(CENTRE, |sitting| simulated().activate(Some(from), sitting));
    assert_eq!(from(NOW - HOUR), Err("EFFECTIVE_IN_PAST"));
    let later = from(NOW + HOUR).unwrap();
    assert_eq!([later.state(NOW), later.state(NOW + HOUR)], [State::Scheduled, State::Active]);
}

#[test]
fn the_next_table_retires_the_one_before() {
    let before = active();
    let retired = before.overtaken(NOW + HOUR).unwrap();
    assert_eq!([retired.state(NOW), retired.state(NOW + HOUR)], [State::Active, State::Retired]);
    assert_eq!(retired.overtaken(NOW + HOUR * 2), None, "it was retired already");
    let sooner = retired.overtaken(NOW).unwrap();
    assert_eq!(sooner.state(NOW), State::Retired);
    assert_eq!(drafted().overtaken(NOW), None);
}

#[test]
fn one_that_is_overtaken_before_its_time_is_never_in_force() {
    let later = at(CENTRE, |sitting| simulated().activate(Some(NOW + HOUR * 5), sitting)).unwrap();
    let overtaken = later.overtaken(NOW + HOUR).unwrap();
    for hours in 0..10 {
        assert_eq!(overtaken.state(NOW + HOUR * hours), State::Retired, "{hours}");
    }
}

#[test]
fn only_the_county_decides_on_a_table() {
    assert_eq!(
        at(TOWN, |sitting| draft().put(Standing::New, None, 1, sitting)),
        Err("UNIT_NOT_YOURS")
    );
    assert_eq!(at(TOWN, |sitting| drafted().simulated(NOW, sitting)), Err("UNIT_NOT_YOURS"));
    assert_eq!(at(TOWN, |sitting| simulated().activate(None, sitting)), Err("UNIT_NOT_YOURS"));
}
