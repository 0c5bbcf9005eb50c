//! Whoever looked at a case is on record before it is shown; its petitioner asks which organs did.

use prost::Message as _;
use shiyu_e2e::ground::people::{DISPATCHER, OTHER_DISPATCHER};
use shiyu_e2e::ground::spot;
use shiyu_e2e::people::{AUDITOR, CLERK, Caller, HANDLER, OFFICER, PRIVACY, Post, post};
use shiyu_e2e::sample::{self, BUREAU, OFFICE};
use shiyu_e2e::{Backends, Ground, Matter, Storage, Town};
use shiyu_kit::auth::Kind;
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as event;
use shiyu_proto::petition::v1::{self as pb, Stage};
use tonic::{Code, Status};

use crate::hostile::everybody;
use crate::hostile::scene::Scene;
use crate::raw::call;

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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_reported_asks_by_the_code_which_organs_looked() {
    let Some(backends) = Backends::start().await else { return };
    let ground = Ground::open(&backends, Storage::Sqlite).await;
    let report = event::SubmitReportRequest {
        request_id: new_id().to_string(),
        title: "Planks before the fire exit".to_owned(),
        description: "The exit of the hall has been blocked since noon".to_owned(),
        whereabouts: "Behind the market hall".to_owned(),
        point: Some(spot(2, 0)),
        class_code: "E1201".to_owned(),
        seen_time: Some(timestamp(ground.town.now() - time::Duration::minutes(1))),
        ..event::SubmitReportRequest::default()
    };
    let name = format!("{}/events/{}", sample::parent(), report.request_id);
    let reported = ground.anonymous().reports().submit_report(report).await.unwrap();
    let code = reported.into_inner().query_code;
    let asked = |query_code: &str| event::ListOrgansRequest {
        query_code: query_code.to_owned(),
    };
    let before = ground.anonymous().reports().list_organs(asked(&code)).await.unwrap().into_inner();
    assert_eq!(before.organs, [], "nobody has looked yet");

    let look = event::GetEventRequest { name };
    ground.caller(&DISPATCHER).events().get_event(look.clone()).await.unwrap();
    ground.caller(&OTHER_DISPATCHER).events().get_event(look).await.unwrap_err();
    let told = ground.anonymous().reports().list_organs(asked(&code)).await.unwrap().into_inner();
    let [organ] = told.organs.as_slice() else { panic!("{told:?}") };
    assert_eq!(
        (organ.unit.as_str(), organ.unit_name.as_str()),
        ("330602001-ZHS", "塔山街道综合信息指挥室")
    );
    let bytes = told.encode_to_vec();
    let said = String::from_utf8_lossy(&bytes);
    for hidden in [DISPATCHER.subject, "GetEvent"] {
        assert!(!said.contains(hidden), "{hidden}");
    }
    let wrong = ground.anonymous().reports().list_organs(asked("7K2M-9QXA-41BD")).await.unwrap_err();
    assert_eq!(wrong.code(), Code::NotFound);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_every_service_whoever_looks_is_on_record() {
    let Some(backends) = Backends::start().await else { return };
    let scene = Scene::open(&backends).await;
    for (service, door, read) in [
        ("petition", "petition.v1.PetitionService", "GetPetition"),
        ("grid", "grid.v1.EventService", "GetEvent"),
        ("mediation", "mediation.v1.MediationService", "GetDispute"),
        ("enforcement", "enforcement.v1.CaseService", "GetCase"),
    ] {
        let name = scene.known(service).swap_remove(0);
        let caller = scene.houses.caller(service, &everybody(Kind::Person, Scene::seat(service)));
        for method in [read, "ListTimeline", "WhoCanSee"] {
            let action = format!("{door}/{method}");
            // Each of these requests is a name and nothing else.
            let request = pb::GetPetitionRequest { name: name.clone() }.encode_to_vec();
            let shown = call(caller.door(), &format!("/shiyu.{action}"), vec![request.into()], 1).await;
            assert!(shown.is_ok(), "{action}: {shown:?}");
            let told = lookings(&caller, &name).await.unwrap();
            let last = told
                .lookings
                .iter()
                .rev()
                .find(|looking| !looking.method.ends_with("/ListLookings"));
            assert_eq!(last.map(|looking| looking.method.as_str()), Some(action.as_str()), "{told:?}");
        }
    }
}
