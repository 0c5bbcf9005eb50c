//! What the public is shown of a re-review (公示, art. 36).

use shiyu_kit::retention::GONE;
use time::Duration;

use super::given::*;
use crate::domain::command::PublishRuling;
use crate::domain::{Command, Decision, StageName};

pub(super) fn publish() -> Command {
    Command::PublishRuling(PublishRuling {
        text: "The wall of a neighbour is put up again".to_owned(),
        consent: "consent 9".to_owned(),
    })
}

pub(super) fn unpublish() -> Command {
    Command::WithdrawPublication {
        reason: "The petitioner agrees no more".to_owned(),
    }
}

/// A day between the steps.
fn through(given: &mut Given, stages: &[StageName]) {
    for stage in stages {
        let (by, command) = step_to(*stage);
        given.does(&by, &command);
        given.now += Duration::days(1);
    }
}

fn hearing(given: &mut Given, by: &str) {
    given.does(&officer(by), &Command::OpenHearing);
    given.now += Duration::days(1);
    given.does(&officer(by), &close_hearing());
}

/// From its handling to the re-review.
fn to_the_re_review(given: &mut Given) {
    use StageName as S;
    given.does(&officer(TOWN), &draft(Decision::Explained));
    let answer = [S::OpinionIssued, S::OpinionServed, S::ReviewRequested, S::Reviewing];
    through(given, &answer);
    through(given, &[S::ReviewDecided, S::ReviewServed, S::RecheckRequested, S::Rechecking]);
}

fn to_the_last_word(given: &mut Given) {
    through(given, &[StageName::RecheckDecided, StageName::Terminated]);
}

/// Decided on re-review upon a hearing, and served.
fn heard() -> Given {
    let mut given = Given::a_petition(StageName::Rechecking);
    hearing(&mut given, CITY);
    to_the_last_word(&mut given);
    given
}

#[test]
fn what_was_decided_upon_a_hearing_is_published_by_who_decided_it_and_comes_down_again() {
    let mut given = heard();
    for other in [officer(OFFICE), officer(COUNTY), officer(TOWN)] {
        assert_eq!(given.refuses(&other, &publish()), "NOT_THE_REVIEW_ORGAN");
    }
    assert_eq!(given.refuses(&officer(OFFICE), &unpublish()), "NOTHING_PUBLISHED");
    given.does(&officer(CITY_OFFICE), &publish());
    assert_eq!(
        given.petition().published().map(|shown| shown.text.as_str()),
        Some("The wall of a neighbour is put up again")
    );
    assert_eq!(given.refuses(&officer(CITY), &publish()), "DONE_ALREADY");
    assert_eq!(given.refuses(&officer(TOWN), &unpublish()), "UNIT_NOT_HOLDING");
    given.does(&officer(OFFICE), &unpublish());
    assert_eq!(given.petition().published(), None);
    assert_eq!(given.refuses(&officer(OFFICE), &unpublish()), "NOTHING_PUBLISHED");
    given.does(&officer(CITY), &publish());
}

#[test]
fn it_comes_down_out_of_the_archive_too() {
    let mut given = heard();
    given.does(&officer(CITY), &publish());
    given.now = given.due("archive");
    given.rings("archive");
    assert!(given.stage() == StageName::Archived && given.petition().published().is_some());
    given.does(&officer(OFFICE), &unpublish());
    assert_eq!(given.refuses(&officer(CITY), &publish()), "CLOSED_ALREADY");
}

#[test]
fn nothing_is_shown_of_what_was_said_once_the_words_of_the_matter_went() {
    let mut given = heard();
    given.does(&officer(CITY), &publish());
    let mut left = given.petition().clone();
    GONE.clone_into(&mut left.course.publication.as_mut().unwrap().text);
    assert_eq!(left.published(), None);
}

#[test]
fn what_was_not_heard_on_re_review_is_not_published() {
    let mut given = Given::a_petition(StageName::Terminated);
    assert_eq!(given.refuses(&officer(CITY), &publish()), "NO_HEARING");
    let mut given = Given::a_petition(StageName::Handling);
    hearing(&mut given, TOWN);
    given.now += Duration::days(1);
    to_the_re_review(&mut given);
    to_the_last_word(&mut given);
    assert_eq!(
        given.refuses(&officer(CITY), &publish()),
        "NO_HEARING",
        "it was heard in its handling"
    );
}

#[test]
fn nothing_of_what_is_kept_from_somebody_is_published() {
    let mut given = Given::nothing();
    given.does(&officer(OFFICE), &register_against([BUREAU]));
    given.does(&officer(OFFICE), &forward(TOWN));
    given.does(&officer(TOWN), &accept());
    given.does(&officer(TOWN), &start_handling());
    to_the_re_review(&mut given);
    hearing(&mut given, CITY);
    to_the_last_word(&mut given);
    assert_eq!(given.refuses(&officer(CITY), &publish()), "SEALED_MATTER");
}
