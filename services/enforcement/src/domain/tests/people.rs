//! Who acts, and who stands in a case.

use shiyu_kit::case::Actor;
use uuid::Uuid;

use super::given::{BUREAU, COUNTY, WATER};

pub(crate) const LI: &str = "li";
pub(crate) const WANG: &str = "wang";
pub(crate) const CHEN: &str = "chen";
pub(crate) const ZHANG: &str = "zhang";

/// Has an auxiliary's certificate.
pub(crate) const AUXILIARY: &str = "xie";

/// An officer of the water bureau.
pub(crate) const OF_WATER: &str = "he";

/// Has no certificate.
pub(crate) const NOBODY: &str = "nobody";

pub(crate) const SUSPECT: Uuid = Uuid::from_u128(0x51);
pub(crate) const COMPLAINANT: Uuid = Uuid::from_u128(0xc0);
pub(crate) const GUARDIAN: Uuid = Uuid::from_u128(0x6a);

pub(crate) fn person(subject: &str, unit: &str, role: &str) -> Actor {
    Actor::Person {
        subject: subject.to_owned(),
        unit: Some(unit.to_owned()),
        roles: [role.to_owned()].into(),
    }
}

pub(crate) fn officer(subject: &str) -> Actor {
    person(subject, BUREAU, "enforcement_officer")
}

pub(crate) fn head() -> Actor {
    person("head", BUREAU, "agency_head")
}

pub(crate) fn reviewer() -> Actor {
    person("fazhi", BUREAU, "legal_reviewer")
}

pub(crate) fn host() -> Actor {
    person("host", BUREAU, "hearing_host")
}

pub(crate) fn head_of_water() -> Actor {
    person("water", WATER, "agency_head")
}

pub(crate) fn government() -> Actor {
    person("county", COUNTY, "agency_head")
}

pub(crate) fn suspect() -> Actor {
    Actor::Party { id: SUSPECT }
}

pub(crate) fn both() -> Vec<String> {
    vec![LI.to_owned(), WANG.to_owned()]
}
