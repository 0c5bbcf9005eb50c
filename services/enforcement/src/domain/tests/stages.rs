//! What every stage answers to every order.

use shiyu_kit::fault::{Refusal as _, RefusalClass};

use super::fitting::fitting;
use super::given::*;
use crate::domain::terms::Fen;
use crate::domain::{CaseFile, StageName, Verb};

/// The order that makes what this one takes for granted.
#[expect(clippy::wildcard_enum_match_arm, reason = "most orders take nothing for granted")]
fn what_is_taken_for_granted(verb: Verb) -> Option<Verb> {
    use Verb as V;
    Some(match verb {
        V::VerifyEvidence | V::ExcludeEvidence | V::ReviewMonitoring | V::RecordCustody | V::Conclude => V::AddEvidence,
        V::Dispose => V::Preserve,
        V::ApproveMeasure | V::ExtendMeasure | V::ReleaseMeasure => V::TakeMeasure,
        V::CheckCorrection => V::OrderCorrection,
        V::DecideRecusal => V::RequestRecusal,
        V::DecideTransfer => V::ReportCrime,
        V::RuleRemedy => V::LodgeRemedy,
        V::Unpublish | V::Close => V::Publish,
        V::CourtRule => V::CourtAccept,
        V::ReviewStatement => V::ReceiveStatement,
        _ => return None,
    })
}

#[test]
fn every_stage_takes_what_belongs_to_it_and_nothing_else() {
    for given in at_every_stage() {
        let stage = given.stage();
        let takes: Vec<Verb> = stage.takes().collect();
        for verb in Verb::ALL {
            let mut given = given.clone();
            let (by, command) = fitting(*verb, &given);
            let refusal = given.when(&by, command).err();
            let misplaced = refusal
                .as_ref()
                .is_some_and(|refusal| matches!(refusal.reason(), "NOT_IN_STAGE" | "CLOSED_ALREADY"));
            assert!(takes.contains(verb) || misplaced, "{stage:?} takes {verb:?}: {refusal:?}");
            if let Some(refusal) = refusal {
                let named = stage.allowed();
                let offered = refusal.allowed();
                assert!(offered.iter().all(|verb| named.contains(verb)), "{stage:?} offers {offered:?}");
            }
        }
    }
}

#[test]
fn everything_that_belongs_to_a_stage_can_be_done_there() {
    // What takes something else for granted than the shortest way to the stage gives: each is done in a test of its own.
    let elsewhere = [
        (StageName::FilingReview, Verb::TakeMeasure),
        (StageName::FilingReview, Verb::ApproveMeasure),
        (StageName::FilingReview, Verb::ReleaseMeasure),
        (StageName::NoticeServed, Verb::ScheduleHearing),
        (StageName::NoticeServed, Verb::Submit),
        (StageName::HearingScheduled, Verb::HoldHearing),
        (StageName::HearingHeld, Verb::Submit),
        (StageName::Overdue, Verb::ServeDemand),
        (StageName::Overdue, Verb::Close),
        (StageName::Demanded, Verb::Close),
        (StageName::Demanded, Verb::ApplyToCourt),
        (StageName::WithJustice, Verb::PoliceAnswer),
        (StageName::WithJustice, Verb::AskAgain),
        (StageName::WithJustice, Verb::HandOverMaterials),
        (StageName::WithJustice, Verb::ReturnFromJustice),
    ];
    for given in at_every_stage() {
        let stage = given.stage();
        for verb in stage.own() {
            if elsewhere.contains(&(stage, *verb)) || *verb == Verb::Perform {
                continue;
            }
            let mut given = given.clone();
            if let Some(first) = what_is_taken_for_granted(*verb) {
                let (by, command) = fitting(first, &given);
                given.does(&by, command);
            }
            let (by, command) = fitting(*verb, &given);
            given.does(&by, command);
        }
    }
}

#[test]
fn a_refusal_of_the_stage_is_a_precondition_and_says_what_can_be_done() {
    let mut given = Given::a_case(StageName::Clue);
    let refusal = given.when(&head(), close()).unwrap_err();
    assert_eq!(refusal.class(), RefusalClass::Precondition);
    assert_eq!(refusal.reason(), "NOT_IN_STAGE");
    assert!(refusal.allowed().contains(&"VerifyClue"));
    let mut given = Given::a_case(StageName::Closed);
    assert_eq!(given.refuses(&officer(LI), verify()), "CLOSED_ALREADY");
}

#[test]
fn nobody_waits_without_a_limit() {
    for given in at_every_stage() {
        let stage = given.stage();
        // The head decides the closing of what is performed, and the court's bailiffs execute in their time.
        let free = matches!(stage, StageName::Performed | StageName::CourtAllowed | StageName::CourtRefused);
        assert!(stage.is_end() || free || !given.running().is_empty(), "{stage:?}");
    }
}

#[test]
fn a_case_at_every_stage_is_the_fold_of_its_journal() {
    use shiyu_kit::case::Case;
    for given in at_every_stage() {
        let folded = given.journal.iter().fold(None, CaseFile::evolve);
        assert_eq!(folded.as_ref(), given.case.as_ref());
    }
}

#[test]
fn what_a_bank_takes_is_what_is_due() {
    let given = Given::a_case(StageName::Served);
    assert_eq!(given.case().course.account.outstanding(), Fen::yuan(20_000));
}
