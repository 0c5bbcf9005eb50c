//! A fact as it arrives: read strictly, with a lasting reason for what cannot be read.

use std::collections::BTreeMap;
use std::str::FromStr;

use async_nats::HeaderMap;
use prost::bytes::Bytes;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

use super::event::{DESK, PROTOBUF, SOURCE, TYPE_VERSION, header};
use crate::case::{Act, Actor};
use crate::config::County;

/// A message's headers, as they are kept with a dead letter.
pub type Headers = BTreeMap<String, Vec<String>>;

/// What another service tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The event's id; the receiver's act has the same.
    pub id: Uuid,
    /// `<service>.<entity>.<past tense>`, as in `petition.matter.accepted`.
    pub kind: String,
    /// `//shiyu/<county>/<service>`, as the teller says.
    pub source: String,
    /// The county, stamped by the city's source; none within a county. Unlike `source` it cannot be forged.
    pub county: Option<String>,
    /// The case it is about.
    pub case: Uuid,
    /// The case's version after it. Versions grow, but not every one of them is told.
    pub case_version: i64,
    /// When it happened.
    pub at: OffsetDateTime,
    /// W3C `traceparent` of the act that caused it.
    pub trace: Option<String>,
    /// What happened, protobuf.
    pub data: Bytes,
    /// Everything the message said about itself.
    pub headers: Headers,
}

/// Why a message is no fact. The reasons are forever.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// A header every event has is not there.
    #[error("there is no header {0}")]
    HeaderMissing(&'static str),
    /// Not CloudEvents 1.x.
    #[error("CloudEvents {0} is not understood")]
    SpecVersion(String),
    /// The data is no protobuf.
    #[error("content type {0} is not understood")]
    ContentType(String),
    /// The data is of a schema that is not ours.
    #[error("data schema {0} is not understood")]
    DataSchema(String),
    /// The source is no service of Shiyu, or another than the one of the type or of the county.
    #[error("source {0} does not tell this")]
    Source(String),
    /// The id is no UUID.
    #[error("the id is no UUID")]
    Id,
    /// The type is none of ours.
    #[error("type {0} is none of ours")]
    Type(String),
    /// A version of the type that a newer build writes.
    #[error("type {0} is of a version this build does not know")]
    TypeVersion(String),
    /// The type and the subject it was told under disagree.
    #[error("the type does not belong to subject {0}")]
    Subject(String),
    /// The case is no UUID.
    #[error("the case is no UUID")]
    Case,
    /// The case's version is no number from 1.
    #[error("the case's version is no number from 1")]
    CaseVersion,
    /// The time is not RFC 3339.
    #[error("the time is not RFC 3339")]
    Time,
}

impl Unreadable {
    /// The reason a dead letter carries.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::HeaderMissing(_) => "CE_HEADER_MISSING",
            Self::SpecVersion(_) => "CE_VERSION_UNSUPPORTED",
            Self::ContentType(_) => "CONTENT_TYPE_UNSUPPORTED",
            Self::DataSchema(_) => "DATASCHEMA_UNSUPPORTED",
            Self::Source(_) => "CE_SOURCE_INVALID",
            Self::Id => "CE_ID_INVALID",
            Self::Type(_) => "CE_TYPE_INVALID",
            Self::TypeVersion(_) => "TYPE_VERSION_UNSUPPORTED",
            Self::Subject(_) => "SUBJECT_MISMATCH",
            Self::Case => "CE_SUBJECT_INVALID",
            Self::CaseVersion => "CE_CASE_VERSION_INVALID",
            Self::Time => "CE_TIME_INVALID",
        }
    }
}

impl Fact {
    /// Reads a message.
    ///
    /// # Errors
    /// The first reason why it is no fact.
    pub fn read(subject: &str, headers: &Headers, data: Bytes) -> Result<Self, Unreadable> {
        spec_version(required(headers, header::SPEC_VERSION)?)?;
        content_type(headers)?;
        data_schema(headers)?;
        let kind = kind(required(headers, header::TYPE)?)?;
        let county = county(subject, &kind)?;
        let source = source(required(headers, header::SOURCE)?, &kind, county.as_deref())?;
        let at = OffsetDateTime::parse(required(headers, header::TIME)?, &Rfc3339).map_err(|_| Unreadable::Time)?;
        Ok(Self {
            id: parse(headers, header::ID, Unreadable::Id)?,
            source,
            case: parse(headers, header::SUBJECT, Unreadable::Case)?,
            case_version: case_version(headers)?,
            trace: optional(headers, header::TRACE_PARENT).map(str::to_owned),
            headers: headers.clone(),
            kind,
            county,
            at,
            data,
        })
    }

    /// The county it was told in: the one the city stamped, or else the one the teller says.
    #[must_use]
    pub fn told_in(&self) -> &str {
        let said = self.source.strip_prefix(SOURCE).and_then(|rest| rest.split_once('/'));
        self.county.as_deref().or(said.map(|(county, _)| county)).unwrap_or_default()
    }

    /// The act upon a case of ours that this fact gives rise to: under its own id, so that hearing it twice is harmless.
    #[must_use]
    pub fn act(&self, case: Uuid) -> Act {
        Act {
            id: self.id,
            case,
            by: Actor::Service {
                name: self.service().to_owned(),
            },
            expected: None,
            trace: self.trace.clone(),
        }
    }

    /// Its place in the stream it was heard from; none for one that was heard from nowhere.
    #[must_use]
    pub fn sequence(&self) -> Option<i64> {
        optional(&self.headers, header::SEQUENCE)?.parse().ok()
    }

    /// The service that tells it.
    #[must_use]
    pub fn service(&self) -> &str {
        self.kind.split_once('.').map_or(self.kind.as_str(), |(service, _)| service)
    }
}

/// A message's headers in the shape they are kept.
#[must_use]
pub fn headers(map: Option<&HeaderMap>) -> Headers {
    map.into_iter()
        .flat_map(HeaderMap::iter)
        .map(|(name, values)| (name.to_string(), values.iter().map(|value| value.as_str().to_owned()).collect()))
        .collect()
}

/// The same of a message that was handed out, with its place in the stream.
pub(crate) fn placed(map: Option<&HeaderMap>, sequence: u64) -> Headers {
    let mut headers = headers(map);
    headers.insert(header::SEQUENCE.to_owned(), vec![sequence.to_string()]);
    headers
}

/// The case a message belongs to, as far as it says so: what its order is kept by.
#[must_use]
pub fn case(headers: &Headers) -> Option<Uuid> {
    optional(headers, header::SUBJECT)?.parse().ok()
}

fn optional<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    headers.get(name)?.last().map(String::as_str).filter(|value| !value.is_empty())
}

fn required<'a>(headers: &'a Headers, name: &'static str) -> Result<&'a str, Unreadable> {
    optional(headers, name).ok_or(Unreadable::HeaderMissing(name))
}

fn parse<T: FromStr>(headers: &Headers, name: &'static str, otherwise: Unreadable) -> Result<T, Unreadable> {
    required(headers, name)?.parse().map_err(|_| otherwise)
}

fn spec_version(version: &str) -> Result<(), Unreadable> {
    if version == "1" || version.starts_with("1.") {
        Ok(())
    } else {
        Err(Unreadable::SpecVersion(version.to_owned()))
    }
}

/// Both spellings of the NATS binding are looked at: a reader that knows only one of them must not be told otherwise.
fn content_type(headers: &Headers) -> Result<(), Unreadable> {
    let mut told = [header::DATA_CONTENT_TYPE, header::CONTENT_TYPE]
        .into_iter()
        .filter_map(|name| optional(headers, name))
        .peekable();
    if told.peek().is_none() {
        return Err(Unreadable::HeaderMissing(header::CONTENT_TYPE));
    }
    let is_protobuf = |found: &&str| found.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(PROTOBUF);
    told.find(|found| !is_protobuf(found))
        .map_or(Ok(()), |other| Err(Unreadable::ContentType(other.to_owned())))
}

/// We write none; one of ours would be a newer build's, which tells its version by the type.
fn data_schema(headers: &Headers) -> Result<(), Unreadable> {
    match optional(headers, header::DATA_SCHEMA) {
        Some(schema) if !schema.starts_with(SOURCE) => Err(Unreadable::DataSchema(schema.to_owned())),
        Some(_) | None => Ok(()),
    }
}

/// `//shiyu/<county>/<service>`: the service of the type, and the county the city stamped.
fn source(told: &str, kind: &str, stamped: Option<&str>) -> Result<String, Unreadable> {
    let service = kind.split_once('.').map(|(service, _)| service);
    let parts = told.strip_prefix(SOURCE).and_then(|rest| rest.split_once('/'));
    let ours = parts.is_some_and(|(county, teller)| {
        county.parse::<County>().is_ok() && Some(teller) == service && stamped.is_none_or(|stamped| stamped == county)
    });
    if ours {
        Ok(told.to_owned())
    } else {
        Err(Unreadable::Source(told.to_owned()))
    }
}

fn kind(of: &str) -> Result<String, Unreadable> {
    let invalid = || Unreadable::Type(of.to_owned());
    let (kind, version) = of
        .strip_prefix("shiyu.")
        .and_then(|rest| rest.rsplit_once(".v"))
        .ok_or_else(invalid)?;
    let version: u32 = version.parse().map_err(|_| invalid())?;
    if kind.split('.').count() < 2 || kind.split('.').any(str::is_empty) {
        Err(invalid())
    } else if version == TYPE_VERSION {
        Ok(kind.to_owned())
    } else {
        Err(Unreadable::TypeVersion(of.to_owned()))
    }
}

fn county(subject: &str, kind: &str) -> Result<Option<String>, Unreadable> {
    let stamped = subject.strip_prefix("county.").and_then(|rest| rest.split_once('.'));
    match stamped {
        Some((county, told)) if told == kind => Ok(Some(county.to_owned())),
        None if subject
            .strip_prefix("shiyu.")
            .is_some_and(|told| told == kind || is_addressed(told, kind)) =>
        {
            Ok(None)
        }
        Some(_) | None => Err(Unreadable::Subject(subject.to_owned())),
    }
}

/// What the city's desk tells one county lies in the city's own stream under `<service>.desk.<county>.<past tense>`.
fn is_addressed(told: &str, kind: &str) -> bool {
    let (Some((service, what)), Some((teller, addressed))) = (of_desk(kind), of_desk(told)) else {
        return false;
    };
    let parts = addressed.split_once('.');
    service == teller && parts.is_some_and(|(county, told)| told == what && county.parse::<County>().is_ok())
}

/// The service, and what its desk tells.
fn of_desk(text: &str) -> Option<(&str, &str)> {
    let (service, rest) = text.split_once('.')?;
    Some((service, rest.strip_prefix(DESK)?))
}

fn case_version(headers: &Headers) -> Result<i64, Unreadable> {
    let version = parse(headers, header::CASE_VERSION, Unreadable::CaseVersion)?;
    if version >= 1 { Ok(version) } else { Err(Unreadable::CaseVersion) }
}

#[cfg(test)]
mod tests;
