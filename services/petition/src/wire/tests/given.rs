//! The scene: a petition that went through everything, with words that must not travel.

use shiyu_kit::calendar::{Calendar, Clock, Clocks, Extension, Rule};
use shiyu_kit::case::Filed;
use shiyu_kit::place::Point;
use shiyu_kit::unit::Code;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

pub(super) use shiyu_kit::testkit::violations::{expected as pairs, told as wrong};

use crate::domain::course::{Course, Grant, Opinion, OpinionIssued, Referral, ReferralState};
use crate::domain::{
    Accused, Channel, Decision, Destination, Filing, HANDLE, IdentityField, Number, Party, PartyRole, Petition, PrivacyNotice, REFERRAL,
    REVIEW_WINDOW, Stage, Submission,
};

pub(super) const ID: &str = "0198f3a0-0000-7000-8000-000000000001";
pub(super) const PARTY: Uuid = Uuid::from_u128(0x0198_f3a0_0000_7000_8000_0000_0000_0007);
pub(super) const OFFER: Uuid = Uuid::from_u128(0x0198_f3a0_0000_7000_8000_0000_0000_0009);
pub(super) const START: OffsetDateTime = datetime!(2025-08-04 01:00 UTC);
/// Stands in every text, reason, subject and reference of the scene.
pub(super) const PLANTED: &str = "planted";

pub(super) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

pub(super) fn county() -> Code {
    code("330602")
}

pub(super) fn name() -> String {
    format!("counties/330602/petitions/{ID}")
}

pub(super) fn planted(what: &str) -> String {
    format!("{PLANTED} {what}")
}

pub(super) fn filed(case: Petition) -> Filed<Petition> {
    Filed {
        id: ID.parse().unwrap(),
        version: 4,
        case,
    }
}

pub(super) fn submission() -> Submission {
    Submission {
        channel: Channel::Letter,
        filing: Filing::Oral,
        category: "housing.demolition".parse().unwrap(),
        title: planted("title"),
        request: planted("request"),
        facts_and_reasons: planted("facts"),
        place: code("330602001003"),
        source_reference: Some(planted("reference")),
        people: 3,
        privacy_notice: Some(PrivacyNotice::Excepted(planted("exception"))),
    }
}

pub(super) fn opinion() -> Opinion {
    Opinion {
        request: planted("request"),
        facts_and_reasons: planted("facts"),
        decision: Decision::Supported,
        legal_basis: vec![planted("basis")],
        remedy_notice: planted("remedy"),
    }
}

pub(super) fn issued() -> OpinionIssued {
    OpinionIssued {
        opinion: opinion(),
        drafted_by: planted("drafter"),
        issued_by: planted("head"),
        at: START,
        delivery: None,
    }
}

pub(super) fn referral() -> Referral {
    Referral {
        id: OFFER,
        to: Destination::Mediation,
        purpose: "mediation".to_owned(),
        summary: "a wall between neighbours".to_owned(),
        consent: Some("consent 3".to_owned()),
        grant: Some(Grant {
            fields: vec![IdentityField::Name],
            until: START + Duration::days(30),
            revoked_at: None,
        }),
        at: START,
        state: ReferralState::Offered,
        case: None,
        point: Some(here()),
        result: None,
        competent: None,
        confirmation: None,
        settled: None,
        rest: None,
        unit: None,
    }
}

fn clocks() -> Clocks {
    let calendar = Calendar::builtin();
    let start = |rule: Rule| Clock::start(rule, START, &calendar);
    let more = Extension {
        days: 30,
        approver: planted("head"),
        reason: planted("why"),
        at: START,
    };
    let offer = Rule {
        id: format!("referral.{OFFER}").into(),
        ..REFERRAL
    };
    vec![start(HANDLE).extend(more, &calendar).unwrap(), start(REVIEW_WINDOW), start(offer)].into()
}

pub(super) fn number() -> Number {
    Number {
        text: "越信访〔2026〕1号".to_owned(),
        year: 2026,
        serial: 1,
    }
}

pub(super) fn petition() -> Petition {
    Petition {
        county: county(),
        number: number(),
        query_index: planted("index"),
        submission: submission(),
        parties: vec![
            Party {
                id: PARTY,
                role: PartyRole::Petitioner,
            },
            Party {
                id: Uuid::from_u128(8),
                role: PartyRole::Respondent,
            },
        ],
        accused: Accused::default(),
        received_at: START,
        registered_at: START,
        receiver: code("330602-XFJ"),
        unit: code("330602001"),
        stage: Stage::OpinionServed,
        course: Course {
            opinions: vec![issued()],
            referrals: vec![referral()],
            ..Course::default()
        },
        clocks: clocks(),
    }
}

/// Kept from a unit and from an office holder.
pub(super) fn sealed() -> Petition {
    Petition {
        accused: Accused {
            units: [code("330602-ZJJ")].into(),
            subjects: [planted("accused")].into(),
        },
        ..petition()
    }
}

/// Where what is offered is.
pub(super) fn here() -> Point {
    Point::from_degrees(120.58, 30.01).unwrap()
}
