//! How a journal row travels: CloudEvents 1.0, binary mode, protobuf data.

use async_nats::HeaderMap;
use prost::bytes::Bytes;
use serde::Deserialize;
use time::format_description::well_known::Rfc3339;

use crate::journal;

/// Header names. CloudEvents' NATS binding gives every attribute the prefix `ce-`.
pub mod header {
    /// Version of CloudEvents.
    pub const SPEC_VERSION: &str = "ce-specversion";
    /// The event's id, unique in the world.
    pub const ID: &str = "ce-id";
    /// `shiyu.<service>.<entity>.<past tense>.v<version>`.
    pub const TYPE: &str = "ce-type";
    /// `//shiyu/<county>/<service>`.
    pub const SOURCE: &str = "ce-source";
    /// The case's id.
    pub const SUBJECT: &str = "ce-subject";
    /// When it happened, RFC 3339.
    pub const TIME: &str = "ce-time";
    /// The data's media type, as the NATS binding spells it.
    pub const DATA_CONTENT_TYPE: &str = "ce-datacontenttype";
    /// The data's media type, for readers that know only this name.
    pub const CONTENT_TYPE: &str = "content-type";
    /// The data's schema; we write none, the type says it.
    pub const DATA_SCHEMA: &str = "ce-dataschema";
    /// The case's version after the event (our extension).
    pub const CASE_VERSION: &str = "ce-caseversion";
    /// Hash of the journal row, hexadecimal: an anchor of the audit chain outside its database (our extension).
    pub const JOURNAL_HASH: &str = "ce-journalhash";
    /// W3C trace context.
    pub const TRACE_PARENT: &str = "traceparent";
    /// What JetStream tells a twin by.
    pub const MESSAGE_ID: &str = "Nats-Msg-Id";
    /// The stream we mean; another one on the same subject answers with an error.
    pub const EXPECTED_STREAM: &str = "Nats-Expected-Stream";
    /// The place in its stream of a message as it was handed out; JetStream calls it so where it says it itself.
    pub const SEQUENCE: &str = "Nats-Sequence";
}

/// The media type of the data.
pub const PROTOBUF: &str = "application/protobuf";

/// What every source of ours begins with.
pub const SOURCE: &str = "//shiyu/";

/// The version of event types this build writes and reads.
pub const TYPE_VERSION: u32 = 1;

/// What every kind begins with of which the city's desk tells a county.
pub(crate) const DESK: &str = "desk.";

/// Who tells: the service and the county it runs for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teller {
    /// The service's name, as in `petition`.
    pub service: String,
    /// The county's code.
    pub county: String,
}

/// A journal row ready to travel.
#[derive(Debug, Clone)]
pub struct CloudEvent {
    /// `shiyu.<service>.<entity>.<past tense>`; of the city's desk `shiyu.<service>.desk.<county>.<past tense>`.
    pub subject: String,
    /// The event's attributes.
    pub headers: HeaderMap,
    /// What happened, protobuf, without personal data.
    pub data: Bytes,
}

impl CloudEvent {
    /// The event of a row; `None` for a row that concerns nobody else.
    #[must_use]
    pub fn of(row: &journal::Model, teller: &Teller) -> Option<Self> {
        let data = Bytes::from(row.fact.clone()?);
        let Teller { service, county } = teller;
        let subject = subject(service, row);
        let id = row.event_id.to_string();
        let mut headers = HeaderMap::new();
        headers.insert(header::SPEC_VERSION, "1.0");
        headers.insert(header::ID, id.as_str());
        headers.insert(header::MESSAGE_ID, id.as_str());
        headers.insert(header::TYPE, format!("shiyu.{service}.{}.v{TYPE_VERSION}", row.kind));
        headers.insert(header::SOURCE, format!("{SOURCE}{county}/{service}"));
        headers.insert(header::SUBJECT, row.case_id.to_string());
        headers.insert(header::TIME, row.at.format(&Rfc3339).unwrap_or_default());
        headers.insert(header::DATA_CONTENT_TYPE, PROTOBUF);
        headers.insert(header::CONTENT_TYPE, PROTOBUF);
        headers.insert(header::CASE_VERSION, row.version.to_string());
        headers.insert(header::JOURNAL_HASH, hex(&row.hash));
        if let Some(trace) = &row.trace {
            headers.insert(header::TRACE_PARENT, trace.as_str());
        }
        Some(Self { subject, headers, data })
    }
}

/// What the city's desk tells is told to one county: the detail of its row says to which.
#[derive(Debug, Deserialize)]
struct Addressed {
    to: Option<String>,
}

/// Whether a row is a fact of the desk that names no county: it is heard by none.
pub(crate) fn is_astray(row: &journal::Model) -> bool {
    row.kind.starts_with(DESK) && addressee(row).is_none()
}

fn addressee(row: &journal::Model) -> Option<String> {
    serde_json::from_str::<Addressed>(&row.detail).ok()?.to
}

fn subject(service: &str, row: &journal::Model) -> String {
    let desk = row.kind.strip_prefix(DESK);
    let to = desk.and_then(|_| addressee(row));
    match desk.zip(to) {
        Some((told, to)) => format!("shiyu.{service}.{DESK}{to}.{told}"),
        None => format!("shiyu.{service}.{}", row.kind),
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
