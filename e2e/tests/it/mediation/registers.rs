//! The registers beside the disputes, the documents of a dispute, and what disputes tell the registers.

use shiyu_e2e::hall::{COMMITTEE, COMMITTEE_CLERK, MEDIATOR};
use shiyu_e2e::people::{Post, STRANGER, post};
use shiyu_e2e::sample::parent;
use shiyu_e2e::{Accord, Backends, Hall, PATIENCE, Storage};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::eventually;
use shiyu_proto::mediation::v1 as pb;
use time::Duration;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};
use tonic::Status;

use crate::saying::refused;

on_both_storages! {
    who_mediates_is_in_the_register_and_what_they_do_is_known_there;
    a_document_is_handed_out_once_on_record_and_always_the_same;
}

/// The head of the town, who decides on its mediators.
const HEAD: Post = post("staff-of-town-head", "unit_head", Some("330602001"));

fn id() -> String {
    new_id().to_string()
}

fn day(hall: &Hall, after: i64) -> String {
    local_date(hall.now() + Duration::days(after)).to_string()
}

/// A committee with this mediator, and a room.
async fn settled(hall: &Hall) -> (pb::Mediator, pb::Room) {
    let clerk = hall.caller(&COMMITTEE_CLERK);
    let member = |display_name: &str, post: pb::CommitteePost, woman| pb::CommitteeMember {
        display_name: display_name.to_owned(),
        post: post.into(),
        woman,
    };
    let committee = pb::Committee {
        unit: COMMITTEE.to_owned(),
        kind: pb::CommitteeKind::Town.into(),
        title: "塔山街道人民调解委员会".to_owned(),
        members: vec![
            member("甲", pb::CommitteePost::Chair, true),
            member("乙", pb::CommitteePost::Member, false),
            member("丙", pb::CommitteePost::Member, false),
        ],
        from_date: day(hall, -10),
        to_date: day(hall, 900),
        ..pb::Committee::default()
    };
    let put = |committee: pb::Committee| pb::PutCommitteeRequest {
        parent: parent(),
        committee: Some(committee),
        request_id: id(),
    };
    let mut men = committee.clone();
    men.members.iter_mut().for_each(|member| member.woman = false);
    refused(
        clerk.committees().put_committee(put(men)).await,
        FailedPrecondition,
        "WOMEN_MISSING",
    );
    let committee = clerk.committees().put_committee(put(committee)).await.unwrap().into_inner();
    let mediator = pb::Mediator {
        unit: COMMITTEE.to_owned(),
        committee: committee.name,
        kind: pb::MediatorKind::People.into(),
        subject: MEDIATOR.subject.to_owned(),
        display_name: "王调解".to_owned(),
        from_date: day(hall, -5),
        ..pb::Mediator::default()
    };
    let mediator = pb::PutMediatorRequest {
        parent: parent(),
        mediator: Some(mediator),
        request_id: id(),
    };
    let mediator = clerk.mediators().put_mediator(mediator).await.unwrap().into_inner();
    let room = pb::Room {
        unit: COMMITTEE.to_owned(),
        title: "一号调解室".to_owned(),
        address: "一楼".to_owned(),
        seats: 6,
        from_date: day(hall, -5),
        ..pb::Room::default()
    };
    let room = pb::PutRoomRequest {
        parent: parent(),
        room: Some(room),
        request_id: id(),
    };
    (mediator, clerk.centres().put_room(room).await.unwrap().into_inner())
}

fn bare(name: &str) -> String {
    name.rsplit('/').next().unwrap().to_owned()
}

async fn workload(hall: &Hall) -> i32 {
    let list = pb::ListWorkloadRequest {
        parent: parent(),
        ..pb::ListWorkloadRequest::default()
    };
    let told = hall
        .caller(&COMMITTEE_CLERK)
        .mediators()
        .list_workload(list)
        .await
        .unwrap()
        .into_inner();
    told.workloads.iter().map(|one| one.open_disputes).sum()
}

async fn who_mediates_is_in_the_register_and_what_they_do_is_known_there(backends: Backends, storage: Storage) {
    let (_town, hall) = Hall::open(&backends, storage).await;
    let (mediator, room) = settled(&hall).await;
    let accord = Accord::opened(&hall).await;
    accord.accepted(&hall).await;
    for party in accord.both() {
        accord.says(&hall, &party, true).await;
    }
    let clerk = accord.clerk(&hall);
    refused(clerk.appoint(vec![id()]).await, FailedPrecondition, "MEDIATOR_UNKNOWN");
    let who = bare(&mediator.name);
    clerk.appoint(vec![who.clone()]).await.unwrap();
    eventually(PATIENCE, async || workload(&hall).await == 1).await;
    let talks = accord.by(&hall, &MEDIATOR);
    talks.disclose(who.clone()).await.unwrap();
    talks.begin().await.unwrap();
    let from = hall.now() + Duration::HOUR;
    let time = shiyu_kit::operations::timestamp;
    let plan = |room: String| {
        let form = pb::SessionForm::InPerson;
        talks.plan(vec![who.clone()], room, time(from), time(from + Duration::HOUR), form)
    };
    refused(plan(id()).await, FailedPrecondition, "ROOM_UNKNOWN");
    plan(bare(&room.name)).await.unwrap();

    let fault = pb::ReportMediatorFaultRequest {
        name: accord.name.clone(),
        request_id: id(),
        mediator: who,
        fault: pb::MediatorFault::Bias.into(),
        note: "Only one side was heard".to_owned(),
        ..pb::ReportMediatorFaultRequest::default()
    };
    hall.caller(&COMMITTEE_CLERK).disputes().report_mediator_fault(fault).await.unwrap();
    let get = || async {
        let get = pb::GetMediatorRequest {
            name: mediator.name.clone(),
        };
        hall.caller(&COMMITTEE_CLERK)
            .mediators()
            .get_mediator(get)
            .await
            .unwrap()
            .into_inner()
    };
    eventually(PATIENCE, async || get().await.charges.len() == 1).await;
    let charge = get().await.charges.remove(0);
    assert_eq!((charge.fault(), &charge.dispute), (pb::MediatorFault::Bias, &accord.name));
    let decide = pb::DecideChargeRequest {
        name: mediator.name.clone(),
        accusation: charge.id,
        outcome: pb::ChargeOutcome::Dismissal.into(),
        reason: "查证属实".to_owned(),
        request_id: id(),
    };
    let by_the_clerk = hall.caller(&COMMITTEE_CLERK).mediators().decide_charge(decide.clone()).await;
    assert_eq!(by_the_clerk.unwrap_err().code(), PermissionDenied);
    hall.caller(&HEAD).mediators().decide_charge(decide).await.unwrap();
    assert_eq!(get().await.ending(), pb::MediatorEnding::Dismissed);

    clerk.terminate(pb::TerminationGround::Failed, "No agreement").await.unwrap();
    eventually(PATIENCE, async || workload(&hall).await == 0).await;
}

/// A document whole: its bytes, and their hash as it was told.
async fn rendered(
    hall: &Hall,
    post: &Post,
    name: &str,
    kind: pb::RenderedDocumentKind,
    format: pb::RenderedFormat,
) -> Result<(Vec<u8>, String), Status> {
    let request = pb::RenderDocumentRequest {
        name: name.to_owned(),
        kind: kind.into(),
        format: format.into(),
        request_id: id(),
        agreement: 0,
    };
    let mut parts = hall.caller(post).documents().render_document(request).await?.into_inner();
    let (mut bytes, mut hash) = (Vec::new(), String::new());
    while let Some(part) = parts.message().await? {
        hash.push_str(&part.hash);
        bytes.extend(part.chunk);
    }
    Ok((bytes, hash))
}

async fn a_document_is_handed_out_once_on_record_and_always_the_same(backends: Backends, storage: Storage) {
    use pb::{RenderedDocumentKind as Kind, RenderedFormat as Format};
    let (_town, hall) = Hall::open(&backends, storage).await;
    let accord = Accord::opened(&hall).await;
    let early = rendered(&hall, &COMMITTEE_CLERK, &accord.name, Kind::Agreement, Format::Pdf).await;
    refused(early, FailedPrecondition, "DOCUMENT_NOT_DUE");
    let strange = rendered(&hall, &STRANGER, &accord.name, Kind::Application, Format::Html).await;
    assert!(matches!(strange.unwrap_err().code(), NotFound | PermissionDenied));
    accord.mediating(&hall).await;
    accord.agreed(&hall, 20).await;

    let (pdf, hash) = rendered(&hall, &COMMITTEE_CLERK, &accord.name, Kind::Agreement, Format::Pdf)
        .await
        .unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(shiyu_kit::file::Hash::of(&pdf).to_string(), hash);
    let (html, _) = rendered(&hall, &MEDIATOR, &accord.name, Kind::Agreement, Format::Html)
        .await
        .unwrap();
    let html = String::from_utf8(html).unwrap();
    assert!(
        html.contains("沈小满") && html.contains("裘大海") && html.contains("人民币贰仟元整"),
        "{html}"
    );
    let (again, same) = rendered(&hall, &COMMITTEE_CLERK, &accord.name, Kind::Agreement, Format::Pdf)
        .await
        .unwrap();
    assert_eq!((again, same), (pdf, hash.clone()));

    let documents = accord.get(&hall).await.course.unwrap().documents;
    let hashes: Vec<_> = documents
        .iter()
        .filter(|one| one.format() == Format::Pdf)
        .map(|one| &one.hash)
        .collect();
    assert_eq!(hashes, [&hash], "the same document is on record once");
}
