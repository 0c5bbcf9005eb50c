//! Cases that begin and end in the bureau.

use shiyu_e2e::bureau::people::{BUREAU_HEAD, COUNTER, LI, OTHER};
use shiyu_e2e::bureau::{Bureau, POWER, WORDS, both};
use shiyu_e2e::people::OFFICER;
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::enforcement::v1::{self as pb, Stage};
use time::Duration;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};

use super::{Under, order};
use crate::saying::refused;

on_both_storages! {
    a_case_goes_from_the_clue_to_the_archive;
    who_does_not_pay_goes_to_court;
    a_remedy_changes_a_fine_and_what_was_paid_too_much_comes_back;
    what_may_be_a_crime_goes_to_justice_and_comes_back;
    what_is_restarted_in_the_middle_goes_on;
    what_is_decided_on_the_spot_is_paid_in_cash_and_handed_in;
    what_comes_to_nothing_says_so;
    nobody_is_fined_above_what_was_told_or_without_being_told;
}

async fn a_case_goes_from_the_clue_to_the_archive(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::fined(&bureau, 1_000).await;
    let name = &case.name;
    let published = order!(
        name,
        PublishDecisionRequest {
            reference: "公示1".to_owned(),
            masked: "c".repeat(64)
        }
    );
    bureau.cases(&LI).publish_decision(published).await.unwrap();
    refused(case.paid(&bureau, 1_001, "R0").await, FailedPrecondition, "MORE_THAN_DUE");
    let paid = case.paid(&bureau, 1_000, "R1").await.unwrap();
    assert_eq!(paid.stage(), Stage::Performed);
    refused(
        bureau
            .cases(&LI)
            .close_case(order!(
                name,
                CloseCaseRequest {
                    summary: "结案".to_owned()
                }
            ))
            .await,
        PermissionDenied,
        "NOT_PERMITTED",
    );
    case.closed(&bureau).await;
    bureau.lives(Duration::days(32)).await;
    assert!(bureau.case(name).await.archive_time.is_some());
    let kinds = bureau.kinds(name).await;
    for kind in ["clue.received", "case.archived"] {
        assert!(kinds.iter().any(|told| told == kind), "{kind} is not in {kinds:?}");
    }
    refused(
        bureau.cases(&OTHER).get_case(pb::GetCaseRequest { name: name.clone() }).await,
        NotFound,
        "CASE_UNKNOWN",
    );
    let remedies = pb::FindRemediesRequest {
        parent: parent(),
        number: paid.number,
    };
    let found = bureau.cases(&OFFICER).find_remedies(remedies).await.unwrap().into_inner();
    assert!(!found.reconsideration_first);
    let kinds: Vec<pb::RemedyKind> = found.ways.iter().map(pb::RemedyWay::kind).collect();
    assert_eq!(kinds, [pb::RemedyKind::Reconsideration, pb::RemedyKind::Litigation]);
    for fact in town.told().await {
        let told = String::from_utf8_lossy(&fact.data).into_owned();
        for word in WORDS {
            assert!(!told.contains(word), "{} tells {word}", fact.subject);
        }
    }
}

async fn who_does_not_pay_goes_to_court(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::fined(&bureau, 1_000).await;
    let name = &case.name;
    bureau.lives(Duration::days(20)).await;
    assert_eq!(bureau.case(name).await.stage(), Stage::Overdue);
    let demand = || {
        order!(
            name,
            ServeDemandRequest {
                delivery: Some(case.delivery(&bureau))
            }
        )
    };
    refused(bureau.cases(&LI).serve_demand(demand()).await, FailedPrecondition, "REMEDY_OPEN");
    bureau.lives(Duration::days(200)).await;
    bureau.cases(&LI).serve_demand(demand()).await.unwrap();
    let apply = || {
        order!(
            name,
            ApplyToCourtRequest {
                court: "越城区法院".to_owned(),
                reference: "申请1".to_owned()
            }
        )
    };
    refused(
        bureau.cases(&BUREAU_HEAD).apply_to_court(apply()).await,
        FailedPrecondition,
        "DEMAND_RUNNING",
    );
    bureau.lives(Duration::days(20)).await;
    bureau.cases(&BUREAU_HEAD).apply_to_court(apply()).await.unwrap();
    let allowed = order!(
        name,
        RecordCourtRulingRequest {
            ruling: pb::CourtRuling::Allowed.into(),
            reference: "裁定1".to_owned()
        }
    );
    bureau.cases(&LI).record_court_ruling(allowed).await.unwrap();
    let paid = case.paid(&bureau, 2_000, "R1").await.unwrap();
    assert_eq!(paid.stage(), Stage::Performed, "the fine, and a surcharge that is never more");
    assert_eq!(case.closed(&bureau).await.stage(), Stage::Closed);
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

async fn what_is_restarted_in_the_middle_goes_on(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let mut bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::received(&bureau)
        .await
        .filed(&bureau)
        .await
        .concluded(&bureau)
        .await
        .told(&bureau, 1_000)
        .await;
    let before = bureau.case(&case.name).await;
    bureau.stop().await;
    bureau.start().await;
    assert_eq!(bureau.case(&case.name).await, before);
    let case = case.decided(&bureau, super::fine(1_000)).await.served(&bureau).await;
    case.paid(&bureau, 1_000, "R1").await.unwrap();
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
        }),
        subject: pb::SubjectKind::Citizen.into(),
        capacity: pb::Capacity::Full.into(),
        officers: both(),
        facts: WORDS[1].to_owned(),
        item: super::fine(yuan).items.pop(),
        heard: "没有异议".to_owned(),
        told: true,
        delivery: Some(case.delivery(&bureau)),
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
    let closed = bureau.cases(&BUREAU_HEAD).close_case(close()).await.unwrap().into_inner();
    assert_eq!(closed.stage(), Stage::Closed);
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

async fn nobody_is_fined_above_what_was_told_or_without_being_told(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::received(&bureau).await.filed(&bureau).await.concluded(&bureau).await;
    let name = &case.name;
    let decide = |yuan| {
        order!(
            name,
            DecideCaseRequest {
                outcome: Some(super::fine(yuan)),
                facts: WORDS[1].to_owned(),
                basis: vec!["《城乡规划法》第六十四条".to_owned()],
            }
        )
    };
    let mut head = bureau.cases(&BUREAU_HEAD);
    refused(head.decide_case(decide(500)).await, FailedPrecondition, "NOT_IN_STAGE");
    let case = case.told(&bureau, 500).await;
    let name = &case.name;
    let submit = || order!(name, SubmitCaseRequest {});
    refused(bureau.cases(&LI).submit_case(submit()).await, FailedPrecondition, "DEFENCE_OPEN");
    let says = order!(
        name,
        ReceiveStatementRequest {
            party: case.suspect.clone(),
            text: "不是我".to_owned()
        }
    );
    let statement = says.request_id.clone();
    bureau.cases(&COUNTER).receive_statement(says).await.unwrap();
    bureau.lives(Duration::days(12)).await;
    refused(
        bureau.cases(&LI).submit_case(submit()).await,
        FailedPrecondition,
        "STATEMENT_UNREVIEWED",
    );
    let looked = order!(
        name,
        ReviewStatementRequest {
            statement: statement,
            accepted: false,
            reasons: "证据充分".to_owned()
        }
    );
    bureau.cases(&LI).review_statement(looked).await.unwrap();
    let heavier = order!(
        name,
        ProposeOutcomeRequest {
            proposal: Some(super::fine(600)),
            officers: both()
        }
    );
    refused(
        bureau.cases(&LI).propose_outcome(heavier).await,
        FailedPrecondition,
        "HEAVIER_FOR_DEFENCE",
    );
    bureau.cases(&LI).submit_case(submit()).await.unwrap();
    let decide = |yuan| {
        order!(
            name,
            DecideCaseRequest {
                outcome: Some(super::fine(yuan)),
                facts: WORDS[1].to_owned(),
                basis: vec!["《城乡规划法》第六十四条".to_owned()],
            }
        )
    };
    refused(head.decide_case(decide(501)).await, FailedPrecondition, "MORE_THAN_TOLD");
    head.decide_case(decide(400)).await.unwrap();
    let case = case.served(&bureau).await;
    case.paid(&bureau, 400, "R1").await.unwrap();
    case.closed(&bureau).await;
}
