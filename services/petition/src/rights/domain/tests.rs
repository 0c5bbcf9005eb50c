use shiyu_kit::unit::Units;
use time::Duration;
use time::macros::datetime;

use super::*;
use crate::reception::tests::scene::{COUNTY, OFFICE, TOWN, actor, code, units};

const NOW: OffsetDateTime = datetime!(2026-09-01 09:00 +8);

fn sitting<'a>((by, county, units): (&'a Actor, &'a Code, &'a Units)) -> Sitting<'a> {
    Sitting {
        by,
        county,
        units,
        now: NOW,
    }
}

fn take() -> Take {
    Take {
        id: Uuid::from_u128(1),
        wish: Wish::Copy,
        wording: String::new(),
    }
}

fn services() -> Vec<String> {
    ["petition", "mediation"].map(str::to_owned).to_vec()
}

fn given() -> Given {
    Given {
        outcome: Outcome::NothingHeld,
        basis: String::new(),
        at: NOW,
    }
}

fn by(unit: &str, order: impl FnOnce(&Sitting<'_>) -> Result<SubjectRequest, Refusal>) -> Result<SubjectRequest, Refusal> {
    let (by, county, units) = (actor(unit), code(COUNTY), units());
    order(&sitting((&by, &county, &units)))
}

fn taken() -> SubjectRequest {
    by(OFFICE, |sitting| take().taken(&services(), NOW + Duration::DAY, sitting)).unwrap()
}

fn service(name: &str) -> Actor {
    Actor::Service { name: name.to_owned() }
}

#[test]
fn a_petition_office_takes_a_request_in_and_all_are_asked() {
    let asked: Vec<_> = taken().asked.into_iter().map(|asked| (asked.service, asked.given)).collect();
    assert_eq!(asked, [("petition".to_owned(), None), ("mediation".to_owned(), None)]);
    let town = by(TOWN, |sitting| take().taken(&services(), NOW, sitting));
    assert_eq!(town, Err(Refusal::NotThePetitionOffice));
}

#[test]
fn a_service_that_is_asked_answers_once() {
    let once = taken().answered("mediation", given()).unwrap();
    assert_eq!(once.clone().answered("mediation", given()), Err(Refusal::AnsweredAlready));
    assert_eq!(once.answered("assessment", given()), Err(Refusal::NotAsked));
}

#[test]
fn the_reply_is_one_and_comes_after_every_answer() {
    let half = taken().answered("mediation", given()).unwrap();
    let early = by(OFFICE, |sitting| half.clone().replied("已答复", sitting));
    assert_eq!(early, Err(Refusal::AnswersMissing));
    let whole = half.answered("petition", given()).unwrap();
    let town = by(TOWN, |sitting| whole.clone().replied("已答复", sitting));
    assert!(matches!(town, Err(Refusal::NotCompetent(_))), "{town:?}");
    let replied = by(OFFICE, |sitting| whole.replied("已答复", sitting)).unwrap();
    assert_eq!(replied.reply.as_ref().map(|reply| reply.at), Some(NOW));
    let again = by(OFFICE, |sitting| replied.replied("已答复", sitting));
    assert_eq!(again, Err(Refusal::RepliedAlready));
}

#[test]
fn the_limit_rings_until_every_service_has_answered() {
    let request = taken();
    let warned = NOW + Duration::DAY * 4 / 5;
    assert_eq!(request.next_ring(), Some((warned, Ring::Eighty)));
    let half = request.answered("mediation", given()).unwrap();
    assert_eq!(half.missing().collect::<Vec<_>>(), ["petition"]);
    let half = SubjectRequest {
        rung: Some(Ring::Eighty),
        ..half
    };
    assert_eq!(half.next_ring(), Some((half.due_at, Ring::Overdue)));
    let whole = half.answered("petition", given()).unwrap();
    assert_eq!(whole.next_ring(), None);
}

#[test]
fn who_asks_is_read_by_whom_it_is_asked_until_they_have_answered() {
    let request = taken();
    assert_eq!(request.granted_to(&service("mediation")), Ok(()));
    assert_eq!(request.granted_to(&service("grid")), Err(Refusal::NotGranted));
    assert_eq!(request.granted_to(&actor(OFFICE)), Err(Refusal::NotGranted));
    let answered = request.answered("mediation", given()).unwrap();
    assert_eq!(answered.granted_to(&service("mediation")), Err(Refusal::NotGranted));
    assert_eq!(answered.granted_to(&service("petition")), Ok(()));
}
