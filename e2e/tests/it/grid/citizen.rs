//! The public door (G-25): anybody reports without a token, follows the report with its code, rates the result and claims the reward.

use shiyu_e2e::ground::people::{CHIEF, DISPATCHER, LEAD, PATROL};
use shiyu_e2e::ground::{TOWN, WORDS, spot};
use shiyu_e2e::{Backends, Found, Ground, Storage};
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::picture::photograph;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::submit_photo_request::Part;
use time::Duration;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};
use tonic::{Response, Status};

use crate::saying::refused;

on_both_storages! {
    a_citizen_reports_rates_and_is_rewarded;
    a_citizen_adds_a_photograph_with_the_code_alone;
}

/// What somebody says at the public door.
pub fn submission(ground: &Ground) -> pb::SubmitReportRequest {
    let [title, description, whereabouts, ..] = WORDS.map(str::to_owned);
    pb::SubmitReportRequest {
        request_id: new_id().to_string(),
        title,
        description,
        whereabouts,
        point: Some(spot(2, 0)),
        class_code: "E1201".to_owned(),
        seen_time: Some(timestamp(ground.town.now() - Duration::minutes(1))),
        ..pb::SubmitReportRequest::default()
    }
}

/// Says it, and finds the event.
pub async fn submitted(ground: &Ground, request: pb::SubmitReportRequest) -> Found {
    let name = format!("{}/events/{}", shiyu_e2e::sample::parent(), request.request_id);
    let done = ground.anonymous().reports().submit_report(request).await.unwrap();
    Found::of(&name, done.into_inner().query_code)
}

async fn query(ground: &Ground, code: &str) -> Result<pb::QueryReportResponse, Status> {
    let request = pb::QueryReportRequest {
        query_code: code.to_owned(),
    };
    ground.anonymous().reports().query_report(request).await.map(Response::into_inner)
}

async fn rate(ground: &Ground, code: &str) -> Result<pb::QueryReportResponse, Status> {
    let request = pb::SubmitRatingRequest {
        query_code: code.to_owned(),
        request_id: new_id().to_string(),
        rating: pb::EventRating::VerySatisfied.into(),
    };
    ground.anonymous().reports().submit_rating(request).await.map(Response::into_inner)
}

async fn a_citizen_reports_rates_and_is_rewarded(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let found = submitted(&ground, submission(&ground)).await;
    let shown = query(&ground, &found.code).await.unwrap();
    assert_eq!((shown.stage(), shown.unit.as_str()), (pb::EventStage::Reported, TOWN));
    assert_eq!(shown.unit_name, "塔山街道");
    refused(query(&ground, "7K2M-9QXA-41BD").await, NotFound, "STATUS_UNKNOWN");

    let (dispatcher, chief) = (found.by(&ground, &DISPATCHER), found.by(&ground, &CHIEF));
    refused(dispatcher.dispatch("", "").await, FailedPrecondition, "VERIFICATION_MISSING");
    dispatcher.order_verification().await.unwrap();
    let seen = found.by(&ground, &PATROL).report_verification(true, "So it is").await.unwrap();
    assert_eq!(seen.stage(), pb::EventStage::Accepted, "what is so is accepted with it");
    let lead = found.by(&ground, &LEAD);
    lead.take_up().await.unwrap();
    let [.., done, _] = WORDS;
    lead.report_handled(done, pb::Measure::Cleared, vec![]).await.unwrap();
    refused(rate(&ground, &found.code).await, FailedPrecondition, "NOT_IN_STAGE");
    let closed = found.closed(&ground).await;
    assert_eq!(closed.hands.unwrap().reported_by, "party");

    let rated = rate(&ground, &found.code).await.unwrap();
    assert_eq!((rated.result.as_str(), rated.rate_before_time), ("handled", None));
    refused(rate(&ground, &found.code).await, FailedPrecondition, "EVALUATED_ALREADY");
    chief.grant_reward(20_000, "〔2025〕7号").await.unwrap();
    assert_eq!(query(&ground, &found.code).await.unwrap().reward_fen, 20_000);
    refused(chief.pay_reward(&found.code, "17").await, PermissionDenied, "GRANTER_PAYS");
    let wrong = dispatcher.pay_reward("0000-0000-0000", "17").await;
    refused(wrong, PermissionDenied, "CODE_WRONG");
    dispatcher.pay_reward(&found.code, "17").await.unwrap();
    assert_eq!(query(&ground, &found.code).await.unwrap().reward_fen, 0);

    ground.settled().await;
    for fact in ground.town.told_of(found.id).await {
        let text = String::from_utf8_lossy(&fact.bytes()).into_owned();
        assert!(!text.contains(&found.code), "{} tells the code", fact.subject);
    }
}

async fn a_citizen_adds_a_photograph_with_the_code_alone(backends: Backends, storage: Storage) {
    let ground = Ground::open(&backends, storage).await;
    let found = submitted(&ground, submission(&ground)).await;
    let add = async |code: &str| {
        let head = Part::Head(pb::PhotoHead {
            query_code: code.to_owned(),
            request_id: new_id().to_string(),
            media_type: "image/jpeg".to_owned(),
            taken_at: None,
        });
        let parts = [head, Part::Content(photograph(1, 7))];
        let parts = parts.map(|part| pb::SubmitPhotoRequest { part: Some(part) });
        let answer = ground.anonymous().reports().submit_photo(futures::stream::iter(parts)).await;
        answer.map(Response::into_inner)
    };
    refused(add("7K2M-9QXA-41BD").await, NotFound, "STATUS_UNKNOWN");
    assert_eq!(add(&found.code).await.unwrap().stage(), pb::EventStage::Reported);
    refused(add(&found.code).await, FailedPrecondition, "DONE_ALREADY");
    let seen = found.by(&ground, &DISPATCHER).get().await.unwrap();
    let kept = seen.course.unwrap().evidence.remove(0);
    assert_eq!((kept.by.as_str(), kept.media_type.as_str()), ("party", "image/jpeg"));
}
