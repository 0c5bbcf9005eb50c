//! The desk between the city and its counties, with wells: whose one is the counties negotiate, and the city says.

mod ground;
mod wells;

use prost::Message;
use sea_orm::ConnectionTrait;
use shiyu_kit::border::{Boundary, CountyWord, Filter, HandOver, Order, Settlement, State};
use shiyu_kit::both_databases;
use shiyu_kit::case::Actor;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::reason;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Wanted;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::wire::timestamp;
use time::macros::datetime;
use uuid::Uuid;

use self::ground::{CITY, WELL, answer, code, designate, desk, fact, hear, of, open, raised, referred, told};
use self::wells::{Dug, Lies, Wells, pb};

both_databases! {
    the_city_hears_of_a_boundary_and_says_whose_it_is;
    what_the_first_receiver_lets_go_is_handed_to_the_other_county_once;
    a_county_that_is_named_answers_and_the_city_tells_the_first_receiver;
    what_counties_tell_is_heard_once_and_what_cannot_be_read_is_put_away;
    boundaries_are_listed_raised_last_first;
    what_is_settled_of_a_place_is_a_precedent_for_it;
}

async fn the_city_hears_of_a_boundary_and_says_whose_it_is(home: TestDatabase) {
    let room = open(home).await;
    let desk = desk(&room, CITY);
    hear(&desk, 11, raised(), None).await;
    let early = desk.perform(&of("330600-SLJ"), designate("330603", 21)).await.unwrap_err();
    let refused = (early.code(), reason(&early));
    assert_eq!(refused, (tonic::Code::FailedPrecondition, Some("BOUNDARY_NOT_REFERRED".to_owned())));
    for _ in 0..2 {
        hear(&desk, 12, referred(), None).await;
    }
    for quarrels in ["330602", "330603-SLJ"] {
        let refused = desk.perform(&of(quarrels), designate("330602", 22)).await.unwrap_err();
        assert_eq!(reason(&refused).as_deref(), Some("UNIT_NOT_YOURS"), "{quarrels}");
    }
    let by_nobody = desk.perform(&Actor::Clock, designate("330602", 23)).await.unwrap_err();
    assert_eq!(reason(&by_nobody).as_deref(), Some("NEEDS_A_PERSON"));
    let stranger = desk.perform(&of("330600-SLJ"), designate("330681", 24)).await.unwrap_err();
    assert_eq!(reason(&stranger).as_deref(), Some("NOT_A_COUNTY_NAMED"));
    let designated = desk.perform(&of("330600-SLJ"), designate("330603", 25)).await.unwrap().into_inner();
    assert_eq!((designated.owner.as_str(), designated.designated), ("330603", true));
    assert_eq!(desk.get(raised().id).await.unwrap().into_inner(), designated);
    let unknown = desk.get(Uuid::from_u128(6)).await.unwrap_err();
    assert_eq!(reason(&unknown).as_deref(), Some("BOUNDARY_UNKNOWN"));

    let first = told(&room, "desk.designated").await;
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].0.as_deref(), Some("330602"), "the first receiver acts upon it");
    let fact = pb::DeskDesignated::decode(first[0].1.fact.as_deref().unwrap()).unwrap();
    assert_eq!((fact.owner.as_str(), fact.well.as_str()), ("330603", WELL));
    let moved = told(&room, "desk.moved").await;
    let named: Vec<_> = moved.iter().filter_map(|(to, _)| to.as_deref()).collect();
    assert_eq!(named.len(), 6, "raised, referred and settled, each once for each county: {named:?}");
    assert!(named.iter().all(|county| ["330602", "330603"].contains(county)), "{named:?}");
}

async fn what_the_first_receiver_lets_go_is_handed_to_the_other_county_once(home: TestDatabase) {
    let room = open(home).await;
    let desk = desk(&room, CITY);
    let at = datetime!(2026-03-04 01:00 UTC);
    let over = HandOver {
        id: raised().id,
        matter: WELL.to_owned(),
        owner: code("330603"),
        bundle: Dug {
            at: datetime!(1998-05-06 00:00 UTC),
        },
        at,
    };
    let settled = Boundary {
        settled: Some(Settlement {
            owner: code("330603"),
            designated: false,
            reference: String::new(),
            at,
        }),
        ..raised()
    };
    for _ in 0..2 {
        hear(&desk, 11, settled.clone(), Some(over.clone())).await;
    }
    let by = Actor::Service { name: "wells".to_owned() };
    let relayed = Wanted {
        id: Uuid::from_u128(12),
        order: Order::Relay(HandOver {
            id: Uuid::from_u128(7),
            ..over
        }),
    };
    desk.perform(&by, relayed).await.unwrap();
    let handed = told(&room, "desk.handed_over").await;
    assert_eq!(handed.len(), 2);
    for (to, row) in handed {
        assert_eq!(to.as_deref(), Some("330603"), "and nobody else hears of it");
        let fact = pb::DeskHandedOver::decode(row.fact.as_deref().unwrap()).unwrap();
        assert_eq!(
            (fact.well.as_str(), fact.dig_time),
            (WELL, Some(timestamp(datetime!(1998-05-06 00:00 UTC))))
        );
    }
}

async fn a_county_that_is_named_answers_and_the_city_tells_the_first_receiver(home: TestDatabase) {
    // One after the other in one table: what the city tells is kept, and heard in the county.
    let room = open(home).await;
    let city = desk(&room, CITY);
    hear(&city, 11, raised(), None).await;
    let (_, row) = told(&room, "desk.moved").await.pop().unwrap();
    let moved = fact("desk.moved", CITY, 31, row.fact.unwrap());
    let forget = "DELETE FROM boundary";
    room.db.writer.execute_unprepared(forget).await.unwrap();
    assert_eq!(desk(&room, "330681").hear(&moved).await, Outcome::Ignored, "it is not named");
    let county = desk(&room, "330603");
    assert_eq!(county.hear(&moved).await, Outcome::Done);
    let by_a_town = county.perform(&of("330603001"), answer("330603", 41)).await.unwrap_err();
    assert_eq!(reason(&by_a_town).as_deref(), Some("UNIT_NOT_YOURS"));
    let answered = county.perform(&of("330603-SLJ"), answer("330603", 42)).await.unwrap().into_inner();
    assert_eq!(Wells::read_state(answered.state()), Some(raised().state()));
    let twice = county.perform(&of("330603-SLJ"), answer("330603", 43)).await.unwrap_err();
    assert_eq!(reason(&twice).as_deref(), Some("ANSWERED_ALREADY"));

    let (_, row) = told(&room, "boundary.answered").await.pop().unwrap();
    room.db.writer.execute_unprepared(forget).await.unwrap();
    hear(&city, 12, raised(), None).await;
    let heard = fact("boundary.answered", "330603", 32, row.fact.unwrap());
    for _ in 0..2 {
        assert_eq!(city.hear(&heard).await, Outcome::Done);
    }
    let mut back = told(&room, "desk.answered").await;
    assert_eq!(back.len(), 1);
    let (to, row) = back.pop().unwrap();
    assert_eq!(to.as_deref(), Some("330602"));
    let fact = pb::DeskAnswered::decode(row.fact.as_deref().unwrap()).unwrap();
    let answer = Wells::read_answer(fact.answer.unwrap()).unwrap();
    assert_eq!((answer.county, answer.word), (code("330603"), CountyWord::Declined));
    assert_eq!(city.get(raised().id).await.unwrap().into_inner().answers, answered.answers);
}

async fn what_counties_tell_is_heard_once_and_what_cannot_be_read_is_put_away(home: TestDatabase) {
    let room = open(home).await;
    let desk = desk(&room, CITY);
    let moved = pb::WellMoved {
        boundary: raised().id.to_string(),
        well: WELL.to_owned(),
        counties: vec!["330603".to_owned()],
        place: "330602001".to_owned(),
        raise_time: Some(timestamp(raised().raised_at)),
        ..pb::WellMoved::default()
    };
    let first = fact("boundary.raised", "330602", 31, moved.encode_to_vec());
    for _ in 0..2 {
        assert_eq!(desk.hear(&first).await, Outcome::Done);
    }
    assert_eq!(told(&room, "boundary.heard").await.len(), 1);
    let shown = desk.get(raised().id).await.unwrap().into_inner();
    assert_eq!(shown.counties, ["330602", "330603"], "the teller is the first receiver");

    let nobody = pb::WellMoved {
        counties: Vec::new(),
        ..moved.clone()
    };
    let ours = fact("boundary.raised", "330602", 32, nobody.encode_to_vec());
    assert_eq!(desk.hear(&ours).await, Outcome::Ignored);
    let garbled = pb::WellMoved {
        boundary: "a well".to_owned(),
        ..moved
    };
    for (kind, data) in [
        ("boundary.raised", garbled.encode_to_vec()),
        ("well.handed_over", garbled.encode_to_vec()),
        ("boundary.answered", vec![255]),
        ("desk.moved", Vec::new()),
    ] {
        let outcome = desk.hear(&fact(kind, "330602", 33, data)).await;
        assert_eq!(outcome, Outcome::Unreadable("DATA_UNREADABLE"), "{kind}");
    }
    let unknown = pb::BoundaryAnswered {
        boundary: Uuid::from_u128(6).to_string(),
        word: pb::BoundaryWord::Claimed.into(),
        answer_time: Some(timestamp(raised().raised_at)),
        ..pb::BoundaryAnswered::default()
    };
    let unknown = fact("boundary.answered", "330603", 34, unknown.encode_to_vec());
    assert_eq!(desk.hear(&unknown).await, Outcome::Refused("BOUNDARY_UNKNOWN"));
}

async fn boundaries_are_listed_raised_last_first(home: TestDatabase) {
    let room = open(home).await;
    let desk = desk(&room, CITY);
    for number in 1_u8..=3 {
        let boundary = Boundary {
            id: Uuid::from_u128(number.into()),
            raised_at: raised().raised_at + time::Duration::hours(number.into()),
            ..if number == 2 { referred() } else { raised() }
        };
        hear(&desk, 100 + u128::from(number), boundary, None).await;
    }
    let (city, parent) = (code(CITY), format!("counties/{CITY}"));
    let list = async |filter: &Filter, token: &str| {
        let listing = Reading::new(&city).listing((&parent, 2, token), &["boundaries"], filter.clone());
        let listing = listing.unwrap();
        let page = desk.list(listing).await.unwrap();
        let ids: Vec<_> = page.items.into_iter().map(|shown| shown.name).collect();
        (ids, page.next_page_token)
    };
    let name = |number: u128| format!("counties/{CITY}/boundaries/{}", Uuid::from_u128(number));
    let (first, token) = list(&Filter::default(), "").await;
    assert_eq!(first, [name(3), name(2)]);
    let (rest, end) = list(&Filter::default(), &token).await;
    assert_eq!((rest, end.as_str()), (vec![name(1)], ""));
    let referred = Filter {
        state: Some(referred().state()),
        words: vec![("place", "330602001".to_owned())],
    };
    assert_eq!(list(&referred, "").await.0, [name(2)]);
    let elsewhere = Filter {
        words: vec![("place", "330603001".to_owned())],
        ..Filter::default()
    };
    assert!(list(&elsewhere, "").await.0.is_empty());
}

async fn what_is_settled_of_a_place_is_a_precedent_for_it(home: TestDatabase) {
    let room = open(home).await;
    let desk = desk(&room, CITY);
    let (agreement, designation) = ("越柯协〔2026〕4号", "绍水函〔2026〕1号");
    let agreed = Settlement {
        owner: code("330602"),
        designated: false,
        reference: agreement.to_owned(),
        at: datetime!(2026-03-05 01:00 UTC),
    };
    for (number, place, settled) in [
        (1_u8, "330602001", None),
        (2, "330602001", None),
        (3, "330602002", None),
        (4, "330602001", Some(agreed)),
    ] {
        let boundary = Boundary {
            id: Uuid::from_u128(number.into()),
            about: Lies { place: code(place) },
            raised_at: raised().raised_at + time::Duration::hours(number.into()),
            settled,
            ..referred()
        };
        hear(&desk, 100 + u128::from(number), boundary, None).await;
    }
    for number in [1, 3] {
        let order = Order::Designate {
            id: Uuid::from_u128(number),
            owner: code("330603"),
            reference: designation.to_owned(),
        };
        let id = Uuid::from_u128(200 + number);
        desk.perform(&of("330600-SLJ"), Wanted { id, order }).await.unwrap();
    }
    let (city, parent) = (code(CITY), format!("counties/{CITY}"));
    let precedents = async |place: &str| {
        let filter = Filter {
            state: Some(State::Settled),
            words: vec![("place", place.to_owned())],
        };
        let listing = Reading::new(&city).listing((&parent, 10, ""), &["boundaries"], filter);
        let found = desk.list(listing.unwrap()).await.unwrap().items.into_iter();
        found.map(|case| (case.owner, case.designated, case.reference)).collect::<Vec<_>>()
    };
    let said = |owner: &str, designated, reference: &str| (owner.to_owned(), designated, reference.to_owned());
    let designated = said("330603", true, designation);
    let both = [said("330602", false, agreement), designated.clone()];
    assert_eq!(precedents("330602001").await, both, "what is open is none");
    assert_eq!(precedents("330602002").await, [designated]);
    assert!(precedents("330603001").await.is_empty());
}
