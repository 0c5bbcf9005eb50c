//! A heavy fine: heard, reviewed, discussed, and never heavier for it (行政处罚法 arts. 45, 57, 58, 63 to 65).

use shiyu_e2e::bureau::people::{BUREAU_HEAD, COUNTER, HOST, LEGAL, LI};
use shiyu_e2e::bureau::{BUREAU, Bureau, WORDS, both};
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::operations::timestamp;
use shiyu_proto::enforcement::v1::{self as pb, Stage};
use time::Duration;
use tonic::Code::{FailedPrecondition, InvalidArgument, PermissionDenied};

use super::{Under, fine, order};
use crate::saying::refused;

on_both_storages! {
    a_heavy_fine_is_heard_reviewed_discussed_and_not_made_heavier;
    a_hearing_that_is_not_asked_for_in_time_is_lost;
}

/// More than the threshold of a citizen.
const HEAVY: i64 = 20_000;

/// A hearing in so many days, told of today, led by somebody.
fn schedule(bureau: &Bureau, name: &str, (host, days): (&str, i64)) -> pb::ScheduleHearingRequest {
    order!(
        name.to_owned(),
        ScheduleHearingRequest {
            host: host.to_owned(),
            place: "听证室".to_owned(),
            public: true,
            notify_time: Some(timestamp(bureau.now())),
            schedule_time: Some(timestamp(bureau.now() + Duration::days(days))),
        }
    )
}

fn asks(case: &Under) -> pb::RequestHearingRequest {
    order!(
        case.name,
        RequestHearingRequest {
            party: case.suspect.clone()
        }
    )
}

/// As far as the notice of a heavy fine.
async fn told(bureau: &Bureau) -> Under {
    let case = Under::received(bureau).await.filed(bureau).await.concluded(bureau).await;
    let name = &case.name;
    let proposed = order!(
        name,
        ProposeOutcomeRequest {
            proposal: Some(fine(HEAVY)),
            officers: both()
        }
    );
    bureau.cases(&LI).propose_outcome(proposed).await.unwrap();
    let notice = |hearing| {
        order!(
            name,
            ServeNoticeRequest {
                facts: WORDS[1].to_owned(),
                hearing: hearing,
                delivery: Some(case.delivery(bureau)),
            }
        )
    };
    let without = bureau.cases(&LI).serve_notice(notice(false)).await;
    refused(without, FailedPrecondition, "HEARING_RIGHT_UNTOLD");
    bureau.cases(&LI).serve_notice(notice(true)).await.unwrap();
    case
}

/// Set for a day, and nothing sooner, and by nobody who investigated.
async fn scheduled(bureau: &Bureau, name: &str) {
    bureau.certified_in(BUREAU, &HOST, "33020003").await;
    let mut officer = bureau.cases(&LI);
    let too_soon = schedule(bureau, name, (HOST.subject, 5));
    refused(officer.schedule_hearing(too_soon).await, FailedPrecondition, "HEARING_TOO_SOON");
    let investigator = schedule(bureau, name, (LI.subject, 20));
    refused(
        officer.schedule_hearing(investigator).await,
        PermissionDenied,
        "INVESTIGATOR_DECIDES",
    );
    let closed = pb::ScheduleHearingRequest {
        public: false,
        ..schedule(bureau, name, (HOST.subject, 20))
    };
    let unexplained = officer.schedule_hearing(closed.clone()).await.unwrap_err();
    assert_eq!(unexplained.code(), InvalidArgument, "{unexplained:?}");
    let closed = pb::ScheduleHearingRequest {
        closed_reason: "涉及个人隐私".to_owned(),
        ..closed
    };
    let set = officer.schedule_hearing(closed).await.unwrap().into_inner();
    let hearing = set.course.unwrap().hearings.pop().unwrap();
    assert!(!hearing.public && hearing.closed_reason == "涉及个人隐私", "{hearing:?}");
}

async fn held(bureau: &Bureau, name: &str) {
    let hold = || {
        order!(
            name.to_owned(),
            HoldHearingRequest {
                attended: true,
                agents: 2,
                record: "a".repeat(64),
                opinion: "事实清楚".to_owned()
            }
        )
    };
    refused(bureau.cases(&HOST).hold_hearing(hold()).await, FailedPrecondition, "IN_FUTURE");
    bureau.lives(Duration::days(21)).await;
    let case = bureau.cases(&HOST).hold_hearing(hold()).await.unwrap().into_inner();
    assert_eq!(case.stage(), Stage::HearingHeld);
}

async fn a_heavy_fine_is_heard_reviewed_discussed_and_not_made_heavier(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = told(&bureau).await;
    let name = &case.name;
    bureau.cases(&COUNTER).request_hearing(asks(&case)).await.unwrap();
    let submit = || order!(name, SubmitCaseRequest {});
    refused(bureau.cases(&LI).submit_case(submit()).await, FailedPrecondition, "HEARING_PENDING");
    scheduled(&bureau, name).await;
    held(&bureau, name).await;
    let heavier = order!(
        name,
        ProposeOutcomeRequest {
            proposal: Some(fine(HEAVY + 1)),
            officers: both()
        }
    );
    refused(
        bureau.cases(&LI).propose_outcome(heavier).await,
        FailedPrecondition,
        "HEAVIER_FOR_DEFENCE",
    );
    let submitted = bureau.cases(&LI).submit_case(submit()).await.unwrap().into_inner();
    assert_eq!(submitted.stage(), Stage::LegalReview, "it was heard");
    let passed = order!(
        name,
        DecideReviewRequest {
            passed: true,
            opinion: "同意".to_owned()
        }
    );
    let reviewed = bureau.cases(&LEGAL).decide_review(passed).await.unwrap().into_inner();
    assert_eq!(reviewed.stage(), Stage::Discussion, "it is heavy");
    let decide = |yuan| {
        order!(
            name,
            DecideCaseRequest {
                outcome: Some(fine(yuan)),
                facts: WORDS[1].to_owned(),
                basis: vec!["《城乡规划法》第六十四条".to_owned()],
            }
        )
    };
    let mut head = bureau.cases(&BUREAU_HEAD);
    refused(head.decide_case(decide(HEAVY)).await, FailedPrecondition, "NOT_IN_STAGE");
    let agreed = order!(
        name,
        RecordDiscussionRequest {
            minutes: "b".repeat(64),
            votes_for: 3,
            votes_against: 1
        }
    );
    head.record_discussion(agreed).await.unwrap();
    head.decide_case(decide(15_000)).await.unwrap();
    let case = case.served(&bureau).await;
    case.paid(&bureau, 15_000, "R1").await.unwrap();
    case.closed(&bureau).await;
    let kinds = bureau.kinds(&case.name).await;
    for kind in ["hearing.requested", "hearing.scheduled", "hearing.held"] {
        assert!(kinds.iter().any(|told| told == kind), "{kind} is not in {kinds:?}");
    }
}

async fn a_hearing_that_is_not_asked_for_in_time_is_lost(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = told(&bureau).await;
    bureau.lives(Duration::days(20)).await;
    let late = bureau.cases(&COUNTER).request_hearing(asks(&case)).await;
    refused(late, FailedPrecondition, "HEARING_LAPSED");
    let submitted = bureau
        .cases(&LI)
        .submit_case(order!(case.name, SubmitCaseRequest {}))
        .await
        .unwrap();
    assert_eq!(
        submitted.into_inner().stage(),
        Stage::Discussion,
        "nobody was heard, and it is heavy"
    );
}
