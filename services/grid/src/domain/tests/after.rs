//! After the close: ratings and rewards.

use time::Duration;

use super::given::*;
use crate::domain::terms::Source;
use crate::domain::{Command, StageName};

#[test]
fn the_reporter_rates_once_within_seven_days() {
    let mut given = Given::an_event(StageName::Closed);
    assert_eq!(
        given.refuses(&shiyu_kit::case::Actor::Party { id: STRANGER }, evaluate()),
        "NOT_A_PARTY"
    );
    assert_eq!(given.refuses(&service("hotline"), evaluate()), "NEEDS_A_PERSON");
    assert_eq!(given.refuses(&officer(STATION), evaluate()), "HANDLER_VERIFIES");
    assert_eq!(given.refuses(&officer(OTHER_COUNTY), evaluate()), "UNIT_OUTSIDE_JURISDICTION");
    let mut late = given.clone();
    late.now = late.due("evaluate");
    assert_eq!(late.refuses(&party(), evaluate()), "EVALUATION_LAPSED");
    given.does(&party(), evaluate());
    assert_eq!(given.running(), ["reopen"].into());
    assert_eq!(given.refuses(&party(), evaluate()), "EVALUATED_ALREADY");
}

#[test]
fn the_reporter_of_what_was_merged_rates_how_the_other_ended_and_once() {
    use StageName as S;
    let merged = Given::an_event(S::Duplicate);
    let ended_as = |stage: StageName| {
        let mut given = merged.clone();
        given.known.linked = Some(linked(stage));
        given
    };
    assert_eq!(ended_as(S::Handling).refuses(&party(), evaluate()), "NOT_IN_STAGE");
    assert_eq!(ended_as(S::Rejected).refuses(&party(), evaluate()), "CLOSED_ALREADY");
    let mut given = ended_as(S::Closed);
    assert_eq!(
        given.refuses(&dispatcher(CENTRE), evaluate()),
        "CLOSED_ALREADY",
        "staff ask at the one that went on"
    );
    let mut late = given.clone();
    late.known.linked.as_mut().unwrap().ended_at = Some(late.now - Duration::days(10));
    assert_eq!(late.refuses(&party(), evaluate()), "EVALUATION_LAPSED");
    given.does(&party(), evaluate());
    assert_eq!((given.stage(), given.running()), (S::Duplicate, [].into()));
    assert_eq!(given.refuses(&party(), evaluate()), "EVALUATED_ALREADY");
    given.does(&dispatcher(ROOM), unmerge());
    assert!(given.incident().course.evaluation.is_some(), "it stays its report's");
}

#[test]
fn no_office_rates_its_own_work_and_none_keeps_the_reporter_out() {
    let mut given = Given::an_event(StageName::Closed);
    for own in [dispatcher(ROOM), officer(TOWN), officer(VILLAGE), officer(WORKS)] {
        let refused = given.when(&own, evaluate());
        assert_eq!(refused.is_ok(), own == officer(WORKS), "WORKS had no hand in it");
        given = Given::an_event(StageName::Closed);
    }
    assert_eq!(given.refuses(&dispatcher(ROOM), evaluate()), "RATES_OWN_WORK");
    given.does(&dispatcher(CENTRE), evaluate());
    assert_eq!(given.refuses(&dispatcher(CENTRE), evaluate()), "EVALUATED_ALREADY");
    assert!(given.running().contains("evaluate"), "the reporter may still say so");
    given.does(&party(), evaluate());
    assert_eq!(given.refuses(&dispatcher(CENTRE), evaluate()), "EVALUATED_ALREADY");
    let mut nobody = Given::an_event(StageName::Closed);
    nobody.incident.as_mut().unwrap().query_index = String::new();
    assert_eq!(nobody.refuses(&dispatcher(CENTRE), evaluate()), "NO_REPORTER");
}

#[test]
fn who_recorded_a_call_neither_grants_nor_pays_its_reward() {
    let mut given = Given::an_event(StageName::Closed);
    given.incident.as_mut().unwrap().hands.reported_by = Some("dispatcher of 330602001-ZHS".to_owned());
    assert_eq!(given.refuses(&dispatcher(ROOM), grant()), "RECORDER_REWARDS");
    given.does(&dispatcher(CENTRE), grant());
    assert_eq!(given.refuses(&dispatcher(ROOM), pay(CODE)), "RECORDER_REWARDS");
    given.does(&officer(TOWN), pay(CODE));
}

#[test]
fn after_the_close_the_windows_lapse_in_silence() {
    let mut given = Given::an_event(StageName::Closed);
    assert_eq!(
        (given.running(), given.incident().legal_due()),
        (["evaluate", "reopen"].into(), None)
    );
    for left in [1, 0] {
        let events = given.when_the_next_clock_rings();
        assert_eq!((events[0].kind(), given.running().len()), ("window.lapsed", left));
    }
    assert_eq!(given.refuses(&party(), evaluate()), "EVALUATION_LAPSED");
}

#[test]
fn a_hazard_found_true_is_rewarded_once_and_paid_by_another_on_the_code() {
    let mut given = Given::an_event(StageName::Closed);
    let room = dispatcher(ROOM);
    assert_eq!(given.refuses(&officer(TOWN), pay(CODE)), "NO_REWARD");
    assert_eq!(given.refuses(&officer(STATION), grant()), "NOT_THE_DISPATCHER");
    let nothing = Command::GrantReward {
        amount_fen: 0,
        basis: String::new(),
    };
    assert_eq!(given.refuses(&room, nothing), "NO_HAZARD");
    let too_much = Command::GrantReward {
        amount_fen: 50_001,
        basis: String::new(),
    };
    assert_eq!(given.refuses(&room, too_much), "REWARD_TOO_HIGH");
    given.does(&room, grant());
    assert_eq!(given.refuses(&room, grant()), "REWARDED_ALREADY");
    assert_eq!(given.refuses(&room, pay(CODE)), "GRANTER_PAYS");
    assert_eq!(given.refuses(&officer(TOWN), pay("another")), "CODE_WRONG");
    given.does(&officer(TOWN), pay(CODE));
    assert_eq!(given.refuses(&officer(TOWN), pay(CODE)), "PAID_ALREADY");
}

#[test]
fn there_is_no_reward_without_a_hazard_or_a_code() {
    let mut given = Given::an_event(StageName::Closed);
    given.incident.as_mut().unwrap().class.hazard = false;
    assert_eq!(given.refuses(&dispatcher(ROOM), grant()), "NO_HAZARD");
    let mut report = from(Source::Patrol);
    report.query_index = String::new();
    let mut given = Given::reported(&patrol(), Command::Report(Box::new(report)));
    given.does(&lead(), Command::TakeUpInGrid);
    given.does(&lead(), handled());
    given.does(&supervisor(), inspect(true));
    given.does(&dispatcher(ROOM), Command::Close);
    given.now += Duration::days(1);
    assert_eq!(given.refuses(&dispatcher(ROOM), grant()), "NO_REPORTER");
}
