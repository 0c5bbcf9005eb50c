//! What is decided about boundaries, at the city and in the counties.

use time::macros::datetime;
use uuid::Uuid;

use super::{Boundary, CountyAnswer, CountyWord, Refusal, Settlement, State};
use crate::unit::Code;

/// A boundary of which nothing is said but whose it may be.
type Bare = Boundary<()>;

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn raised() -> Bare {
    Bare {
        id: Uuid::from_u128(5),
        matter: "counties/330602/wells/00000000-0000-0000-0000-000000000001".to_owned(),
        counties: ["330602", "330603"].map(code).to_vec(),
        about: (),
        raised_at: datetime!(2026-03-02 01:00 UTC),
        referred_at: None,
        answers: Vec::new(),
        settled: None,
    }
}

fn referred() -> Bare {
    Bare {
        referred_at: Some(datetime!(2026-03-03 01:00 UTC)),
        ..raised()
    }
}

#[test]
fn the_city_says_nothing_while_the_counties_negotiate() {
    let at = datetime!(2026-03-03 02:00 UTC);
    let refused = raised().designated(&code("330603"), "绍政联〔2026〕1号", at);
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
    let told = Bare {
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
    let answered = |case: Bare, county: &str| case.answered(said(county, CountyWord::Declined));
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
    let told = Bare {
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
