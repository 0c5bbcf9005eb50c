//! Review and re-review (复查, 复核; arts. 35, 36): by the unit above, by other staff, and in time.

use prost_types::Timestamp;
use shiyu_e2e::people::{CITY_REVIEWER, HANDLER, OFFICER, Post, REVIEWER};
use shiyu_e2e::sample::{BUREAU, CITY_OFFICE, COUNTY, OFFICE};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_kit::clock::new_id;
use shiyu_proto::petition::v1::{self as pb, DeliveryMethod, RemedyKind, Ruling, Stage};
use time::{Duration, OffsetDateTime};
use tonic::Code::{FailedPrecondition, PermissionDenied};
use tonic::{Response, Status};

use crate::publication::is_published_and_taken_down;
use crate::saying::{at, refused};

on_both_storages! {
    an_opinion_is_upheld_by_other_staff_of_the_unit_above;
    an_opinion_is_changed_and_carried_out;
    an_opinion_is_revoked_and_handled_anew;
    a_re_review_stands_still_for_a_hearing_and_has_the_last_word;
    a_request_is_late_on_the_31st_day_and_in_time_when_it_was_posted_before;
    a_request_that_is_none_is_dismissed;
}

fn basis() -> Vec<String> {
    vec!["信访工作条例 art. 35".to_owned()]
}

/// Served, and contested by its petitioner.
async fn contested(town: &Town) -> Matter {
    let matter = at(town, Stage::OpinionServed).await;
    let request = matter
        .by(town, &OFFICER)
        .request_remedy(matter.petitioner.clone(), "It still leaks");
    assert_eq!(request.await.unwrap().stage(), Stage::ReviewRequested);
    matter
}

/// Reviewed and upheld, the decision served.
async fn upheld(town: &Town) -> Matter {
    let matter = contested(town).await;
    let reviewer = matter.by(town, &REVIEWER);
    reviewer.take_up().await.unwrap();
    reviewer.decide(Ruling::Upheld, "It stands", basis(), false).await.unwrap();
    reviewer.serve_ruling(DeliveryMethod::Mail, "EMS 2").await.unwrap();
    matter
}

async fn an_opinion_is_upheld_by_other_staff_of_the_unit_above(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = contested(&town).await;
    let remedy = matter.course(&town).await.remedies.pop().unwrap();
    assert_eq!((remedy.kind(), remedy.organ.as_str()), (RemedyKind::Review, COUNTY));
    assert_eq!(matter.running(&town).await, ["take_up", "review"]);

    let of_the_handler = Post {
        unit: Some(BUREAU),
        subject: "colleague",
        ..REVIEWER
    };
    let moved = Post {
        subject: HANDLER.subject,
        ..REVIEWER
    };
    for (post, reason) in [(of_the_handler, "NOT_THE_REVIEW_ORGAN"), (moved, "REVIEWER_HANDLED_THE_CASE")] {
        refused(matter.by(&town, &post).take_up().await, PermissionDenied, reason);
    }
    let reviewer = matter.by(&town, &REVIEWER);
    let taken = reviewer.take_up().await.unwrap();
    assert_eq!((taken.stage(), taken.unit.as_str()), (Stage::Reviewing, OFFICE));
    assert_eq!(matter.running(&town).await, ["review"]);
    let decided = reviewer.decide(Ruling::Upheld, "It stands", basis(), false).await.unwrap();
    assert_eq!(decided.stage(), Stage::ReviewDecided);
    assert_eq!(matter.running(&town).await, ["review", "serve"]);
    let served = reviewer.serve_ruling(DeliveryMethod::Direct, "Receipt 2").await.unwrap();
    assert_eq!(served.stage(), Stage::ReviewServed);
    assert_eq!(matter.running(&town).await, ["recheck_window"]);

    town.advance_past(matter.due(&town, "recheck_window").await).await;
    town.settled().await;
    let closed = matter.get(&town).await;
    assert_eq!(
        (closed.stage(), closed.ending.unwrap().closing()),
        (Stage::Closed, pb::Closing::Lapsed)
    );
}

async fn an_opinion_is_changed_and_carried_out(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = contested(&town).await;
    let reviewer = matter.by(&town, &REVIEWER);
    reviewer.take_up().await.unwrap();
    reviewer
        .decide(Ruling::Changed, "The bureau repairs it", basis(), true)
        .await
        .unwrap();
    reviewer.serve_ruling(DeliveryMethod::Mail, "EMS 2").await.unwrap();
    assert_eq!(matter.running(&town).await, ["execute", "recheck_window"]);
    town.advance_past(matter.due(&town, "recheck_window").await).await;
    town.settled().await;
    assert_eq!(matter.get(&town).await.stage(), Stage::ReviewServed);
    let done = matter.by(&town, &HANDLER).report_execution("Repaired").await.unwrap();
    assert_eq!(done.stage(), Stage::Closed);
}

async fn an_opinion_is_revoked_and_handled_anew(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = contested(&town).await;
    let first = matter.due(&town, "handle").await;
    town.advance(Duration::days(2)).await;
    let reviewer = matter.by(&town, &REVIEWER);
    reviewer.take_up().await.unwrap();
    let revoked = reviewer
        .decide(Ruling::Revoked, "The survey was not heard", basis(), false)
        .await
        .unwrap();
    assert_eq!((revoked.stage(), revoked.unit.as_str()), (Stage::Handling, BUREAU));
    assert_eq!(matter.running(&town).await, ["review", "handle", "serve_revocation"]);
    assert!(matter.due(&town, "handle").await > first, "another 60 days");
    refused(
        matter.by(&town, &HANDLER).serve_ruling(DeliveryMethod::Mail, "EMS 2").await,
        PermissionDenied,
        "NOT_PERMITTED",
    );
    let told = reviewer.serve_ruling(DeliveryMethod::Mail, "EMS 2").await.unwrap();
    let decision = told.course.as_ref().and_then(|course| course.remedies[0].decision.clone()).unwrap();
    assert_eq!(
        (told.stage(), decision.delivery.unwrap().proof.as_str()),
        (Stage::Handling, "EMS 2")
    );
    assert_eq!(matter.running(&town).await, ["handle"]);

    matter.answer(&town, pb::Decision::Explained).await;
    let again = matter.by(&town, &OFFICER).request_remedy(matter.petitioner.clone(), "Not yet");
    let remedies = again.await.unwrap().course.unwrap().remedies;
    let kinds: Vec<_> = remedies.iter().map(pb::Remedy::kind).collect();
    assert_eq!(kinds, [RemedyKind::Review, RemedyKind::Review], "the new opinion is reviewed first");
    assert_eq!(matter.course(&town).await.opinions.len(), 2);
}

async fn a_re_review_stands_still_for_a_hearing_and_has_the_last_word(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = upheld(&town).await;
    let asked = matter.by(&town, &OFFICER).request_remedy(matter.petitioner.clone(), "Still leaks");
    assert_eq!(asked.await.unwrap().stage(), Stage::RecheckRequested);
    let remedy = matter.course(&town).await.remedies.pop().unwrap();
    assert_eq!((remedy.kind(), remedy.organ.as_str()), (RemedyKind::Recheck, "330600"));
    refused(
        matter.by(&town, &REVIEWER).take_up().await,
        PermissionDenied,
        "NOT_THE_REVIEW_ORGAN",
    );

    let city = matter.by(&town, &CITY_REVIEWER);
    assert_eq!(city.take_up().await.unwrap().unit, CITY_OFFICE);
    let due = matter.due(&town, "recheck").await;
    city.open_hearing().await.unwrap();
    refused(city.open_hearing().await, FailedPrecondition, "HEARING_OPEN");
    let early = city.decide(Ruling::Upheld, "It stands", basis(), false).await;
    refused(early, FailedPrecondition, "HEARING_OPEN");
    town.advance(Duration::days(10)).await;
    city.close_hearing("All sides were heard").await.unwrap();
    let later = matter.due(&town, "recheck").await;
    assert!(later >= due + Duration::days(8), "the hearing does not count: {due} and {later}");
    refused(city.close_hearing("Again").await, FailedPrecondition, "NO_HEARING");

    let revoked = city.decide(Ruling::Revoked, "Anew", basis(), false).await;
    refused(revoked, FailedPrecondition, "RECHECK_IS_FINAL");
    city.decide(Ruling::Upheld, "It stands", basis(), false).await.unwrap();
    let ended = city.serve_ruling(DeliveryMethod::Mail, "EMS 3").await.unwrap();
    assert_eq!(ended.stage(), Stage::Terminated);
    assert_eq!(matter.running(&town).await, ["archive"]);
    let officer = matter.by(&town, &OFFICER);
    let more = officer.request_remedy(matter.petitioner.clone(), "Once more").await;
    refused(more, FailedPrecondition, "TERMINATED_ALREADY");

    is_published_and_taken_down(&town, &matter).await;

    let of_the_city = Post {
        unit: Some(CITY_OFFICE),
        ..OFFICER
    };
    let of_the_city = matter.by(&town, &of_the_city);
    let cared = of_the_city.add_care(BUREAU, "Show how to apply for a repair fund").await.unwrap();
    let task = cared.course.unwrap().care_tasks.pop().unwrap();
    let done = matter.by(&town, &HANDLER).complete_care(&task.id).await.unwrap();
    assert!(done.course.unwrap().care_tasks[0].done_time.is_some());
}

async fn a_request_is_late_on_the_31st_day_and_in_time_when_it_was_posted_before(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::OpinionServed).await;
    let last = matter.due(&town, "review_window").await;
    town.advance_past(last).await;
    town.settled().await;
    assert_eq!(matter.get(&town).await.stage(), Stage::Closed);

    refused(received(&town, &matter, None).await, FailedPrecondition, "REMEDY_LAPSED");
    refused(received(&town, &matter, Some(last)).await, FailedPrecondition, "REMEDY_LAPSED");
    let future = Some(town.now() + Duration::HOUR);
    refused(received(&town, &matter, future).await, FailedPrecondition, "RECEIVED_IN_FUTURE");

    let posted = last - Duration::HOUR;
    let recorded = by_post(&town, &matter, posted).await.unwrap();
    assert_eq!((recorded.stage(), recorded.ending), (Stage::ReviewRequested, None));
    assert_eq!(matter.running(&town).await, ["take_up", "review"]);
    let remedy = recorded.course.unwrap().remedies.pop().unwrap();
    assert_eq!(remedy.post_time.unwrap().seconds, posted.unix_timestamp());
    let review = matter.clock(&town, "review").await;
    assert_eq!(review.start_time, remedy.request_time, "its time runs from receipt");
}

async fn received(town: &Town, matter: &Matter, at: Option<OffsetDateTime>) -> Result<pb::Petition, Status> {
    let receive_time = at.map(stamp);
    asked(
        town,
        matter,
        pb::RequestRemedyRequest {
            receive_time,
            ..pb::RequestRemedyRequest::default()
        },
    )
    .await
}

async fn by_post(town: &Town, matter: &Matter, at: OffsetDateTime) -> Result<pb::Petition, Status> {
    let post_time = Some(stamp(at));
    asked(
        town,
        matter,
        pb::RequestRemedyRequest {
            post_time,
            ..pb::RequestRemedyRequest::default()
        },
    )
    .await
}

fn stamp(at: OffsetDateTime) -> Timestamp {
    Timestamp {
        seconds: at.unix_timestamp(),
        nanos: 0,
    }
}

async fn asked(town: &Town, matter: &Matter, when: pb::RequestRemedyRequest) -> Result<pb::Petition, Status> {
    let request = pb::RequestRemedyRequest {
        name: matter.name.clone(),
        request_id: new_id().to_string(),
        party: matter.petitioner.clone(),
        reasons: "It still leaks".to_owned(),
        ..when
    };
    let done = town.caller(&OFFICER).petitions().request_remedy(request).await;
    done.map(Response::into_inner)
}

async fn a_request_that_is_none_is_dismissed(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = contested(&town).await;
    let dismissed = matter.by(&town, &REVIEWER).dismiss("It asks for nothing").await.unwrap();
    let ending = dismissed.ending.clone().unwrap();
    assert_eq!((dismissed.stage(), ending.closing()), (Stage::Closed, pb::Closing::Dismissed));
    let kinds = matter.kinds(&town).await;
    assert_eq!(kinds[kinds.len() - 2..], ["remedy.dismissed", "matter.closed"]);
    let course = matter.course(&town).await;
    assert_eq!(course.remedies[0].dismissal, "It asks for nothing");
    let again = received(&town, &matter, None).await.unwrap();
    assert_eq!(
        again.stage(),
        Stage::ReviewRequested,
        "in what is left of their time they ask once more"
    );
}
