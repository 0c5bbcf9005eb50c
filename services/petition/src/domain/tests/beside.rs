//! What goes on beside the stages (arts. 25, 28, 40).

use shiyu_kit::case::Actor;
use time::macros::date;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::{NewMilestone, Sponsor, Supervise};
use crate::domain::{Command, Decision, Fault, StageName};

const SUPERVISION: Uuid = Uuid::from_u128(51);

pub(super) fn urgent(to: &[&str]) -> Command {
    Command::ReportUrgent {
        to: to.iter().map(|unit| code(unit)).collect(),
        reason: "The slope moves".to_owned(),
    }
}

pub(super) fn recuse(subject: &str) -> Command {
    Command::Recuse {
        subject: subject.to_owned(),
        reason: "A brother of the neighbour".to_owned(),
    }
}

pub(super) fn sponsor(leader: &str) -> Command {
    Command::Sponsor(Box::new(Sponsor {
        leader: leader.to_owned(),
        responsible: "officer of 330602001".to_owned(),
        plan: "Survey, then build".to_owned(),
        milestones: vec![NewMilestone {
            title: "Survey".to_owned(),
            due: date!(2025 - 09 - 01),
        }],
        root_cause: None,
    }))
}

pub(super) fn supervise(unit: &str) -> Command {
    Command::Supervise(Supervise {
        id: SUPERVISION,
        unit: code(unit),
        fault: Fault::Delay,
        suggestion: "Begin".to_owned(),
    })
}

pub(super) fn supervised() -> Command {
    Command::AnswerSupervision {
        supervision: SUPERVISION,
        answer: "Begun".to_owned(),
    }
}

pub(super) fn milestone(index: u32) -> Command {
    Command::CompleteMilestone { index }
}

pub(super) fn reveal(party: Uuid) -> Command {
    Command::Reveal {
        party,
        reason: "To write to them".to_owned(),
    }
}

#[test]
fn an_urgent_matter_is_reported_once() {
    let mut given = Given::a_petition(StageName::Forwarded);
    assert_eq!(given.refuses(&officer(OTHER_COUNTY), &urgent(&[COUNTY])), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&officer(OFFICE), &urgent(&[NOWHERE])), "UNIT_UNKNOWN");
    for beside in [&[TOWN][..], &[OFFICE], &[BUREAU, OTHER_COUNTY]] {
        assert_eq!(given.refuses(&officer(OFFICE), &urgent(beside)), "NOT_REPORTED_ABOVE", "{beside:?}");
    }
    given.does(&officer(OFFICE), &urgent(&[COUNTY, CITY_OFFICE]));
    assert_eq!(given.refuses(&officer(OFFICE), &urgent(&[COUNTY])), "REPORTED_ALREADY");
    assert!(given.petition().audience().units.contains(&code(CITY_OFFICE)));
}

#[test]
fn who_stands_aside_does_nothing_more() {
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(
        given.refuses(&officer(BRIGADE), &recuse("officer of 330602001")),
        "UNIT_NOT_HOLDING"
    );
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&officer(TOWN), &recuse("officer of 330602001"));
    assert_eq!(given.refuses(&officer(OFFICE), &recuse("officer of 330602001")), "DONE_ALREADY");
    for order in [draft(Decision::Explained), extend(3), reveal(PETITIONER), supplement(PETITIONER)] {
        assert_eq!(given.refuses(&officer(TOWN), &order), "RECUSED");
    }
    assert_eq!(given.refuses(&head(TOWN), &Command::IssueOpinion), "NOTHING_DRAFTED");
    given.does(&head(TOWN), &draft(Decision::Explained));
}

#[test]
fn staff_stand_aside_by_themselves_and_others_by_the_head_of_a_unit() {
    let mut given = Given::a_petition(StageName::Handling);
    let clerk = Actor::Person {
        subject: "a clerk".to_owned(),
        unit: Some(TOWN.to_owned()),
        roles: ["unit_handler".to_owned()].into(),
    };
    assert_eq!(given.refuses(&clerk, &recuse("officer of 330602001")), "NOT_THE_UNIT_HEAD");
    given.does(&clerk, &recuse("a clerk"));
    assert_eq!(given.refuses(&clerk, &extend(3)), "RECUSED");
}

#[test]
fn who_stands_aside_does_not_review() {
    let mut given = Given::a_petition(StageName::ReviewRequested);
    given.does(&head(COUNTY), &recuse("officer of 330602"));
    assert_eq!(given.refuses(&officer(COUNTY), &Command::TakeUpRemedy), "RECUSED");
    given.does(&head(COUNTY), &Command::TakeUpRemedy);
}

#[test]
fn a_leader_takes_charge_with_a_plan() {
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(given.refuses(&officer(VILLAGE), &sponsor("magistrate")), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&officer(TOWN), &milestone(0)), "TASK_UNKNOWN");
    given.does(&officer(OFFICE), &sponsor("magistrate"));
    assert_eq!(given.refuses(&officer(TOWN), &milestone(1)), "TASK_UNKNOWN");
    assert_eq!(given.refuses(&officer(VILLAGE), &milestone(0)), "UNIT_NOT_HOLDING");
    given.does(&officer(TOWN), &milestone(0));
    assert_eq!(given.refuses(&officer(TOWN), &milestone(0)), "DONE_ALREADY");
}

#[test]
fn no_step_of_a_plan_is_due_before_it_is_made() {
    let mut given = Given::a_petition(StageName::Handling);
    given.now += time::Duration::days(60);
    assert_eq!(given.refuses(&officer(OFFICE), &sponsor("magistrate")), "DATE_IN_PAST");
}

#[test]
fn nobody_who_stands_aside_is_in_charge() {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&officer(OFFICE), &recuse("magistrate"));
    assert_eq!(given.refuses(&officer(OFFICE), &sponsor("magistrate")), "RECUSED");
}

#[test]
fn a_supervised_unit_answers_in_writing() {
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(given.refuses(&officer(VILLAGE), &supervise(TOWN)), "UNIT_NOT_HOLDING");
    assert_eq!(
        given.refuses(&officer(OFFICE), &supervise(OTHER_COUNTY)),
        "UNIT_OUTSIDE_JURISDICTION"
    );
    assert_eq!(given.refuses(&officer(TOWN), &supervised()), "TASK_UNKNOWN");
    given.does(&officer(OFFICE), &supervise(TOWN));
    assert_eq!(given.running(), ["handle", &format!("supervision.{SUPERVISION}")]);
    assert_eq!(given.refuses(&officer(OFFICE), &supervise(BUREAU)), "DONE_ALREADY");
    assert_eq!(given.refuses(&officer(OFFICE), &supervised()), "UNIT_NOT_HOLDING");
    given.does(&officer(TOWN), &supervised());
    assert_eq!(given.refuses(&officer(TOWN), &supervised()), "DONE_ALREADY");
    assert_eq!(given.running(), ["handle"]);
}

#[test]
fn whoever_does_not_carry_out_what_was_supported_is_supervised_after_the_last_word_too() {
    let mut given = Given::answered(StageName::Terminated, Decision::Supported);
    given.does(&officer(OFFICE), &supervise(TOWN));
    let supervision = format!("supervision.{SUPERVISION}");
    assert_eq!(given.running(), ["execute", &supervision]);
    let mut silent = given.clone();
    for each in [&mut given, &mut silent] {
        each.does(&officer(TOWN), &executed());
        assert_eq!(each.running(), [supervision.as_str(), "archive"]);
    }
    given.does(&officer(TOWN), &supervised());
    assert_eq!(given.running(), ["archive"]);
    assert_eq!(
        given.refuses(&officer(OFFICE), &supervise(TOWN)),
        "CLOSED_ALREADY",
        "it is carried out"
    );
    silent.now = silent.due("archive");
    silent.rings("archive");
    assert_eq!((silent.stage(), silent.running().len()), (StageName::Archived, 0));
    let mut explained = Given::a_petition(StageName::Terminated);
    assert_eq!(explained.refuses(&officer(OFFICE), &supervise(TOWN)), "CLOSED_ALREADY");
}

#[test]
fn only_who_has_a_part_in_it_is_supervised_and_nobody_above() {
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(given.refuses(&officer(OFFICE), &supervise(BUREAU)), "NO_PART_IN_IT");
    assert!(!given.petition().audience().units.contains(&code(BUREAU)), "and it is not let in");
    given.does(&officer(OFFICE), &urgent(&[COUNTY]));
    assert_eq!(given.refuses(&officer(OFFICE), &supervise(COUNTY)), "UNIT_NOT_HOLDING");
    given.does(&officer(TOWN), &assistance(BUREAU));
    given.does(&officer(OFFICE), &supervise(BUREAU));
}

#[test]
fn an_identity_is_shown_for_a_reason_that_stays_on_record() {
    for stage in StageName::ALL {
        let mut given = Given::a_petition(stage);
        assert_eq!(given.refuses(&officer(CITY_OFFICE), &reveal(STRANGER)), "NOT_A_PARTY");
        assert_eq!(given.refuses(&officer(OTHER_COUNTY), &reveal(PETITIONER)), "UNIT_NOT_HOLDING");
        let events = given.does(&officer(CITY_OFFICE), &reveal(PETITIONER));
        assert_eq!(events[0].kind(), "party.revealed");
    }
}
