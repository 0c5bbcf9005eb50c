//! What is read is whole or refused with everything that is wrong; what is told is nobody's name and nobody's words.

mod facts;
mod public;
mod reports;
mod requests;
mod resources;

use shiyu_kit::case::Filed;
use shiyu_kit::testkit::violations::{expected as pairs, told as wrong};
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use time::macros::datetime;

use crate::domain::Incident;
use crate::domain::tests::given::{COUNTY, Given, code};

const ID: &str = "0198f3a0-0000-7000-8000-000000000001";
const OTHER: &str = "0198f3a0-0000-7000-8000-000000000002";
const SEEN: OffsetDateTime = datetime!(2025-08-04 00:30 UTC);

fn county() -> Code {
    code(COUNTY)
}

fn name() -> String {
    format!("counties/{COUNTY}/events/{ID}")
}

fn filed(given: &Given) -> Filed<Incident> {
    Filed {
        id: ID.parse().unwrap(),
        version: i64::try_from(given.journal.len()).unwrap(),
        case: given.incident().clone(),
    }
}

fn seen() -> prost_types::Timestamp {
    super::terms::timestamp(SEEN)
}

fn report() -> pb::EventReport {
    pb::EventReport {
        source: pb::EventSource::Hotline.into(),
        source_reference: "call 17".to_owned(),
        title: "A lamp".to_owned(),
        description: "It is dark".to_owned(),
        whereabouts: "Beside the gate".to_owned(),
        seen_time: Some(seen()),
        ..pb::EventReport::default()
    }
}
