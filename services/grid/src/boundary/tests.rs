//! What the city decides about borders, on both databases.

use std::collections::BTreeSet;

use prost::Message;
use sea_orm::EntityTrait;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::Code;
use time::macros::datetime;
use uuid::Uuid;

use super::case::{Boundary, Settlement, State};
use super::refusal::Refusal;
use crate::domain::terms::SpaceType;

const CITY: &str = "330600";

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn chief() -> Actor {
    Actor::Person {
        subject: "chief".to_owned(),
        unit: Some("330600-LDZX".to_owned()),
        roles: BTreeSet::from(["command_chief".to_owned()]),
    }
}

fn raised() -> Boundary {
    Boundary {
        id: Uuid::from_u128(5),
        event: "counties/330602/events/00000000-0000-0000-0000-000000000001".to_owned(),
        counties: ["330602", "330603"].map(code).to_vec(),
        class: "E0103".parse().unwrap(),
        space: SpaceType::Rural,
        grid: "330602001003001".to_owned(),
        raised_at: datetime!(2026-03-02 01:00 UTC),
        referred_at: None,
        settled: None,
    }
}

fn referred() -> Boundary {
    Boundary {
        referred_at: Some(datetime!(2026-03-03 01:00 UTC)),
        ..raised()
    }
}

#[test]
fn the_city_says_nothing_while_the_counties_negotiate() {
    let at = datetime!(2026-03-03 02:00 UTC);
    let refused = raised().designate(&code("330603"), "绍政联〔2026〕1号", (&chief(), at));
    assert_eq!(refused, Err(Refusal::BoundaryNotReferred));
}

#[test]
fn a_person_designates_one_of_the_counties_named_and_once() {
    let at = datetime!(2026-03-03 02:00 UTC);
    let service = Actor::Service { name: "grid".to_owned() };
    let say = |by: &Actor, owner: &str| referred().designate(&code(owner), "1", (by, at));
    assert_eq!(say(&service, "330603"), Err(Refusal::NeedsAPerson));
    assert_eq!(say(&chief(), "330681"), Err(Refusal::NotACountyNamed(code("330681"))));
    let settled = say(&chief(), "330603").unwrap();
    assert_eq!(settled.state(), State::Settled);
    let again = settled.designate(&code("330602"), "2", (&chief(), at));
    assert_eq!(again, Err(Refusal::BoundarySettled));
}

#[test]
fn what_is_heard_late_undoes_nothing() {
    let at = datetime!(2026-03-03 02:00 UTC);
    let settled = referred().designate(&code("330603"), "1", (&chief(), at)).unwrap();
    assert_eq!(settled.clone().heard(raised()), settled);
    let agreed = Settlement {
        owner: code("330602"),
        designated: false,
        reference: String::new(),
        at,
    };
    let told = Boundary {
        settled: Some(agreed.clone()),
        ..raised()
    };
    assert_eq!(referred().heard(told).settled, Some(agreed));
}

mod told {
    use shiyu_kit::auth::{Kind, Principal};
    use shiyu_kit::calendar::Calendar;
    use shiyu_kit::clock::WallClock;
    use shiyu_kit::operations::Office;
    use shiyu_kit::reference::Reference;
    use shiyu_kit::relay::Wake;
    use shiyu_kit::testkit::database::TestDatabase;
    use shiyu_kit::unit::Units;
    use shiyu_kit::{both_databases, journal};
    use shiyu_proto::grid::v1 as pb;
    use shiyu_proto::grid::v1::boundary_service_server::BoundaryService;
    use tonic::{Code as Answer, Request};

    use super::*;
    use crate::boundary::BoundaryDesk;
    use crate::boundary::case::Order;
    use crate::migration::Migrator;

    both_databases! {
        the_city_hears_a_boundary_and_tells_its_counties_whose_it_is;
    }

    async fn office(home: &TestDatabase) -> Office {
        let db = home.connect().await;
        db.migrate::<Migrator>().await.unwrap();
        Office {
            county: CITY.to_owned(),
            service: "grid",
            db,
            reference: Reference::of(Calendar::builtin(), Units::default()),
            clock: WallClock::system(),
            wake: Wake::new(),
        }
    }

    async fn hear(desk: &BoundaryDesk, act: u128, told: Boundary) {
        let by = Actor::Service { name: "grid".to_owned() };
        let wanted = shiyu_kit::register::Wanted {
            id: Uuid::from_u128(act),
            order: Order::Hear(told),
        };
        desk.perform::<pb::BoundaryCase>(&by, wanted).await.unwrap();
    }

    fn asked<T>(request: T) -> Request<T> {
        let mut request = Request::new(request);
        let principal = Principal {
            subject: "chief".to_owned(),
            county: CITY.to_owned(),
            unit: Some("330600-LDZX".to_owned()),
            roles: BTreeSet::from(["command_chief".to_owned()]),
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
            reference: "绍政联〔2026〕1号".to_owned(),
            request_id: Uuid::from_u128(request).to_string(),
        };
        let early = desk.designate_owner(asked(designate("330603", 21))).await.unwrap_err();
        assert_eq!(
            (early.code(), shiyu_kit::fault::reason(&early).as_deref()),
            (Answer::FailedPrecondition, Some("BOUNDARY_NOT_REFERRED"))
        );
        hear(&desk, 12, referred()).await;
        hear(&desk, 12, referred()).await;
        let settled = desk.designate_owner(asked(designate("330603", 22))).await.unwrap().into_inner();
        assert_eq!((settled.owner.as_str(), settled.designated), ("330603", true));
        let again = desk.designate_owner(asked(designate("330603", 22))).await.unwrap().into_inner();
        assert_eq!(again, settled);

        let list = |state: pb::BoundaryState| pb::ListBoundariesRequest {
            parent: format!("counties/{CITY}"),
            state: state.into(),
            class_code: "E0103".to_owned(),
            ..pb::ListBoundariesRequest::default()
        };
        let found = desk
            .list_boundaries(asked(list(pb::BoundaryState::Settled)))
            .await
            .unwrap()
            .into_inner();
        assert_eq!(found.boundaries, [settled]);
        let none = desk
            .list_boundaries(asked(list(pb::BoundaryState::Raised)))
            .await
            .unwrap()
            .into_inner();
        assert!(none.boundaries.is_empty());

        let rows = journal::Entity::find().all(&office.db.reader).await.unwrap();
        let told: Vec<_> = rows.iter().filter(|row| row.kind == "desk.designated").collect();
        assert_eq!(told.len(), 1);
        let fact = pb::DeskDesignated::decode(told[0].fact.as_deref().unwrap()).unwrap();
        assert_eq!((fact.owner.as_str(), fact.event.as_str()), ("330603", raised().event.as_str()));
    }
}
