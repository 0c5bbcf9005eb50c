//! What somebody asks about the data held of them: taken in once, answered by each service, replied to once (S13, G-16).

mod corrected;

use shiyu_e2e::hall::{Accord, COMMITTEE_CLERK, Hall};
use shiyu_e2e::people::{CLERK, Caller, ENFORCEMENT, MEDIATION, PRIVACY, post};
use shiyu_e2e::sample::{STATION, parent, person};
use shiyu_e2e::{Backends, Storage, Town};
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1::{self as common, SubjectOutcome, SubjectWish};
use shiyu_proto::mediation::v1 as mediation;
use shiyu_proto::petition::v1 as pb;
use tonic::Code::{FailedPrecondition, PermissionDenied};
use tonic::Status;

use crate::saying::refused;

on_both_storages! {
    a_copy_is_asked_for_once_and_answered_by_every_service;
    what_the_archive_keeps_is_restricted_and_not_deleted;
    what_a_part_of_the_county_holds_is_found_there_and_answered_by_the_county;
}

/// The applicant of the dispute that `Accord` opens.
fn applicant() -> common::Identity {
    person("沈小满", 501)
}

struct Scene {
    town: Town,
    hall: Hall,
    accord: Accord,
}

impl Scene {
    async fn open(backends: &Backends, storage: Storage) -> Self {
        let mut town = Box::pin(Town::open_with(
            backends,
            storage,
            &[("SHIYU_RIGHTS__SERVICES", "petition,mediation")],
        ))
        .await;
        let peers = [("petition", town.address())];
        let hall = Box::pin(Hall::beside(&town, &*town, &peers, (backends, storage))).await;
        let accord = Accord::opened(&hall).await;
        Self { town, hall, accord }
    }

    async fn taken(&self, wish: SubjectWish) -> pb::SubjectRequest {
        self.taken_of(applicant(), wish).await
    }

    async fn taken_of(&self, who: common::Identity, wish: SubjectWish) -> pb::SubjectRequest {
        let request = pb::TakeSubjectRequestRequest {
            parent: parent(),
            request_id: new_id().to_string(),
            subject_request: Some(pb::SubjectRequest {
                wish: wish.into(),
                wording: "登记的姓名和电话有误。".to_owned(),
                ..pb::SubjectRequest::default()
            }),
            identity: Some(who),
        };
        let taken = self.town.caller(&CLERK).subject_requests().take_subject_request(request).await;
        let taken = taken.unwrap().into_inner();
        self.settled().await;
        taken
    }

    async fn replied(&self, name: &str) -> Result<pb::SubjectRequest, Status> {
        self.settled().await;
        let request = pb::ReplySubjectRequestRequest {
            name: name.to_owned(),
            request_id: new_id().to_string(),
            reply: "副本已当面交付。".to_owned(),
        };
        let replied = self.town.caller(&PRIVACY).subject_requests().reply_subject_request(request).await;
        replied.map(tonic::Response::into_inner)
    }

    /// Each has told what it did, and heard what the other told.
    async fn settled(&self) {
        self.town.settled().await;
        self.hall.settled().await;
        self.town.settled().await;
    }

    fn petition(&self) -> Caller {
        self.town.caller(&PRIVACY)
    }

    fn mediation(&self) -> Caller {
        self.hall.caller(&PRIVACY)
    }
}

fn task(request: &str) -> String {
    request.replace("subjectRequests", "subjectTasks")
}

async fn open_tasks(caller: &Caller) -> Vec<String> {
    let request = common::ListSubjectTasksRequest {
        parent: parent(),
        open: true,
        ..common::ListSubjectTasksRequest::default()
    };
    let tasks = caller.subjects().list_subject_tasks(request).await.unwrap().into_inner().tasks;
    tasks.into_iter().map(|task| task.name).collect()
}

async fn found(caller: &Caller, task: &str) -> Result<Vec<common::HeldCase>, Status> {
    let request = common::FindHeldCasesRequest { name: task.to_owned() };
    let found = caller.subjects().find_held_cases(request).await;
    found.map(|found| found.into_inner().cases)
}

async fn answered(caller: &Caller, task: &str, (outcome, basis): (SubjectOutcome, &str)) -> Result<common::SubjectTask, Status> {
    let request = common::AnswerSubjectTaskRequest {
        name: task.to_owned(),
        request_id: new_id().to_string(),
        outcome: outcome.into(),
        basis: basis.to_owned(),
        corrected: None,
    };
    let answered = caller.subjects().answer_subject_task(request).await;
    answered.map(tonic::Response::into_inner)
}

async fn a_copy_is_asked_for_once_and_answered_by_every_service(backends: Backends, storage: Storage) {
    let scene = Scene::open(&backends, storage).await;
    let request = scene.taken(SubjectWish::Copy).await;
    let asked = task(&request.name);
    for caller in [scene.petition(), scene.mediation()] {
        assert_eq!(open_tasks(&caller).await, std::slice::from_ref(&asked));
    }

    let held = found(&scene.mediation(), &asked).await.unwrap();
    let [held] = held.as_slice() else { panic!("{held:?}") };
    let shown = held.identity.clone().unwrap();
    assert_eq!(
        (held.name.as_str(), held.party.as_str()),
        (scene.accord.name.as_str(), scene.accord.applicant.as_str())
    );
    assert_eq!((shown.name, shown.document_number), (applicant().name, applicant().document_number));
    let lookings = common::ListLookingsRequest {
        name: scene.accord.name.clone(),
        ..common::ListLookingsRequest::default()
    };
    let looked = scene.mediation().operations().list_lookings(lookings).await.unwrap().into_inner();
    let last = looked.lookings.last().unwrap();
    assert_eq!(last.method, "common.v1.SubjectService/FindHeldCases");
    assert_eq!(found(&scene.petition(), &asked).await.unwrap(), []);

    let silence = answered(&scene.mediation(), &asked, (SubjectOutcome::NothingHeld, "")).await;
    refused(silence, FailedPrecondition, "SOMETHING_IS_HELD");
    answered(&scene.mediation(), &asked, (SubjectOutcome::CopyGiven, "")).await.unwrap();
    refused(found(&scene.mediation(), &asked).await, FailedPrecondition, "ANSWERED_ALREADY");
    refused(scene.replied(&request.name).await, FailedPrecondition, "ANSWERS_MISSING");
    answered(&scene.petition(), &asked, (SubjectOutcome::NothingHeld, ""))
        .await
        .unwrap();
    let reply = scene.replied(&request.name).await.unwrap();
    let told: Vec<_> = reply
        .answers
        .iter()
        .map(|answer| (answer.service.as_str(), answer.outcome()))
        .collect();
    assert_eq!(
        told,
        [("mediation", SubjectOutcome::CopyGiven), ("petition", SubjectOutcome::NothingHeld)]
    );
    assert_eq!(open_tasks(&scene.mediation()).await, [""; 0]);
}

async fn what_the_archive_keeps_is_restricted_and_not_deleted(backends: Backends, storage: Storage) {
    let scene = Scene::open(&backends, storage).await;
    let request = scene.taken(SubjectWish::Deletion).await;
    let asked = task(&request.name);
    let basis = "档案法 art. 14";
    let early = answered(&scene.mediation(), &asked, (SubjectOutcome::Restricted, basis)).await;
    refused(early, FailedPrecondition, "CASE_UNDER_WAY");

    scene.accord.accepted(&scene.hall).await;
    scene.accord.says(&scene.hall, &scene.accord.respondent, false).await;
    let held = found(&scene.mediation(), &asked).await.unwrap();
    assert_ne!(
        held[0].identity.clone().unwrap().name,
        applicant().name,
        "masked, for no copy is made"
    );
    assert!(held[0].end_time.is_some());
    let deleted = answered(&scene.mediation(), &asked, (SubjectOutcome::Deleted, "")).await;
    refused(deleted, FailedPrecondition, "ARCHIVE_BINDS");
    let bare = answered(&scene.mediation(), &asked, (SubjectOutcome::Restricted, "")).await;
    refused(bare, FailedPrecondition, "BASIS_MISSING");
    let done = answered(&scene.mediation(), &asked, (SubjectOutcome::Restricted, basis))
        .await
        .unwrap();
    assert_eq!((done.outcome(), done.basis.as_str()), (SubjectOutcome::Restricted, basis));

    let reveal = mediation::RevealPartyRequest {
        name: scene.accord.name.clone(),
        request_id: new_id().to_string(),
        party: scene.accord.applicant.clone(),
        reason: "To call them".to_owned(),
        ..mediation::RevealPartyRequest::default()
    };
    let revealed = scene.hall.caller(&COMMITTEE_CLERK).disputes().reveal_party(reveal).await;
    refused(revealed, PermissionDenied, "IDENTITY_RESTRICTED");

    scene.settled().await;
    for post in [&ENFORCEMENT, &MEDIATION] {
        let read = common::ReadSubjectRequest {
            name: request.name.clone(),
        };
        let read = scene.town.caller(post).subject_identities().read_subject(read).await;
        refused(read, PermissionDenied, "NOT_GRANTED");
    }
    let again = task(&scene.taken(SubjectWish::Copy).await.name);
    let held = found(&scene.mediation(), &again).await.unwrap();
    assert_eq!(held.len(), 1, "who is restricted still gets a copy");
}

async fn what_a_part_of_the_county_holds_is_found_there_and_answered_by_the_county(backends: Backends, storage: Storage) {
    let scene = Scene::open(&backends, storage).await;
    let asked = task(&scene.taken(SubjectWish::Copy).await.name);
    for (unit, many) in [("330602001", 1), (STATION, 0)] {
        let officer = scene.hall.caller(&post("privacy-of-a-part", "privacy_officer", Some(unit)));
        assert_eq!(found(&officer, &asked).await.unwrap().len(), many, "{unit}");
        let answer = answered(&officer, &asked, (SubjectOutcome::CopyGiven, "")).await;
        refused(answer, PermissionDenied, "UNIT_NOT_YOURS");
    }
    assert_eq!(open_tasks(&scene.mediation()).await, [asked]);
}
