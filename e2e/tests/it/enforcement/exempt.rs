//! Ends at which nobody is punished, or nobody pays: a child, somebody who does not answer for what they do, a crime, a court that refuses.

use shiyu_e2e::bureau::people::{BUREAU_HEAD, LI};
use shiyu_e2e::bureau::{Bureau, WORDS, both};
use shiyu_e2e::sample::person;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::common::v1 as common;
use shiyu_proto::enforcement::v1::{self as pb, Stage};
use time::Duration;
use tonic::Code::FailedPrecondition;

use super::{Under, fine, order};
use crate::saying::refused;

on_both_storages! {
    a_child_is_not_punished_and_told_through_a_guardian;
    who_does_not_answer_for_what_they_do_is_not_punished;
    what_is_punished_as_a_crime_ends_here;
    what_the_court_refuses_is_closed;
}

/// Number of the identity card of somebody born in June of 2015.
const CHILD: &str = "330602201506151176";

/// Filed against somebody who answers for what they do only so far.
async fn filed(bureau: &Bureau, suspected: common::Identity, capacity: pb::Capacity) -> Under {
    let case = Under::received_of(bureau, suspected).await;
    case.filed_against(bureau, capacity, 2).await.concluded(bureau).await
}

fn proposal(name: &str, proposal: pb::Proposal) -> pb::ProposeOutcomeRequest {
    order!(
        name.to_owned(),
        ProposeOutcomeRequest {
            proposal: Some(proposal),
            officers: both()
        }
    )
}

fn spared(ground: pb::Exemption) -> pb::Proposal {
    pb::Proposal {
        exemption: ground.into(),
        education: "责令监护人加以管教".to_owned(),
        ..pb::Proposal::default()
    }
}

/// Neither fined nor spared upon another ground; and served only once there is a guardian.
async fn spared_through_a_guardian(bureau: &Bureau, case: Under, (ground, other): (pb::Exemption, pb::Exemption)) -> Under {
    let name = &case.name;
    let mut officer = bureau.cases(&LI);
    let fined = officer.propose_outcome(proposal(name, fine(500))).await;
    refused(fined, FailedPrecondition, "NOT_ANSWERABLE");
    let otherwise = officer.propose_outcome(proposal(name, spared(other))).await;
    refused(otherwise, FailedPrecondition, "GROUND_NOT_FITTING");
    let case = case.decided(bureau, spared(ground)).await;
    let name = &case.name;
    let serve = || {
        order!(
            name,
            ServeDecisionRequest {
                delivery: Some(case.delivery(bureau))
            }
        )
    };
    refused(officer.serve_decision(serve()).await, FailedPrecondition, "GUARDIAN_MISSING");
    let guardian = pb::Party {
        id: new_id().to_string(),
        role: pb::PartyRole::Guardian.into(),
        identity: Some(person("沈守望", 78)),
    };
    let joined = order!(name, AddPartyRequest { party: Some(guardian) });
    bureau.parties(&LI).add_party(joined).await.unwrap();
    let served = officer.serve_decision(serve()).await.unwrap().into_inner();
    assert_eq!((served.stage(), served.outcome()), (Stage::Performed, pb::Outcome::NotPenalised));
    let publish = order!(
        name,
        PublishDecisionRequest {
            reference: "公示1".to_owned(),
            masked: "c".repeat(64)
        }
    );
    refused(officer.publish_decision(publish).await, FailedPrecondition, "NOTHING_TO_PUBLISH");
    case
}

async fn a_child_is_not_punished_and_told_through_a_guardian(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let child = common::Identity {
        document_number: CHILD.to_owned(),
        ..person(WORDS[3], 77)
    };
    let case = filed(&bureau, child, pb::Capacity::Under14).await;
    let grounds = (pb::Exemption::MinorAge, pb::Exemption::Incapacity);
    let case = spared_through_a_guardian(&bureau, case, grounds).await;
    assert_eq!(case.closed(&bureau).await.stage(), Stage::Closed);
}

async fn who_does_not_answer_for_what_they_do_is_not_punished(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = filed(&bureau, person(WORDS[3], 77), pb::Capacity::Incapable).await;
    let grounds = (pb::Exemption::Incapacity, pb::Exemption::MinorAge);
    let case = spared_through_a_guardian(&bureau, case, grounds).await;
    assert_eq!(case.closed(&bureau).await.stage(), Stage::Closed);
}

async fn what_is_punished_as_a_crime_ends_here(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::received(&bureau).await.filed(&bureau).await.concluded(&bureau).await;
    let name = &case.name;
    let (mut officer, mut head) = (bureau.cases(&LI), bureau.cases(&BUREAU_HEAD));
    let reported = order!(
        name,
        ReportCrimeRequest {
            reason: "涉嫌犯罪".to_owned(),
            officers: both()
        }
    );
    officer.report_crime(reported).await.unwrap();
    let approved = order!(
        name,
        DecideTransferRequest {
            approved: true,
            reason: "同意".to_owned()
        }
    );
    head.decide_transfer(approved).await.unwrap();
    let sent = order!(
        name,
        TransferToPoliceRequest {
            to: "越城公安分局".to_owned(),
            reference: "移送1".to_owned()
        }
    );
    officer.transfer_to_police(sent).await.unwrap();
    let answered = |answer: pb::CriminalAnswer, reference: &str| {
        order!(
            name,
            RecordPoliceAnswerRequest {
                answer: answer.into(),
                reference: reference.to_owned()
            }
        )
    };
    let ended = || {
        order!(
            name,
            ReturnFromJusticeRequest {
                reference: "刑事判决1".to_owned(),
                ended: true
            }
        )
    };
    officer
        .record_police_answer(answered(pb::CriminalAnswer::NotFiled, "回执1"))
        .await
        .unwrap();
    refused(officer.return_from_justice(ended()).await, FailedPrecondition, "NOT_TRANSFERRED");
    let prosecutor = order!(name, AskPoliceAgainRequest { prosecutor: true });
    officer.ask_police_again(prosecutor).await.unwrap();
    officer
        .record_police_answer(answered(pb::CriminalAnswer::Filed, "立案1"))
        .await
        .unwrap();
    let materials = order!(
        name,
        HandOverMaterialsRequest {
            reference: "清单1".to_owned()
        }
    );
    officer.hand_over_materials(materials).await.unwrap();
    refused(
        officer.propose_outcome(proposal(name, fine(500))).await,
        FailedPrecondition,
        "NOT_IN_STAGE",
    );
    let over = officer.return_from_justice(ended()).await.unwrap().into_inner();
    assert_eq!(over.stage(), Stage::CriminallyEnded);
    assert!(over.clocks.iter().all(|clock| clock.name == "archive" || clock.stop_time.is_some()));
    bureau.lives(Duration::days(32)).await;
    assert!(bureau.case(name).await.archive_time.is_some());
}

async fn what_the_court_refuses_is_closed(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::fined(&bureau, 1_000).await;
    let name = &case.name;
    let (mut officer, mut head) = (bureau.cases(&LI), bureau.cases(&BUREAU_HEAD));
    bureau.lives(Duration::days(220)).await;
    let demanded = order!(
        name,
        ServeDemandRequest {
            delivery: Some(case.delivery(&bureau))
        }
    );
    officer.serve_demand(demanded).await.unwrap();
    bureau.lives(Duration::days(20)).await;
    let apply = order!(
        name,
        ApplyToCourtRequest {
            court: "越城区法院".to_owned(),
            reference: "申请1".to_owned()
        }
    );
    head.apply_to_court(apply).await.unwrap();
    let accepted = order!(
        name,
        RecordCourtAcceptanceRequest {
            accept_time: Some(timestamp(bureau.now()))
        }
    );
    officer.record_court_acceptance(accepted).await.unwrap();
    let ruled = order!(
        name,
        RecordCourtRulingRequest {
            ruling: pb::CourtRuling::Refused.into(),
            reference: "不准予执行裁定1".to_owned()
        }
    );
    let ruled = officer.record_court_ruling(ruled).await.unwrap().into_inner();
    assert_eq!(ruled.stage(), Stage::CourtRefused);
    let ended = order!(name, EndExecutionRequest { reference: "x".to_owned() });
    refused(officer.end_execution(ended).await, FailedPrecondition, "NOT_IN_STAGE");
    assert_eq!(case.closed(&bureau).await.stage(), Stage::Closed);
}
