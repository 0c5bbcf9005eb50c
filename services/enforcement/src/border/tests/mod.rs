//! What the city says about borders and what its counties answer, with cases, on both databases.

mod county;

use prost::Message;
use sea_orm::{ConnectionTrait, EntityTrait};
use shiyu_kit::auth::{Kind, Principal};
use shiyu_kit::border::{Boundary, Order, Settlement};
use shiyu_kit::calendar::Calendar;
use shiyu_kit::case::Actor;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::reason;
use shiyu_kit::journal;
use shiyu_kit::nats::{Fact, Headers};
use shiyu_kit::operations::Office;
use shiyu_kit::reference::Reference;
use shiyu_kit::register::Wanted;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::timestamp;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::boundary_service_server::BoundaryService;
use time::OffsetDateTime;
use time::macros::datetime;
use tonic::Request;
use uuid::Uuid;

use self::county::{office, units};
use super::matter::{About, let_go};
use super::{BoundaryDesk, wire};

shiyu_kit::both_databases! {
    the_city_hears_a_boundary_and_tells_its_counties_whose_it_is;
    what_the_first_receiver_lets_go_is_handed_to_the_other_county_once;
    a_county_that_is_asked_answers_over_its_own_door;
}

const CITY: &str = "330600";
const AGENCY: &str = "330600-ZFJ";

/// When the act was found.
const FOUND: OffsetDateTime = datetime!(2026-02-27 06:00 UTC);

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn raised() -> Boundary<About> {
    Boundary {
        id: Uuid::from_u128(5),
        matter: "counties/330602/cases/00000000-0000-0000-0000-000000000001".to_owned(),
        counties: ["330602", "330603"].map(code).to_vec(),
        about: About { place: code("330602001") },
        raised_at: datetime!(2026-03-02 01:00 UTC),
        referred_at: None,
        answers: Vec::new(),
        settled: None,
    }
}

fn referred() -> Boundary<About> {
    Boundary {
        referred_at: Some(datetime!(2026-03-03 01:00 UTC)),
        ..raised()
    }
}

/// What was told there.
fn fact(kind: &str, from: &str, case: Uuid, data: Vec<u8>) -> Fact {
    Fact {
        id: Uuid::from_u128(6),
        kind: format!("enforcement.{kind}"),
        source: format!("//shiyu/{from}/enforcement"),
        county: Some(from.to_owned()),
        case,
        case_version: 3,
        at: datetime!(2026-03-02 01:00 UTC),
        trace: None,
        data: data.into(),
        headers: Headers::default(),
    }
}

fn settled(owner: &str) -> Boundary<About> {
    Boundary {
        settled: Some(Settlement {
            owner: code(owner),
            designated: false,
            reference: String::new(),
            at: datetime!(2026-03-03 02:00 UTC),
        }),
        ..referred()
    }
}

#[test]
fn a_dispute_of_counties_is_heard_and_what_goes_is_let_go_with_it() {
    let told = |moved: &pb::JurisdictionMoved| {
        let fact = fact("jurisdiction.settled", "330602", Uuid::from_u128(1), moved.encode_to_vec());
        wire::heard(&fact)
    };
    let docket = pb::Docket {
        name: raised().matter,
        place: "330602001".to_owned(),
        ..pb::Docket::default()
    };
    let moved = |owner: &str| pb::JurisdictionMoved {
        case: Some(docket.clone()),
        with_unit: "330603".to_owned(),
        boundary: raised().id.to_string(),
        raise_time: Some(timestamp(raised().raised_at)),
        refer_time: referred().referred_at.map(timestamp),
        owner: owner.to_owned(),
        settle_time: Some(timestamp(datetime!(2026-03-03 02:00 UTC))),
        find_time: Some(timestamp(FOUND)),
        ..pb::JurisdictionMoved::default()
    };
    for (owner, stands, goes) in [
        ("", referred(), false),
        ("330602", settled("330602"), false),
        ("330603", settled("330603"), true),
    ] {
        let over = let_go(&stands, FOUND);
        assert_eq!(over.is_some(), goes, "what is its own stays");
        assert_eq!(told(&moved(owner)), Ok(Order::Hear { told: stands, over }));
    }
    let within = pb::JurisdictionMoved {
        boundary: String::new(),
        ..moved("330603")
    };
    assert_eq!(told(&within), Err(Outcome::Ignored), "units of one county dispute");
    let garbled = pb::JurisdictionMoved {
        find_time: None,
        ..moved("330603")
    };
    assert_eq!(told(&garbled), Err(Outcome::Unreadable("DATA_UNREADABLE")));
}

async fn hear(desk: &BoundaryDesk, act: u128, told: Boundary<About>) {
    let wanted = Wanted {
        id: Uuid::from_u128(act),
        order: Order::Hear {
            over: let_go(&told, FOUND),
            told,
        },
    };
    desk.0.perform(&Actor::Clock, wanted).await.unwrap();
}

/// Somebody of a unit asks.
fn of<T>(unit: &str, request: T) -> Request<T> {
    let mut request = Request::new(request);
    let principal = Principal {
        subject: "officer".to_owned(),
        county: unit[..6].to_owned(),
        unit: Some(unit.to_owned()),
        roles: ["agency_head".to_owned()].into(),
        kind: Kind::Person,
    };
    request.extensions_mut().insert(principal);
    request
}

async fn the_city_hears_a_boundary_and_tells_its_counties_whose_it_is(home: TestDatabase) {
    let office = office(&home).await;
    let desk = BoundaryDesk::new(code(CITY), office.clone());
    hear(&desk, 11, raised()).await;
    let name = format!("counties/{CITY}/boundaries/{}", raised().id);
    let designate = |owner: &str, request: u128| pb::DesignateOwnerRequest {
        name: name.clone(),
        owner: owner.to_owned(),
        reference: "绍司指〔2026〕1号".to_owned(),
        request_id: Uuid::from_u128(request).to_string(),
    };
    hear(&desk, 12, referred()).await;
    let designated = desk.designate_owner(of(AGENCY, designate("330603", 22))).await.unwrap();
    let settled = designated.into_inner();
    assert_eq!((settled.owner.as_str(), settled.designated), ("330603", true));

    let listed = async |state: pb::BoundaryState| {
        let request = pb::ListBoundariesRequest {
            parent: format!("counties/{CITY}"),
            state: state.into(),
            ..pb::ListBoundariesRequest::default()
        };
        let found = desk.list_boundaries(of(AGENCY, request)).await.unwrap();
        found.into_inner().boundaries
    };
    assert_eq!(listed(pb::BoundaryState::Settled).await, [settled]);
    assert!(listed(pb::BoundaryState::Raised).await.is_empty());

    let rows = journal::Entity::find().all(&office.db.reader).await.unwrap();
    let told: Vec<_> = rows.iter().filter(|row| row.kind == "desk.designated").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(addressee(told[0]).as_deref(), Some("330602"), "the first receiver acts upon it");
    let fact = pb::DeskDesignated::decode(told[0].fact.as_deref().unwrap()).unwrap();
    assert_eq!((fact.owner.as_str(), fact.case.as_str()), ("330603", raised().matter.as_str()));
}

async fn what_the_first_receiver_lets_go_is_handed_to_the_other_county_once(home: TestDatabase) {
    let office = office(&home).await;
    let desk = BoundaryDesk::new(code(CITY), office.clone());
    hear(&desk, 11, referred()).await;
    hear(&desk, 12, settled("330603")).await;
    hear(&desk, 12, settled("330603")).await;
    let rows = journal::Entity::find().all(&office.db.reader).await.unwrap();
    let told: Vec<_> = rows.iter().filter(|row| row.kind == "desk.handed_over").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(addressee(told[0]).as_deref(), Some("330603"), "and nobody else hears of it");
    let fact = pb::DeskHandedOver::decode(told[0].fact.as_deref().unwrap()).unwrap();
    assert_eq!(fact.case, raised().matter);
    let (owner, takeover) = crate::wire::takeover(fact).unwrap();
    assert_eq!((owner, takeover.found_at), (code("330603"), FOUND));
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
    for other in ["330603001-ZHZF", "330603001", "330600-ZFJ"] {
        let refused = desk.answer_boundary(of(other, answer(31))).await.unwrap_err();
        assert_eq!(reason(&refused).as_deref(), Some("UNIT_NOT_YOURS"), "{other}");
    }
    let answered = desk.answer_boundary(of("330603-ZFJ", answer(32))).await.unwrap().into_inner();
    assert_eq!(answered.answers.len(), 1);
    let twice = desk.answer_boundary(of("330603-ZFJ", answer(33))).await.unwrap_err();
    assert_eq!(reason(&twice).as_deref(), Some("ANSWERED_ALREADY"));

    let told = fact_of(&county, "boundary.answered", "330603").await;
    let unheard = "UPDATE boundary SET answers = '[]'";
    city.db.writer.execute_unprepared(unheard).await.unwrap();
    assert_eq!(at_the_city.hear(&told).await, Outcome::Done);
    let back = fact_of(&city, "desk.answered", CITY).await;
    let back = pb::DeskAnswered::decode(back.data).unwrap();
    assert_eq!(back.case, raised().matter);
    let answer = back.answer.unwrap();
    assert_eq!((answer.county.as_str(), answer.word()), ("330603", pb::BoundaryWord::Declined));
    let moved = pb::DeskMoved::decode(fact_of(&city, "desk.moved", CITY).await.data).unwrap();
    assert_eq!(moved.boundary.unwrap().answers, [answer]);
}
