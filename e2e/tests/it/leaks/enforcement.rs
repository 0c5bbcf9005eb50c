//! The same of enforcement: suspect and complainant are sealed apart at the door, and neither people nor words nor money come out.

use futures::TryStreamExt as _;
use shiyu_e2e::bureau::people::{BUREAU_HEAD, COUNTER, LI};
use shiyu_e2e::bureau::{Bureau, PLACE};
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::common::v1 as common;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;
use tonic::Status;

use super::spelling::Planted;
use super::{apart, dump, watched};
use crate::enforcement::{Under, fine};

/// Words of the case, which no fact may tell.
const WORDS: [&str; 2] = ["屋顶上新搭了阳光房", "铝合金框架"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_planted_comes_out_on_postgres() {
    apart(
        "leaks::enforcement::nothing_planted_comes_out_on_postgres",
        inside(Storage::Postgres),
    )
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_planted_comes_out_on_sqlite() {
    apart("leaks::enforcement::nothing_planted_comes_out_on_sqlite", inside(Storage::Sqlite)).await;
}

async fn inside(storage: Storage) {
    let Some(backends) = Backends::start().await else { return };
    let (collector, telemetry) = watched("enforcement");
    let planted = Planted::new();
    let mut town = Town::open(&backends, storage).await;
    let bureau = Bureau::beside(&mut town, &backends, storage).await;
    let case = play(&bureau, &planted).await;
    bureau.settled().await;
    town.settled().await;
    telemetry.flush().await;

    let mut bus = Vec::new();
    for told in town.told().await {
        bus.extend(told.bytes());
    }
    let text = String::from_utf8_lossy(&bus).into_owned();
    assert!(text.contains(&case.name), "the bus was read");
    for secret in WORDS {
        assert!(!text.contains(secret), "the bus tells {secret}");
    }
    planted.nowhere_in("the bus", &bus);
    let seen = collector.wait(|seen| (!seen.spans.is_empty() && !seen.metrics.is_empty()).then(|| format!("{seen:?}")));
    let seen = seen.await.expect("traces and metrics");
    assert!(seen.contains("CaseService"), "what was seen is cases");
    planted.nowhere_in("traces, metrics and logs", seen.as_bytes());
    let rows = dump::of(bureau.connect().await, bureau.database_url(), storage).await;
    assert!(String::from_utf8_lossy(&rows).contains(WORDS[0]), "the database was read");
    planted.nowhere_in("the database of enforcement", &rows);
}

fn clue(bureau: &Bureau, planted: &Planted, suspect: &str) -> pb::ReceiveClueRequest {
    let party = |id: String, role: pb::PartyRole, identity: &common::Identity| pb::Party {
        id,
        role: role.into(),
        identity: Some(identity.clone()),
    };
    pb::ReceiveClueRequest {
        parent: parent(),
        request_id: new_id().to_string(),
        clue: Some(pb::Clue {
            source: pb::ClueSource::Complaint.into(),
            title: WORDS[0].to_owned(),
            description: WORDS[1].to_owned(),
            place: PLACE.to_owned(),
            found_time: Some(timestamp(bureau.now() - Duration::minutes(5))),
            ..pb::Clue::default()
        }),
        parties: vec![
            party(suspect.to_owned(), pb::PartyRole::Suspect, &planted.petitioner),
            party(new_id().to_string(), pb::PartyRole::Complainant, &planted.representative),
        ],
    }
}

/// A case from the complaint to the close, and everything that reads it.
async fn play(bureau: &Bureau, planted: &Planted) -> Under {
    let suspect = new_id().to_string();
    let received = bureau.cases(&COUNTER).receive_clue(clue(bureau, planted, &suspect)).await.unwrap();
    planted.nowhere_in("the answer to ReceiveClue", format!("{received:?}").as_bytes());
    let case = Under {
        name: received.into_inner().case.unwrap().name,
        suspect,
    };
    let case = case.filed(bureau).await.concluded(bureau).await.told(bureau, 500).await;
    let case = case.decided(bureau, fine(500)).await.served(bureau).await;
    case.paid(bureau, 500, "R1").await.unwrap();
    answers(bureau, &case, planted).await;
    for (number, refusal) in refusals(bureau, &case, planted).await.into_iter().enumerate() {
        let said = format!("{refusal:?} {}", refusal.message());
        planted.nowhere_in(&format!("refusal {number}"), said.as_bytes());
        planted.nowhere_in(&format!("the details of refusal {number}"), refusal.details());
    }
    case.closed(bureau).await;
    case
}

async fn answers(bureau: &Bureau, case: &Under, planted: &Planted) {
    let mut head = bureau.cases(&BUREAU_HEAD);
    let name = case.name.clone();
    let list = pb::ListCasesRequest {
        parent: parent(),
        ..pb::ListCasesRequest::default()
    };
    let export = pb::ExportCasesRequest {
        parent: parent(),
        ..pb::ExportCasesRequest::default()
    };
    let exported = head.export_cases(export).await.unwrap().into_inner();
    let exported: Vec<pb::ExportCasesResponse> = exported.try_collect().await.unwrap();
    let exported = exported.into_iter().flat_map(|piece| piece.data).collect();
    let read = bureau.case(&name).await;
    let said = [
        format!("{read:?}"),
        format!("{:?}", head.list_cases(list).await.unwrap()),
        String::from_utf8(exported).unwrap(),
        format!("{:?}", head.list_timeline(pb::ListTimelineRequest { name }).await.unwrap()),
    ];
    for (number, text) in said.iter().enumerate() {
        planted.nowhere_in(&format!("answer {number}"), text.as_bytes());
    }
    let complainant = read
        .parties
        .iter()
        .find(|party| party.role() == pb::PartyRole::Complainant)
        .unwrap();
    let shown = complainant.identity.clone().unwrap_or_default();
    assert_eq!((shown.name, shown.phone), (String::new(), String::new()), "not even masked");
}

/// Requests full of personal values, each wrong in a way of its own.
async fn refusals(bureau: &Bureau, case: &Under, planted: &Planted) -> Vec<Status> {
    let (name, phone) = (planted.petitioner.name.clone(), planted.petitioner.phone.clone());
    let officers = pb::VerifyClueRequest {
        name: case.name.clone(),
        request_id: new_id().to_string(),
        officers: vec![name.clone(), phone.clone()],
        found: true,
        note: name.clone(),
        ..pb::VerifyClueRequest::default()
    };
    let elsewhere = pb::GetCaseRequest {
        name: format!("{}/cases/{name}", parent()),
    };
    let mut misplaced = clue(bureau, planted, &case.suspect);
    misplaced.clue.as_mut().unwrap().place = phone.clone();
    let filed = pb::FileCaseRequest {
        name: case.name.clone(),
        request_id: new_id().to_string(),
        power: name.clone(),
        officers: vec![phone],
        ..pb::FileCaseRequest::default()
    };
    vec![
        bureau.cases(&LI).verify_clue(officers).await.unwrap_err(),
        bureau.cases(&LI).get_case(elsewhere).await.unwrap_err(),
        bureau.cases(&COUNTER).receive_clue(misplaced).await.unwrap_err(),
        bureau.cases(&BUREAU_HEAD).file_case(filed).await.unwrap_err(),
    ]
}
