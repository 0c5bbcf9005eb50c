//! Cases that begin and end in the bureau.

use shiyu_e2e::bureau::people::{BUREAU_HEAD, COUNTER, LI, OTHER};
use shiyu_e2e::bureau::{Bureau, WORDS, both};
use shiyu_e2e::people::OFFICER;
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::operations::timestamp;
use shiyu_proto::enforcement::v1::{self as pb, Stage};
use time::Duration;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};

use super::{Under, order};
use crate::saying::refused;

on_both_storages! {
    a_case_goes_from_the_clue_to_the_archive;
    who_does_not_pay_goes_to_court;
    what_is_restarted_in_the_middle_goes_on;
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
            masked: bureau.published(name).await
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
    let accepted = order!(
        name,
        RecordCourtAcceptanceRequest {
            accept_time: Some(timestamp(bureau.now()))
        }
    );
    bureau.cases(&LI).record_court_acceptance(accepted).await.unwrap();
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
