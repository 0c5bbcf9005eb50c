//! Protobuf ↔ domain, and nothing else.

use prost::Message;
use shiyu_kit::case::Filed;
use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use uuid::Uuid;

use crate::domain::{CaseFile, Event};

/// The collection that cases are in.
const CASES: &str = "cases";

/// `counties/330602/cases/{uuid}`.
#[must_use]
pub fn case_name(county: &Code, id: Uuid) -> String {
    format!("counties/{county}/{CASES}/{id}")
}

/// Reads the name of a case.
///
/// # Errors
/// All that is wrong with the name.
pub fn name(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, CASES);
    reading.finish(id)
}

/// A case.
#[must_use]
pub fn case(filed: &Filed<CaseFile>) -> pb::Case {
    pb::Case {
        name: case_name(&filed.case.county, filed.id),
        etag: filed.version.to_string(),
        number: filed.case.number.text.clone(),
    }
}

/// What others are told.
#[must_use]
pub fn fact(_: &Event, after: &Filed<CaseFile>) -> Option<Vec<u8>> {
    Some(case(after).encode_to_vec())
}
