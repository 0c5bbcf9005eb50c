//! Ends of a case that are not payment: remedies, criminal justice, the spot, and nothing at all.

use shiyu_e2e::bureau::people::{BUREAU_HEAD, COUNTER, LI};
use shiyu_e2e::bureau::{Bureau, POWER, WORDS, both};
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::enforcement::v1::{self as pb, Stage};
use time::Duration;
use tonic::Code::FailedPrecondition;

use super::{Under, order};
use crate::saying::refused;

on_both_storages! {
    a_remedy_changes_a_fine_and_what_was_paid_too_much_comes_back;
    what_may_be_a_crime_goes_to_justice_and_comes_back;
    what_is_decided_on_the_spot_is_paid_in_cash_and_handed_in;
    what_comes_to_nothing_says_so;
}

async fn a_remedy_changes_a_fine_and_what_was_paid_too_much_comes_back(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::fined(&bureau, 1_000).await;
    let name = &case.name;
    case.paid(&bureau, 1_000, "R1").await.unwrap();
    let lodged = order!(
        name,
        LodgeRemedyRequest {
            kind: pb::RemedyKind::Reconsideration.into(),
            organ: "越城区人民政府".to_owned(),
            reference: "复议1".to_owned(),
            lodge_time: Some(timestamp(bureau.now())),
        }
    );
    let remedy = lodged.request_id.clone();
    bureau.cases(&LI).lodge_remedy(lodged).await.unwrap();
    let close = order!(
        name,
        CloseCaseRequest {
            summary: "结案".to_owned()
        }
    );
    refused(
        bureau.cases(&BUREAU_HEAD).close_case(close).await,
        FailedPrecondition,
        "REMEDY_OPEN",
    );
    let changed = order!(
        name,
        RecordRemedyRulingRequest {
            remedy: remedy,
            ruling: pb::RemedyRuling::Changed.into(),
            items: super::fine(400).items,
            reference: "复议决定1".to_owned(),
            rule_time: Some(timestamp(bureau.now())),
        }
    );
    bureau.cases(&LI).record_remedy_ruling(changed).await.unwrap();
    let refund = |yuan: i64| {
        order!(
            name,
            RefundPaymentRequest {
                amount_fen: yuan * 100,
                reference: "退款1".to_owned()
            }
        )
    };
    refused(
        bureau.cases(&LI).refund_payment(refund(601)).await,
        FailedPrecondition,
        "MORE_THAN_REFUNDABLE",
    );
    bureau.cases(&LI).refund_payment(refund(600)).await.unwrap();
    case.closed(&bureau).await;
}

async fn what_may_be_a_crime_goes_to_justice_and_comes_back(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::received(&bureau).await.filed(&bureau).await.concluded(&bureau).await;
    let name = &case.name;
    let reported = order!(
        name,
        ReportCrimeRequest {
            reason: "涉嫌犯罪".to_owned(),
            officers: both()
        }
    );
    bureau.cases(&LI).report_crime(reported).await.unwrap();
    let approved = order!(
        name,
        DecideTransferRequest {
            approved: true,
            reason: "同意".to_owned()
        }
    );
    let gone = bureau.cases(&BUREAU_HEAD).decide_transfer(approved).await.unwrap().into_inner();
    assert_eq!(gone.stage(), Stage::WithJustice);
    let sent = order!(
        name,
        TransferToPoliceRequest {
            to: "越城公安分局".to_owned(),
            reference: "移送1".to_owned()
        }
    );
    bureau.cases(&LI).transfer_to_police(sent).await.unwrap();
    let answered = order!(
        name,
        RecordPoliceAnswerRequest {
            answer: pb::CriminalAnswer::NotFiled.into(),
            reference: "回执1".to_owned()
        }
    );
    bureau.cases(&LI).record_police_answer(answered).await.unwrap();
    let back = order!(
        name,
        ReturnFromJusticeRequest {
            reference: "退回1".to_owned()
        }
    );
    let back = bureau.cases(&LI).return_from_justice(back).await.unwrap().into_inner();
    assert_eq!(back.stage(), Stage::Investigating);
    let found = order!(
        name,
        ConcludeInvestigationRequest {
            facts: WORDS[1].to_owned(),
            officers: both()
        }
    );
    bureau.cases(&LI).conclude_investigation(found).await.unwrap();
    let case = case
        .told(&bureau, 500)
        .await
        .decided(&bureau, super::fine(500))
        .await
        .served(&bureau)
        .await;
    case.paid(&bureau, 500, "R1").await.unwrap();
    case.closed(&bureau).await;
}

async fn what_is_decided_on_the_spot_is_paid_in_cash_and_handed_in(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let suspect = new_id().to_string();
    let clue = super::clue(&bureau, &suspect);
    let today = local_date(bureau.now()).to_string();
    let case = Under {
        name: String::new(),
        suspect: suspect.clone(),
    };
    let request = |yuan: i64| pb::DecideOnSpotRequest {
        parent: parent(),
        request_id: new_id().to_string(),
        clue: clue.clue.clone(),
        parties: clue.parties.clone(),
        power: POWER.to_owned(),
        act: Some(pb::Act {
            description: WORDS[0].to_owned(),
            from_date: today.clone(),
            to_date: today.clone(),
            harm: false,
        }),
        subject: pb::SubjectKind::Citizen.into(),
        capacity: pb::Capacity::Full.into(),
        officers: both(),
        facts: WORDS[1].to_owned(),
        item: super::fine(yuan).items.pop(),
        heard: "没有异议".to_owned(),
        told: true,
        delivery: Some(case.delivery(&bureau)),
        other_act: String::new(),
    };
    let mut officer = bureau.cases(&LI);
    refused(
        officer.decide_on_spot(request(201)).await,
        FailedPrecondition,
        "TOO_HEAVY_FOR_THE_SPOT",
    );
    let decided = officer.decide_on_spot(request(100)).await.unwrap().into_inner();
    let name = &decided.name;
    assert_eq!((decided.stage(), decided.on_the_spot), (Stage::Served, true));
    let lawsuit = order!(
        name,
        LodgeRemedyRequest {
            kind: pb::RemedyKind::Litigation.into(),
            organ: "越城区法院".to_owned(),
            reference: "诉讼1".to_owned(),
            lodge_time: Some(timestamp(bureau.now())),
        }
    );
    refused(officer.lodge_remedy(lawsuit).await, FailedPrecondition, "RECONSIDERATION_FIRST");
    let collected = order!(
        name,
        RecordPaymentRequest {
            amount_fen: 10_000,
            reference: "C1".to_owned(),
            pay_time: Some(timestamp(bureau.now())),
            cash_ground: pb::CashGround::Small.into(),
        }
    );
    officer.record_payment(collected).await.unwrap();
    officer
        .record_spot_decision(order!(name, RecordSpotDecisionRequest {}))
        .await
        .unwrap();
    let close = || {
        order!(
            name,
            CloseCaseRequest {
                summary: "结案".to_owned()
            }
        )
    };
    refused(
        bureau.cases(&BUREAU_HEAD).close_case(close()).await,
        FailedPrecondition,
        "NOT_HANDED_IN",
    );
    officer
        .hand_in_cash(order!(name, HandInCashRequest { receipt: "C1".to_owned() }))
        .await
        .unwrap();
    bureau
        .cases(&COUNTER)
        .bank_cash(order!(name, BankCashRequest { receipt: "C1".to_owned() }))
        .await
        .unwrap();
    refused(
        bureau.cases(&BUREAU_HEAD).close_case(close()).await,
        FailedPrecondition,
        "PUBLICATION_OWED",
    );
    let case = Under {
        name: name.clone(),
        ..case
    };
    assert_eq!(case.closed(&bureau).await.stage(), Stage::Closed);
}

async fn what_comes_to_nothing_says_so(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let mut head = bureau.cases(&BUREAU_HEAD);
    let case = Under::received(&bureau).await;
    let name = &case.name;
    let dismissed = order!(
        name,
        DismissClueRequest {
            reason: "查无实据".to_owned()
        }
    );
    assert_eq!(head.dismiss_clue(dismissed).await.unwrap().into_inner().stage(), Stage::Dismissed);
    let case = Under::received(&bureau).await;
    let name = &case.name;
    let gone = order!(
        name,
        TransferOutRequest {
            target: pb::TransferTarget::Organ.into(),
            organ: "交通运输局".to_owned(),
            unit: "330602-JTJ".to_owned(),
            reason: "属其职权".to_owned(),
        }
    );
    assert_eq!(head.transfer_out(gone).await.unwrap().into_inner().stage(), Stage::TransferredOut);
    let case = Under::received(&bureau).await.filed(&bureau).await;
    let name = &case.name;
    let withdrawn = order!(
        name,
        WithdrawCaseRequest {
            reason: "当事人死亡".to_owned()
        }
    );
    let ended = head.withdraw_case(withdrawn).await.unwrap().into_inner();
    assert_eq!(ended.stage(), Stage::CaseWithdrawn);
    let again = order!(
        name,
        ConcludeInvestigationRequest {
            facts: "x".to_owned(),
            officers: both()
        }
    );
    refused(
        bureau.cases(&LI).conclude_investigation(again).await,
        FailedPrecondition,
        "CLOSED_ALREADY",
    );
    bureau.lives(Duration::days(32)).await;
    assert!(bureau.case(name).await.archive_time.is_some());
}
