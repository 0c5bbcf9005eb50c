//! How it is answered: replies, opinions, their service and their execution (arts. 29, 32).

use time::Duration;

use super::given::*;
use crate::domain::course::Opinion;
use crate::domain::{Adoption, Classification, Closing, Command, Decision, End, StageName, What};

#[test]
fn a_suggestion_is_replied_to_with_what_is_adopted() {
    let mut given = Given::a_petition(StageName::Studying);
    assert_eq!(given.refuses(&officer(OFFICE), &reply(Some(Adoption::Adopted))), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&officer(TOWN), &reply(None)), "ADOPTION_MISSING");
    let events = given.does(&officer(TOWN), &reply(Some(Adoption::PartlyAdopted)));
    assert_eq!(events[0].kind(), "suggestion.replied");
    assert_eq!((given.stage(), given.running()), (StageName::Replied, vec!["archive"]));
}

#[test]
fn an_appeal_for_relief_is_answered_by_an_opinion() {
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(
        given.refuses(&officer(TOWN), &reply(Some(Adoption::Adopted))),
        "ANSWERED_BY_OPINION"
    );
}

#[test]
fn only_the_paths_with_an_opinion_have_one() {
    let paths = [
        Given::a_petition(StageName::Studying),
        Given::a_petition(StageName::Diverted),
        Given::an_accusation(),
    ];
    for mut given in paths {
        assert_eq!(given.refuses(&officer(TOWN), &draft(Decision::Explained)), "PATH_WITHOUT_OPINION");
    }
    let mut given = Given::a_petition(StageName::Studying);
    assert_eq!(given.refuses(&head(TOWN), &Command::IssueOpinion), "PATH_WITHOUT_OPINION");
}

#[test]
fn an_opinion_names_its_legal_basis() {
    let without = Opinion {
        legal_basis: Vec::new(),
        ..opinion(Decision::Explained)
    };
    let mut given = Given::a_petition(StageName::Handling);
    let order = Command::DraftOpinion(Box::new(without));
    assert_eq!(given.refuses(&officer(TOWN), &order), "OPINION_WITHOUT_LEGAL_BASIS");
}

#[test]
fn nobody_issues_what_they_drafted() {
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(given.refuses(&head(TOWN), &Command::IssueOpinion), "NOTHING_DRAFTED");
    assert_eq!(given.refuses(&officer(BUREAU), &draft(Decision::Explained)), "UNIT_NOT_HOLDING");
    given.does(&officer(TOWN), &draft(Decision::Explained));
    assert_eq!(given.refuses(&officer(TOWN), &Command::IssueOpinion), "NOT_THE_UNIT_HEAD");
    assert_eq!(given.refuses(&head(BUREAU), &Command::IssueOpinion), "UNIT_NOT_HOLDING");
    given.does(&head(TOWN), &Command::IssueOpinion);
    let issued = given.petition().course.opinion().unwrap();
    assert_eq!(
        (issued.drafted_by.as_str(), issued.issued_by.as_str()),
        ("officer of 330602001", "head of 330602001")
    );
    assert_eq!((given.running(), &given.petition().course.draft), (vec!["handle", "serve"], &None));
}

#[test]
fn an_opinion_is_served_after_its_issue_and_not_later_than_now() {
    let mut given = Given::a_petition(StageName::OpinionIssued);
    let issued = given.petition().course.opinion().unwrap().at;
    assert_eq!(given.refuses(&officer(OFFICE), &serve()), "UNIT_NOT_HOLDING");
    let early = service_at(Some(issued - Duration::SECOND));
    assert_eq!(given.refuses(&officer(TOWN), &early), "SERVED_BEFORE_ISSUED");
    let late = service_at(Some(given.now + Duration::SECOND));
    assert_eq!(given.refuses(&officer(TOWN), &late), "SERVED_IN_FUTURE");
    given.does(&officer(TOWN), &service_at(Some(issued)));
    assert_eq!(given.running(), ["review_window"]);
    assert_eq!(given.petition().clock("review_window").unwrap().started_at, issued);
}

#[test]
fn what_reached_the_petitioner_in_time_and_is_recorded_late_was_in_time() {
    let mut given = Given::a_petition(StageName::OpinionIssued);
    let (due, reached) = (given.due("handle"), given.now);
    given.now = due + Duration::days(1);
    given.does(&officer(TOWN), &service_at(Some(reached)));
    let handle = given.petition().clocks.latest("handle").unwrap();
    assert_eq!((handle.stopped_at, handle.is_overdue(given.now)), (Some(reached), false));
}

#[test]
fn whom_it_was_assigned_to_has_reported_back_with_its_answer() {
    let mut given = Given::a_petition(StageName::Assigned);
    given.does(&officer(TOWN), &accept());
    given.does(&officer(TOWN), &start_handling());
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&head(TOWN), &Command::IssueOpinion);
    assert_eq!(given.running(), ["report", "handle", "serve"]);
    given.does(&officer(TOWN), &serve());
    assert_eq!(given.running(), ["review_window"]);
}

#[test]
fn what_is_supported_is_carried_out_before_it_closes() {
    let mut given = Given::answered(StageName::OpinionServed, Decision::Supported);
    assert_eq!(given.running(), ["review_window", "execute"]);
    given.now = given.due("review_window");
    assert_eq!(given.refuses(&officer(OFFICE), &Command::Close), "EXECUTION_PENDING");
    assert_eq!(given.refuses(&officer(OFFICE), &executed()), "UNIT_NOT_HOLDING");
    given.does(&officer(TOWN), &executed());
    assert_eq!(given.refuses(&officer(TOWN), &executed()), "NOTHING_TO_EXECUTE");
    given.does(&officer(OFFICE), &Command::Close);
    assert_eq!(given.stage(), StageName::Closed);
}

#[test]
fn the_window_lapses_and_the_execution_goes_on_and_then_closes_it() {
    let mut given = Given::answered(StageName::OpinionServed, Decision::Supported);
    given.now = given.due("review_window");
    let lapsed = given.rings("review_window");
    assert_eq!(lapsed[0].kind(), "window.lapsed");
    assert_eq!((given.stage(), given.running()), (StageName::OpinionServed, vec!["execute"]));
    given.now += Duration::days(3);
    let events = given.does(&officer(TOWN), &executed());
    assert!(matches!(&events[1].what, What::Ended(ending) if ending.end == End::Closed(Closing::Lapsed)));
    assert_eq!(given.running(), ["archive"]);
}

#[test]
fn without_something_supported_there_is_nothing_to_carry_out() {
    let mut given = Given::a_petition(StageName::OpinionServed);
    assert_eq!(given.refuses(&officer(TOWN), &executed()), "NOTHING_TO_EXECUTE");
}

#[test]
fn an_accusation_is_answered_by_a_reply_that_tells_nothing() {
    let mut given = Given::an_accusation();
    let events = given.does(&officer(TOWN), &reply(Some(Adoption::Adopted)));
    assert_eq!(events[0].kind(), "accusation.replied");
    assert_eq!(given.petition().course.reply.as_ref().unwrap().adoption, None);
    assert_eq!(given.petition().classification(), Some(Classification::Accusation));
    assert_eq!((given.stage(), given.running()), (StageName::Replied, vec!["archive"]));
}
