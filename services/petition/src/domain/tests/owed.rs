//! Whose a limit is: the unit's that has the matter, unless another owes it.

use super::beside::supervise;
use super::given::*;
use crate::domain::{Decision, Remedy, Ruling, StageName};

fn owes(given: &Given, clock: &str) -> String {
    given.petition().owes(clock).to_string()
}

#[test]
fn who_assists_or_is_supervised_owes_its_own() {
    let mut given = Given::a_petition(StageName::Handling);
    given.does(&officer(TOWN), &assistance(BUREAU));
    given.does(&officer(OFFICE), &supervise(BUREAU));
    let running: Vec<String> = given.running().into_iter().map(str::to_owned).collect();
    let [handle, assist, supervision] = running.as_slice() else {
        panic!("{running:?}")
    };
    assert_eq!(owes(&given, handle), TOWN);
    assert_eq!(
        (owes(&given, assist), owes(&given, supervision)),
        (BUREAU.to_owned(), BUREAU.to_owned())
    );
}

#[test]
fn the_sender_owes_the_answer_to_an_objection_and_a_decision_of_a_dispute() {
    for (stage, clock) in [
        (StageName::Objected, "decide_objection"),
        (StageName::JurisdictionDisputed, "designate"),
    ] {
        let given = Given::a_petition(stage);
        assert_eq!(given.petition().unit, code(TOWN), "{stage:?}");
        assert_eq!((owes(&given, clock), owes(&given, "accept")), (OFFICE.to_owned(), TOWN.to_owned()));
    }
}

#[test]
fn the_handlers_answer_is_reviewed_and_the_reviewers_re_reviewed() {
    for (stage, remedy, unit) in [
        (StageName::ReviewDecided, Remedy::Review, TOWN),
        (StageName::RecheckDecided, Remedy::Recheck, COUNTY),
    ] {
        let given = Given::a_petition(stage);
        assert_eq!(given.petition().reviewed(remedy), Some(&code(unit)), "{stage:?}");
    }
    assert_eq!(Given::a_petition(StageName::Handling).petition().reviewed(Remedy::Recheck), None);
}

#[test]
fn the_organ_owes_its_report_the_handler_the_execution_and_the_reviewer_the_service() {
    assert_eq!(owes(&Given::a_petition(StageName::DutyRequested), "duty_report"), BUREAU);
    let mut given = Given::answered(StageName::Reviewing, Decision::Supported);
    assert_eq!(
        (owes(&given, "execute"), owes(&given, "review")),
        (TOWN.to_owned(), COUNTY.to_owned())
    );
    given.does(&officer(COUNTY), &rule(Ruling::Revoked));
    assert_eq!(given.stage(), StageName::Handling);
    assert_eq!(
        (owes(&given, "serve_revocation"), owes(&given, "handle")),
        (COUNTY.to_owned(), TOWN.to_owned())
    );
}
