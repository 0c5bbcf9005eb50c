//! What a test of the desk stands on: a room with the table, the city's desk and its counties', and what is told and asked there.

use std::collections::BTreeSet;

use sea_orm::sea_query::Table;
use sea_orm::{ConnectionTrait, EntityTrait};
use sea_orm_migration::schema::{boolean, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null as time_null, uuid};
use shiyu_kit::border::{Boundary, HandOver, Order, request};
use shiyu_kit::calendar::Calendar;
use shiyu_kit::case::Actor;
use shiyu_kit::journal;
use shiyu_kit::nats::{Fact, Headers};
use shiyu_kit::operations::Office;
use shiyu_kit::reference::Reference;
use shiyu_kit::register::Wanted;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::unit::{Code, Unit, Units};
use time::macros::{date, datetime};
use uuid::Uuid;

use super::wells::{Dug, Lies, WellDesk, Wells, pb};
use crate::rooms::Room;

pub const CITY: &str = "330600";
pub const WELL: &str = "counties/330602/wells/00000000-0000-0000-0000-000000000001";

pub fn code(text: &str) -> Code {
    text.parse().unwrap()
}

pub fn raised() -> Boundary<Lies> {
    Boundary {
        id: Uuid::from_u128(5),
        matter: WELL.to_owned(),
        counties: ["330602", "330603"].map(code).to_vec(),
        about: Lies { place: code("330602001") },
        raised_at: datetime!(2026-03-02 01:00 UTC),
        referred_at: None,
        answers: Vec::new(),
        settled: None,
    }
}

pub fn referred() -> Boundary<Lies> {
    Boundary {
        referred_at: Some(datetime!(2026-03-03 01:00 UTC)),
        ..raised()
    }
}

/// A room with the table of boundaries in it.
pub async fn open(home: TestDatabase) -> Room {
    let room = Room::on(home).await;
    let mut boundary = Table::create();
    boundary
        .table("boundary")
        .col(uuid("id").primary_key())
        .col(text("well"))
        .col(text("counties"))
        .col(text("place"))
        .col(text("state"))
        .col(timestamp_with_time_zone("raised_at"))
        .col(time_null("referred_at"))
        .col(text("answers"))
        .col(text_null("owner"))
        .col(boolean("designated"))
        .col(text("reference"))
        .col(time_null("settled_at"));
    room.db.writer.execute(&boundary).await.unwrap();
    room
}

pub fn desk(room: &Room, home: &str) -> WellDesk {
    let office = Office {
        county: home.to_owned(),
        service: "wells",
        db: room.db.clone(),
        reference: Reference::of(Calendar::builtin(), units()),
        clock: room.clock.clone(),
        wake: room.wake.clone(),
    };
    WellDesk::new(code(home), office)
}

pub fn units() -> Units {
    let unit = |own: &str, superior: Option<&str>| Unit {
        code: code(own),
        name: own.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    };
    Units::new([
        unit(CITY, None),
        unit("330600-SLJ", Some(CITY)),
        unit("330602", Some(CITY)),
        unit("330603", Some(CITY)),
        unit("330603-SLJ", Some("330603")),
        unit("330603001", Some("330603")),
    ])
}

/// Somebody of a unit.
pub fn of(unit: &str) -> Actor {
    Actor::Person {
        subject: format!("clerk-{unit}"),
        unit: Some(unit.to_owned()),
        roles: BTreeSet::new(),
    }
}

pub async fn hear(desk: &WellDesk, act: u128, told: Boundary<Lies>, over: Option<HandOver<Dug>>) {
    let by = Actor::Service { name: "wells".to_owned() };
    let order = Order::Hear { told, over };
    let wanted = Wanted {
        id: Uuid::from_u128(act),
        order,
    };
    desk.perform(&by, wanted).await.unwrap();
}

pub fn designate(owner: &str, id: u128) -> Wanted<Order<Lies, Dug>> {
    let (request, name) = (
        Uuid::from_u128(id).to_string(),
        format!("counties/{CITY}/boundaries/{}", raised().id),
    );
    request::designate::<Wells>((&request, &name), owner, "绍水函〔2026〕1号".to_owned(), &code(CITY)).unwrap()
}

pub fn answer(county: &str, id: u128) -> Wanted<Order<Lies, Dug>> {
    let (request, name) = (
        Uuid::from_u128(id).to_string(),
        format!("counties/{county}/boundaries/{}", raised().id),
    );
    let word = (pb::BoundaryWord::Declined.into(), Wells::read_word as fn(_) -> _);
    request::answer::<Wells, _>((&request, &name), word, "越水函〔2026〕3号".to_owned(), &code(county)).unwrap()
}

/// Rows of the journal under this kind: whom each is told to, and what.
pub async fn told(room: &Room, kind: &str) -> Vec<(Option<String>, journal::Model)> {
    let rows = journal::Entity::find().all(&room.db.writer).await.unwrap();
    let rows = rows.into_iter().filter(|row| row.kind == kind);
    rows.map(|row| {
        let detail: serde_json::Value = serde_json::from_str(&row.detail).unwrap();
        (detail["to"].as_str().map(str::to_owned), row)
    })
    .collect()
}

pub fn fact(kind: &str, from: &str, id: u128, data: Vec<u8>) -> Fact {
    Fact {
        id: Uuid::from_u128(id),
        kind: format!("wells.{kind}"),
        source: format!("//shiyu/{from}/wells"),
        county: Some(from.to_owned()),
        case: Uuid::from_u128(1),
        case_version: 1,
        at: datetime!(2026-03-03 01:00 UTC),
        trace: None,
        data: data.into(),
        headers: Headers::default(),
    }
}
