//! Whoever looked at a case is on record before it is shown; its petitioner asks which organs did.

use prost::Message as _;
use shiyu_e2e::people::{AUDITOR, CLERK, Caller, HANDLER, OFFICER, PRIVACY, Post, post};
use shiyu_e2e::sample::{self, BUREAU, OFFICE};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1::{self as pb, Stage};
use tonic::{Code, Status};

const STATISTICIAN: Post = post("accused-auditor", "auditor", Some(BUREAU));

async fn lookings(caller: &Caller, name: &str) -> Result<common::ListLookingsResponse, Status> {
    let request = common::ListLookingsRequest {
        name: name.to_owned(),
        page_size: 100,
        ..common::ListLookingsRequest::default()
    };
    caller.operations().list_lookings(request).await.map(tonic::Response::into_inner)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_petitioner_asks_which_organs_looked_and_the_auditor_who_did() {
    let Some(backends) = Backends::start().await else { return };
    let town = Town::open(&backends, Storage::Postgres).await;
    let matter = Matter::register(&town).await;
    let before = lookings(&town.caller(&PRIVACY), &matter.name).await.unwrap();
    assert_eq!(before.lookings, [], "registering is a step of the case, and no looking");
    matter.bring_to(&town, Stage::Handling).await;
    let looked = lookings(&town.caller(&PRIVACY), &matter.name).await.unwrap().lookings.len();

    let purpose = town.caller(&CLERK).showing("shiyu-purpose", "a call of the petitioner");
    let request = pb::GetPetitionRequest { name: matter.name.clone() };
    purpose.petitions().get_petition(request.clone()).await.unwrap();
    town.caller(&HANDLER).petitions().get_petition(request.clone()).await.unwrap();
    let refused = town.caller(&post("stranger", "unit_handler", Some("330602-JTJ")));
    refused.petitions().get_petition(request).await.unwrap_err();
    let list = pb::ListPetitionsRequest {
        parent: sample::parent(),
        ..pb::ListPetitionsRequest::default()
    };
    town.caller(&OFFICER).petitions().list_petitions(list).await.unwrap();

    let told = lookings(&town.caller(&AUDITOR), &matter.name).await.unwrap();
    assert_eq!(
        (told.lookings.len(), told.broken_at),
        (looked + 2, 0),
        "neither a list nor a refusal is a looking"
    );
    let [.., clerk, handler] = told.lookings.as_slice() else {
        panic!("{told:?}")
    };
    assert_eq!(
        (clerk.purpose.as_str(), clerk.method.as_str()),
        ("a call of the petitioner", "petition.v1.PetitionService/GetPetition")
    );
    let actor = handler.actor.clone().unwrap();
    assert_eq!(
        (actor.subject.as_str(), actor.unit.as_str(), handler.purpose.as_str()),
        (HANDLER.subject, BUREAU, "unit_handler")
    );

    let asked = pb::ListOrgansRequest {
        query_code: matter.code.clone(),
        second_factor: sample::factor(&sample::resident()),
    };
    let organs = town.anonymous().status().list_organs(asked.clone()).await.unwrap().into_inner();
    let units: Vec<&str> = organs.organs.iter().map(|organ| organ.unit.as_str()).collect();
    assert!(units.contains(&OFFICE) && units.contains(&BUREAU), "{units:?}");
    let bytes = organs.encode_to_vec();
    let said = String::from_utf8_lossy(&bytes);
    for subject in [CLERK.subject, HANDLER.subject, "GetPetition"] {
        assert!(!said.contains(subject), "{subject}");
    }
    let wrong = pb::ListOrgansRequest {
        second_factor: "0000".to_owned(),
        ..asked
    };
    assert_eq!(
        town.anonymous().status().list_organs(wrong).await.unwrap_err().code(),
        Code::NotFound
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn to_whom_a_case_is_kept_from_nobody_is_said_to_have_looked() {
    let Some(backends) = Backends::start().await else { return };
    let town = Town::open(&backends, Storage::Sqlite).await;
    let accused = pb::Accused {
        units: vec![BUREAU.to_owned()],
        subjects: Vec::new(),
    };
    let matter = Matter::register_as(&town.caller(&OFFICER), |petition| petition.accused = Some(accused)).await;
    matter.get(&town).await;
    let refused = lookings(&town.caller(&STATISTICIAN), &matter.name).await.unwrap_err();
    assert_eq!(refused.code(), Code::NotFound, "{refused:?}");
    assert_eq!(lookings(&town.caller(&AUDITOR), &matter.name).await.unwrap().lookings.len(), 1);
    let operator = lookings(&town.caller(&shiyu_e2e::people::OPERATOR), &matter.name)
        .await
        .unwrap_err();
    assert_eq!(operator.code(), Code::PermissionDenied);
}
