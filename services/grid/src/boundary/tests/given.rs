//! A boundary between two counties, what is told of it, and the units of the city.

use shiyu_kit::border::Boundary;
use shiyu_kit::nats::{Fact, Headers};
use shiyu_kit::unit::{Code, Unit, Units};
use time::macros::{date, datetime};
use uuid::Uuid;

use crate::boundary::matter::About;
use crate::domain::terms::SpaceType;

pub(super) const CITY: &str = "330600";

pub(super) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

pub(super) fn raised() -> Boundary<About> {
    Boundary {
        id: Uuid::from_u128(5),
        matter: "counties/330602/events/00000000-0000-0000-0000-000000000001".to_owned(),
        counties: ["330602", "330603"].map(code).to_vec(),
        about: About {
            class: "E0103".parse().unwrap(),
            space: SpaceType::Rural,
            grid: "330602001003001".to_owned(),
        },
        raised_at: datetime!(2026-03-02 01:00 UTC),
        referred_at: None,
        answers: Vec::new(),
        settled: None,
    }
}

pub(super) fn referred() -> Boundary<About> {
    Boundary {
        referred_at: Some(datetime!(2026-03-03 01:00 UTC)),
        ..raised()
    }
}

/// What was told there.
pub(super) fn fact(kind: &str, from: &str, case: Uuid, data: Vec<u8>) -> Fact {
    Fact {
        id: Uuid::from_u128(6),
        kind: format!("grid.{kind}"),
        source: format!("//shiyu/{from}/grid"),
        county: Some(from.to_owned()),
        case,
        case_version: 3,
        at: datetime!(2026-03-02 01:00 UTC),
        trace: None,
        data: data.into(),
        headers: Headers::default(),
    }
}

pub(super) fn units() -> Units {
    let unit = |own: &str, superior: Option<&str>| Unit {
        code: code(own),
        name: own.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    };
    Units::new([
        unit(CITY, None),
        unit("330600-LDZX", Some(CITY)),
        unit("330602", Some(CITY)),
        unit("330602-ZHZ", Some("330602")),
        unit("330603", Some(CITY)),
        unit("330603-LDZX", Some("330603")),
        unit("330603001", Some("330603")),
        unit("330603001-ZHS", Some("330603001")),
    ])
}
