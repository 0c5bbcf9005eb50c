//! A made-up county for the tests of a service's registers: its units, who works there, and an office over the test's database.
#![expect(clippy::expect_used, reason = "a test that has no scene has nothing to show")]

use std::collections::BTreeSet;

use prost::Message as _;
use prost_types::FileDescriptorSet;
use sea_orm_migration::MigratorTrait;
use time::macros::date;
use tonic::{Request, Status};

use super::database::TestDatabase;
use crate::auth::{Kind, Policy, Principal};
use crate::calendar::Calendar;
use crate::clock::{WallClock, new_id};
use crate::operations::Office;
use crate::reference::Reference;
use crate::relay::Wake;
use crate::unit::{Code, Unit, Units};

/// The city above the counties.
pub const CITY: &str = "330600";
/// The county.
pub const COUNTY: &str = "330602";
/// The county next to it.
pub const OTHER_COUNTY: &str = "330603";
/// A town of the county.
pub const TOWN: &str = "330602001";
/// A village of the town.
pub const VILLAGE: &str = "330602001003";
/// Another town.
pub const OTHER_TOWN: &str = "330602002";

/// The code of a text.
///
/// # Panics
/// When it is none.
#[must_use]
pub fn code(text: &str) -> Code {
    text.parse().expect("a code")
}

/// A unit since 2020, called as its code is.
#[must_use]
pub fn unit(own: &str, superior: Option<&str>) -> Unit {
    Unit {
        code: code(own),
        name: own.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    }
}

/// The county's units since 2020: the city, both counties, both towns and the village, and these with their superiors.
#[must_use]
pub fn units(others: &[(&str, &str)]) -> Units {
    let divisions = [
        (COUNTY, CITY),
        (OTHER_COUNTY, CITY),
        (TOWN, COUNTY),
        (OTHER_TOWN, COUNTY),
        (VILLAGE, TOWN),
    ];
    let below = divisions.iter().chain(others).map(|(own, superior)| unit(own, Some(superior)));
    Units::new(below.chain([unit(CITY, None)]))
}

/// A member of staff with one role.
#[must_use]
pub fn principal(subject: &str, unit: Option<&str>, role: &str) -> Principal {
    Principal {
        subject: subject.to_owned(),
        county: COUNTY.to_owned(),
        unit: unit.map(str::to_owned),
        roles: BTreeSet::from([role.to_owned()]),
        kind: Kind::Person,
    }
}

/// A request as the gate lets it through.
pub fn asked<T>(by: &Principal, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.extensions_mut().insert(by.clone());
    request
}

/// What a service permits, over every contract there is.
///
/// # Panics
/// When it says what no contract knows.
#[must_use]
pub fn policy(service: &str) -> Policy {
    let contracts = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).expect("the contracts");
    Policy::new(service, &contracts).expect("a policy")
}

/// The reason of an error; empty if it has none.
#[must_use]
pub fn reason(status: &Status) -> String {
    crate::fault::reason(status).unwrap_or_default()
}

/// The county's name, as in a request's `parent`.
#[must_use]
pub fn parent() -> String {
    format!("counties/{COUNTY}")
}

/// A new id, as in a request's `request_id`.
#[must_use]
pub fn id() -> String {
    new_id().to_string()
}

/// The office of a service over a database of the test's, with its tables.
///
/// # Panics
/// When the tables cannot be made.
pub async fn office<M: MigratorTrait>(home: &TestDatabase, service: &'static str, units: Units, clock: WallClock) -> Office {
    let db = home.connect().await;
    db.migrate::<M>().await.expect("the tables");
    Office {
        county: COUNTY.to_owned(),
        service,
        db,
        reference: Reference::of(Calendar::builtin(), units),
        clock,
        wake: Wake::new(),
    }
}
