//! What is registered, sealed and seized (行政处罚法 art. 56; 行政强制法 arts. 18 to 25, 43): by whom, when, what never, and how it ends by itself.

use shiyu_e2e::bureau::people::{BUREAU_HEAD, LI};
use shiyu_e2e::bureau::{Bureau, both};
use shiyu_e2e::people::Post;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::calendar::{Calendar, close_of, local_date};
use shiyu_kit::operations::timestamp;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::course::{Measure, Preservation};
use time::{Duration, OffsetDateTime};
use tonic::Code::{FailedPrecondition, PermissionDenied};
use tonic::{Response, Status};

use super::{Under, order, seen};
use crate::saying::refused;

on_both_storages! {
    what_may_vanish_is_registered_and_released_after_seven_working_days;
    what_is_seized_is_approved_lasts_thirty_days_and_is_never_a_necessity_of_life;
    what_cannot_wait_is_approved_within_a_day_or_given_back;
}

/// Ten in the morning of the next day that is worked, a night after the case came in.
async fn morning(bureau: &Bureau) {
    let day = Calendar::builtin().next_working_day(local_date(bureau.now()));
    let ten = close_of(day) - Duration::hours(14);
    bureau.advance(ten - bureau.now()).await;
    bureau.settled().await;
}

fn seizure(name: &str, at: OffsetDateTime) -> pb::TakeMeasureRequest {
    order!(
        name.to_owned(),
        TakeMeasureRequest {
            kind: pb::MeasureKind::Seizure.into(),
            items: vec!["切割机一台".to_owned()],
            reason: "防止证据损毁".to_owned(),
            officers: both(),
            take_time: Some(timestamp(at)),
        }
    )
}

async fn take(bureau: &Bureau, post: &Post, request: pb::TakeMeasureRequest) -> Result<Response<pb::Case>, Status> {
    bureau.cases(post).take_measure(request).await
}

async fn measure(bureau: &Bureau, name: &str, id: &str) -> Measure {
    let course = bureau.case(name).await.course.unwrap();
    course.measures.into_iter().find(|measure| measure.id == id).unwrap()
}

async fn preserved(bureau: &Bureau, name: &str) -> String {
    let request = order!(
        name.to_owned(),
        PreserveEvidenceRequest {
            items: vec!["账册两本".to_owned()],
            officers: both()
        }
    );
    let id = request.request_id.clone();
    bureau.cases(&BUREAU_HEAD).preserve_evidence(request).await.unwrap();
    id
}

async fn preservation(bureau: &Bureau, name: &str, id: &str) -> Preservation {
    let course = bureau.case(name).await.course.unwrap();
    course.preservations.into_iter().find(|kept| kept.id == id).unwrap()
}

async fn what_may_vanish_is_registered_and_released_after_seven_working_days(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::received(&bureau).await.filed(&bureau).await;
    let name = &case.name;
    let by_an_officer = order!(
        name,
        PreserveEvidenceRequest {
            items: vec!["账册两本".to_owned()],
            officers: both()
        }
    );
    let refusal = bureau.cases(&LI).preserve_evidence(by_an_officer).await;
    refused(refusal, PermissionDenied, "NOT_PERMITTED");
    let alone = order!(
        name,
        PreserveEvidenceRequest {
            items: vec!["账册两本".to_owned()],
            officers: vec![LI.subject.to_owned()]
        }
    );
    let refusal = bureau.cases(&BUREAU_HEAD).preserve_evidence(alone).await;
    refused(refusal, FailedPrecondition, "TWO_OFFICERS_NEEDED");

    let (returned, forgotten) = (preserved(&bureau, name).await, preserved(&bureau, name).await);
    let disposed = order!(
        name,
        DisposePreservedRequest {
            preservation: returned.clone(),
            outcome: "登记后返还".to_owned()
        }
    );
    bureau.cases(&LI).dispose_preserved(disposed).await.unwrap();
    let withdraw = order!(name, WithdrawCaseRequest { reason: "x".to_owned() });
    let refusal = bureau.cases(&BUREAU_HEAD).withdraw_case(withdraw).await;
    refused(refusal, FailedPrecondition, "SOMETHING_HELD");
    bureau.lives(Duration::days(30)).await;
    assert_eq!(preservation(&bureau, name, &returned).await.outcome, "登记后返还");
    let released = preservation(&bureau, name, &forgotten).await;
    assert!(
        released.outcome.starts_with("released"),
        "its seven working days are over: {released:?}"
    );
    let kinds = bureau.kinds(name).await;
    assert!(kinds.iter().any(|kind| kind == "clock.overdue"), "the office was late: {kinds:?}");
}

async fn what_is_seized_is_approved_lasts_thirty_days_and_is_never_a_necessity_of_life(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::received(&bureau).await.filed(&bureau).await;
    let name = &case.name;
    morning(&bureau).await;
    let now = bureau.now();
    refused(take(&bureau, &LI, seizure(name, now)).await, PermissionDenied, "NOT_THE_HEAD");
    let forbidden: [(&str, Spoil); 4] = [
        ("NECESSITY_OF_LIFE", |request| request.necessities = true),
        ("SUPPLY_CUT", |request| request.cuts_supply = true),
        ("FORBIDDEN_TIME", |request| take_earlier(request, Duration::hours(8))),
        ("IN_FUTURE", |request| take_earlier(request, -Duration::hours(1))),
    ];
    for (reason, spoil) in forbidden {
        let mut request = seizure(name, now);
        spoil(&mut request);
        refused(take(&bureau, &BUREAU_HEAD, request).await, FailedPrecondition, reason);
    }
    let request = seizure(name, now);
    let id = request.request_id.clone();
    take(&bureau, &BUREAU_HEAD, request).await.unwrap();
    let longer = |more| {
        order!(
            name,
            ExtendMeasureRequest {
                measure: id.clone(),
                days: more,
                reason: "案情复杂".to_owned()
            }
        )
    };
    bureau.cases(&BUREAU_HEAD).extend_measure(longer(30)).await.unwrap();
    let refusal = bureau.cases(&BUREAU_HEAD).extend_measure(longer(1)).await;
    refused(refusal, FailedPrecondition, "EXTENDED_ALREADY");
    bureau.lives(Duration::days(59)).await;
    assert!(measure(&bureau, name, &id).await.release_time.is_none(), "sixty days are not over");
    bureau.lives(Duration::days(2)).await;
    assert!(measure(&bureau, name, &id).await.release_time.is_some(), "it ends by itself");
    let again = order!(
        name,
        ReleaseMeasureRequest {
            measure: id.clone(),
            reason: "x".to_owned()
        }
    );
    refused(bureau.cases(&LI).release_measure(again).await, FailedPrecondition, "DONE_ALREADY");
}

/// Makes a request one that is forbidden.
type Spoil = fn(&mut pb::TakeMeasureRequest);

fn take_earlier(request: &mut pb::TakeMeasureRequest, by: Duration) {
    request.take_time = Some(timestamp(shiyu_e2e::moment(request.take_time) - by));
}

async fn what_cannot_wait_is_approved_within_a_day_or_given_back(backends: Backends, storage: Storage) {
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = Under::received(&bureau).await;
    let name = &case.name;
    seen(&bureau, name).await;
    morning(&bureau).await;
    let night = bureau.now() - Duration::hours(8);
    refused(
        take(&bureau, &BUREAU_HEAD, seizure(name, bureau.now())).await,
        FailedPrecondition,
        "NOT_IN_STAGE",
    );
    let urgent = || pb::TakeMeasureRequest {
        urgent: true,
        ..seizure(name, night)
    };
    let another = pb::TakeMeasureRequest {
        items: vec!["电焊机一台".to_owned()],
        ..urgent()
    };
    let (approved, forgotten) = (urgent(), another);
    for request in [&approved, &forgotten] {
        take(&bureau, &LI, request.clone()).await.unwrap();
    }
    refused(take(&bureau, &LI, urgent()).await, FailedPrecondition, "DONE_ALREADY");
    let approve = || {
        order!(
            name,
            ApproveMeasureRequest {
                measure: approved.request_id.clone(),
                approved: true,
                reason: "情况紧急，同意补办".to_owned()
            }
        )
    };
    refused(
        bureau.cases(&LI).approve_measure(approve()).await,
        PermissionDenied,
        "NOT_PERMITTED",
    );
    bureau.cases(&BUREAU_HEAD).approve_measure(approve()).await.unwrap();
    bureau.lives(Duration::hours(17)).await;
    assert!(measure(&bureau, name, &approved.request_id).await.release_time.is_none());
    assert!(
        measure(&bureau, name, &forgotten.request_id).await.release_time.is_some(),
        "nobody approved it"
    );
    let freed = order!(
        name,
        ReleaseMeasureRequest {
            measure: approved.request_id.clone(),
            reason: "已查明".to_owned()
        }
    );
    bureau.cases(&LI).release_measure(freed).await.unwrap();
    assert!(measure(&bureau, name, &approved.request_id).await.release_time.is_some());
}
