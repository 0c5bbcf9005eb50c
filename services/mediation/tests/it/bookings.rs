//! No double booking of mediator or room.

use shiyu_kit::both_databases;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::mediation::v1 as pb;

use crate::scene::{CLERK, Case, MEDIATOR, OTHER_TOWN, ROOM, SECOND_ID, Scene, Who, by, order, reason};

/// The second mediator.
const SECOND: Who = ("mediator-8", OTHER_TOWN, "mediator");

both_databases! {
    no_mediator_and_no_room_is_taken_twice;
    one_dispute_takes_nobody_twice_either;
    of_many_who_plan_at_once_one_does;
}

async fn no_mediator_and_no_room_is_taken_twice(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (first, other) = (scene.mediating().await, scene.mediating().await);
    scene
        .doors()
        .plan_session(by(MEDIATOR, scene.session(&first.name, 24)))
        .await
        .unwrap();
    let same = scene.session(&other.name, 24);
    assert_eq!(
        reason(scene.doors().plan_session(by(MEDIATOR, same.clone())).await),
        "BOOKED_ALREADY"
    );
    let without_room = pb::PlanSessionRequest {
        room: String::new(),
        request_id: crate::scene::id(),
        ..same
    };
    assert_eq!(
        reason(scene.doors().plan_session(by(MEDIATOR, without_room)).await),
        "BOOKED_ALREADY",
        "the mediator"
    );
    second_mediator(&scene, &other).await;
    let other_mediator = pb::PlanSessionRequest {
        mediators: vec![SECOND_ID.to_string()],
        ..scene.session(&other.name, 24)
    };
    assert_eq!(
        reason(scene.doors().plan_session(by(CLERK, other_mediator.clone())).await),
        "BOOKED_ALREADY",
        "the room"
    );
    let planned = scene.get(CLERK, &first.name).await.unwrap().course.unwrap().sessions[0].id.clone();
    let cancel = order!(
        first.name,
        CancelSessionRequest {
            session: planned,
            reason: "一方出差".to_owned()
        }
    );
    scene.doors().cancel_session(by(CLERK, cancel)).await.unwrap();
    let again = pb::PlanSessionRequest {
        request_id: crate::scene::id(),
        ..other_mediator
    };
    let planned = scene.doors().plan_session(by(CLERK, again)).await.unwrap().into_inner();
    assert_eq!(planned.course.unwrap().sessions[0].room, ROOM.to_string());
    scene
        .doors()
        .plan_session(by(MEDIATOR, scene.session(&other.name, 30)))
        .await
        .unwrap();
}

async fn second_mediator(scene: &Scene, case: &Case) {
    let appoint = order!(
        case.name,
        AppointMediatorsRequest {
            mediators: vec![SECOND_ID.to_string()]
        }
    );
    scene.doors().appoint_mediators(by(CLERK, appoint)).await.unwrap();
    let disclose = order!(
        case.name,
        DiscloseInterestsRequest {
            mediator: SECOND_ID.to_string()
        }
    );
    scene.doors().disclose_interests(by(SECOND, disclose)).await.unwrap();
}

async fn one_dispute_takes_nobody_twice_either(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let case = scene.mediating().await;
    let first = scene.session(&case.name, 24);
    scene.doors().plan_session(by(MEDIATOR, first.clone())).await.unwrap();
    let again = pb::PlanSessionRequest {
        request_id: crate::scene::id(),
        ..first
    };
    assert_eq!(reason(scene.doors().plan_session(by(MEDIATOR, again)).await), "BOOKED_ALREADY");
    let plans = (0..4).map(|_| {
        let (mut doors, plan) = (scene.doors(), scene.session(&case.name, 48));
        async move { doors.plan_session(by(MEDIATOR, plan)).await }
    });
    let answers = futures::future::join_all(plans).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for refused in answers.into_iter().filter(Result::is_err) {
        assert_eq!(reason(refused), "BOOKED_ALREADY");
    }
}

async fn of_many_who_plan_at_once_one_does(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let mut cases = Vec::new();
    for _ in 0..5 {
        cases.push(scene.mediating().await);
    }
    let plans = cases.iter().map(|case| {
        let (mut doors, plan) = (scene.doors(), scene.session(&case.name, 48));
        async move { doors.plan_session(by(MEDIATOR, plan)).await }
    });
    let answers = futures::future::join_all(plans).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    for refused in answers.into_iter().filter(Result::is_err) {
        assert_eq!(reason(refused), "BOOKED_ALREADY");
    }
}
