//! The admission list: proposed, decided, in force, taken back.

use prost::Message;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::admission_service_server::AdmissionService;
use tonic::Request;

use super::desk;
use super::scene::{BUREAU, CENTRE, OTHER_BUREAU, ROOM, Scene, TOWN, asked, chief, code, head, id, parent, reason};
use crate::team::TeamDesk;
use crate::team::domain::NotAdmitted;

shiyu_kit::both_databases! {
    an_item_is_admitted_once_the_county_approves_it;
    an_item_for_a_subclass_admits_no_other;
    nobody_decides_on_what_they_proposed;
    a_bureau_decides_for_no_county_and_takes_back_no_others_item;
}

fn proposal(scene: &Scene, department: &str) -> pb::ProposeAdmissionItemRequest {
    let item = pb::AdmissionItem {
        department: department.to_owned(),
        title: "自建房排查".to_owned(),
        task: "每月巡看一次经营性自建房外观".to_owned(),
        class: "E1201".to_owned(),
        frequency: pb::AdmissionFrequency::Monthly.into(),
        unit_cost_fen: 1_500,
        minutes_each: 20,
        from_date: scene.day(0),
        to_date: scene.day(90),
        ..pb::AdmissionItem::default()
    };
    pb::ProposeAdmissionItemRequest {
        parent: parent(),
        item: Some(item),
        request_id: id(),
    }
}

fn approval(name: &str) -> pb::ApproveAdmissionItemRequest {
    pb::ApproveAdmissionItemRequest {
        name: name.to_owned(),
        approval_document: "越网格办〔2026〕7号".to_owned(),
        request_id: id(),
    }
}

async fn verdict(desk: &TeamDesk, name: &str, department: &str, date: &str) -> (bool, String) {
    let request = pb::CheckAdmissionRequest {
        name: name.to_owned(),
        department: department.to_owned(),
        date: date.to_owned(),
        class_code: String::new(),
    };
    let answer = desk.check_admission(asked(&head(TOWN), request)).await.unwrap().into_inner();
    (answer.admitted, answer.reason)
}

fn no(reason: &str) -> (bool, String) {
    (false, reason.to_owned())
}

async fn an_item_is_admitted_once_the_county_approves_it(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let proposed = desk
        .propose_admission_item(asked(&head(BUREAU), proposal(&scene, BUREAU)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(proposed.state(), pb::AdmissionState::Proposed);
    let name = proposed.name.clone();
    assert_eq!(verdict(&desk, &name, BUREAU, "").await, no("ITEM_NOT_APPROVED"));
    let approved = desk
        .approve_admission_item(asked(&chief(CENTRE), approval(&name)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(
        (approved.state(), approved.decided_by.as_str()),
        (pb::AdmissionState::Approved, CENTRE)
    );
    assert_eq!(verdict(&desk, &name, BUREAU, "").await, (true, String::new()));
    let item = name.rsplit('/').next().unwrap().parse().unwrap();
    let admission = |class: &str| scene.roster.get().admission(item, &code(BUREAU), class.parse().ok(), scene.today);
    assert_eq!((admission("E1201"), admission("E0101")), (Ok(()), Err(NotAdmitted::OfAnotherClass)));
    assert_eq!(verdict(&desk, &name, TOWN, "").await, no("ITEM_OF_ANOTHER_DEPARTMENT"));
    assert_eq!(verdict(&desk, &name, BUREAU, &scene.day(91)).await, no("ITEM_NOT_IN_FORCE"));
    let unknown = format!("{}/admissionItems/{}", parent(), id());
    assert_eq!(verdict(&desk, &unknown, BUREAU, "").await, no("ITEM_UNKNOWN"));

    let public = |date: String| {
        desk.list_admitted_items(Request::new(pb::ListAdmittedItemsRequest {
            parent: parent(),
            date,
            ..pb::ListAdmittedItemsRequest::default()
        }))
    };
    assert_eq!(public(String::new()).await.unwrap().into_inner().items, [approved]);
    assert_eq!(public(scene.day(-1)).await.unwrap().into_inner().items, []);
    let withdraw = pb::WithdrawAdmissionItemRequest {
        name: name.clone(),
        reason: "专项已结束".to_owned(),
        request_id: id(),
    };
    let withdrawn = desk.withdraw_admission_item(asked(&head(BUREAU), withdraw.clone())).await;
    assert_eq!(withdrawn.unwrap().into_inner().state(), pb::AdmissionState::Withdrawn);
    assert_eq!(verdict(&desk, &name, BUREAU, "").await, no("ITEM_NOT_APPROVED"));
    assert_eq!(public(String::new()).await.unwrap().into_inner().items, []);
    let again = pb::WithdrawAdmissionItemRequest {
        request_id: id(),
        ..withdraw
    };
    let again = desk.withdraw_admission_item(asked(&head(BUREAU), again)).await.unwrap_err();
    assert_eq!(reason(&again), "ITEM_ENDED");

    let told = &scene.told().await["admission.decided"];
    let facts: Vec<_> = told
        .iter()
        .map(|fact| pb::AdmissionDecided::decode(fact.as_slice()).unwrap())
        .collect();
    let states: Vec<_> = facts.iter().map(pb::AdmissionDecided::state).collect();
    assert_eq!(states, [pb::AdmissionState::Approved, pb::AdmissionState::Withdrawn]);
    assert!(told.iter().all(|fact| !String::from_utf8_lossy(fact).contains("自建房")));
}

async fn nobody_decides_on_what_they_proposed(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let own = asked(&chief(CENTRE), proposal(&scene, CENTRE));
    let own = desk.propose_admission_item(own).await.unwrap().into_inner().name;
    let refused = desk.approve_admission_item(asked(&chief(CENTRE), approval(&own))).await;
    assert_eq!(reason(&refused.unwrap_err()), "APPROVER_IS_PROPOSER");
    let theirs = asked(&head(ROOM), proposal(&scene, TOWN));
    let theirs = desk.propose_admission_item(theirs).await.unwrap().into_inner().name;
    let refused = desk.approve_admission_item(asked(&chief(TOWN), approval(&theirs))).await;
    assert_eq!(reason(&refused.unwrap_err()), "UNIT_NOT_YOURS");
    let refusal = pb::RefuseAdmissionItemRequest {
        name: theirs.clone(),
        reason: "属于部门本职".to_owned(),
        request_id: id(),
    };
    let refused = desk
        .refuse_admission_item(asked(&chief(CENTRE), refusal))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(
        (refused.state(), refused.reason.as_str()),
        (pb::AdmissionState::Refused, "属于部门本职")
    );
    let late = desk.approve_admission_item(asked(&chief(CENTRE), approval(&theirs))).await;
    assert_eq!(reason(&late.unwrap_err()), "ITEM_DECIDED");
    for by in [head(TOWN), head(OTHER_BUREAU)] {
        let foreign = desk.propose_admission_item(asked(&by, proposal(&scene, BUREAU))).await;
        assert_eq!(reason(&foreign.unwrap_err()), "UNIT_NOT_YOURS");
    }
}

async fn a_bureau_decides_for_no_county_and_takes_back_no_others_item(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let proposed = desk.propose_admission_item(asked(&head(BUREAU), proposal(&scene, BUREAU))).await;
    let name = proposed.unwrap().into_inner().name;
    let refused = desk.approve_admission_item(asked(&chief(OTHER_BUREAU), approval(&name))).await;
    assert_eq!(reason(&refused.unwrap_err()), "UNIT_NOT_YOURS");
    desk.approve_admission_item(asked(&chief(CENTRE), approval(&name))).await.unwrap();
    let withdraw = pb::WithdrawAdmissionItemRequest {
        name,
        reason: "职能调整".to_owned(),
        request_id: id(),
    };
    let theirs = desk.withdraw_admission_item(asked(&head(OTHER_BUREAU), withdraw.clone())).await;
    assert_eq!(reason(&theirs.unwrap_err()), "UNIT_NOT_YOURS");
    desk.withdraw_admission_item(asked(&head(BUREAU), withdraw)).await.unwrap();
}

async fn an_item_for_a_subclass_admits_no_other(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let mut proposal = proposal(&scene, BUREAU);
    proposal.item.as_mut().unwrap().class = "E1201".to_owned();
    let proposed = desk.propose_admission_item(asked(&head(BUREAU), proposal)).await;
    let name = proposed.unwrap().into_inner().name;
    desk.approve_admission_item(asked(&chief(CENTRE), approval(&name))).await.unwrap();
    let question = |class: &str| pb::CheckAdmissionRequest {
        name: name.clone(),
        department: BUREAU.to_owned(),
        date: String::new(),
        class_code: class.to_owned(),
    };
    for (class, reason) in [("", ""), ("E1201", ""), ("E1202", "ITEM_OF_ANOTHER_CLASS")] {
        let answer = desk
            .check_admission(asked(&head(TOWN), question(class)))
            .await
            .unwrap()
            .into_inner();
        assert_eq!((answer.admitted, answer.reason.as_str()), (reason.is_empty(), reason), "{class}");
    }
    let item = name.rsplit('/').next().unwrap().parse().unwrap();
    let admission = |class: &str| scene.roster.get().admission(item, &code(BUREAU), class.parse().ok(), scene.today);
    assert_eq!((admission("E1201"), admission("E1202")), (Ok(()), Err(NotAdmitted::OfAnotherClass)));
}
