//! A notice from its sending to those who have not heard it.

use prost::Message;
use sea_orm::{EntityTrait, PaginatorTrait};
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::acknowledge_broadcast_request::Target;
use shiyu_proto::grid::v1::broadcast_service_server::BroadcastService;
use shiyu_proto::grid::v1::list_received_broadcasts_request::Target as Asked;
use shiyu_proto::grid::v1::team_service_server::TeamService;
use time::Duration;

use super::desk;
use crate::meeting::MeetingDesk;
use crate::meeting::store::{broadcast, receipt};
use crate::team::TeamDesk;
use crate::team::tests::scene::{
    BUREAU, CENTRE, COUNTY, ELSEWHERE, GRID, OTHER_TOWN, OTHER_VILLAGE, ROOM, Scene, TOWN, VILLAGE, asked, chief, code, drawn, head, id,
    parent, principal, reason,
};

shiyu_kit::both_databases! {
    a_notice_is_heard_level_by_level;
    a_grid_answers_by_who_works_in_it;
    a_refusal_changes_nothing;
}

fn notice(scene: &Scene, unit: &str, units: &[&str], grids: &[&str]) -> pb::SendBroadcastRequest {
    let broadcast = pb::Broadcast {
        unit: unit.to_owned(),
        kind: pb::BroadcastKind::HazardWarning.into(),
        text: "今夜台风过境".to_owned(),
        urgent: true,
        due_time: Some(timestamp(scene.office.clock.now() + Duration::HOUR)),
        ..pb::Broadcast::default()
    };
    let texts = |list: &[&str]| list.iter().map(ToString::to_string).collect();
    pb::SendBroadcastRequest {
        parent: parent(),
        broadcast: Some(broadcast),
        units: texts(units),
        grids: texts(grids),
        request_id: id(),
    }
}

fn heard(name: &str, target: Target, contacts_reached: i32) -> pb::AcknowledgeBroadcastRequest {
    pb::AcknowledgeBroadcastRequest {
        name: name.to_owned(),
        target: Some(target),
        contacts_reached,
        request_id: id(),
    }
}

async fn targets(desk: &MeetingDesk, name: &str, open_only: bool) -> Vec<pb::BroadcastTarget> {
    let (mut rows, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListBroadcastTargetsRequest {
            parent: name.to_owned(),
            page_size: 1,
            page_token,
            open_only,
        };
        let page = desk
            .list_broadcast_targets(asked(&chief(CENTRE), request))
            .await
            .unwrap()
            .into_inner();
        rows.extend(page.targets);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            return rows;
        }
    }
}

async fn a_notice_is_heard_level_by_level(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let request = notice(&scene, CENTRE, &[TOWN, OTHER_TOWN, VILLAGE], &[GRID]);
    let sent = desk.send_broadcast(asked(&chief(CENTRE), request)).await.unwrap().into_inner();
    assert_eq!((sent.target_count, sent.acknowledged_count, sent.overdue), (4, 0, false));
    let ack = heard(&sent.name, Target::Unit(TOWN.to_owned()), 0);
    let first = desk
        .acknowledge_broadcast(asked(&head(ROOM), ack.clone()))
        .await
        .unwrap()
        .into_inner();
    assert!(first.acknowledge_time.is_some());
    let again = desk.acknowledge_broadcast(asked(&head(ROOM), ack)).await.unwrap().into_inner();
    assert_eq!(again, first);
    let twice = heard(&sent.name, Target::Unit(TOWN.to_owned()), 0);
    let twice = desk.acknowledge_broadcast(asked(&head(TOWN), twice)).await.unwrap_err();
    assert_eq!(reason(&twice), "ALREADY_ACKNOWLEDGED");
    let ack = heard(&sent.name, Target::Grid(GRID.to_owned()), 12);
    desk.acknowledge_broadcast(asked(&head(VILLAGE), ack)).await.unwrap();

    assert_eq!(targets(&desk, &sent.name, false).await.len(), 4);
    let open: Vec<_> = targets(&desk, &sent.name, true).await.into_iter().map(|row| row.target).collect();
    let unit = |code: &str| Some(pb::broadcast_target::Target::Unit(code.to_owned()));
    assert_eq!(open, [unit(VILLAGE), unit(OTHER_TOWN)]);
    let listed = pb::ListBroadcastsRequest {
        parent: parent(),
        ..pb::ListBroadcastsRequest::default()
    };
    let listed = desk.list_broadcasts(asked(&chief(CENTRE), listed)).await.unwrap().into_inner();
    assert_eq!(listed.broadcasts.len(), 1);
    assert_eq!(listed.broadcasts[0].acknowledged_count, 2);

    let told = scene.told().await;
    let fact = pb::BroadcastSent::decode(told["broadcast.sent"][0].as_slice()).unwrap();
    assert_eq!((fact.units.len(), fact.grids.as_slice()), (3, [GRID.to_owned()].as_slice()));
    assert!(!String::from_utf8_lossy(&told["broadcast.sent"][0]).contains("台风"));
    let facts = &told["broadcast.acknowledged"];
    assert_eq!(facts.len(), 2);
    assert!(facts.iter().all(|fact| !String::from_utf8_lossy(fact).contains("head-")));
    let fact = pb::BroadcastAcknowledged::decode(facts[1].as_slice()).unwrap();
    assert_eq!((fact.contacts_reached, fact.late), (12, false));
}

async fn a_grid_answers_by_who_works_in_it(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let team = TeamDesk::new(code(COUNTY), scene.office.clone(), drawn(), scene.roster.clone());
    let assignment = pb::Assignment {
        grid: GRID.to_owned(),
        subject: "lead-7".to_owned(),
        role: pb::GridRole::Lead.into(),
        from_date: scene.day(0),
        ..pb::Assignment::default()
    };
    let request = pb::PutAssignmentRequest {
        parent: parent(),
        assignment: Some(assignment),
        request_id: id(),
    };
    team.put_assignment(asked(&head(TOWN), request)).await.unwrap();
    let request = notice(&scene, TOWN, &[], &[GRID]);
    let sent = desk.send_broadcast(asked(&head(TOWN), request)).await.unwrap().into_inner();
    let other_sent = notice(&scene, OTHER_TOWN, &[], &[ELSEWHERE]);
    let other_sent = desk
        .send_broadcast(asked(&head(OTHER_TOWN), other_sent))
        .await
        .unwrap()
        .into_inner();
    let lead = principal("lead-7", Some(OTHER_VILLAGE), "grid_lead");
    let other = principal("lead-8", Some(OTHER_VILLAGE), "grid_lead");
    let received = |target: &str, open_only| pb::ListReceivedBroadcastsRequest {
        parent: parent(),
        target: Some(Asked::Grid(target.to_owned())),
        open_only,
        ..pb::ListReceivedBroadcastsRequest::default()
    };
    let refused = desk.list_received_broadcasts(asked(&other, received(GRID, false))).await;
    assert_eq!(reason(&refused.unwrap_err()), "UNIT_NOT_YOURS");
    let open = desk
        .list_received_broadcasts(asked(&lead, received(GRID, true)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(open.broadcasts[0].broadcast.as_ref(), Some(&sent));
    let refused = heard(&sent.name, Target::Grid(GRID.to_owned()), 1);
    let refused = desk.acknowledge_broadcast(asked(&other, refused)).await.unwrap_err();
    assert_eq!(reason(&refused), "NOT_OF_TARGET");
    let astray = heard(&other_sent.name, Target::Grid(GRID.to_owned()), 1);
    let astray = desk.acknowledge_broadcast(asked(&lead, astray)).await.unwrap_err();
    assert_eq!(reason(&astray), "BROADCAST_UNKNOWN");
    let ack = heard(&sent.name, Target::Grid(GRID.to_owned()), 9);
    desk.acknowledge_broadcast(asked(&lead, ack)).await.unwrap();
    let open = desk
        .list_received_broadcasts(asked(&lead, received(GRID, true)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(open.broadcasts, []);
    let every = desk
        .list_received_broadcasts(asked(&lead, received(GRID, false)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(every.broadcasts[0].target.as_ref().map(|target| target.contacts_reached), Some(9));
    let foreign = pb::ListBroadcastTargetsRequest {
        parent: sent.name,
        ..pb::ListBroadcastTargetsRequest::default()
    };
    let foreign = desk.list_broadcast_targets(asked(&head(OTHER_TOWN), foreign)).await.unwrap_err();
    assert_eq!(reason(&foreign), "BROADCAST_UNKNOWN");
}

async fn a_refusal_changes_nothing(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let desk = desk(&scene);
    let cases = [
        (head(OTHER_TOWN), notice(&scene, TOWN, &[VILLAGE], &[]), "UNIT_NOT_YOURS"),
        (head(BUREAU), notice(&scene, COUNTY, &[TOWN], &[]), "UNIT_NOT_YOURS"),
        (head(BUREAU), notice(&scene, CENTRE, &[TOWN], &[]), "UNIT_NOT_YOURS"),
        (head(TOWN), notice(&scene, TOWN, &[VILLAGE, OTHER_TOWN], &[]), "TARGET_NOT_BELOW"),
        (head(TOWN), notice(&scene, TOWN, &[VILLAGE], &["330602001003009"]), "GRID_UNKNOWN"),
    ];
    for (by, request, expected) in cases {
        let refused = desk.send_broadcast(asked(&by, request)).await.unwrap_err();
        assert_eq!(reason(&refused), expected);
    }
    let db = &scene.db.reader;
    assert_eq!(broadcast::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(receipt::Entity::find().count(db).await.unwrap(), 0);
    assert!(scene.told().await.is_empty());
}
