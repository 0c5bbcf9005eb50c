//! Clinics: on the schedule, in the log, and whom and what they take in the calendar.

use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::scene::{VILLAGE, asked, id, parent, reason};
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::centre_service_server::CentreService;
use shiyu_proto::mediation::v1::counsel_service_server::CounselService;
use tonic::{Request, Status};

use super::scene::{Scene, clerk};

both_databases! {
    clinics_are_on_the_schedule_and_visits_in_the_log;
    a_clinic_takes_its_mediators_until_it_is_called_off;
    a_clinic_takes_its_adviser_and_its_room;
}

async fn clinics_are_on_the_schedule_and_visits_in_the_log(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let mediator = scene.appointed("m-1", "甲调解").await.unwrap();
    let put = |after: i64, mediator: String| {
        let clinic = pb::Clinic {
            unit: VILLAGE.to_owned(),
            kind: pb::ClinicKind::Mediator.into(),
            place: "便民服务中心".to_owned(),
            date: scene.day(after),
            from_time: "09:00".to_owned(),
            to_time: "11:30".to_owned(),
            mediators: vec![mediator],
            ..pb::Clinic::default()
        };
        let put = pb::PutClinicRequest {
            parent: parent(),
            clinic: Some(clinic),
            request_id: id(),
        };
        scene.desk.put_clinic(asked(&clerk(VILLAGE), put))
    };
    let nobody = format!("{}/mediators/{}", parent(), uuid::Uuid::nil());
    assert_eq!(reason(&put(0, nobody).await.unwrap_err()), "MEDIATOR_UNKNOWN");
    let later = put(7, mediator.name.clone()).await.unwrap().into_inner();
    let today = put(0, mediator.name.clone()).await.unwrap().into_inner();
    let visit = |clinic: &pb::Clinic| {
        let visit = pb::ClinicVisit {
            clinic: clinic.name.clone(),
            category: pb::DisputeCategory::Neighbour.into(),
            outcome: pb::CounselOutcome::Mediation.into(),
            ..pb::ClinicVisit::default()
        };
        let record = pb::RecordClinicVisitRequest {
            parent: parent(),
            visit: Some(visit),
            request_id: id(),
        };
        scene.desk.record_clinic_visit(asked(&clerk(VILLAGE), record))
    };
    assert_eq!(reason(&visit(&later).await.unwrap_err()), "CLINIC_AHEAD");
    assert_eq!(visit(&today).await.unwrap().into_inner().date, scene.day(0));
    let cancel = pb::CancelClinicRequest {
        name: later.name.clone(),
        reason: "雨雪天气".to_owned(),
        request_id: id(),
    };
    scene.desk.cancel_clinic(asked(&clerk(VILLAGE), cancel)).await.unwrap();
    let list = pb::ListClinicsRequest {
        parent: parent(),
        ..pb::ListClinicsRequest::default()
    };
    let listed = scene.desk.list_clinics(Request::new(list)).await.unwrap().into_inner().clinics;
    let shown: Vec<_> = listed.iter().map(|clinic| (clinic.date.clone(), clinic.cancelled)).collect();
    assert_eq!(shown, [(scene.day(0), false), (scene.day(7), true)]);
}

fn clinic(scene: &Scene, (from, to): (&str, &str)) -> pb::Clinic {
    pb::Clinic {
        unit: VILLAGE.to_owned(),
        kind: pb::ClinicKind::Lawyer.into(),
        place: "便民服务中心".to_owned(),
        date: scene.day(7),
        from_time: from.to_owned(),
        to_time: to.to_owned(),
        ..pb::Clinic::default()
    }
}

async fn put(scene: &Scene, clinic: pb::Clinic) -> Result<pb::Clinic, Status> {
    let put = pb::PutClinicRequest {
        parent: parent(),
        clinic: Some(clinic),
        request_id: id(),
    };
    Ok(scene.desk.put_clinic(asked(&clerk(VILLAGE), put)).await?.into_inner())
}

async fn a_clinic_takes_its_mediators_until_it_is_called_off(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let mediator = scene.appointed("m-1", "甲调解").await.unwrap();
    let twice = scene.appointed("m-1", "乙调解").await;
    assert!(twice.is_err(), "one person is in the register of a village once");
    let with = |times| pb::Clinic {
        mediators: vec![mediator.name.clone()],
        ..clinic(&scene, times)
    };
    let first = put(&scene, with(("09:00", "11:30"))).await.unwrap();
    assert_eq!(reason(&put(&scene, with(("11:00", "12:00"))).await.unwrap_err()), "BOOKED_ALREADY");
    put(&scene, with(("11:30", "12:00"))).await.unwrap();
    let moved = pb::Clinic {
        from_time: "08:30".to_owned(),
        to_time: "10:00".to_owned(),
        ..first.clone()
    };
    put(&scene, moved).await.unwrap();
    put(&scene, with(("10:00", "11:30"))).await.unwrap();
    let cancel = pb::CancelClinicRequest {
        name: first.name,
        reason: "雨雪天气".to_owned(),
        request_id: id(),
    };
    scene.desk.cancel_clinic(asked(&clerk(VILLAGE), cancel)).await.unwrap();
    put(&scene, with(("08:30", "10:00"))).await.unwrap();
}

async fn a_clinic_takes_its_adviser_and_its_room(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let adviser = pb::PutAdviserRequest {
        parent: parent(),
        adviser: Some(pb::Adviser {
            village: VILLAGE.to_owned(),
            firm: "越州律师事务所".to_owned(),
            display_name: "陈律师".to_owned(),
            phone: "0575-88001234".to_owned(),
            from_date: scene.day(-30),
            ..pb::Adviser::default()
        }),
        request_id: id(),
    };
    let adviser = scene.desk.put_adviser(asked(&clerk(VILLAGE), adviser)).await.unwrap().into_inner();
    let room = pb::PutRoomRequest {
        parent: parent(),
        room: Some(pb::Room {
            unit: VILLAGE.to_owned(),
            title: "调解室".to_owned(),
            address: "便民服务中心二楼".to_owned(),
            seats: 8,
            from_date: scene.day(-30),
            ..pb::Room::default()
        }),
        request_id: id(),
    };
    let room = scene.desk.put_room(asked(&clerk(VILLAGE), room)).await.unwrap().into_inner();
    let with = |adviser: &str, room: &str, times| pb::Clinic {
        adviser: adviser.to_owned(),
        room: room.to_owned(),
        ..clinic(&scene, times)
    };
    let nobody = format!("{}/advisers/{}", parent(), uuid::Uuid::nil());
    let nowhere = format!("{}/rooms/{}", parent(), uuid::Uuid::nil());
    let times = ("09:00", "11:00");
    assert_eq!(reason(&put(&scene, with(&nobody, "", times)).await.unwrap_err()), "ADVISER_UNKNOWN");
    assert_eq!(reason(&put(&scene, with("", &nowhere, times)).await.unwrap_err()), "ROOM_UNKNOWN");
    let held = put(&scene, with(&adviser.name, &room.name, times)).await.unwrap();
    assert_eq!((&held.adviser, &held.room), (&adviser.name, &room.name));
    for (adviser, room) in [(adviser.name.as_str(), ""), ("", room.name.as_str())] {
        assert_eq!(
            reason(&put(&scene, with(adviser, room, times)).await.unwrap_err()),
            "BOOKED_ALREADY"
        );
    }
}
