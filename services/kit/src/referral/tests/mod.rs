//! What one service says of an offer, the other reads.

mod heard;

use prost::Message;
use shiyu_proto::common::v1 as common;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    Asked, Confirmation, Destination, Grant, IdentityField, Outcome, Referral, ReferralState, Settled, answer, asked, hear, moved,
    movement, offer, offered,
};
use crate::consumer;
use crate::nats::{Fact, Headers};
use crate::place::Point;
use crate::unit::Code;
use crate::wire::point;

const NOW: OffsetDateTime = datetime!(2026-11-29 09:00 UTC);
const OFFER: Uuid = Uuid::from_u128(7);
const NOBODY: Uuid = Uuid::nil();
const CASE: &str = "counties/330602/petitions/01998f6e-0000-7000-8000-000000000001";

fn county() -> Code {
    "330602".parse().unwrap()
}

fn referral() -> Referral {
    Referral {
        id: OFFER,
        to: Destination::Mediation,
        purpose: "mediation".to_owned(),
        summary: "a wall between neighbours".to_owned(),
        consent: Some("CONSENT-7".to_owned()),
        grant: Some(Grant {
            fields: vec![IdentityField::Name, IdentityField::Phone],
            until: NOW + Duration::days(30),
            revoked_at: None,
        }),
        at: NOW,
        state: ReferralState::Offered,
        case: None,
        point: None,
        result: None,
        competent: None,
        confirmation: None,
        settled: None,
        rest: None,
        unit: None,
    }
}

fn case() -> common::ReferredCase {
    common::ReferredCase {
        name: CASE.to_owned(),
        version: 4,
        unit: "330602001".to_owned(),
        place: "330602001003".to_owned(),
        grid: "330602001003001".to_owned(),
        point: Some(point(here())),
        category: "housing.demolition".to_owned(),
        clocks: Vec::new(),
    }
}

fn here() -> Point {
    Point::from_degrees(120.58, 30.01).unwrap()
}

fn fact(kind: &str, message: &impl Message) -> Fact {
    Fact {
        id: Uuid::from_u128(1),
        kind: kind.to_owned(),
        source: "//shiyu/330602/petition".to_owned(),
        county: None,
        case: Uuid::from_u128(2),
        case_version: 4,
        at: NOW,
        trace: None,
        data: message.encode_to_vec().into(),
        headers: Headers::new(),
    }
}

#[test]
fn an_offer_is_read_as_it_was_told() {
    let leads = vec!["a".repeat(64)];
    let told = offer(&referral(), case(), Some(NOW + Duration::days(45)), leads.clone());
    let read = offered(&fact("petition.referral.offered", &told), &county(), Destination::Mediation).unwrap();
    let expected = referral();
    assert_eq!((read.from.as_str(), read.case.as_str()), ("petition", CASE));
    assert_eq!(
        (read.referral, read.purpose, read.summary),
        (OFFER, expected.purpose, expected.summary)
    );
    assert_eq!((read.unit.as_str(), read.category.as_str()), ("330602001", "housing.demolition"));
    assert_eq!(read.place.map(|place| place.to_string()).as_deref(), Some("330602001003"));
    assert_eq!((read.grid.as_deref(), read.point), (Some("330602001003001"), Some(here())));
    assert_eq!(
        (read.consent, read.fields),
        (expected.consent, vec![IdentityField::Name, IdentityField::Phone])
    );
    assert_eq!((read.at, read.return_at), (NOW, Some(NOW + Duration::days(45))));
    assert_eq!((read.granted_until, read.leads), (Some(NOW + Duration::days(30)), leads));
}

#[test]
fn an_offer_to_another_is_passed_over_and_a_spoiled_one_is_put_away() {
    let heard = |told: &common::ReferralOffered| offered(&fact("petition.referral.offered", told), &county(), Destination::Mediation);
    let told = offer(&referral(), case(), None, Vec::new());
    let to_grid = common::ReferralOffered {
        destination: common::ReferralDestination::Grid.into(),
        ..told.clone()
    };
    assert_eq!(heard(&to_grid), Err(consumer::Outcome::Ignored));
    let elsewhere = common::ReferredCase {
        name: CASE.replace("330602", "330681"),
        ..case()
    };
    let spoiled = [
        common::ReferralOffered {
            case: None,
            ..told.clone()
        },
        common::ReferralOffered {
            case: Some(elsewhere),
            ..told.clone()
        },
        common::ReferralOffered {
            summary: String::new(),
            ..told.clone()
        },
        common::ReferralOffered {
            granted_fields: vec![9],
            ..told.clone()
        },
        common::ReferralOffered {
            referral: "7".to_owned(),
            ..told.clone()
        },
        common::ReferralOffered {
            asked_unit: "the bureau".to_owned(),
            ..told.clone()
        },
    ];
    for told in &spoiled {
        assert_eq!(heard(told), Err(consumer::Outcome::Unreadable("OFFER_INVALID")), "{told:?}");
    }
    let garbage = Fact {
        data: vec![0xff].into(),
        ..fact("petition.referral.offered", &told)
    };
    let unreadable = consumer::Outcome::Unreadable("DATA_UNREADABLE");
    assert_eq!(offered(&garbage, &county(), Destination::Mediation), Err(unreadable));
}

#[test]
fn an_offer_says_which_unit_it_asks() {
    let bureau: Code = "330602001-ZHZF".parse().unwrap();
    let asked = Referral {
        to: Destination::Enforcement,
        unit: Some(bureau.clone()),
        ..referral()
    };
    let told = fact("petition.referral.offered", &offer(&asked, case(), None, Vec::new()));
    assert_eq!(
        offered(&told, &county(), Destination::Enforcement).unwrap().asked,
        Some(bureau.clone())
    );
    assert_eq!(super::referral(&asked).asked_unit, bureau.as_str());
    let nobody = Referral { unit: None, ..asked };
    let told = fact("petition.referral.offered", &offer(&nobody, case(), None, Vec::new()));
    assert_eq!(offered(&told, &county(), Destination::Enforcement).unwrap().asked, None);
}

#[test]
fn a_move_is_heard_by_whom_the_offer_was_made_to() {
    let mut taken_back = referral();
    taken_back.close(ReferralState::Withdrawn, NOW);
    let told = fact("petition.referral.withdrawn", &movement(&[taken_back], OFFER, NOW, case()));
    let heard = moved(&told, &county(), Destination::Mediation).unwrap();
    assert_eq!((heard.case.as_str(), heard.referral), (CASE, OFFER));
    assert_eq!((heard.state, heard.at), (ReferralState::Withdrawn, NOW));
    assert_eq!(moved(&told, &county(), Destination::Enforcement), Err(consumer::Outcome::Ignored));
    let unknown = fact("petition.referral.withdrawn", &movement(&[], OFFER, NOW, case()));
    assert_eq!(moved(&unknown, &county(), Destination::Mediation), Err(consumer::Outcome::Ignored));
}

#[test]
fn an_answer_is_read_as_it_was_told_and_only_the_four_are_answers() {
    let outcome = |state| Outcome {
        case: Some("counties/330602/mediations/1".to_owned()),
        result: Some("no_power".to_owned()),
        competent: Some("330602-SJ".parse().unwrap()),
        confirmation: Some(Confirmation::Refused),
        settled: Some(Settled::InPart),
        rest: Some("who pays for the wall".to_owned()),
        ..Outcome::of(OFFER, state, NOW)
    };
    for state in [
        ReferralState::Accepted,
        ReferralState::Refused,
        ReferralState::Done,
        ReferralState::Returned,
    ] {
        let (case, read) = hear::read_answer(answer(CASE, &outcome(state)), &county(), "petitions").unwrap();
        assert_eq!(
            (case.to_string(), read),
            (CASE.rsplit('/').next().unwrap().to_owned(), outcome(state))
        );
    }
    for state in [ReferralState::Offered, ReferralState::Withdrawn] {
        let wrong = hear::read_answer(answer(CASE, &outcome(state)), &county(), "petitions").unwrap_err();
        assert_eq!(wrong.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["answer"]);
    }
    let nothing = hear::read_answer(common::ReferralAnswered::default(), &county(), "petitions").unwrap_err();
    let wrong: Vec<_> = nothing.iter().map(|one| (one.field.as_str(), one.reason)).collect();
    let expected = [
        ("offered_case", "NAME_INVALID"),
        ("referral", "REQUIRED"),
        ("answer", "REQUIRED"),
        ("answer_time", "REQUIRED"),
    ];
    assert_eq!(wrong, expected);
}

#[test]
fn who_asks_for_nobody_asks_for_everybody() {
    let request = common::ReadGrantedIdentityRequest {
        name: CASE.to_owned(),
        request_id: OFFER.to_string(),
        referral: OFFER.to_string(),
        party: String::new(),
    };
    let everybody = asked(&request, &county(), "petitions").unwrap();
    assert_eq!(
        everybody.command,
        Asked {
            referral: OFFER,
            party: None
        }
    );
    assert!(everybody.command.is_of(NOBODY));
    let one = common::ReadGrantedIdentityRequest {
        party: OFFER.to_string(),
        ..request.clone()
    };
    let one = asked(&one, &county(), "petitions").unwrap().command;
    assert!(one.is_of(OFFER) && !one.is_of(NOBODY));
    let spoiled = common::ReadGrantedIdentityRequest {
        party: "x".to_owned(),
        referral: String::new(),
        ..request
    };
    let wrong = asked(&spoiled, &county(), "petitions").unwrap_err();
    let wrong: Vec<_> = wrong.iter().map(|one| (one.field.as_str(), one.reason)).collect();
    assert_eq!(wrong, [("referral", "REQUIRED"), ("party", "ID_INVALID")]);
}
