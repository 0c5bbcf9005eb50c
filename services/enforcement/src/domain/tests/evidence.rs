//! Evidence of eight kinds, and what is none.

use super::given::*;
use crate::domain::command::Gathered;
use crate::domain::terms::EvidenceKind;
use crate::domain::{Command, StageName};

fn lead() -> Command {
    Command::AddEvidence(Box::new(gathered(LEAD, Vec::new())))
}

fn verified(officers: Vec<String>) -> Command {
    Command::VerifyEvidence {
        evidence: LEAD,
        kind: EvidenceKind::Audiovisual,
        lawful_source: "网格照片，经现场核实".to_owned(),
        officers,
    }
}

#[test]
fn a_photo_of_the_grid_is_a_lead_until_two_officers_verify_it() {
    let mut given = Given::a_case(StageName::Investigating);
    given.does(&person("fuzhu", BUREAU, "enforcement_auxiliary"), lead());
    assert_eq!(given.refuses(&officer(LI), conclude()), "EVIDENCE_MISSING");
    assert_eq!(given.refuses(&officer(LI), verified(vec![LI.to_owned()])), "TWO_OFFICERS_NEEDED");
    assert_eq!(
        given.refuses(&officer(LI), verified(vec![LI.to_owned(), CHEN.to_owned()])),
        "NOT_ASSIGNED"
    );
    given.does(&officer(LI), verified(both()));
    given.does(&officer(LI), conclude());
    assert_eq!(given.stage(), StageName::Concluded);
}

#[test]
fn what_was_obtained_against_the_law_is_no_evidence_for_ever() {
    let mut given = Given::a_case(StageName::Investigating);
    given.does(&officer(LI), evidence());
    let excluded = |evidence| Command::ExcludeEvidence {
        evidence,
        reason: "未出示执法证".to_owned(),
    };
    given.does(&reviewer(), excluded(PHOTO));
    assert_eq!(given.refuses(&officer(LI), conclude()), "EVIDENCE_MISSING");
    given.does(&officer(LI), lead());
    given.does(&officer(LI), excluded(LEAD));
    assert_eq!(given.refuses(&officer(LI), verified(both())), "EVIDENCE_EXCLUDED");
    assert_eq!(given.refuses(&officer(LI), excluded(uuid::Uuid::nil())), "EVIDENCE_UNKNOWN");
}

#[test]
fn two_officers_say_how_they_obtained_it() {
    let mut given = Given::a_case(StageName::Investigating);
    let silent = Gathered {
        lawful_source: " ".to_owned(),
        ..gathered(PHOTO, both())
    };
    assert_eq!(
        given.refuses(&officer(LI), Command::AddEvidence(Box::new(silent))),
        "SOURCE_MISSING"
    );
    given.does(&officer(LI), evidence());
    assert_eq!(given.refuses(&officer(LI), evidence()), "DONE_ALREADY");
}

#[test]
fn what_a_device_made_holds_once_the_device_and_the_record_were_reviewed() {
    let mut given = Given::a_case(StageName::Investigating);
    let of_device = Gathered {
        monitoring: true,
        ..gathered(PHOTO, both())
    };
    given.does(&officer(LI), Command::AddEvidence(Box::new(of_device)));
    assert_eq!(given.refuses(&officer(LI), conclude()), "EVIDENCE_MISSING");
    let review = Command::ReviewMonitoring {
        evidence: PHOTO,
        device_review: "法制和技术审核〔2026〕1号".to_owned(),
        location_published: "公告〔2026〕3号".to_owned(),
    };
    given.does(&officer(LI), review.clone());
    assert_eq!(given.refuses(&officer(LI), review), "DONE_ALREADY");
    given.does(&officer(LI), conclude());
}

#[test]
fn the_checklist_of_the_item_is_complete_before_it_is_concluded() {
    let mut given = Given::a_case(StageName::Investigating);
    given.known.checklist = vec![EvidenceKind::InspectionRecord, EvidenceKind::PartyStatement];
    given.does(&officer(LI), evidence());
    assert_eq!(given.refuses(&officer(LI), conclude()), "CHECKLIST_INCOMPLETE");
    let statement = Gathered {
        kind: EvidenceKind::PartyStatement,
        ..gathered(LEAD, both())
    };
    given.does(&officer(LI), Command::AddEvidence(Box::new(statement)));
    given.does(&officer(LI), conclude());
}

#[test]
fn it_is_known_through_whose_hands_it_went() {
    let mut given = Given::a_case(StageName::Investigating);
    given.does(&officer(LI), evidence());
    for to in ["store", "lab"] {
        let custody = Command::RecordCustody {
            evidence: PHOTO,
            to: to.to_owned(),
            place: "物证室".to_owned(),
        };
        given.does(&officer(LI), custody);
    }
    let custody = &given.case().course.evidence(PHOTO).unwrap().custody;
    let hands: Vec<(&str, &str)> = custody.iter().map(|one| (one.from.as_str(), one.to.as_str())).collect();
    assert_eq!(hands, [(LI, "store"), ("store", "lab")]);
}
