//! What the city decides about borders, on both databases.

use std::collections::BTreeSet;

use prost::Message;
use sea_orm::EntityTrait;
use shiyu_kit::case::Actor;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;

use super::case::{Case, Settlement, State};
use super::refusal::Refusal;
use crate::domain::course::CountyAnswer;
use crate::domain::terms::CountyWord;

const CITY: &str = "330600";
/// When the act was found.
const FOUND: OffsetDateTime = datetime!(2026-02-27 06:00 UTC);

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn raised() -> Case {
    Case {
        id: Uuid::from_u128(5),
        file: "counties/330602/cases/00000000-0000-0000-0000-000000000001".to_owned(),
        counties: ["330602", "330603"].map(code).to_vec(),
        place: code("330602001"),
        raised_at: datetime!(2026-03-02 01:00 UTC),
        referred_at: None,
        answers: Vec::new(),
        settled: None,
    }
}

fn referred() -> Case {
    Case {
        referred_at: Some(datetime!(2026-03-03 01:00 UTC)),
        ..raised()
    }
}

#[test]
fn the_city_says_nothing_while_the_counties_negotiate() {
    let at = datetime!(2026-03-03 02:00 UTC);
    let refused = raised().designated(&code("330603"), "绍司指〔2026〕1号", at);
    assert_eq!(refused, Err(Refusal::BoundaryNotReferred));
}

#[test]
fn the_city_designates_one_of_the_counties_named_and_once() {
    let at = datetime!(2026-03-03 02:00 UTC);
    let say = |owner: &str| referred().designated(&code(owner), "1", at);
    assert_eq!(say("330681"), Err(Refusal::NotACountyNamed(code("330681"))));
    let settled = say("330603").unwrap();
    assert_eq!(settled.state(), State::Settled);
    let again = settled.designated(&code("330602"), "2", at);
    assert_eq!(again, Err(Refusal::BoundarySettled));
}

#[test]
fn what_is_heard_late_undoes_nothing() {
    let at = datetime!(2026-03-03 02:00 UTC);
    let settled = referred().designated(&code("330603"), "1", at).unwrap();
    assert_eq!(settled.clone().heard(raised()), settled);
    let agreed = Settlement {
        owner: code("330602"),
        designated: false,
        reference: String::new(),
        at,
    };
    let told = Case {
        settled: Some(agreed.clone()),
        ..raised()
    };
    assert_eq!(referred().heard(told).settled, Some(agreed));
}

fn said(county: &str, word: CountyWord) -> CountyAnswer {
    CountyAnswer {
        county: code(county),
        word,
        reference: "越政函〔2026〕3号".to_owned(),
        at: datetime!(2026-03-02 03:00 UTC),
    }
}

#[test]
fn a_county_that_is_asked_answers_once_while_it_is_open() {
    let answered = |case: Case, county: &str| case.answered(said(county, CountyWord::Declined));
    for county in ["330602", "330681"] {
        assert_eq!(answered(raised(), county), Err(Refusal::NotAsked(code(county))));
    }
    let once = answered(raised(), "330603").unwrap();
    assert_eq!((once.state(), once.answers.len()), (State::Raised, 1));
    assert_eq!(answered(once, "330603"), Err(Refusal::AnsweredAlready(code("330603"))));
    let settled = referred().designated(&code("330603"), "1", referred().raised_at).unwrap();
    assert_eq!(answered(settled, "330603"), Err(Refusal::BoundarySettled));
}

#[test]
fn what_a_county_claims_is_its_unless_the_first_receiver_settled_otherwise() {
    let claimed = referred().noted(said("330603", CountyWord::Claimed)).unwrap();
    let settled = claimed.settled.clone().unwrap();
    assert_eq!((settled.owner, settled.designated), (code("330603"), false));
    let again = claimed.clone().designated(&code("330602"), "1", settled.at);
    assert_eq!(again, Err(Refusal::BoundarySettled));
    let kept = Settlement {
        owner: code("330602"),
        designated: false,
        reference: String::new(),
        at: settled.at,
    };
    let told = Case {
        settled: Some(kept.clone()),
        ..raised()
    };
    let heard = claimed.heard(told);
    assert_eq!((heard.settled, heard.answers.len()), (Some(kept), 1));
    assert_eq!(referred().noted(said("330603", CountyWord::Declined)).unwrap().settled, None);
}

#[test]
fn a_county_keeps_its_own_word_until_the_city_has_it() {
    let own = raised().answered(said("330603", CountyWord::Declined)).unwrap();
    assert_eq!(own.clone().learnt(raised()).answers, own.answers);
    let back = own.clone().learnt(own.clone());
    assert_eq!(back.answers, own.answers);
    let settled = referred().designated(&code("330603"), "1", referred().raised_at).unwrap();
    assert_eq!(settled.clone().learnt(raised()).settled, settled.settled);
}

mod told {
    use shiyu_kit::auth::{Kind, Principal};
    use shiyu_kit::calendar::Calendar;
    use shiyu_kit::clock::WallClock;
    use shiyu_kit::consumer::Outcome;
    use shiyu_kit::nats::{Fact, Headers};
    use shiyu_kit::operations::Office;
    use shiyu_kit::reference::Reference;
    use shiyu_kit::register::Standing;
    use shiyu_kit::relay::Wake;
    use shiyu_kit::testkit::database::TestDatabase;
    use shiyu_kit::unit::{Unit, Units};
    use shiyu_kit::{both_databases, journal};
    use shiyu_proto::enforcement::v1 as pb;
    use shiyu_proto::enforcement::v1::boundary_service_server::BoundaryService;
    use time::macros::date;
    use tonic::Request;

    use super::*;
    use crate::border::case::Order;
    use crate::border::{BoundaryDesk, store};
    use crate::migration::Migrator;

    both_databases! {
        the_city_hears_a_boundary_and_tells_its_counties_whose_it_is;
        what_the_first_receiver_lets_go_is_handed_to_the_other_county_once;
        a_county_that_is_asked_answers_over_its_own_door;
    }

    async fn office(home: &TestDatabase) -> Office {
        let db = home.connect().await;
        db.migrate::<Migrator>().await.unwrap();
        Office {
            county: CITY.to_owned(),
            service: "enforcement",
            db,
            reference: Reference::of(Calendar::builtin(), units()),
            clock: WallClock::system(),
            wake: Wake::new(),
        }
    }

    async fn hear(desk: &BoundaryDesk, act: u128, told: Case) {
        let by = Actor::Service {
            name: "enforcement".to_owned(),
        };
        let wanted = shiyu_kit::register::Wanted {
            id: Uuid::from_u128(act),
            order: Order::Hear { told, found_at: FOUND },
        };
        desk.perform::<pb::BoundaryCase>(&by, wanted).await.unwrap();
    }

    fn asked<T>(request: T) -> Request<T> {
        let mut request = Request::new(request);
        let principal = Principal {
            subject: "head".to_owned(),
            county: CITY.to_owned(),
            unit: Some("330600-ZFJ".to_owned()),
            roles: BTreeSet::from(["agency_head".to_owned()]),
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
        let early = desk.designate_owner(asked(designate("330603", 21))).await.unwrap_err();
        assert_eq!(
            (early.code(), shiyu_kit::fault::reason(&early).as_deref()),
            (tonic::Code::FailedPrecondition, Some("BOUNDARY_NOT_REFERRED"))
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
        assert_eq!(addressee(told[0]).as_deref(), Some("330602"), "the first receiver acts upon it");
        let mut moved: Vec<_> = rows.iter().filter(|row| row.kind == "desk.moved").filter_map(addressee).collect();
        moved.sort_unstable();
        moved.dedup();
        assert_eq!(moved, ["330602", "330603"], "whoever is not named hears nothing");
        let fact = pb::DeskDesignated::decode(told[0].fact.as_deref().unwrap()).unwrap();
        assert_eq!((fact.owner.as_str(), fact.case.as_str()), ("330603", raised().file.as_str()));
    }

    async fn what_the_first_receiver_lets_go_is_handed_to_the_other_county_once(home: TestDatabase) {
        let office = office(&home).await;
        let desk = BoundaryDesk::new(code(CITY), office.clone());
        hear(&desk, 11, referred()).await;
        let settled = |owner: &str| Case {
            settled: Some(Settlement {
                owner: code(owner),
                designated: false,
                reference: String::new(),
                at: datetime!(2026-03-03 02:00 UTC),
            }),
            ..referred()
        };
        assert_eq!(settled("330602").handed_over(FOUND), None, "what is its own stays");
        hear(&desk, 12, settled("330603")).await;
        hear(&desk, 12, settled("330603")).await;
        let rows = journal::Entity::find().all(&office.db.reader).await.unwrap();
        let told: Vec<_> = rows.iter().filter(|row| row.kind == "desk.handed_over").collect();
        assert_eq!(told.len(), 1);
        assert_eq!(addressee(told[0]).as_deref(), Some("330603"), "and nobody else hears of it");
        let fact = pb::DeskHandedOver::decode(told[0].fact.as_deref().unwrap()).unwrap();
        assert_eq!(fact.case, raised().file);
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
            kind: format!("enforcement.{kind}"),
            source: format!("//shiyu/{from}/enforcement"),
            county: Some(from.to_owned()),
            case: row.case_id,
            case_version: row.version,
            at: row.at,
            trace: None,
            data: row.fact.unwrap().into(),
            headers: Headers::default(),
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
        store::Entity::delete_many().exec(&county.db.writer).await.unwrap();
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
            assert_eq!(shiyu_kit::fault::reason(&refused).as_deref(), Some("UNIT_NOT_YOURS"), "{other}");
        }
        let answered = desk.answer_boundary(of("330603-ZFJ", answer(32))).await.unwrap().into_inner();
        assert_eq!(answered.answers.len(), 1);
        let twice = desk.answer_boundary(of("330603-ZFJ", answer(33))).await.unwrap_err();
        assert_eq!(shiyu_kit::fault::reason(&twice).as_deref(), Some("ANSWERED_ALREADY"));

        let told = fact_of(&county, "boundary.answered", "330603").await;
        let own = store::get(&county.db.reader, raised().id).await.unwrap().unwrap();
        let before = Case {
            answers: Vec::new(),
            ..own.clone()
        };
        store::put(&city.db.writer, Standing::Known, &before).await.unwrap();
        assert_eq!(at_the_city.hear(&told).await, Outcome::Done);
        let back = fact_of(&city, "desk.answered", CITY).await;
        let back = pb::DeskAnswered::decode(back.data).unwrap();
        assert_eq!(back.case, raised().file);
        let answer = back.answer.unwrap();
        assert_eq!((answer.county.as_str(), answer.word()), ("330603", pb::BoundaryWord::Declined));
        let moved = pb::DeskMoved::decode(fact_of(&city, "desk.moved", CITY).await.data).unwrap();
        assert_eq!(moved.boundary.unwrap().answers, [answer]);
    }

    fn units() -> Units {
        let unit = |own: &str, superior: Option<&str>| Unit {
            code: code(own),
            name: own.to_owned(),
            superior: superior.map(code),
            valid_from: date!(2020 - 01 - 01),
            valid_to: None,
        };
        Units::new([
            unit(CITY, None),
            unit("330600-ZFJ", Some(CITY)),
            unit("330603", Some(CITY)),
            unit("330603-ZFJ", Some("330603")),
            unit("330603001", Some("330603")),
            unit("330603001-ZHZF", Some("330603001")),
        ])
    }

    /// A request of the head of a unit of the county.
    fn of<T>(unit: &str, request: T) -> Request<T> {
        let mut request = Request::new(request);
        let principal = Principal {
            subject: "head".to_owned(),
            county: "330603".to_owned(),
            unit: Some(unit.to_owned()),
            roles: BTreeSet::from(["agency_head".to_owned()]),
            kind: Kind::Person,
        };
        request.extensions_mut().insert(principal);
        request
    }
}
