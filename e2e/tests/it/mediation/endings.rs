//! A dispute comes to every ending there is, each step by whoever takes it.

use shiyu_e2e::hall::{COMMITTEE_CLERK, MEDIATOR, opening};
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Accord, Backends, Hall, Storage, moment};
use shiyu_kit::operations::timestamp;
use shiyu_proto::mediation::v1 as pb;
use time::{Duration, OffsetDateTime};
use tonic::Code::{AlreadyExists, FailedPrecondition};

use crate::saying::refused;

on_both_storages! {
    kept_and_broken;
    confirmed_refused_and_enforced;
    refused_ended_and_without_an_answer;
    failed_and_expired;
    not_accepted_elsewhere_and_with_the_court;
    no_mediator_is_taken_twice;
}

async fn kept_and_broken(backends: Backends, storage: Storage) {
    let (_town, hall) = Hall::open(&backends, storage).await;
    let kept = Accord::opened(&hall).await;
    kept.mediating(&hall).await;
    kept.session(&hall).await;
    let agreed = kept.agreed(&hall, 20).await;
    assert_eq!(agreed.stage(), pb::DisputeStage::AgreementEffective);
    assert_eq!(kept.paid(&hall).await.stage(), pb::DisputeStage::Performed);
    refused(kept.clerk(&hall).archive().await, FailedPrecondition, "FOLLOW_UP_MISSING");
    kept.clerk(&hall).follow_up(true, "They greet each other").await.unwrap();
    assert_eq!(kept.clerk(&hall).archive().await.unwrap().stage(), pb::DisputeStage::Archived);

    let broken = Accord::opened(&hall).await;
    broken.mediating(&hall).await;
    broken.agreed(&hall, 3).await;
    refused(broken.clerk(&hall).breach(1, "Not paid").await, FailedPrecondition, "NOT_DUE_YET");
    hall.advance(Duration::days(5)).await;
    hall.settled().await;
    let ended = broken.clerk(&hall).breach(1, "Not paid").await.unwrap();
    assert_eq!((ended.stage(), ended.ending.unwrap().obligation), (pb::DisputeStage::Breached, 1));
    let routes = vec![pb::RemainingRoute::Litigation.into()];
    broken.clerk(&hall).routes(routes, pb::NoticeMethod::Direct).await.unwrap();
}

async fn confirmed_refused_and_enforced(backends: Backends, storage: Storage) {
    let (_town, hall) = Hall::open(&backends, storage).await;
    for (outcome, ground, stage) in [
        (
            pb::ConfirmationOutcome::Confirmed,
            pb::NotConfirmedGround::Unspecified,
            pb::DisputeStage::Confirmed,
        ),
        (
            pb::ConfirmationOutcome::Refused,
            pb::NotConfirmedGround::Unclear,
            pb::DisputeStage::ConfirmationRefused,
        ),
        (
            pb::ConfirmationOutcome::Withdrawn,
            pb::NotConfirmedGround::Unspecified,
            pb::DisputeStage::Performing,
        ),
    ] {
        let accord = Accord::opened(&hall).await;
        accord.mediating(&hall).await;
        accord.agreed(&hall, 60).await;
        let clerk = accord.clerk(&hall);
        let (basis, subject) = (pb::CourtBasis::Domicile, pb::ConfirmationSubject::Obligations);
        refused(
            clerk
                .apply("越城区人民法院", basis, pb::ConfirmationSubject::Title, accord.both())
                .await,
            FailedPrecondition,
            "NOT_CONFIRMABLE",
        );
        let alone = clerk.apply("越城区人民法院", basis, subject, vec![accord.applicant.clone()]).await;
        refused(alone, FailedPrecondition, "CONSENT_MISSING");
        clerk.apply("越城区人民法院", basis, subject, accord.both()).await.unwrap();
        let said = clerk.court_said(outcome, ground, "（2026）浙0602民特3号").await.unwrap();
        assert_eq!(said.stage(), stage);
        if stage == pb::DisputeStage::ConfirmationRefused {
            clerk.terminate(pb::TerminationGround::NotConfirmed, "They will sue").await.unwrap();
        } else {
            assert_eq!(accord.paid(&hall).await.stage(), pb::DisputeStage::Performed);
        }
    }
    let late = Accord::opened(&hall).await;
    late.mediating(&hall).await;
    late.agreed(&hall, 90).await;
    hall.advance(Duration::days(45)).await;
    hall.settled().await;
    let (basis, subject) = (pb::CourtBasis::Domicile, pb::ConfirmationSubject::Obligations);
    let applied = late.clerk(&hall).apply("越城区人民法院", basis, subject, late.both()).await;
    refused(applied, FailedPrecondition, "CONFIRMATION_WINDOW_CLOSED");
}

async fn refused_ended_and_without_an_answer(backends: Backends, storage: Storage) {
    let (_town, hall) = Hall::open(&backends, storage).await;
    let against = Accord::opened(&hall).await;
    against.accepted(&hall).await;
    against.says(&hall, &against.applicant, true).await;
    let ended = against.says(&hall, &against.respondent, false).await;
    assert_eq!(ended.ending.unwrap().termination(), pb::TerminationGround::Refused);
    refused(against.clerk(&hall).begin().await, FailedPrecondition, "CLOSED_ALREADY");

    let left = Accord::opened(&hall).await;
    left.mediating(&hall).await;
    let ended = left
        .by(&hall, &MEDIATOR)
        .end_by_party(&left.respondent, pb::WordChannel::Phone)
        .await
        .unwrap();
    assert_eq!(ended.ending.unwrap().termination(), pb::TerminationGround::PartyEnded);

    let silent = Accord::opened(&hall).await;
    silent.accepted(&hall).await;
    let no_answer = pb::TerminationGround::NoResponse;
    refused(
        silent.clerk(&hall).terminate(no_answer, "Nobody came").await,
        FailedPrecondition,
        "STILL_IN_TIME",
    );
    let clocks = silent.get(&hall).await.clocks;
    let respond = clocks.into_iter().find(|clock| clock.name == "respond").unwrap();
    hall.advance_past(moment(respond.legal_due_time)).await;
    let ended = silent.clerk(&hall).terminate(no_answer, "Nobody came").await.unwrap();
    assert_eq!(ended.ending.unwrap().termination(), no_answer);
}

async fn failed_and_expired(backends: Backends, storage: Storage) {
    let (_town, hall) = Hall::open(&backends, storage).await;
    let failed = Accord::opened(&hall).await;
    failed.mediating(&hall).await;
    let flagged = failed
        .by(&hall, &MEDIATOR)
        .flag(pb::EscalationRisk::Criminal, "Both were kept apart")
        .await;
    let escalation = flagged.unwrap().course.unwrap().escalations.remove(0).id;
    let ended = failed
        .by(&hall, &MEDIATOR)
        .terminate(pb::TerminationGround::Failed, "Too far apart")
        .await
        .unwrap();
    assert_eq!(ended.ending.unwrap().termination(), pb::TerminationGround::Failed);
    let clerk = failed.clerk(&hall);
    refused(clerk.archive().await, FailedPrecondition, "ROUTES_NOTICE_MISSING");
    let routes = vec![pb::RemainingRoute::Litigation.into()];
    clerk.routes(routes, pb::NoticeMethod::Direct).await.unwrap();
    clerk.follow_up(false, "They do not speak").await.unwrap();
    refused(clerk.archive().await, FailedPrecondition, "ESCALATION_UNREPORTED");
    clerk.report(&escalation, "塔山派出所", "RECEIPT-110").await.unwrap();
    assert_eq!(clerk.archive().await.unwrap().stage(), pb::DisputeStage::Archived);

    let expired = Accord::opened(&hall).await;
    expired.mediating(&hall).await;
    let ground = pb::TerminationGround::Expired;
    refused(
        expired.by(&hall, &MEDIATOR).terminate(ground, "Over").await,
        FailedPrecondition,
        "STILL_IN_TIME",
    );
    hall.advance(Duration::days(40)).await;
    hall.settled().await;
    expired.by(&hall, &MEDIATOR).terminate(ground, "Over").await.unwrap();
}

async fn not_accepted_elsewhere_and_with_the_court(backends: Backends, storage: Storage) {
    let (_town, hall) = Hall::open(&backends, storage).await;
    let declined = Accord::opened(&hall).await;
    declined.clerk(&hall).take_up().await.unwrap();
    let ended = declined
        .clerk(&hall)
        .decline(pb::DeclineGround::ForbiddenMatter, "A crime")
        .await
        .unwrap();
    assert_eq!(ended.stage(), pb::DisputeStage::Declined);

    let elsewhere = Accord::opened(&hall).await;
    let ended = elsewhere
        .clerk(&hall)
        .send_outside("绍兴仲裁委员会", "There is a clause")
        .await
        .unwrap();
    assert_eq!(ended.stage(), pb::DisputeStage::Transferred);

    let court = Accord::opened(&hall).await;
    court.mediating(&hall).await;
    let judicial = pb::DisputeProcedure::Judicial;
    let changed = court
        .clerk(&hall)
        .change_procedure(judicial, "越城区人民法院", "（2026）浙0602民初8号", "They sued", court.both());
    assert_eq!(changed.await.unwrap().stage(), pb::DisputeStage::WithCourt);
    let settled = court
        .clerk(&hall)
        .court_ended(pb::CourtVerdict::Settled, "调解书8号", timestamp(hall.now()));
    assert_eq!(settled.await.unwrap().stage(), pb::DisputeStage::CourtConcluded);
}

async fn no_mediator_is_taken_twice(backends: Backends, storage: Storage) {
    let (_town, hall) = Hall::open(&backends, storage).await;
    let (first, second) = (Accord::opened(&hall).await, Accord::opened_as(&hall, opening()).await);
    first.mediating(&hall).await;
    second.mediating(&hall).await;
    let from = hall.now() + Duration::HOUR;
    let plan = |accord: &Accord| {
        let (starts, ends) = (timestamp(from), timestamp(from + Duration::HOUR));
        let mediators = vec![shiyu_e2e::hall::MEDIATOR_ID.to_string()];
        accord
            .by(&hall, &COMMITTEE_CLERK)
            .plan(mediators, String::new(), starts, ends, pb::SessionForm::Video)
    };
    plan(&first).await.unwrap();
    refused(plan(&second).await, AlreadyExists, "BOOKED_ALREADY");
    let times = taken(&hall, from).await;
    let [time] = times.as_slice() else {
        panic!("one session: {times:?}")
    };
    assert!(moment(time.start_time) <= from && moment(time.end_time) >= from + Duration::HOUR);
    first
        .clerk(&hall)
        .end_by_party(&first.applicant, pb::WordChannel::InPerson)
        .await
        .unwrap();
    assert!(taken(&hall, from).await.is_empty());
    plan(&second).await.unwrap();
}

/// When the mediator is taken, from an hour before that on.
async fn taken(hall: &Hall, from: OffsetDateTime) -> Vec<pb::BusyTime> {
    let request = pb::ListBusyTimesRequest {
        parent: parent(),
        mediators: vec![format!("{}/mediators/{}", parent(), shiyu_e2e::hall::MEDIATOR_ID)],
        rooms: Vec::new(),
        from_time: Some(timestamp(from - Duration::HOUR)),
        to_time: Some(timestamp(from + Duration::DAY)),
    };
    let listed = hall.caller(&COMMITTEE_CLERK).centres().list_busy_times(request).await;
    listed.unwrap().into_inner().times
}
