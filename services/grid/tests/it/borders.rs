//! An event that is another county's: the city says so, the county hands it over, and the neighbour takes it up (S7).

use prost::Message;
use sea_orm::EntityTrait;
use shiyu_grid::facts::handle;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::{Fact, Headers};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{both_databases, journal};
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use time::Duration;
use uuid::Uuid;

use crate::citizen;
use crate::scene::{COUNTY, DISPATCHER, NEIGHBOUR, PATROL, Scene, by, here, id, reason, uuid};

both_databases! {
    what_the_city_gives_to_the_neighbour_is_handed_over_and_taken_up_once;
    what_lies_nowhere_here_waits_among_the_dead_letters;
    the_code_of_what_was_handed_over_shows_who_has_it_and_rates_how_it_ended;
}

fn fact(scene: &Scene, (kind, county): (&str, &str), case: Uuid, told: &impl Message) -> Fact {
    Fact {
        id: Uuid::parse_str(&id()).unwrap(),
        kind: kind.to_owned(),
        source: format!("//shiyu/{county}/grid"),
        county: Some(county.to_owned()),
        case,
        case_version: 1,
        at: scene.clock.now(),
        trace: None,
        data: told.encode_to_vec().into(),
        headers: Headers::default(),
    }
}

/// What is told last under this kind.
async fn told<M: Message + Default>(scene: &Scene, kind: &str) -> M {
    let mut rows = journal::Entity::find().all(&scene.ledger.database().reader).await.unwrap();
    rows.sort_by_key(|row| row.position);
    let row = rows.into_iter().rfind(|row| row.kind == kind).unwrap();
    M::decode(row.fact.unwrap().as_slice()).unwrap()
}

fn handed_over(event: &str, point: common::Point) -> pb::DeskHandedOver {
    pb::DeskHandedOver {
        event: event.to_owned(),
        owner: COUNTY.to_owned(),
        class_code: "E1201".to_owned(),
        point: Some(point),
        report_time: Some(prost_types::Timestamp {
            seconds: 1_767_225_600,
            nanos: 0,
        }),
        ..pb::DeskHandedOver::default()
    }
}

async fn neighbours(scene: &Scene) -> Vec<pb::Event> {
    let request = pb::ListEventsRequest {
        parent: format!("counties/{COUNTY}"),
        filter: Some(pb::EventFilter {
            source: pb::EventSource::Neighbour.into(),
            ..pb::EventFilter::default()
        }),
        ..pb::ListEventsRequest::default()
    };
    scene
        .events()
        .list_events(by(DISPATCHER, request))
        .await
        .unwrap()
        .into_inner()
        .events
}

async fn what_the_city_gives_to_the_neighbour_is_handed_over_and_taken_up_once(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let event = scene.reported(PATROL, pb::EventSource::Patrol).await.event.unwrap();
    let raised = pb::RaiseBoundaryRequest {
        name: event.name.clone(),
        request_id: id(),
        counties: vec![NEIGHBOUR.to_owned()],
        reason: "The exit is on their side".to_owned(),
        ..pb::RaiseBoundaryRequest::default()
    };
    let boundary = raised.request_id.clone();
    scene.events().raise_boundary(by(DISPATCHER, raised)).await.unwrap();
    let designated = pb::DeskDesignated {
        boundary,
        event: event.name.clone(),
        owner: NEIGHBOUR.to_owned(),
        reference: "1".to_owned(),
        designate_time: Some(shiyu_kit::operations::timestamp(scene.clock.now())),
    };
    let designated = fact(&scene, ("grid.desk.designated", "330600"), Uuid::nil(), &designated);
    for _ in 0..2 {
        assert_eq!(handle(scene.ears.clone(), designated.clone()).await, Outcome::Done);
    }
    let ended: pb::EventEnded = told(&scene, "event.handed_over").await;
    let happening = ended.happening.clone().unwrap();
    assert_eq!((happening.stage(), ended.county.as_str()), (pb::EventStage::HandedOver, NEIGHBOUR));

    // The city's desk passes on where and what it is, and none of the words.
    let heard = fact(&scene, ("grid.event.handed_over", COUNTY), uuid(&event.name), &ended);
    assert_eq!(handle(scene.ears.clone(), heard).await, Outcome::Done);
    let passed: pb::DeskHandedOver = told(&scene, "desk.handed_over").await;
    assert_eq!((passed.owner.as_str(), passed.event.as_str()), (NEIGHBOUR, event.name.as_str()));
    assert_eq!((passed.class_code.as_str(), passed.point), ("E1201", Some(here())));

    let theirs = format!("counties/{NEIGHBOUR}/events/{}", id());
    let ours = fact(
        &scene,
        ("grid.desk.handed_over", "330600"),
        Uuid::nil(),
        &handed_over(&theirs, here()),
    );
    for _ in 0..2 {
        assert_eq!(handle(scene.ears.clone(), ours.clone()).await, Outcome::Done);
    }
    let taken = neighbours(&scene).await;
    assert_eq!(taken.len(), 1);
    let first = handed_over(&theirs, here()).report_time;
    assert_eq!(taken[0].report_time, first, "the reporter's time runs on");
    assert_eq!(taken[0].clocks[0].start_time, first);
    assert_eq!(
        (taken[0].stage(), taken[0].class.as_ref().unwrap().code.as_str()),
        (pb::EventStage::Reported, "E1201")
    );
    let elsewhere = fact(&scene, ("grid.desk.handed_over", "330600"), Uuid::nil(), &passed);
    assert_eq!(handle(scene.ears.clone(), elsewhere).await, Outcome::Ignored);
}

async fn what_lies_nowhere_here_waits_among_the_dead_letters(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let far = common::Point {
        longitude: 120.58,
        latitude: 45.0,
    };
    let theirs = format!("counties/{NEIGHBOUR}/events/{}", id());
    let lost = fact(&scene, ("grid.desk.handed_over", "330600"), Uuid::nil(), &handed_over(&theirs, far));
    assert_eq!(handle(scene.ears.clone(), lost).await, Outcome::Unreadable("PLACE_UNKNOWN"));
    assert!(neighbours(&scene).await.is_empty());
}

/// The city gives an event of ours to the neighbour.
async fn given_to_the_neighbour(scene: &Scene, event: &str) {
    let raised = pb::RaiseBoundaryRequest {
        name: event.to_owned(),
        request_id: id(),
        counties: vec![NEIGHBOUR.to_owned()],
        reason: "The exit is on their side".to_owned(),
        ..pb::RaiseBoundaryRequest::default()
    };
    let designated = pb::DeskDesignated {
        boundary: raised.request_id.clone(),
        event: event.to_owned(),
        owner: NEIGHBOUR.to_owned(),
        reference: "1".to_owned(),
        designate_time: Some(shiyu_kit::operations::timestamp(scene.clock.now())),
    };
    scene.events().raise_boundary(by(DISPATCHER, raised)).await.unwrap();
    let designated = fact(scene, ("grid.desk.designated", "330600"), Uuid::nil(), &designated);
    assert_eq!(handle(scene.ears.clone(), designated).await, Outcome::Done);
}

async fn the_code_of_what_was_handed_over_shows_who_has_it_and_rates_how_it_ended(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (mut public, request) = (scene.public(), citizen::report(&scene));
    let name = format!("counties/{COUNTY}/events/{}", request.request_id);
    let code = public.submit_report(request).await.unwrap().into_inner().query_code;
    given_to_the_neighbour(&scene, &name).await;
    let shown = public.query_report(citizen::query(&code)).await.unwrap().into_inner();
    assert_eq!((shown.county.as_str(), shown.unit.as_str()), (NEIGHBOUR, NEIGHBOUR));
    assert_eq!((shown.stage(), shown.result.as_str()), (pb::EventStage::HandedOver, "handed_over"));
    let rate = || pb::SubmitRatingRequest {
        query_code: code.clone(),
        request_id: id(),
        rating: pb::EventRating::Satisfied.into(),
    };
    assert_eq!(reason(public.submit_rating(rate()).await), "CLOSED_ALREADY");

    // The neighbour closes it; the city tells the first county, and of what nobody handed over it tells nobody.
    let closed = |handed_over_event: &str| pb::EventEnded {
        happening: Some(pb::Happening {
            stage: pb::EventStage::Closed.into(),
            handed_over_event: handed_over_event.to_owned(),
            ..pb::Happening::default()
        }),
        end_time: Some(shiyu_kit::operations::timestamp(scene.clock.now())),
        ..pb::EventEnded::default()
    };
    let own = fact(&scene, ("grid.event.closed", NEIGHBOUR), Uuid::nil(), &closed(""));
    assert_eq!(handle(scene.ears.clone(), own).await, Outcome::Ignored);
    let strange = fact(&scene, ("grid.event.closed", "330681"), Uuid::nil(), &closed(&name));
    assert_eq!(handle(scene.ears.clone(), strange).await, Outcome::Done);
    let strange: pb::DeskFollowed = told(&scene, "desk.followed").await;
    let strange = fact(&scene, ("grid.desk.followed", "330600"), Uuid::nil(), &strange);
    let refused = Outcome::Refused("NOT_A_COUNTY_NAMED");
    assert_eq!(
        handle(scene.ears.clone(), strange).await,
        refused,
        "it was not given to that county"
    );
    // There it went on in another event, and that one is closed.
    let mut merged = closed(&name);
    merged.happening.as_mut().unwrap().set_stage(pb::EventStage::Duplicate);
    merged.end_time = Some(shiyu_kit::operations::timestamp(scene.clock.now() - Duration::SECOND));
    let mut main = closed("");
    main.happening.as_mut().unwrap().handed_over_duplicates = vec![name.clone()];
    for (kind, ended, result) in [("grid.event.merged", merged, "duplicate"), ("grid.event.closed", main, "handled")] {
        let taken = fact(&scene, (kind, NEIGHBOUR), Uuid::nil(), &ended);
        assert_eq!(handle(scene.ears.clone(), taken).await, Outcome::Done);
        let followed: pb::DeskFollowed = told(&scene, "desk.followed").await;
        assert_eq!((followed.event.as_str(), followed.county.as_str()), (name.as_str(), NEIGHBOUR));
        let followed = fact(&scene, ("grid.desk.followed", "330600"), Uuid::nil(), &followed);
        for _ in 0..2 {
            assert_eq!(handle(scene.ears.clone(), followed.clone()).await, Outcome::Done);
        }
        let shown = public.query_report(citizen::query(&code)).await.unwrap().into_inner();
        assert_eq!(shown.result, result);
    }
    let shown = public.query_report(citizen::query(&code)).await.unwrap().into_inner();
    assert_eq!((shown.stage(), shown.result.as_str()), (pb::EventStage::Closed, "handled"));
    assert!(shown.rate_before_time.is_some());

    // The rating goes to the neighbour, whose work it was.
    let rated = public.submit_rating(rate()).await.unwrap().into_inner();
    assert_eq!(rated.rate_before_time, None);
    let passed: pb::RatingPassedOn = told(&scene, "rating.passed_on").await;
    let passed = fact(&scene, ("grid.rating.passed_on", COUNTY), uuid(&name), &passed);
    assert_eq!(handle(scene.ears.clone(), passed).await, Outcome::Done);
    let heard: pb::DeskRated = told(&scene, "desk.rated").await;
    assert_eq!((heard.owner.as_str(), heard.event.as_str()), (NEIGHBOUR, name.as_str()));
    assert_eq!(heard.rating(), pb::EventRating::Satisfied);
}
