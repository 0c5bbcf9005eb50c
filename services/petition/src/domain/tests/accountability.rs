//! That a unit is to be held responsible (追究责任的建议, art. 40).

use time::Duration;
use uuid::Uuid;

use super::beside::{supervise, supervised};
use super::given::*;
use crate::domain::command::ProposeAccountability;
use crate::domain::{AccountabilityGround, Adoption, Command, Decision, StageName};

const PROPOSAL: Uuid = Uuid::from_u128(52);

pub(super) fn propose(unit: &str, organ: &str) -> Command {
    Command::ProposeAccountability(Box::new(ProposeAccountability {
        id: PROPOSAL,
        unit: code(unit),
        ground: AccountabilityGround::Delay,
        reason: "The slope came down".to_owned(),
        organ: code(organ),
        reference: "越信访建〔2025〕2号".to_owned(),
    }))
}

pub(super) fn proposal_answered() -> Command {
    Command::AnswerAccountability {
        proposal: PROPOSAL,
        adoption: Adoption::PartlyAdopted,
        answer: "It is looked into".to_owned(),
    }
}

fn clock() -> String {
    format!("accountability.{PROPOSAL}")
}

/// The town, which handles it, was supervised and has answered.
fn heard() -> Given {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&officer(OFFICE), &supervise(TOWN));
    given.does(&officer(TOWN), &supervised());
    given
}

#[test]
fn a_unit_has_its_say_before_it_is_proposed_to_hold_it_responsible() {
    let mut given = Given::a_petition(StageName::Handling);
    assert_eq!(given.refuses(&officer(OFFICE), &propose(TOWN, COUNTY)), "UNIT_NOT_HEARD");
    given.does(&officer(OFFICE), &supervise(TOWN));
    assert_eq!(given.refuses(&officer(OFFICE), &propose(TOWN, COUNTY)), "UNIT_NOT_HEARD");
    let supervision = given.running()[1].to_owned();
    let mut silent = given.clone();
    silent.now = silent.due(&supervision) - Duration::SECOND;
    assert_eq!(silent.refuses(&officer(OFFICE), &propose(TOWN, COUNTY)), "UNIT_NOT_HEARD");
    silent.now += Duration::SECOND;
    silent.does(&officer(OFFICE), &propose(TOWN, COUNTY));
    given.does(&officer(TOWN), &supervised());
    assert_eq!(
        given.refuses(&officer(OFFICE), &propose(NEXT_TOWN, COUNTY)),
        "UNIT_NOT_HEARD",
        "another was supervised"
    );
    given.does(&officer(OFFICE), &propose(TOWN, COUNTY));
}

#[test]
fn a_petition_office_proposes_it_and_no_other() {
    let mut given = heard();
    for other in [officer(COUNTY), officer(TOWN), head(TOWN)] {
        assert_eq!(given.refuses(&other, &propose(TOWN, COUNTY)), "NOT_THE_PETITION_OFFICE");
    }
    assert_eq!(given.refuses(&officer(BUREAU), &propose(TOWN, COUNTY)), "UNIT_NOT_HOLDING");
    assert_eq!(
        given.refuses(&officer(OFFICE), &propose(OTHER_COUNTY, CITY)),
        "UNIT_OUTSIDE_JURISDICTION"
    );
    given.does(&officer(CITY_OFFICE), &propose(TOWN, CITY));
}

#[test]
fn it_goes_to_who_is_in_charge_of_the_unit() {
    let mut given = heard();
    for organ in [TOWN, VILLAGE, BRIGADE, NEXT_TOWN, OTHER_COUNTY, OFFICE] {
        assert_eq!(given.refuses(&officer(OFFICE), &propose(TOWN, organ)), "NOT_IN_CHARGE", "{organ}");
    }
    assert_eq!(given.refuses(&officer(OFFICE), &propose(TOWN, NOWHERE)), "UNIT_UNKNOWN");
    for organ in [COUNTY, BUREAU, CITY] {
        given.clone().does(&officer(OFFICE), &propose(TOWN, organ));
    }
}

#[test]
fn the_organ_answers_in_writing_once() {
    let mut given = heard();
    assert_eq!(given.refuses(&officer(BUREAU), &proposal_answered()), "TASK_UNKNOWN");
    given.does(&officer(OFFICE), &propose(TOWN, BUREAU));
    assert_eq!(given.running(), ["handle", &clock()]);
    assert_eq!(given.petition().owes(&clock()), &code(BUREAU));
    assert!(
        given.petition().audience().units.contains(&code(BUREAU)),
        "it sees what it is to answer"
    );
    assert_eq!(given.refuses(&officer(OFFICE), &propose(TOWN, BUREAU)), "DONE_ALREADY");
    for other in [OFFICE, TOWN, COUNTY] {
        assert_eq!(given.refuses(&officer(other), &proposal_answered()), "UNIT_NOT_HOLDING", "{other}");
    }
    given.does(&officer(BUREAU), &proposal_answered());
    assert_eq!(given.running(), ["handle"]);
    let answered = given.petition().course.proposals[0].answered.clone().unwrap();
    assert_eq!(
        (answered.adoption, answered.text.as_str()),
        (Adoption::PartlyAdopted, "It is looked into")
    );
    assert_eq!(given.refuses(&officer(BUREAU), &proposal_answered()), "DONE_ALREADY");
}

#[test]
fn its_clock_goes_on_past_the_end_and_an_answer_is_never_too_late() {
    let mut given = heard();
    given.does(&officer(OFFICE), &propose(TOWN, COUNTY));
    given.does(&officer(TOWN), &draft(Decision::Explained));
    given.does(&head(TOWN), &Command::IssueOpinion);
    given.does(&officer(TOWN), &serve());
    given.now = given.due("review_window");
    given.rings("review_window");
    assert_eq!(
        (given.stage(), given.running()),
        (StageName::Closed, vec![clock().as_str(), "archive"])
    );
    let mut answered = given.clone();
    answered.does(&officer(COUNTY), &proposal_answered());
    assert_eq!(answered.running(), ["archive"]);
    given.now = given.due("archive");
    given.rings("archive");
    assert_eq!((given.stage(), given.running().len()), (StageName::Archived, 0));
    given.does(&officer(COUNTY), &proposal_answered());
}

#[test]
fn neither_the_accused_nor_what_answers_to_them_is_told_of_it() {
    let mut given = Given::nothing();
    given.does(&officer(OFFICE), &register_against([BUREAU]));
    given.does(&officer(OFFICE), &forward(TOWN));
    given.does(&officer(TOWN), &accept());
    given.does(&officer(OFFICE), &supervise(TOWN));
    given.does(&officer(TOWN), &supervised());
    for (unit, organ) in [(TOWN, BUREAU), (TOWN, BRIGADE), (BRIGADE, COUNTY)] {
        assert_eq!(
            given.refuses(&officer(OFFICE), &propose(unit, organ)),
            "FORWARDED_TO_ACCUSED",
            "{unit} {organ}"
        );
    }
    given.does(&officer(OFFICE), &propose(TOWN, COUNTY));
}
