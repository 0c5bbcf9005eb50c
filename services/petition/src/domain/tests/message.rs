//! What the petitioner and the office write to each other, and which unit answers for the matter.

use shiyu_kit::case::Actor;
use time::Duration;

use super::given::*;
use crate::domain::course::Sender;
use crate::domain::{Command, StageName};

fn wrote() -> Command {
    Command::Message {
        from: Some(PETITIONER),
        text: "Has anybody looked at the wall?".to_owned(),
    }
}

pub(super) fn answered() -> Command {
    Command::Message {
        from: None,
        text: "The surveyor comes on Friday".to_owned(),
    }
}

#[test]
fn a_petitioner_who_writes_is_answered_in_five_working_days() {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&party(), &wrote());
    let due = given.due("answer_message");
    given.now += Duration::days(1);
    given.does(&party(), &wrote());
    assert_eq!(given.due("answer_message"), due, "asking again does not put the answer off");
    given.does(&officer(TOWN), &answered());
    assert_eq!(given.running(), ["handle"]);
    let senders: Vec<_> = given
        .petition()
        .course
        .messages
        .iter()
        .map(|message| message.from.clone())
        .collect();
    let [petitioner, office] = [Sender::Party(PETITIONER), Sender::Unit(code(TOWN))];
    assert_eq!(senders, [petitioner.clone(), petitioner, office]);
}

#[test]
fn the_office_may_write_first_and_no_clock_runs_for_the_petitioner() {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&officer(TOWN), &answered());
    assert_eq!(given.running(), ["handle"]);
}

#[test]
fn only_a_party_writes_for_the_petitioner_and_only_who_answers_for_it_for_the_office() {
    let mut given = Given::a_petition(StageName::Handling);
    let stranger = Actor::Party { id: STRANGER };
    assert_eq!(given.refuses(&stranger, &wrote()), "NOT_A_PARTY");
    assert_eq!(given.refuses(&party(), &answered()), "NEEDS_A_PERSON");
    for other in [BUREAU, NEXT_TOWN, OTHER_COUNTY] {
        assert_eq!(given.refuses(&officer(other), &answered()), "UNIT_NOT_HOLDING", "{other}");
    }
    for answering in [TOWN, OFFICE, COUNTY] {
        given.does(&officer(answering), &answered());
    }
}

#[test]
fn a_thread_has_an_end() {
    let mut given = Given::a_petition(StageName::Handling);
    for _ in 0..50 {
        given.does(&party(), &wrote());
        given.does(&officer(TOWN), &answered());
    }
    assert_eq!(given.refuses(&party(), &wrote()), "THREAD_FULL");
    assert_eq!(given.refuses(&officer(TOWN), &answered()), "THREAD_FULL");
}

#[test]
fn who_received_it_answers_for_it_until_another_has_accepted() {
    for given in at_every_stage() {
        let (petition, stage) = (given.petition(), given.stage());
        let asked = [
            StageName::Forwarded,
            StageName::Assigned,
            StageName::Objected,
            StageName::JurisdictionDisputed,
        ];
        if asked.contains(&stage) {
            assert_eq!(
                (petition.responsible(), petition.asked()),
                (&code(OFFICE), Some(&code(TOWN))),
                "{stage:?}"
            );
        } else {
            assert_eq!((petition.responsible(), petition.asked()), (&petition.unit, None), "{stage:?}");
        }
    }
}

#[test]
fn who_was_merged_keeps_a_thread_of_their_own() {
    let mut given = Given::a_petition(StageName::Merged);
    given.does(&party(), &wrote());
    assert_eq!(given.running(), ["answer_message"]);
    given.does(&officer(OFFICE), &answered());
    assert!(given.running().is_empty());
    assert_eq!(given.petition().course.messages.len(), 2);
}
