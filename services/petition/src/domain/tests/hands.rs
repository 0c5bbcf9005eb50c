//! Whoever had a hand in the handling does not review it (G-24).

use super::beside::sponsor;
use super::given::*;
use crate::domain::{Command, Decision, Ruling, StageName};

/// Asked as a duty, declined, heard, extended, assisted, answered and served: each by somebody else.
fn by_many_hands() -> Given {
    let mut given = Given::a_petition(StageName::DutyRequested);
    let report = Command::ReportDuty {
        report: "The survey is ordered".to_owned(),
    };
    let decline = Command::DeclineDuty {
        reason: "Not ours".to_owned(),
    };
    given.does(&person("told of the duty", Some(BUREAU)), &report);
    given.does(&person("declined it", Some(BUREAU)), &decline);
    given.does(&officer(OFFICE), &sponsor("magistrate"));
    given.does(&officer(OFFICE), &sponsor("vice magistrate"));
    given.does(&person("presided", Some(TOWN)), &Command::OpenHearing);
    given.does(&person("found", Some(TOWN)), &close_hearing());
    given.does(&person("gave more time", Some(TOWN)), &extend(10));
    given.does(&officer(TOWN), &assistance(NEXT_TOWN));
    given.does(&person("assisted", Some(NEXT_TOWN)), &assisted());
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&head(TOWN), &Command::IssueOpinion);
    given.does(&person("served", Some(TOWN)), &serve());
    given.does(&party(), &remedy(None));
    given
}

#[test]
fn whoever_had_any_hand_in_it_or_it_in_charge_does_not_review() {
    let mut given = by_many_hands();
    for subject in [
        "told of the duty",
        "declined it",
        "magistrate",
        "vice magistrate",
        "presided",
        "found",
        "gave more time",
        "assisted",
        "served",
    ] {
        let moved = person(subject, Some(COUNTY));
        assert_eq!(
            given.refuses(&moved, &Command::TakeUpRemedy),
            "REVIEWER_HANDLED_THE_CASE",
            "{subject}"
        );
    }
    given.does(&person("fresh", Some(COUNTY)), &Command::TakeUpRemedy);
}

#[test]
fn a_reviewer_hears_and_decides_and_hears_no_re_review() {
    let mut given = Given::a_petition(StageName::Reviewing);
    given.does(&person("presided", Some(COUNTY)), &Command::OpenHearing);
    given.does(&officer(COUNTY), &close_hearing());
    given.does(&officer(COUNTY), &rule(Ruling::Upheld));
    given.does(&officer(COUNTY), &serve_ruling(None));
    given.now += time::Duration::HOUR;
    given.does(&party(), &remedy(None));
    for subject in ["presided", "officer of 330602"] {
        let moved = person(subject, Some(CITY));
        assert_eq!(
            given.refuses(&moved, &Command::TakeUpRemedy),
            "REVIEWER_HANDLED_THE_CASE",
            "{subject}"
        );
    }
    given.does(&officer(CITY), &Command::TakeUpRemedy);
}
