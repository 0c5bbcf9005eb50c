//! What goes on beside the stages.

use super::given::*;
use crate::domain::command::ReportHandled;
use crate::domain::course::Evidence;
use crate::domain::{Command, StageName};

#[test]
fn another_subclass_has_another_time_from_when_it_began() {
    let mut given = Given::an_event(StageName::Handling);
    let room = dispatcher(ROOM);
    assert_eq!(given.refuses(&room, reclassify("E0101")), "CLASS_UNKNOWN");
    assert_eq!(given.refuses(&room, reclassify("E1201")), "DONE_ALREADY");
    let before = given.incident().clock("handle").unwrap().clone();
    given.known.class = Some(class("E0101", 1));
    assert_eq!(given.refuses(&officer(STATION), reclassify("E0101")), "NOT_THE_DISPATCHER");
    given.does(&room, reclassify("E0101"));
    let after = given.incident().clock("handle").unwrap();
    assert_eq!((after.started_at, after.rule.amount), (before.started_at, 1));
    assert!(after.due.legal < before.due.legal);
    assert_eq!(given.incident().class.code, "E0101".parse().unwrap());
}

#[test]
fn what_has_run_out_is_not_mended_by_another_subclass() {
    let mut given = Given::an_event(StageName::Handling);
    let due = given.due("handle");
    given.now = due;
    given.known.class = Some(class("E0101", 20));
    given.does(&dispatcher(ROOM), reclassify("E0101"));
    assert_eq!((given.due("handle"), given.incident().class.limit.amount), (due, 20));
    assert_eq!(given.refuses(&dispatcher(CENTRE), extend(15)), "HANDLE_OVERDUE");
}

#[test]
fn more_time_was_granted_for_the_one_subclass_and_not_for_the_other() {
    let mut given = Given::an_event(StageName::Handling);
    let due = given.due("handle");
    given.known.class = Some(class("E0101", 20));
    given.does(&dispatcher(ROOM), reclassify("E0101"));
    given.does(&dispatcher(CENTRE), extend(15));
    given.known.class = Some(class("E1201", 5));
    given.does(&dispatcher(ROOM), reclassify("E1201"));
    assert_eq!(given.due("handle"), due);
}

#[test]
fn a_suspended_event_is_reclassified_and_still_stands() {
    let mut given = Given::an_event(StageName::Suspended);
    given.known.class = Some(class("E0101", 1));
    given.does(&dispatcher(ROOM), reclassify("E0101"));
    assert!(given.incident().clock("handle").unwrap().paused_since().is_some());
    given.does(&dispatcher(ROOM), Command::Resume);
}

#[test]
fn evidence_is_brought_once_and_says_who_brought_it_when() {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&party(), attach("one"));
    assert_eq!(given.refuses(&officer(STATION), attach("one")), "DONE_ALREADY");
    given.does(&officer(STATION), attach("two"));
    given.does(&lead(), attach("three"));
    assert_eq!(given.refuses(&volunteer(), attach("four")), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&officer(BUREAU), attach("four")), "UNIT_NOT_HOLDING");
    assert_eq!(
        given.refuses(&shiyu_kit::case::Actor::Party { id: STRANGER }, attach("four")),
        "NOT_A_PARTY"
    );
    let evidence = &given.incident().course.evidence;
    let by: Vec<&str> = evidence.iter().map(|each| each.by.as_str()).collect();
    assert_eq!(by, ["party", "officer of 330602001-ZFZ", "lead"]);
    assert!(evidence.iter().all(|each| each.at == given.now));
}

#[test]
fn what_is_covered_takes_the_place_of_the_photo_and_the_other_one_does_not_come_back() {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&patrol(), attach("with somebody"));
    let Command::ReportHandled(report) = handled() else {
        panic!("a report")
    };
    let evidence = vec!["with somebody".to_owned()];
    given.does(&officer(STATION), Command::ReportHandled(ReportHandled { evidence, ..report }));
    assert_eq!(
        given.refuses(&patrol(), cover("with somebody")),
        "EVIDENCE_UNKNOWN",
        "the door found no such file"
    );
    given.known.covered = Some(covered("without"));
    let events = given.does(&patrol(), cover("with somebody"));
    assert_eq!(events[0].kind(), "evidence.covered");
    let course = &given.incident().course;
    let [photo] = course.evidence.as_slice() else { panic!("one photo") };
    assert_eq!((photo.hash.as_str(), photo.bytes, photo.by.as_str()), ("without", 7, "patrol"));
    let [covering] = photo.coverings.as_slice() else {
        panic!("one covering")
    };
    assert_eq!((covering.before.as_str(), covering.by.as_str()), ("with somebody", "patrol"));
    assert_eq!(
        course.handlings[0].evidence,
        ["without"],
        "the report of handling names what there is"
    );

    assert_eq!(given.refuses(&patrol(), cover("with somebody")), "EVIDENCE_UNKNOWN");
    assert_eq!(given.refuses(&patrol(), attach("with somebody")), "DONE_ALREADY");
    assert_eq!(given.refuses(&patrol(), cover("without")), "DONE_ALREADY", "it is covered as asked");
    given.known.covered = Some(covered("even less"));
    given.does(&officer(STATION), cover("without"));
    assert_eq!(given.incident().course.evidence[0].coverings.len(), 2);
    for gone in ["with somebody", "without"] {
        assert_eq!(given.refuses(&patrol(), attach(gone)), "DONE_ALREADY");
    }
}

#[test]
fn who_has_to_do_with_it_covers_a_photo_and_nobody_else_does() {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&patrol(), attach("one"));
    given.known.covered = Some(covered("two"));
    assert_eq!(given.refuses(&officer(BUREAU), cover("one")), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&volunteer(), cover("one")), "ROLE_NOT_FITTING");
    assert_eq!(given.refuses(&party(), cover("one")), "NEEDS_A_PERSON");
    for by in [patrol(), lead(), supervisor(), officer(STATION), dispatcher(ROOM)] {
        given.clone().does(&by, cover("one"));
    }
}

#[test]
fn of_a_document_no_part_is_covered() {
    let mut given = Given::an_event(StageName::Handling);
    let Command::AttachEvidence(photo) = attach("pages") else {
        panic!("a file")
    };
    let pages = Evidence {
        media_type: "application/pdf".to_owned(),
        ..photo
    };
    given.does(&patrol(), Command::AttachEvidence(pages));
    given.known.covered = Some(covered("fewer"));
    assert_eq!(given.refuses(&patrol(), cover("pages")), "NOT_A_PICTURE");
}

#[test]
fn there_is_an_end_to_evidence() {
    let mut given = Given::an_event(StageName::Reported);
    for count in 0..100 {
        given.does(&patrol(), attach(&count.to_string()));
    }
    assert_eq!(given.refuses(&patrol(), attach("one more")), "EVIDENCE_FULL");
}

#[test]
fn a_reporter_adds_five_photographs_before_its_end() {
    let mut given = Given::a_call();
    for count in 0..5 {
        given.does(&party(), attach(&count.to_string()));
    }
    assert_eq!(given.refuses(&party(), attach("one more")), "EVIDENCE_FULL");
    given.does(&dispatcher(ROOM), attach("of the room's"));
    given.does(&dispatcher(ROOM), reject());
    assert_eq!(given.refuses(&party(), attach("late")), "CLOSED_ALREADY");
}

#[test]
fn an_identity_is_shown_on_record_to_who_answers_for_the_event() {
    let mut given = Given::an_event(StageName::Handling);
    assert_eq!(given.refuses(&officer(BUREAU), reveal(REPORTER)), "UNIT_NOT_HOLDING");
    assert_eq!(given.refuses(&officer(STATION), reveal(STRANGER)), "NOT_A_PARTY");
    assert_eq!(given.does(&officer(STATION), reveal(REPORTER))[0].kind(), "party.revealed");
}

#[test]
fn somebody_stands_aside_once() {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&officer(TOWN), recuse("second patrol"));
    assert_eq!(given.refuses(&officer(TOWN), recuse("second patrol")), "DONE_ALREADY");
    given.does(&officer(STATION), recuse("officer of 330602001-ZFZ"));
    assert_eq!(given.refuses(&officer(STATION), handled()), "RECUSED");
}

#[test]
fn a_name_that_nobody_knows_keeps_nobody_out() {
    let mut given = Given::an_event(StageName::Handling);
    let chief = person("chief", ROOM, &["command_chief"]);
    given.known.sent = None;
    assert_eq!(given.refuses(&chief, recuse("nobody")), "NOT_IN_THE_TEAM");
    for hand in ["patrol", "officer of 330602001-ZFZ", "dispatcher of 330602001-ZHS"] {
        given.does(&chief, recuse(hand));
    }
}

#[test]
fn a_head_keeps_one_of_their_own_out_before_the_first_act() {
    let mut given = Given::an_event(StageName::Dispatched);
    given.known.sent = None;
    let head = person("head", STATION, &["unit_head"]);
    let handler = person("handler", STATION, &["unit_handler"]);
    for by in [&person("chief", ROOM, &["command_chief"]), &person("head", TOWN, &["unit_head"])] {
        assert_eq!(
            given.refuses(by, recuse("handler")),
            "NOT_IN_THE_TEAM",
            "their staff is not known to others"
        );
    }
    assert_eq!(
        given.refuses(&person("head", WORKS, &["unit_head"]), recuse("handler")),
        "UNIT_NOT_HOLDING"
    );
    assert_eq!(
        given.refuses(&person("other", STATION, &["unit_handler"]), recuse("handler")),
        "NOT_THE_CHIEF"
    );
    given.does(&head, recuse("handler"));
    assert_eq!(given.refuses(&handler, Command::SignIn), "RECUSED");
    assert_eq!(given.refuses(&head, recuse("handler")), "DONE_ALREADY");
    let mut again = given.clone();
    assert_eq!(again.refuses(&handler, end_recusal("handler")), "RECUSED");
    again.does(&head, end_recusal("handler"));
    again.does(&handler, Command::SignIn);
    given.does(&person("other", STATION, &["unit_handler"]), Command::SignIn);
    assert_eq!(given.refuses(&handler, handled()), "RECUSED");
}

#[test]
fn everybody_stands_aside_of_themselves_before_their_first_act_too() {
    let mut given = Given::an_event(StageName::Dispatched);
    given.known.sent = None;
    let handler = person("handler", STATION, &["unit_handler"]);
    given.does(&handler, recuse("handler"));
    assert_eq!(given.refuses(&handler, Command::SignIn), "RECUSED");
    assert_eq!(
        given.refuses(&person("stranger", BUREAU, &["unit_handler"]), recuse("stranger")),
        "UNIT_NOT_HOLDING"
    );
    given.known.sent = Some(crate::domain::terms::GridRole::Patrol);
    given.does(&person("second patrol", VILLAGE, &["grid_patrol"]), recuse("second patrol"));
    assert_eq!(Given::in_grid().refuses(&lead(), recuse("supervisor")), "NOT_THE_CHIEF");
}

#[test]
fn of_others_one_above_them_says_it() {
    let mut given = Given::an_event(StageName::Handling);
    let head = person("head", STATION, &["unit_head"]);
    assert_eq!(given.refuses(&head, recuse("second patrol")), "NOT_THE_LEVEL_ABOVE");
    assert_eq!(given.refuses(&head, recuse("dispatcher of 330602001-ZHS")), "NOT_THE_LEVEL_ABOVE");
    given.does(&head, recuse("officer of 330602001-ZFZ"));
    given.does(&officer(TOWN), recuse("dispatcher of 330602001-ZHS"));
}

#[test]
fn whoever_stood_aside_takes_part_again_when_one_above_says_so() {
    let mut given = Given::an_event(StageName::Handling);
    let (chief, handler) = (person("chief", ROOM, &["command_chief"]), "officer of 330602001-ZFZ");
    assert_eq!(given.refuses(&chief, end_recusal(handler)), "NOT_RECUSED");
    given.does(&chief, recuse(handler));
    assert_eq!(
        given.refuses(&officer(STATION), end_recusal(handler)),
        "RECUSED",
        "nobody says it of themselves"
    );
    assert_eq!(given.refuses(&dispatcher(ROOM), end_recusal(handler)), "NOT_THE_CHIEF");
    let events = given.does(&chief, end_recusal(handler));
    assert_eq!(events[0].kind(), "staff.recusal_ended");
    given.does(&officer(STATION), handled());
    assert_eq!(given.refuses(&chief, end_recusal(handler)), "NOT_RECUSED");
    given.does(&chief, recuse(handler));
    assert_eq!(given.incident().course.recusals.len(), 2, "both are on record");
}

#[test]
fn a_dispatcher_stands_aside_and_says_so_of_nobody_else() {
    let mut given = Given::an_event(StageName::Handling);
    let chief = person("chief", CENTRE, &["command_chief"]);
    assert_eq!(given.refuses(&dispatcher(ROOM), recuse("chief")), "NOT_THE_CHIEF");
    given.clone().does(&chief, recuse("dispatcher of 330602001-ZHS"));
    given.does(&dispatcher(ROOM), recuse("dispatcher of 330602001-ZHS"));
}

#[test]
fn whoever_answers_for_what_a_citizen_told_speaks_with_them_once() {
    let mut call = Given::a_call();
    for by in [dispatcher(OTHER_COUNTY), dispatcher(NEXT_TOWN)] {
        call.refuses(&by, Command::RecordContact);
    }
    assert_eq!(call.refuses(&party(), Command::RecordContact), "NEEDS_A_PERSON");
    let now = call.now;
    call.does(&dispatcher(ROOM), Command::RecordContact);
    let contact = call.incident().course.contact.as_ref().unwrap();
    assert_eq!((contact.by.as_str(), contact.at), ("dispatcher of 330602001-ZHS", now));
    assert_eq!(call.refuses(&dispatcher(ROOM), Command::RecordContact), "DONE_ALREADY");
    assert_eq!(
        Given::an_event(StageName::Reported).refuses(&dispatcher(ROOM), Command::RecordContact),
        "NO_REPORTER"
    );
}
