//! Protobuf ↔ the words of the register, and nothing else.

use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::domain::{Certificate, Leave, Officer, OfficerKind, Order, Person, Suspend, Suspension};
use super::store::{Filter, Key};

const OFFICERS: &str = "officers";
const SUBJECT: usize = 100;
const NAME: usize = 50;
const ISSUER: usize = 100;
const REASON: usize = 200;

/// Reads `PutOfficer`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put(request: pb::PutOfficerRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("officer", request.officer);
    let order = told.and_then(|told| {
        let put = reading.put("officer.name", &told.name, OFFICERS, id);
        let subject = reading.line("officer.subject", told.subject, SUBJECT);
        let name = reading.line("officer.display_name", told.display_name, NAME);
        let unit = reading.code("officer.unit", &told.unit);
        let kind = reading.value("officer.kind", told.kind, read_kind);
        let certificate = match (kind?, told.certificate) {
            (OfficerKind::Officer, Some(told)) => Some(certificate(&mut reading, "officer.certificate", told)?),
            (OfficerKind::Auxiliary, None) => None,
            (OfficerKind::Officer, None) => {
                let text = "an officer has a certificate";
                reading.violations.add("officer.certificate", "CERTIFICATE_MISSING", text);
                return None;
            }
            (OfficerKind::Auxiliary, Some(_)) => {
                let text = "an auxiliary has none";
                reading.violations.add("officer.certificate", "CERTIFICATE_UNFIT", text);
                return None;
            }
        };
        let (standing, id) = put?;
        let person = Person {
            id,
            subject: subject?,
            name: name?,
            unit: unit?,
            kind: kind?,
            certificate,
        };
        Some(Order::Put(standing, Box::new(person)))
    });
    reading.wanted(id, order)
}

fn certificate(reading: &mut Reading<'_>, field: &str, told: pb::Certificate) -> Option<Certificate> {
    let number = number(reading, &format!("{field}.number"), &told.number);
    let issuer = reading.line(&format!("{field}.issuer"), told.issuer, ISSUER);
    let from = reading.date(&format!("{field}.valid_from"), &told.valid_from);
    let last = format!("{field}.valid_to");
    let to = reading.date(&last, &told.valid_to);
    reading.in_order(&last, from, to);
    Some(Certificate {
        number: number?,
        issuer: issuer?,
        from: from?,
        to: to?,
        suspension: None,
    })
}

/// The number of a certificate. Violations: `REQUIRED`, `CERTIFICATE_INVALID`.
fn number(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<String> {
    if !reading.given(field, text) {
        return None;
    }
    let right = (4..=24).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let form = "4 to 24 letters and digits";
    let right = reading.violations.require(right, field, "CERTIFICATE_INVALID", form);
    right.then(|| text.to_ascii_uppercase())
}

/// Reads `SuspendCertificate`.
///
/// # Errors
/// All that is wrong with the request.
pub fn suspend(request: pb::SuspendCertificateRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let officer = reading.name("name", &request.name, OFFICERS);
    let id = reading.request_id(&request.request_id);
    let from = reading.date("from", &request.from);
    let to = reading.optional_date("to", &request.to);
    reading.in_order("to", from, to);
    let reason = reading.impersonal("reason", request.reason, REASON);
    let order = officer.zip(from).zip(reason).map(|((officer, from), reason)| {
        Order::Suspend(Suspend {
            officer,
            suspension: Suspension { from, to, reason },
        })
    });
    reading.wanted(id, order)
}

/// Reads `EndOfficer`.
///
/// # Errors
/// All that is wrong with the request.
pub fn end(request: &pb::EndOfficerRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let officer = reading.name("name", &request.name, OFFICERS);
    let id = reading.request_id(&request.request_id);
    let last = reading.date("last_day", &request.last_day);
    let order = officer.zip(last).map(|(officer, last)| Order::End(Leave { officer, last }));
    reading.wanted(id, order)
}

/// Reads `GetOfficer`.
///
/// # Errors
/// All that is wrong with the request.
pub fn name(text: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", text, OFFICERS);
    reading.finish(id)
}

/// Reads `ListOfficers`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: &pb::ListOfficersRequest, county: &Code, today: Date) -> Result<Listing<Filter, Key>, Violations> {
    let mut reading = Reading::new(county);
    let filter = Filter {
        unit: reading.optional_code("unit", &request.unit),
        kind: reading.optional_value("kind", request.kind, read_kind),
        there_on: (!request.include_left).then_some(today),
    };
    let (kind, left) = (request.kind.to_string(), request.include_left.to_string());
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &["officers", &request.unit, &kind, &left], filter)
}

/// Reads `CheckCertificate`: its number, and the day.
///
/// # Errors
/// All that is wrong with the request.
pub fn check(request: &pb::CheckCertificateRequest, county: &Code, today: Date) -> Result<(String, Date), Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let number = number(&mut reading, "number", &request.number);
    let day = reading.optional_date("date", &request.date);
    reading.finish(number.map(|number| (number, day.unwrap_or(today))))
}

/// Somebody in the register.
#[must_use]
pub fn officer(officer: &Officer, today: Date, county: &Code) -> pb::Officer {
    pb::Officer {
        name: format!("counties/{county}/{OFFICERS}/{}", officer.id),
        subject: officer.subject.clone(),
        display_name: officer.name.clone(),
        unit: officer.unit.to_string(),
        kind: told_kind(officer.kind).into(),
        certificate: officer.certificate.as_ref().map(told_certificate),
        left_on: officer.left_on.map(|day| day.to_string()).unwrap_or_default(),
        valid: officer.valid(today).is_some(),
        update_time: Some(timestamp(officer.changed_at)),
    }
}

fn told_certificate(certificate: &Certificate) -> pb::Certificate {
    let suspension = certificate.suspension.as_ref();
    let last = suspension.and_then(|suspension| suspension.to);
    pb::Certificate {
        number: certificate.number.clone(),
        issuer: certificate.issuer.clone(),
        valid_from: certificate.from.to_string(),
        valid_to: certificate.to.to_string(),
        suspended_from: suspension.map(|suspension| suspension.from.to_string()).unwrap_or_default(),
        suspended_to: last.map(|day| day.to_string()).unwrap_or_default(),
        suspension_reason: suspension.map(|suspension| suspension.reason.clone()).unwrap_or_default(),
    }
}

/// What a certificate that is shown is worth.
#[must_use]
pub fn checked(officer: &Officer, certificate: &Certificate, day: Date) -> pb::CertificateCheck {
    pb::CertificateCheck {
        number: certificate.number.clone(),
        valid: officer.valid(day).is_some(),
        unit: officer.unit.to_string(),
        issuer: certificate.issuer.clone(),
        valid_to: certificate.to.to_string(),
    }
}

/// `officer.changed`.
#[must_use]
pub fn changed(officer: &Officer, today: Date) -> pb::OfficerChanged {
    pb::OfficerChanged {
        officer: officer.id.to_string(),
        unit: officer.unit.to_string(),
        kind: told_kind(officer.kind).into(),
        valid: officer.valid(today).is_some(),
    }
}

fn read_kind(kind: pb::OfficerKind) -> Option<OfficerKind> {
    match kind {
        pb::OfficerKind::Unspecified => None,
        pb::OfficerKind::Officer => Some(OfficerKind::Officer),
        pb::OfficerKind::Auxiliary => Some(OfficerKind::Auxiliary),
    }
}

fn told_kind(kind: OfficerKind) -> pb::OfficerKind {
    match kind {
        OfficerKind::Officer => pb::OfficerKind::Officer,
        OfficerKind::Auxiliary => pb::OfficerKind::Auxiliary,
    }
}
