//! Who stands aside (行政处罚法 art. 43).

use uuid::Uuid;

use super::given::*;
use crate::domain::{Command, StageName};

#[test]
fn whoever_is_asked_to_stand_aside_does_when_the_head_says_so() {
    let mut given = Given::a_case(StageName::Investigating);
    let asks = |id: u128, subject: &str| Command::RequestRecusal {
        id: Uuid::from_u128(id),
        subject: subject.to_owned(),
        party: Some(SUSPECT),
        reason: "近亲属".to_owned(),
    };
    let says = |id: u128, granted| Command::DecideRecusal {
        recusal: Uuid::from_u128(id),
        granted,
        reason: "属实".to_owned(),
    };
    given.does(&suspect(), asks(1, LI));
    assert_eq!(given.refuses(&suspect(), asks(2, LI)), "DONE_ALREADY");
    given.does(&officer(LI), evidence());
    assert_eq!(given.refuses(&officer(WANG), says(1, true)), "NOT_THE_HEAD");
    given.does(&head(), says(1, true));
    assert_eq!(given.refuses(&officer(LI), conclude()), "RECUSED");
    assert_eq!(given.refuses(&officer(WANG), conclude()), "OFFICER_STANDS_ASIDE");
    given.does(&suspect(), asks(3, "head"));
    assert_eq!(given.refuses(&head(), says(3, true)), "OWN_RECUSAL");
    let deputy = person("deputy", BUREAU, "agency_head");
    assert_eq!(
        given.refuses(&deputy, says(3, true)),
        "NOT_THE_HEAD",
        "another head of the same unit is not the one above"
    );
    given.does(&government(), says(3, false));
    assert!(!given.case().course.stands_aside("head"));
}

#[test]
fn after_a_no_another_ground_is_needed_and_only_who_has_a_part_is_asked() {
    let mut given = Given::a_case(StageName::Investigating);
    let on = |id: u128, subject: &str, ground: &str| Command::RequestRecusal {
        id: Uuid::from_u128(id),
        subject: subject.to_owned(),
        party: Some(SUSPECT),
        reason: ground.to_owned(),
    };
    given.does(&suspect(), on(1, LI, "近亲属"));
    let no = Command::DecideRecusal {
        recusal: Uuid::from_u128(1),
        granted: false,
        reason: "不属实".to_owned(),
    };
    given.does(&head(), no);
    assert_eq!(given.refuses(&suspect(), on(2, LI, " 近亲属。")), "DONE_ALREADY", "no new ground");
    given.does(&suspect(), on(2, LI, "有债务往来"));
    assert_eq!(given.refuses(&suspect(), on(3, CHEN, "近亲属")), "NOT_ASSIGNED");
    let themselves = Command::RequestRecusal {
        id: Uuid::from_u128(3),
        subject: CHEN.to_owned(),
        party: None,
        reason: "近亲属".to_owned(),
    };
    given.does(&officer(CHEN), themselves);
}

#[test]
fn a_head_who_only_gave_more_time_is_judged_by_the_one_above_too() {
    let mut given = Given::a_case(StageName::Clue);
    let more_time = Command::ExtendClue {
        days: 3,
        reason: "现场复杂".to_owned(),
    };
    given.does(&person("acting", BUREAU, "agency_head"), more_time);
    let asks = Command::RequestRecusal {
        id: Uuid::from_u128(1),
        subject: "acting".to_owned(),
        party: None,
        reason: "近亲属".to_owned(),
    };
    given.does(&officer(LI), asks);
    let says = || Command::DecideRecusal {
        recusal: Uuid::from_u128(1),
        granted: true,
        reason: "属实".to_owned(),
    };
    assert_eq!(given.refuses(&head(), says()), "NOT_THE_HEAD");
    given.does(&government(), says());
    assert!(given.case().course.stands_aside("acting"));
}
