//! The sample requests upon petitions, each with something changed, and the refusal that answers them.

use shiyu_e2e::people::{AUDITOR, OFFICER, Post};
use shiyu_e2e::sample;
use shiyu_kit::clock::new_id;
use shiyu_proto::petition::v1 as pb;
use tonic::Status;

use super::{Scene, refusal};

pub async fn register(scene: &Scene, change: impl FnOnce(&mut pb::RegisterPetitionRequest, &mut pb::Petition)) -> Status {
    let mut request = sample::registration(new_id());
    let mut petition = request.petition.take().unwrap();
    change(&mut request, &mut petition);
    request.petition = Some(petition);
    refusal(scene.caller(&OFFICER).petitions().register_petition(request).await)
}

pub async fn forward(scene: &Scene, change: impl FnOnce(&mut pb::ForwardPetitionRequest)) -> Status {
    let mut request = sample::forwarding(&scene.registered.name);
    change(&mut request);
    refusal(scene.caller(&OFFICER).petitions().forward_petition(request).await)
}

pub async fn accept(scene: &Scene, post: &Post) -> Status {
    let request = sample::acceptance(&scene.forwarded.name);
    refusal(scene.caller(post).petitions().accept_petition(request).await)
}

pub async fn draft(scene: &Scene, post: &Post, change: impl FnOnce(&mut pb::DraftOpinionRequest)) -> Status {
    let mut request = sample::draft(&scene.handling.name);
    change(&mut request);
    refusal(scene.caller(post).petitions().draft_opinion(request).await)
}

pub async fn issue(scene: &Scene, post: &Post) -> Status {
    scene.drafted.by(&scene.town, post).issue().await.expect_err("a refusal")
}

pub async fn list(scene: &Scene, change: impl FnOnce(&mut pb::ListPetitionsRequest)) -> Status {
    let mut request = pb::ListPetitionsRequest {
        parent: sample::parent(),
        ..pb::ListPetitionsRequest::default()
    };
    change(&mut request);
    refusal(scene.caller(&AUDITOR).petitions().list_petitions(request).await)
}

pub async fn get(scene: &Scene, name: String) -> Status {
    refusal(
        scene
            .caller(&AUDITOR)
            .petitions()
            .get_petition(pb::GetPetitionRequest { name })
            .await,
    )
}
