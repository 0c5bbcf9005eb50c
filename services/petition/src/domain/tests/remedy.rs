//! Review and re-review (arts. 35, 36).

use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::given::*;
use crate::domain::command::{DecideRemedy, RequestRemedy};
use crate::domain::{Command, Decision, Refusal, Ruling, StageName};

pub(super) fn dismiss() -> Command {
    Command::DismissRemedy {
        reason: "No request".to_owned(),
    }
}

/// Served on Saturday 9 August 2025: the thirtieth day is Monday 8 September.
const LAST: OffsetDateTime = datetime!(2025-09-08 16:00 UTC);

fn served_on_9_august() -> Given {
    let mut given = Given::a_petition(StageName::OpinionIssued);
    given.does(&officer(TOWN), &serve());
    assert_eq!(given.due("review_window"), LAST);
    given
}

#[test]
fn review_is_asked_for_on_day_30_and_not_on_day_31() {
    let mut given = served_on_9_august();
    given.now = LAST;
    assert_eq!(given.when(&party(), &remedy(None)), Err(Refusal::RemedyLapsed(LAST)));
    assert_eq!(given.refuses(&officer(OFFICE), &remedy(None)), "REMEDY_LAPSED");
    given.now = LAST - Duration::SECOND;
    given.does(&party(), &remedy(None));
    assert_eq!(
        (given.stage(), given.running()),
        (StageName::ReviewRequested, vec!["take_up", "review"])
    );
}

#[test]
fn what_was_posted_in_time_is_taken_after_the_clock_closed_it() {
    let mut given = served_on_9_august();
    given.now = LAST;
    given.rings("review_window");
    assert_eq!(given.stage(), StageName::Closed);
    given.now += Duration::days(2);
    assert_eq!(given.refuses(&officer(OFFICE), &posted_remedy(LAST)), "REMEDY_LAPSED");
    let posted = LAST - Duration::hours(3);
    assert_eq!(
        given.refuses(&officer(OFFICE), &remedy(None)),
        "REMEDY_LAPSED",
        "it is the postmark that counts"
    );
    given.does(&officer(OFFICE), &posted_remedy(posted));
    assert_eq!(
        (given.stage(), given.running()),
        (StageName::ReviewRequested, vec!["take_up", "review"])
    );
    assert_eq!(given.petition().course.remedy().unwrap().posted_at, Some(posted));
}

#[test]
fn the_reviewers_thirty_days_run_from_receipt_and_not_from_the_postmark() {
    let mut given = served_on_9_august();
    let posted = given.now;
    given.now += Duration::days(5);
    given.does(&officer(OFFICE), &posted_remedy(posted));
    assert_eq!(given.petition().clock("review").unwrap().started_at, given.now);
    assert_eq!(given.petition().course.remedy().unwrap().requested_at, given.now);
}

#[test]
fn nothing_is_posted_after_it_was_received() {
    let mut given = served_on_9_august();
    let received = given.now;
    given.now += Duration::days(1);
    let order = Command::RequestRemedy(remedy_request(Some(received), Some(received + Duration::SECOND)));
    assert_eq!(given.refuses(&officer(OFFICE), &order), "POSTED_AFTER_RECEIPT");
}

#[test]
fn a_request_lies_between_service_and_now() {
    let mut given = served_on_9_august();
    let before = Some(given.now - Duration::SECOND);
    let after = Some(given.now + Duration::SECOND);
    assert_eq!(given.refuses(&party(), &remedy(before)), "SERVED_BEFORE_ISSUED");
    assert_eq!(given.refuses(&party(), &remedy(after)), "RECEIVED_IN_FUTURE");
}

#[test]
fn only_a_party_asks() {
    let mut given = Given::a_petition(StageName::OpinionServed);
    for party in [STRANGER, RESPONDENT] {
        let order = Command::RequestRemedy(RequestRemedy {
            party,
            ..remedy_request(None, None)
        });
        assert_eq!(given.refuses(&officer(OFFICE), &order), "NOT_A_PARTY");
    }
    assert_eq!(given.refuses(&officer(OTHER_COUNTY), &remedy(None)), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&service(), &remedy(None)), "NEEDS_A_PERSON");
}

#[test]
fn the_unit_above_reviews_with_staff_who_had_no_hand_in_it() {
    let mut given = Given::a_petition(StageName::ReviewRequested);
    assert_eq!(given.petition().unit, code(COUNTY));
    for other in [TOWN, CITY, OTHER_COUNTY, BUREAU] {
        assert_eq!(
            given.refuses(&officer(other), &Command::TakeUpRemedy),
            "NOT_THE_REVIEW_ORGAN",
            "{other}"
        );
    }
    for subject in ["officer of 330602001", "head of 330602001"] {
        let moved = person(subject, Some(COUNTY));
        assert_eq!(given.refuses(&moved, &Command::TakeUpRemedy), "REVIEWER_HANDLED_THE_CASE");
        assert_eq!(given.refuses(&moved, &dismiss()), "REVIEWER_HANDLED_THE_CASE");
    }
    let reviewer = person("reviewer", Some(OFFICE));
    given.does(&reviewer, &Command::TakeUpRemedy);
    assert_eq!((&given.petition().unit, given.running()), (&code(OFFICE), vec!["review"]));
}

#[test]
fn an_office_does_not_review_itself_for_the_unit_above() {
    let mut given = Given::a_petition(StageName::Registered);
    given.does(&officer(OFFICE), &forward(BUREAU));
    given.does(&officer(BUREAU), &accept());
    given.does(&officer(BUREAU), &start_handling());
    given.does(&officer(BUREAU), &draft(Decision::Explained));
    given.does(&head(BUREAU), &Command::IssueOpinion);
    given.does(&officer(BUREAU), &serve());
    given.does(&party(), &remedy(None));
    let fresh = person("new at the bureau", Some(BUREAU));
    assert_eq!(given.refuses(&fresh, &Command::TakeUpRemedy), "NOT_THE_REVIEW_ORGAN");
    given.does(&officer(OFFICE), &Command::TakeUpRemedy);
}

#[test]
fn who_heard_or_drafted_has_had_a_hand_in_it() {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&person("host", Some(TOWN)), &Command::OpenHearing);
    given.does(&person("host", Some(TOWN)), &close_hearing());
    given.does(&person("first drafter", Some(TOWN)), &draft(Decision::Supported));
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&head(TOWN), &Command::IssueOpinion);
    given.does(&officer(TOWN), &serve());
    given.does(&party(), &remedy(None));
    for subject in ["host", "first drafter"] {
        let moved = person(subject, Some(COUNTY));
        assert_eq!(given.refuses(&moved, &Command::TakeUpRemedy), "REVIEWER_HANDLED_THE_CASE");
    }
}

#[test]
fn a_dismissal_leaves_what_was_supported_to_be_carried_out() {
    let mut given = Given::answered(StageName::ReviewRequested, Decision::Supported);
    given.does(&officer(COUNTY), &dismiss());
    assert_eq!((given.stage(), given.running()), (StageName::Closed, vec!["execute"]));
    assert_eq!(given.refuses(&officer(OFFICE), &Command::Archive), "EXECUTION_PENDING");
    given.does(&officer(TOWN), &executed());
    assert_eq!(given.running(), ["archive"]);
    let (_, last) = given.petition().remedy_again().unwrap();
    given.now = last;
    given.does(&officer(OFFICE), &Command::Archive);
}

#[test]
fn a_ruling_rests_on_law_and_follows_the_hearing() {
    let mut given = Given::a_petition(StageName::Reviewing);
    let without = DecideRemedy {
        legal_basis: Vec::new(),
        ..ruling(Ruling::Upheld)
    };
    let without = Command::DecideRemedy(Box::new(without));
    assert_eq!(given.refuses(&officer(COUNTY), &without), "OPINION_WITHOUT_LEGAL_BASIS");
    assert_eq!(given.refuses(&officer(TOWN), &rule(Ruling::Upheld)), "NOT_THE_REVIEW_ORGAN");
    given.does(&officer(COUNTY), &Command::OpenHearing);
    assert_eq!(given.refuses(&officer(COUNTY), &rule(Ruling::Upheld)), "HEARING_OPEN");
    given.does(&officer(COUNTY), &close_hearing());
    given.does(&officer(COUNTY), &rule(Ruling::Upheld));
    assert_eq!(
        (given.stage(), given.running()),
        (StageName::ReviewDecided, vec!["review", "serve"])
    );
}

#[test]
fn who_handled_it_hears_no_review() {
    let mut given = Given::a_petition(StageName::Reviewing);
    let moved = person("head of 330602001", Some(COUNTY));
    assert_eq!(given.refuses(&moved, &Command::OpenHearing), "REVIEWER_HANDLED_THE_CASE");
}

#[test]
fn a_revoked_opinion_is_handled_anew_in_another_sixty_days() {
    let mut given = Given::answered(StageName::Reviewing, Decision::Supported);
    given.does(&officer(COUNTY), &rule(Ruling::Revoked));
    assert_eq!((given.stage(), &given.petition().unit), (StageName::Handling, &code(TOWN)));
    assert_eq!(given.running(), ["review", "handle", "serve_revocation"]);
    assert_eq!(given.petition().clock("handle").unwrap().started_at, given.now);
    assert_eq!(
        given.petition().course.execution,
        None,
        "what a revoked opinion supports is not carried out"
    );
    given.does(&head(TOWN), &extend(30));
    given.does(&officer(TOWN), &draft(Decision::NotSupported));
    given.does(&officer(COUNTY), &serve_ruling(None));
    assert_eq!((given.stage(), given.running()), (StageName::Handling, vec!["handle"]));
    given.does(&head(TOWN), &Command::IssueOpinion);
    given.does(&officer(TOWN), &serve());
    assert_eq!(given.running(), ["review_window"]);
    given.does(&party(), &remedy(None));
    assert_eq!(
        given.stage(),
        StageName::ReviewRequested,
        "against the new opinion review is open again"
    );
}

#[test]
fn a_revocation_is_served_by_the_unit_above_before_the_next_opinion() {
    let mut given = Given::a_petition(StageName::Reviewing);
    given.does(&officer(COUNTY), &rule(Ruling::Revoked));
    let ruled = given.now;
    given.now += Duration::days(1);
    given.does(&officer(TOWN), &draft(Decision::Supported));
    assert_eq!(given.refuses(&head(TOWN), &Command::IssueOpinion), "REVOCATION_UNSERVED");
    for other in [TOWN, CITY, BUREAU] {
        assert_eq!(
            given.refuses(&officer(other), &serve_ruling(None)),
            "NOT_THE_REVIEW_ORGAN",
            "{other}"
        );
    }
    let early = serve_ruling(Some(ruled - Duration::SECOND));
    assert_eq!(given.refuses(&officer(OFFICE), &early), "SERVED_BEFORE_ISSUED");
    given.does(&person("another of the office", Some(OFFICE)), &serve_ruling(Some(ruled)));
    let review = given.petition().clocks.latest("review").unwrap();
    assert_eq!(review.stopped_at, Some(ruled), "the unit above is done when the petitioner has it");
    assert_eq!((given.stage(), given.running()), (StageName::Handling, vec!["handle"]));
    assert_eq!(given.refuses(&officer(OFFICE), &serve_ruling(None)), "DONE_ALREADY");
    given.does(&head(TOWN), &Command::IssueOpinion);
}

#[test]
fn nothing_of_a_review_is_served_while_it_is_handled_for_the_first_time() {
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(given.refuses(&officer(COUNTY), &serve_ruling(None)), "SERVED_BEFORE_ISSUED");
}

#[test]
fn who_registered_and_forwarded_may_review_and_who_handled_may_not() {
    let mut given = Given::a_petition(StageName::ReviewRequested);
    let course = &given.petition().course;
    assert_eq!(course.forwardings[0].from, code(OFFICE));
    assert!(!course.handlers.contains("officer of 330602-XFJ"));
    given.does(&officer(OFFICE), &Command::TakeUpRemedy);
}

#[test]
fn a_change_replaces_what_is_to_be_carried_out() {
    let after = |decision, supported| {
        let mut given = Given::answered(StageName::Reviewing, decision);
        given.does(&officer(COUNTY), &change(supported));
        given.does(&officer(COUNTY), &serve_ruling(None));
        let pending = given.petition().course.is_execution_pending();
        assert_eq!(given.petition().clock("execute").is_some(), pending);
        pending
    };
    assert!(after(Decision::NotSupported, true));
    assert!(after(Decision::Supported, true));
    assert!(!after(Decision::Supported, false));
    assert!(!after(Decision::NotSupported, false));
}

#[test]
fn a_ruling_is_served_after_it_was_given_and_not_later_than_now() {
    let mut given = Given::a_petition(StageName::ReviewDecided);
    let ruled = given.petition().course.remedy().unwrap().ruling.as_ref().unwrap().at;
    assert_eq!(given.refuses(&officer(TOWN), &serve_ruling(None)), "UNIT_NOT_HOLDING");
    let early = serve_ruling(Some(ruled - Duration::SECOND));
    assert_eq!(given.refuses(&officer(COUNTY), &early), "SERVED_BEFORE_ISSUED");
    let late = serve_ruling(Some(given.now + Duration::SECOND));
    assert_eq!(given.refuses(&officer(COUNTY), &late), "SERVED_IN_FUTURE");
    let due = given.due("review");
    given.now = due + Duration::days(1);
    given.does(&officer(COUNTY), &serve_ruling(Some(ruled)));
    let review = given.petition().clocks.latest("review").unwrap();
    assert!(!review.is_overdue(given.now), "it reached the petitioner in time");
    assert_eq!(given.running(), ["recheck_window"]);
}

#[test]
fn the_reviewer_does_not_review_again() {
    let mut given = Given::a_petition(StageName::RecheckRequested);
    assert_eq!(given.petition().unit, code(CITY));
    let promoted = person("officer of 330602", Some(CITY));
    assert_eq!(given.refuses(&promoted, &Command::TakeUpRemedy), "REVIEWER_HANDLED_THE_CASE");
    assert_eq!(given.refuses(&officer(COUNTY), &Command::TakeUpRemedy), "NOT_THE_REVIEW_ORGAN");
    given.does(&officer(CITY_OFFICE), &Command::TakeUpRemedy);
}

#[test]
fn the_re_review_is_the_last_word() {
    let mut given = Given::a_petition(StageName::Rechecking);
    assert_eq!(given.refuses(&officer(CITY), &rule(Ruling::Revoked)), "RECHECK_IS_FINAL");
    given.does(&officer(CITY), &rule(Ruling::Upheld));
    given.does(&officer(CITY), &serve_ruling(None));
    assert_eq!((given.stage(), given.running()), (StageName::Terminated, vec!["archive"]));
    assert_eq!(given.refuses(&party(), &remedy(None)), "TERMINATED_ALREADY");
    given.does(&officer(CITY), &Command::Archive);
    assert_eq!(given.refuses(&party(), &remedy(None)), "TERMINATED_ALREADY");
}

#[test]
fn what_the_re_review_supports_is_carried_out_after_the_end() {
    let mut given = Given::a_petition(StageName::Rechecking);
    given.does(&officer(CITY), &change(true));
    given.does(&officer(CITY), &serve_ruling(None));
    assert_eq!((given.stage(), given.running()), (StageName::Terminated, vec!["execute"]));
    assert_eq!(given.refuses(&officer(CITY), &Command::Archive), "EXECUTION_PENDING");
    given.does(&officer(TOWN), &executed());
    assert_eq!(given.running(), ["archive"]);
}

#[test]
fn that_the_handler_is_no_more_takes_no_review_from_the_petitioner() {
    let mut given = Given::a_petition(StageName::OpinionServed);
    given.abolish(TOWN);
    given.does(&party(), &remedy(None));
    assert_eq!(given.petition().unit, code(COUNTY));
}
