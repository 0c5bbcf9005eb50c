//! The fast track of simple matters (简易办理): a promise beside the limits of the law.

use time::Duration;
use time::macros::datetime;

use super::beside::{sponsor, urgent};
use super::given::*;
use crate::domain::{Classification, Command, Decision, Destination, PartyRole, Ruling, StageName};

fn simplified(stage: StageName) -> Given {
    let mut given = Given::a_petition(stage);
    let holder = given.petition().unit.clone();
    given.does(&officer(holder.as_str()), &Command::Simplify);
    given
}

#[test]
fn it_is_accepted_in_three_working_days_and_answered_in_ten() {
    let mut given = simplified(StageName::Forwarded);
    // Forwarded on Tuesday 5 August: to Friday the 8th.
    assert_eq!(given.due("fast_accept"), datetime!(2025-08-08 16:00 UTC));
    given.does(&officer(TOWN), &accept());
    // Accepted on Wednesday the 6th: to Wednesday the 20th.
    assert_eq!(given.due("fast_answer"), datetime!(2025-08-20 16:00 UTC));
    given.does(&officer(TOWN), &start_handling());
    assert_eq!(given.running(), ["fast_answer", "handle"], "the sixty days run on");
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&head(TOWN), &Command::IssueOpinion);
    given.does(&officer(TOWN), &serve());
    assert_eq!(given.running(), ["review_window"]);
}

#[test]
fn the_unit_it_is_passed_on_to_has_its_own_three_days() {
    let mut given = simplified(StageName::Registered);
    let before = given.due("fast_accept");
    given.now += Duration::days(1);
    given.does(&officer(OFFICE), &forward(TOWN));
    assert!(given.due("fast_accept") > before);
    assert_eq!(given.running(), ["fast_accept", "accept"]);
}

#[test]
fn a_suggestion_is_answered_on_it_too() {
    let mut given = simplified(StageName::Studying);
    assert_eq!(given.running(), ["study", "fast_answer"]);
    given.does(&officer(TOWN), &reply(Some(crate::domain::Adoption::Adopted)));
    assert_eq!(given.running(), ["archive"]);
}

#[test]
fn it_goes_back_to_the_ordinary_course_with_a_reason_and_loses_nothing() {
    let mut given = Given::a_petition(StageName::Handling);
    let due = given.due("handle");
    assert_eq!(given.refuses(&officer(TOWN), &resume()), "NOT_ON_FAST_TRACK");
    given.does(&officer(TOWN), &Command::Simplify);
    assert_eq!(given.refuses(&officer(TOWN), &Command::Simplify), "DONE_ALREADY");
    assert_eq!(given.refuses(&officer(BUREAU), &resume()), "UNIT_NOT_HOLDING");
    given.does(&officer(TOWN), &resume());
    assert_eq!((given.running(), given.due("handle")), (vec!["handle"], due));
    let track = given.petition().course.fast_track.clone().unwrap();
    assert_eq!((track.left_at, track.reason.is_some()), (Some(given.now), true));
    given.does(&officer(TOWN), &Command::Simplify);
}

#[test]
fn what_takes_more_than_one_unit_and_one_answer_leaves_it_first() {
    for command in [extend(10), Command::OpenHearing, assistance(BUREAU), offer(Destination::Mediation)] {
        let mut given = simplified(StageName::Handling);
        assert_eq!(given.refuses(&officer(TOWN), &command), "ON_FAST_TRACK", "{command:?}");
        given.does(&officer(TOWN), &resume());
        given.does(&officer(TOWN), &command);
    }
    for command in [duty(), Command::Classify(accusation([BUREAU]))] {
        let mut given = simplified(StageName::Accepted);
        assert_eq!(given.refuses(&officer(TOWN), &command), "ON_FAST_TRACK", "{command:?}");
    }
}

#[test]
fn a_group_an_urgent_matter_or_one_in_other_hands_is_not_simple() {
    let mut group = registration();
    group.submission.people = 2;
    let mut given = Given::nothing();
    given.does(&officer(OFFICE), &Command::Register(Box::new(group)));
    assert_eq!(given.refuses(&officer(OFFICE), &Command::Simplify), "NOT_SIMPLE");
    let mut given = Given::a_petition(StageName::Registered);
    given.does(&officer(OFFICE), &add_party(STRANGER, PartyRole::Representative));
    assert_eq!(given.refuses(&officer(OFFICE), &Command::Simplify), "NOT_SIMPLE");
    for (by, before) in [
        (officer(CITY_OFFICE), urgent(&[CITY])),
        (officer(CITY_OFFICE), sponsor("magistrate")),
        (officer(TOWN), Command::OpenHearing),
        (officer(TOWN), assistance(BUREAU)),
        (officer(TOWN), offer(Destination::Mediation)),
    ] {
        let mut given = Given::a_petition(StageName::Handling);
        given.does(&by, &before);
        assert_eq!(given.refuses(&officer(TOWN), &Command::Simplify), "NOT_SIMPLE", "{before:?}");
    }
    let mut given = Given::an_accusation();
    assert_eq!(given.refuses(&officer(TOWN), &Command::Simplify), "SEALED_MATTER");
}

#[test]
fn nothing_is_promised_whose_time_is_past() {
    let mut given = Given::a_petition(StageName::Handling);
    given.now += Duration::days(20);
    assert_eq!(given.refuses(&officer(TOWN), &Command::Simplify), "NOT_SIMPLE");
}

#[test]
fn an_objection_and_a_revocation_end_it() {
    let mut given = simplified(StageName::Forwarded);
    given.does(&officer(TOWN), &object());
    assert_eq!(
        (given.petition().is_on_fast_track(), given.running()),
        (false, vec!["accept", "decide_objection"])
    );
    let mut given = simplified(StageName::Handling);
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&head(TOWN), &Command::IssueOpinion);
    given.does(&officer(TOWN), &serve());
    given.does(&party(), &remedy(None));
    given.does(&officer(COUNTY), &Command::TakeUpRemedy);
    given.does(&officer(COUNTY), &rule(Ruling::Revoked));
    assert!(!given.petition().is_on_fast_track());
    assert_eq!(given.refuses(&officer(TOWN), &Command::Simplify), "NOT_SIMPLE");
    given.does(&officer(TOWN), &extend(10));
}

#[test]
fn a_deployment_sets_its_own_promise() {
    let mut given = Given::nothing();
    given.limits = shiyu_kit::calendar::Limits::new([("fast_answer".to_owned(), "5wd".parse().unwrap())]);
    given.does(&officer(OFFICE), &register());
    given.does(&officer(OFFICE), &accept());
    given.does(&officer(OFFICE), &Command::Simplify);
    given.does(&officer(OFFICE), &Command::Classify(classification(Classification::Suggestion)));
    assert_eq!(given.petition().clock("fast_answer").unwrap().rule.amount, 5);
}
