//! The same of mediation: who stands in a dispute is sealed at the door, and neither people nor what they say nor those who work there
//! come out.

use futures::TryStreamExt as _;
use shiyu_e2e::ground::people::STAFF;
use shiyu_e2e::hall::{CENTRE_CLERK, COMMITTEE_CLERK, MEDIATOR, SAID, opening};
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Accord, Backends, Hall, Storage};
use shiyu_kit::clock::new_id;
use shiyu_proto::mediation::v1 as pb;
use tonic::Status;

use super::spelling::Planted;
use super::{apart, dump, watched};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_planted_comes_out_on_postgres() {
    apart("leaks::mediation::nothing_planted_comes_out_on_postgres", inside(Storage::Postgres)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_planted_comes_out_on_sqlite() {
    apart("leaks::mediation::nothing_planted_comes_out_on_sqlite", inside(Storage::Sqlite)).await;
}

async fn inside(storage: Storage) {
    let Some(backends) = Backends::start().await else { return };
    let (collector, telemetry) = watched("mediation");
    let planted = Planted::new();
    let (town, hall) = Hall::open(&backends, storage).await;
    let accord = play(&hall, &planted).await;
    hall.settled().await;
    town.settled().await;
    telemetry.flush().await;

    let mut bus = Vec::new();
    for told in hall.told().await {
        bus.extend(told.bytes());
    }
    let text = String::from_utf8_lossy(&bus).into_owned();
    assert!(text.contains(&accord.name), "the bus was read");
    for secret in SAID.into_iter().chain([STAFF]) {
        assert!(!text.contains(secret), "the bus tells {secret}");
    }
    planted.nowhere_in("the bus", &bus);
    let seen = collector.wait(|seen| (!seen.spans.is_empty() && !seen.metrics.is_empty()).then(|| format!("{seen:?}")));
    let seen = seen.await.expect("traces and metrics");
    assert!(seen.contains("MediationService"), "what was seen is disputes");
    planted.nowhere_in("traces, metrics and logs", seen.as_bytes());
    assert!(SAID.iter().all(|said| !seen.contains(said)), "what is said is in no trace");
    let rows = dump::of(hall.connect().await, hall.database_url(), storage).await;
    assert!(String::from_utf8_lossy(&rows).contains(SAID[3]), "the database was read");
    planted.nowhere_in("the database", &rows);
    let rows = dump::of(town.connect().await, town.database_url(), storage).await;
    planted.nowhere_in("the petitions' database", &rows);
}

/// From the opening to the agreement, and what is asked and refused on the way.
async fn play(hall: &Hall, planted: &Planted) -> Accord {
    let mut request = opening();
    for (party, identity) in request.parties.iter_mut().zip([&planted.petitioner, &planted.representative]) {
        party.identity = Some(identity.clone());
    }
    let accord = Accord::opened_as(hall, request).await;
    accord.mediating(hall).await;
    accord.session(hall).await;
    let kept_apart = accord
        .by(hall, &MEDIATOR)
        .flag(pb::EscalationRisk::Criminal, SAID[3])
        .await
        .unwrap();
    let escalation = kept_apart.course.unwrap().escalations.remove(0).id;
    accord.clerk(hall).report(&escalation, "塔山派出所", SAID[4]).await.unwrap();
    accord.agreed(hall, 20).await;
    answers(hall, &accord, planted).await;
    shown(hall, &accord, planted).await;
    for (number, refusal) in refusals(hall, &accord, planted).await.into_iter().enumerate() {
        let said = format!("{refusal:?} {}", refusal.message());
        planted.nowhere_in(&format!("refusal {number}"), said.as_bytes());
        planted.nowhere_in(&format!("the details of refusal {number}"), refusal.details());
    }
    accord
}

/// Everything that reads.
async fn answers(hall: &Hall, accord: &Accord, planted: &Planted) {
    let mut disputes = hall.caller(&CENTRE_CLERK).disputes();
    let list = pb::ListDisputesRequest {
        parent: parent(),
        ..pb::ListDisputesRequest::default()
    };
    let export = pb::ExportDisputesRequest {
        parent: parent(),
        filter: None,
    };
    let exported = disputes.export_disputes(export).await.unwrap().into_inner();
    let exported: Vec<pb::ExportDisputesResponse> = exported.try_collect().await.unwrap();
    let exported = String::from_utf8(exported.into_iter().flat_map(|piece| piece.data).collect()).unwrap();
    assert!(exported.contains(&accord.name) && SAID[1..].iter().all(|said| !exported.contains(said)));
    let name = accord.name.clone();
    let timeline = disputes.list_timeline(pb::ListTimelineRequest { name }).await.unwrap();
    let said = [
        format!("{:?}", accord.by(hall, &MEDIATOR).get().await.unwrap()),
        format!("{:?}", disputes.list_disputes(list).await.unwrap()),
        exported,
        format!("{timeline:?}"),
    ];
    for (number, text) in said.iter().enumerate() {
        planted.nowhere_in(&format!("answer {number}"), text.as_bytes());
    }
    assert!(said[0].contains(SAID[3]) && !said[1].contains(SAID[3]) && !said[3].contains(SAID[3]));
}

/// A reveal, with a reason and on record, shows what is asked for.
async fn shown(hall: &Hall, accord: &Accord, planted: &Planted) {
    let request = |reason: &str| pb::RevealPartyRequest {
        name: accord.name.clone(),
        request_id: new_id().to_string(),
        party: accord.applicant.clone(),
        reason: reason.to_owned(),
        ..pb::RevealPartyRequest::default()
    };
    let mut disputes = hall.caller(&COMMITTEE_CLERK).disputes();
    disputes.reveal_party(request("")).await.expect_err("a reason is needed");
    let revealed = disputes.reveal_party(request("To serve the agreement")).await.unwrap().into_inner();
    assert_eq!(revealed.party.unwrap().identity.unwrap().name, planted.petitioner.name);
    planted.nowhere_in("the dispute beside a reveal", format!("{:?}", revealed.dispute).as_bytes());
}

/// Requests full of personal values, each wrong in a way of its own.
async fn refusals(hall: &Hall, accord: &Accord, planted: &Planted) -> Vec<Status> {
    let (name, phone) = (planted.petitioner.name.as_str(), planted.petitioner.phone.as_str());
    let clerk = accord.clerk(hall);
    let mut request = opening();
    request.submission.as_mut().unwrap().place = name.to_owned();
    request.submission.as_mut().unwrap().finding = phone.to_owned();
    vec![
        hall.caller(&COMMITTEE_CLERK).disputes().open_dispute(request).await.unwrap_err(),
        clerk.end_by_party(phone, pb::WordChannel::Phone).await.unwrap_err(),
        clerk.seal(name).await.unwrap_err(),
        clerk.appoint(vec![name.to_owned()]).await.unwrap_err(),
        accord
            .by(hall, &MEDIATOR)
            .draft(pb::AgreementForm::Written, name, phone, Vec::new())
            .await
            .unwrap_err(),
    ]
}
