//! What the city says about borders and what its counties answer, with events, on both databases.

mod given;

use std::collections::BTreeSet;

use prost::Message;
use sea_orm::{ConnectionTrait, EntityTrait};
use shiyu_kit::auth::{Kind, Principal};
use shiyu_kit::border::{Boundary, HandOver, Order, UNREADABLE};
use shiyu_kit::calendar::Calendar;
use shiyu_kit::case::Actor;
use shiyu_kit::clock::WallClock;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::reason;
use shiyu_kit::nats::Fact;
use shiyu_kit::operations::Office;
use shiyu_kit::reference::Reference;
use shiyu_kit::register::Wanted;
use shiyu_kit::relay::Wake;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::wire::{point, timestamp};
use shiyu_kit::{both_databases, journal};
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::boundary_service_server::BoundaryService;
use time::macros::datetime;
use tonic::Request;
use uuid::Uuid;

use given::{CITY, code, fact, raised, referred, units};

use super::matter::{About, Bundle};
use super::{BoundaryDesk, wire};
use crate::domain::terms::Point;
use crate::migration::Migrator;

both_databases! {
    the_city_hears_a_boundary_and_tells_its_counties_whose_it_is;
    a_county_that_is_asked_answers_over_its_own_door;
}

#[test]
fn a_boundary_is_heard_and_an_event_that_goes_is_relayed() {
    let heard_of = |from: &str, kind: &str, data: Vec<u8>| wire::heard(&fact(kind, from, Uuid::from_u128(1), data));
    let told = |kind: &str, data| heard_of("330602", kind, data);
    let (reported_at, at) = (datetime!(2026-03-01 23:00 UTC), datetime!(2026-03-03 01:00 UTC));
    let happening = pb::Happening {
        name: raised().matter,
        class_code: "E0103".to_owned(),
        space: pb::SpaceType::Rural.into(),
        grid: raised().about.grid,
        report_time: Some(timestamp(reported_at)),
        ..pb::Happening::default()
    };
    let moved = pb::BoundaryMoved {
        happening: Some(happening.clone()),
        boundary: raised().id.to_string(),
        counties: vec!["330603".to_owned()],
        raise_time: Some(timestamp(raised().raised_at)),
        ..pb::BoundaryMoved::default()
    };
    let heard = Order::Hear {
        told: raised(),
        over: None,
    };
    assert_eq!(told("boundary.raised", moved.encode_to_vec()), Ok(heard));
    let where_it_is = Point::from_degrees(120.58, 30.01).unwrap();
    let gone = pb::EventEnded {
        happening: Some(happening),
        county: "330603".to_owned(),
        point: Some(point(where_it_is)),
        end_time: Some(timestamp(at)),
        ..pb::EventEnded::default()
    };
    let over = HandOver {
        id: Uuid::from_u128(1),
        matter: raised().matter,
        owner: code("330603"),
        bundle: Bundle {
            class: raised().about.class,
            point: Some(where_it_is),
            reported_at,
            handled_since: None,
        },
        at,
    };
    assert_eq!(told("event.handed_over", gone.encode_to_vec()), Ok(Order::Relay(over)));
    assert_eq!(told("boundary.raised", Vec::new()), Err(UNREADABLE));
    assert_eq!(heard_of("330681", "boundary.raised", moved.encode_to_vec()), Err(UNREADABLE));
    assert_eq!(heard_of("330681", "event.handed_over", gone.encode_to_vec()), Err(UNREADABLE));
}

async fn office(home: &TestDatabase) -> Office {
    let db = home.connect().await;
    db.migrate::<Migrator>().await.unwrap();
    Office {
        county: CITY.to_owned(),
        service: "grid",
        db,
        reference: Reference::of(Calendar::builtin(), units()),
        clock: WallClock::system(),
        wake: Wake::new(),
    }
}

async fn hear(desk: &BoundaryDesk, act: u128, told: Boundary<About>) {
    let wanted = Wanted {
        id: Uuid::from_u128(act),
        order: Order::Hear { told, over: None },
    };
    desk.desk.perform(&Actor::Clock, wanted).await.unwrap();
}

/// Somebody of a unit asks.
fn of<T>(unit: &str, request: T) -> Request<T> {
    let mut request = Request::new(request);
    let principal = Principal {
        subject: "officer".to_owned(),
        county: unit[..6].to_owned(),
        unit: Some(unit.to_owned()),
        roles: BTreeSet::from(["command_chief".to_owned()]),
        kind: Kind::Person,
    };
    request.extensions_mut().insert(principal);
    request
}

fn asked<T>(request: T) -> Request<T> {
    of("330600-LDZX", request)
}

async fn the_city_hears_a_boundary_and_tells_its_counties_whose_it_is(home: TestDatabase) {
    let office = office(&home).await;
    let desk = BoundaryDesk::new(code(CITY), office.clone());
    hear(&desk, 11, raised()).await;
    let name = format!("counties/{CITY}/boundaries/{}", raised().id);
    let designate = |owner: &str, request: u128| pb::DesignateOwnerRequest {
        name: name.clone(),
        owner: owner.to_owned(),
        reference: "绍政联〔2026〕1号".to_owned(),
        request_id: Uuid::from_u128(request).to_string(),
    };
    hear(&desk, 12, referred()).await;
    for quarrels in ["330602-ZHZ", "330602", "330603-LDZX"] {
        let refused = desk.designate_owner(of(quarrels, designate("330602", 23))).await.unwrap_err();
        assert_eq!(reason(&refused).as_deref(), Some("UNIT_NOT_YOURS"), "{quarrels}");
    }
    let mut by_program = asked(designate("330602", 24));
    by_program.extensions_mut().get_mut::<Principal>().unwrap().kind = Kind::Service;
    let refused = desk.designate_owner(by_program).await.unwrap_err();
    assert_eq!(reason(&refused).as_deref(), Some("NEEDS_A_PERSON"));
    let settled = desk.designate_owner(asked(designate("330603", 22))).await.unwrap().into_inner();
    assert_eq!((settled.owner.as_str(), settled.designated), ("330603", true));

    let listed = async |state: pb::BoundaryState| {
        let request = pb::ListBoundariesRequest {
            parent: format!("counties/{CITY}"),
            state: state.into(),
            class_code: "E0103".to_owned(),
            space: pb::SpaceType::Rural.into(),
            ..pb::ListBoundariesRequest::default()
        };
        let found = desk.list_boundaries(asked(request)).await.unwrap();
        found.into_inner().boundaries
    };
    assert_eq!(listed(pb::BoundaryState::Settled).await, [settled]);
    assert!(listed(pb::BoundaryState::Raised).await.is_empty());

    let rows = journal::Entity::find().all(&office.db.reader).await.unwrap();
    let told: Vec<_> = rows.iter().filter(|row| row.kind == "desk.designated").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(addressee(told[0]).as_deref(), Some("330602"), "the first receiver acts upon it");
    let mut moved: Vec<_> = rows.iter().filter(|row| row.kind == "desk.moved").filter_map(addressee).collect();
    moved.sort_unstable();
    moved.dedup();
    assert_eq!(moved, ["330602", "330603"], "whoever is not named hears nothing");
    let fact = pb::DeskDesignated::decode(told[0].fact.as_deref().unwrap()).unwrap();
    assert_eq!((fact.owner.as_str(), fact.event.as_str()), ("330603", raised().matter.as_str()));
}

/// The county that a row of the journal is told to.
fn addressee(row: &journal::Model) -> Option<String> {
    let detail: serde_json::Value = serde_json::from_str(&row.detail).unwrap();
    detail["to"].as_str().map(str::to_owned)
}

/// What lies in the journal under this kind, as a fact that came over the bus from there.
async fn fact_of(office: &Office, kind: &str, from: &str) -> Fact {
    let rows = journal::Entity::find().all(&office.db.reader).await.unwrap();
    let row = rows.into_iter().rfind(|row| row.kind == kind).unwrap();
    Fact {
        id: row.event_id,
        ..fact(kind, from, row.case_id, row.fact.unwrap())
    }
}

async fn a_county_that_is_asked_answers_over_its_own_door(home: TestDatabase) {
    // One database after the other: what the city tells is kept, and heard in the county.
    let city = office(&home).await;
    let at_the_city = BoundaryDesk::new(code(CITY), city.clone());
    hear(&at_the_city, 11, raised()).await;
    let moved = fact_of(&city, "desk.moved", CITY).await;

    let county = Office {
        county: "330603".to_owned(),
        reference: Reference::of(Calendar::builtin(), units()),
        ..city.clone()
    };
    // The same table under another id serves as the county's own.
    county.db.writer.execute_unprepared("DELETE FROM boundary").await.unwrap();
    let elsewhere = BoundaryDesk::new(code("330681"), county.clone());
    assert_eq!(elsewhere.hear(&moved).await, Outcome::Ignored, "it is not named");
    let desk = BoundaryDesk::new(code("330603"), county.clone());
    assert_eq!(desk.hear(&moved).await, Outcome::Done);
    let answer = |request: u128| pb::AnswerBoundaryRequest {
        name: format!("counties/330603/boundaries/{}", raised().id),
        word: pb::BoundaryWord::Declined.into(),
        reference: "越政函〔2026〕3号".to_owned(),
        request_id: Uuid::from_u128(request).to_string(),
    };
    let by_a_town = desk.answer_boundary(of("330603001-ZHS", answer(31))).await.unwrap_err();
    assert_eq!(reason(&by_a_town).as_deref(), Some("UNIT_NOT_YOURS"));
    let answered = desk.answer_boundary(of("330603-LDZX", answer(32))).await.unwrap().into_inner();
    assert_eq!(answered.answers.len(), 1);
    let twice = desk.answer_boundary(of("330603-LDZX", answer(33))).await.unwrap_err();
    assert_eq!(reason(&twice).as_deref(), Some("ANSWERED_ALREADY"));

    let told = fact_of(&county, "boundary.answered", "330603").await;
    let unheard = "UPDATE boundary SET answers = '[]'";
    city.db.writer.execute_unprepared(unheard).await.unwrap();
    assert_eq!(at_the_city.hear(&told).await, Outcome::Done);
    let back = fact_of(&city, "desk.answered", CITY).await;
    let back = pb::DeskAnswered::decode(back.data).unwrap();
    assert_eq!(back.event, raised().matter);
    let answer = back.answer.unwrap();
    assert_eq!((answer.county.as_str(), answer.word()), ("330603", pb::BoundaryWord::Declined));
    let moved = pb::DeskMoved::decode(fact_of(&city, "desk.moved", CITY).await.data).unwrap();
    assert_eq!(moved.boundary.unwrap().answers, [answer]);
}
