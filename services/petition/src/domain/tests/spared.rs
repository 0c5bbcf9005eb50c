//! What takes no day from the petitioner: a service that is put on record late, and a request that lay with the unit above (arts. 35, 36).

use shiyu_kit::calendar::Limits;
use time::Duration;

use super::given::*;
use super::remedy::dismiss;
use crate::domain::{Command, Decision, Refusal, Remedy, StageName};

#[test]
fn a_service_that_is_put_on_record_late_opens_the_window_then() {
    let mut given = Given::a_petition(StageName::OpinionIssued);
    let served = given.now;
    given.now += Duration::days(39);
    given.does(&officer(TOWN), &service_at(Some(served)));
    let window = given.petition().clock("review_window").unwrap();
    assert_eq!(window.started_at, given.now);
    assert_eq!(given.rings("review_window"), []);
    given.does(&party(), &remedy(None));
    assert_eq!(given.stage(), StageName::ReviewRequested);
}

#[test]
fn so_it_is_with_a_ruling_and_what_was_asked_in_between_counts() {
    let mut given = Given::a_petition(StageName::ReviewDecided);
    let served = given.now;
    given.now += Duration::days(10);
    given.does(&officer(COUNTY), &serve_ruling(Some(served)));
    assert_eq!(given.petition().clock("recheck_window").unwrap().started_at, given.now);
    given.does(&officer(OFFICE), &posted_remedy(served + Duration::days(1)));
    assert_eq!(given.stage(), StageName::RecheckRequested);
}

#[test]
fn within_three_days_it_opens_with_the_service() {
    let mut given = Given::a_petition(StageName::OpinionIssued);
    let served = given.now;
    given.now += Duration::days(3);
    given.does(&officer(TOWN), &service_at(Some(served)));
    assert_eq!(given.petition().clock("review_window").unwrap().started_at, served);
}

#[test]
fn a_request_that_was_dismissed_is_made_again_in_what_is_left_of_the_time() {
    for (stage, organ, kind) in [
        (StageName::ReviewRequested, COUNTY, Remedy::Review),
        (StageName::RecheckRequested, CITY, Remedy::Recheck),
    ] {
        let mut given = Given::a_petition(stage);
        let window = if kind == Remedy::Review {
            "review_window"
        } else {
            "recheck_window"
        };
        let last = given.petition().clocks.latest(window).unwrap().due.legal;
        assert_eq!(given.refuses(&officer(TOWN), &dismiss()), "NOT_THE_REVIEW_ORGAN");
        given.now += Duration::days(19);
        given.does(&officer(organ), &dismiss());
        assert_eq!((given.stage(), given.running()), (StageName::Closed, vec!["archive"]));
        let dismissed = given.petition().course.remedy().unwrap().dismissed.clone().unwrap();
        assert_eq!((dismissed.reason.as_str(), dismissed.at), ("No request", given.now));
        let last = last + Duration::days(20);
        assert_eq!(given.petition().remedy_again(), Some((kind, last)));
        let mut late = given.clone();
        late.now = last;
        assert_eq!(late.when(&party(), &remedy(None)), Err(Refusal::RemedyLapsed(last)));
        given.now += Duration::days(1);
        given.does(&party(), &remedy(None));
        assert_eq!(given.stage(), stage);
        assert_eq!(given.petition().unit, code(organ), "it goes to the same organ");
        assert_eq!(given.petition().remedy_again(), None);
    }
}

#[test]
fn nobody_puts_it_away_while_what_was_dismissed_may_be_asked_for_again() {
    let mut given = Given::a_petition(StageName::ReviewRequested);
    given.does(&officer(COUNTY), &dismiss());
    let (_, last) = given.petition().remedy_again().unwrap();
    let archived = given.when(&officer(OFFICE), &Command::Archive);
    assert_eq!(archived, Err(Refusal::WindowStillOpen(last)));
    given.now = last;
    given.does(&officer(OFFICE), &Command::Archive);
    assert_eq!(given.stage(), StageName::Archived);
}

#[test]
fn nor_does_its_clock_before_what_was_dismissed_may_no_longer_be_asked_for() {
    let week = Limits::new([("archive", "7d".parse().unwrap())]);
    for limits in [Limits::default(), week] {
        for decision in [Decision::Explained, Decision::Supported] {
            let mut given = Given::answered(StageName::ReviewRequested, decision);
            given.limits = limits.clone();
            given.does(&officer(COUNTY), &dismiss());
            if decision == Decision::Supported {
                given.does(&officer(TOWN), &executed());
            }
            let (_, last) = given.petition().remedy_again().unwrap();
            assert!(given.due("archive") >= last, "{limits:?}");
            given.now = last - Duration::HOUR;
            given.rings("archive");
            assert_eq!(given.stage(), StageName::Closed);
            given.does(&party(), &remedy(None));
            assert_eq!(given.stage(), StageName::ReviewRequested);
        }
    }
}
