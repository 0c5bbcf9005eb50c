//! What travels arrives, and what cannot be read says why.

use time::macros::datetime;

use super::super::event::{CloudEvent, Teller};
use super::*;
use crate::journal;

const SUBJECT: &str = "shiyu.petition.matter.accepted";

fn row() -> journal::Model {
    journal::Model {
        position: 7,
        event_id: Uuid::from_u128(1),
        case_id: Uuid::from_u128(2),
        version: 3,
        act_id: Uuid::from_u128(4),
        kind: "matter.accepted".into(),
        at: datetime!(2025-03-04 05:06:07.089 UTC),
        actor: "{}".into(),
        detail: "{}".into(),
        fact: Some(vec![1, 2, 3]),
        trace: Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".into()),
        hash: vec![0xab; 32],
        sequence: None,
        digest: None,
    }
}

fn sent() -> CloudEvent {
    let teller = Teller {
        service: "petition".into(),
        county: "330602".into(),
    };
    CloudEvent::of(&row(), &teller).unwrap()
}

fn with(name: &str, value: &str) -> Result<Fact, Unreadable> {
    let mut headers = headers(Some(&sent().headers));
    headers.insert(name.into(), vec![value.into()]);
    Fact::read(SUBJECT, &headers, Bytes::new())
}

#[test]
fn a_row_arrives_as_it_was_written() {
    let event = sent();
    assert_eq!(event.subject, SUBJECT);
    let fact = Fact::read(&event.subject, &headers(Some(&event.headers)), event.data).unwrap();
    let row = row();
    assert_eq!(
        (fact.id, fact.case, fact.case_version, fact.at),
        (row.event_id, row.case_id, row.version, row.at)
    );
    assert_eq!((fact.kind.as_str(), fact.service()), ("petition.matter.accepted", "petition"));
    assert_eq!((fact.county, fact.trace), (None, row.trace));
    assert_eq!(fact.data.to_vec(), [1, 2, 3]);
    assert_eq!(fact.headers[header::JOURNAL_HASH], ["ab".repeat(32)]);
    assert_eq!(fact.headers[header::SOURCE], ["//shiyu/330602/petition"]);
    assert_eq!(fact.headers[header::MESSAGE_ID], [row.event_id.to_string()]);
}

#[test]
fn a_message_that_was_handed_out_knows_its_place() {
    let event = sent();
    let mut told = event.headers.clone();
    told.insert(header::SEQUENCE, "7");
    let placed = placed(Some(&told), 42);
    let fact = Fact::read(&event.subject, &placed, Bytes::new()).unwrap();
    assert_eq!(fact.sequence(), Some(42));
    let nowhere = Fact::read(&event.subject, &headers(Some(&event.headers)), Bytes::new()).unwrap();
    assert_eq!(nowhere.sequence(), None);
}

#[test]
fn the_county_comes_from_the_subject_the_city_stamped() {
    let headers = headers(Some(&sent().headers));
    let fact = Fact::read("county.330602.petition.matter.accepted", &headers, Bytes::new()).unwrap();
    assert_eq!((fact.county.as_deref(), fact.told_in()), (Some("330602"), "330602"));
    let forged = Fact::read("county.330681.petition.matter.accepted", &headers, Bytes::new()).unwrap_err();
    assert_eq!(forged.reason(), "CE_SOURCE_INVALID");
}

#[test]
fn a_type_told_under_another_subject_is_refused() {
    let headers = headers(Some(&sent().headers));
    for subject in [
        "shiyu.mediation.matter.accepted",
        "county.330681.grid.matter.accepted",
        "petition.matter.accepted",
        "",
    ] {
        let refused = Fact::read(subject, &headers, Bytes::new()).unwrap_err();
        assert_eq!(refused.reason(), "SUBJECT_MISMATCH", "{subject}");
    }
}

#[test]
fn every_attribute_is_needed() {
    for name in [
        header::SPEC_VERSION,
        header::ID,
        header::TYPE,
        header::SOURCE,
        header::SUBJECT,
        header::TIME,
        header::CASE_VERSION,
    ] {
        assert_eq!(with(name, ""), Err(Unreadable::HeaderMissing(name)));
    }
    assert_eq!(
        Fact::read(SUBJECT, &Headers::new(), Bytes::new()).unwrap_err().reason(),
        "CE_HEADER_MISSING"
    );
}

#[test]
fn an_invalid_attribute_has_its_own_reason() {
    for (name, value, reason) in [
        (header::SPEC_VERSION, "2.0", "CE_VERSION_UNSUPPORTED"),
        (header::DATA_CONTENT_TYPE, "application/json", "CONTENT_TYPE_UNSUPPORTED"),
        (header::CONTENT_TYPE, "application/json", "CONTENT_TYPE_UNSUPPORTED"),
        (header::DATA_SCHEMA, "https://example.org/schema", "DATASCHEMA_UNSUPPORTED"),
        (header::SOURCE, "//elsewhere/330602/petition", "CE_SOURCE_INVALID"),
        (header::SOURCE, "//shiyu/330602/grid", "CE_SOURCE_INVALID"),
        (header::SOURCE, "//shiyu/yuecheng/petition", "CE_SOURCE_INVALID"),
        (header::SOURCE, "//shiyu/330602", "CE_SOURCE_INVALID"),
        (header::ID, "seven", "CE_ID_INVALID"),
        (header::TYPE, "shiyu.petition.matter.accepted", "CE_TYPE_INVALID"),
        (header::TYPE, "org.example.accepted.v1", "CE_TYPE_INVALID"),
        (header::TYPE, "shiyu.petition.matter.accepted.v2", "TYPE_VERSION_UNSUPPORTED"),
        (header::TYPE, "shiyu.petition.matter.accepted.v0", "TYPE_VERSION_UNSUPPORTED"),
        (header::SUBJECT, "the case", "CE_SUBJECT_INVALID"),
        (header::CASE_VERSION, "0", "CE_CASE_VERSION_INVALID"),
        (header::TIME, "yesterday", "CE_TIME_INVALID"),
    ] {
        assert_eq!(with(name, value).unwrap_err().reason(), reason, "{name}: {value}");
    }
}

#[test]
fn a_later_minor_version_and_a_parameter_of_the_media_type_are_understood() {
    assert!(with(header::SPEC_VERSION, "1.1").is_ok());
    assert!(with(header::DATA_CONTENT_TYPE, "application/protobuf; charset=binary").is_ok());
}

fn of_the_desk(detail: &str) -> CloudEvent {
    let row = journal::Model {
        kind: "desk.supervised".into(),
        detail: detail.into(),
        ..row()
    };
    let teller = Teller {
        service: "assessment".into(),
        county: "330600".into(),
    };
    CloudEvent::of(&row, &teller).unwrap()
}

#[test]
fn what_the_desk_tells_is_told_to_one_county_under_its_own_subject() {
    let event = of_the_desk(r#"{"id":"00000000-0000-0000-0000-000000000002","to":"330602"}"#);
    assert_eq!(event.subject, "shiyu.assessment.desk.330602.supervised");
    let headers = headers(Some(&event.headers));
    assert_eq!(headers[header::TYPE], ["shiyu.assessment.desk.supervised.v1"]);
    // In the city's own stream, and in the county's copy of what is for it.
    for subject in [event.subject.as_str(), "county.330600.assessment.desk.supervised"] {
        let fact = Fact::read(subject, &headers, Bytes::new()).unwrap();
        assert_eq!((fact.kind.as_str(), fact.told_in()), ("assessment.desk.supervised", "330600"));
    }
    for subject in [
        "shiyu.assessment.desk.330602.closed",
        "shiyu.grid.desk.330602.supervised",
        "shiyu.assessment.desk.elsewhere.supervised",
        "shiyu.assessment.desk.330602.330603.supervised",
        "county.330600.assessment.desk.330602.supervised",
    ] {
        let refused = Fact::read(subject, &headers, Bytes::new()).unwrap_err();
        assert_eq!(refused.reason(), "SUBJECT_MISMATCH", "{subject}");
    }
}

#[test]
fn what_the_desk_tells_nobody_in_particular_is_under_no_subject_of_a_county() {
    for detail in ["{}", "no detail", r#"{"to":null}"#] {
        assert_eq!(of_the_desk(detail).subject, "shiyu.assessment.desk.supervised", "{detail}");
    }
}
