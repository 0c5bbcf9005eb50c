//! Versions that somebody puts, read whole: either an order, or everything that is wrong with it.

use std::ops::RangeInclusive;

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Wanted;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::terms::{read_document_kind, read_evidence_kind};
use crate::power::{penalty_ranges, power_code};
use crate::standard::domain::{Band, Body, Draft, Order, Requirement, Subject, Wording};

const TITLE: usize = 50;
const LINE: usize = 200;
const DOCUMENT: usize = 200;
const TEXT: usize = 500;
const BANDS: RangeInclusive<usize> = 1..=20;
const PENALTIES: RangeInclusive<usize> = 0..=20;
const REQUIREMENTS: RangeInclusive<usize> = 1..=50;
const CLOSING: RangeInclusive<usize> = 0..=10;

/// What every version has.
struct Head {
    id: Option<Uuid>,
    valid_from: Option<Date>,
    document: Option<String>,
}

impl Head {
    fn read(reading: &mut Reading<'_>, id: Option<Uuid>, path: &str, (valid_from, document): (&str, String)) -> Self {
        Self {
            id,
            valid_from: reading.date(&format!("{path}.valid_from"), valid_from),
            document: reading.impersonal(&format!("{path}.document"), document, DOCUMENT),
        }
    }

    fn draft(self, subject: Option<Subject>, body: Option<Body>) -> Option<Order> {
        Some(Order(Box::new(Draft {
            id: self.id?,
            subject: subject?,
            valid_from: self.valid_from?,
            document: self.document?,
            body: body?,
        })))
    }
}

/// Reads `PutBenchmark`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_benchmark(request: pb::PutBenchmarkRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("benchmark", request.benchmark);
    let order = told.and_then(|told| {
        let code = power_code(&mut reading, "benchmark.power", &told.power);
        let head = Head::read(&mut reading, id, "benchmark", (&told.valid_from, told.document));
        let bands = reading.each("benchmark.bands", &BANDS, told.bands, band);
        let codes = bands.iter().flatten().map(|band| band.code.clone()).collect();
        distinct(&mut reading, "benchmark.bands", codes);
        head.draft(code.map(Subject::Benchmark), bands.map(Body::Bands))
    });
    reading.wanted(id, order)
}

fn band(reading: &mut Reading<'_>, field: &str, row: pb::BenchmarkBand) -> Option<Band> {
    let code = slug(reading, &format!("{field}.code"), row.code);
    let title = reading.impersonal(&format!("{field}.title"), row.title, TITLE);
    let circumstances = reading.impersonal(&format!("{field}.circumstances"), row.circumstances, TEXT);
    let penalties = penalty_ranges(reading, &format!("{field}.penalties"), &PENALTIES, row.penalties);
    Some(Band {
        code: code?,
        title: title?,
        circumstances: circumstances?,
        penalties: penalties?,
    })
}

/// Reads `PutEvidenceChecklist`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_checklist(request: pb::PutEvidenceChecklistRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("checklist", request.checklist);
    let order = told.and_then(|told| {
        let code = power_code(&mut reading, "checklist.power", &told.power);
        let head = Head::read(&mut reading, id, "checklist", (&told.valid_from, told.document));
        let requirements = reading.each("checklist.requirements", &REQUIREMENTS, told.requirements, requirement);
        let codes = requirements.iter().flatten().map(|row| row.code.clone()).collect();
        distinct(&mut reading, "checklist.requirements", codes);
        head.draft(code.map(Subject::Checklist), requirements.map(Body::Requirements))
    });
    reading.wanted(id, order)
}

fn requirement(reading: &mut Reading<'_>, field: &str, row: pb::EvidenceRequirement) -> Option<Requirement> {
    let code = slug(reading, &format!("{field}.code"), row.code);
    let kind = reading.value(&format!("{field}.kind"), row.kind, read_evidence_kind);
    let proves = reading.impersonal(&format!("{field}.proves"), row.proves, LINE);
    Some(Requirement {
        code: code?,
        kind: kind?,
        proves: proves?,
        required: row.required,
    })
}

/// Reads `PutDocumentWording`. Telephones and accounts of the agency itself stand in it: they are no person's.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_wording(request: pb::PutDocumentWordingRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("wording", request.wording);
    let order = told.and_then(|told| {
        let kind = reading.value("wording.kind", told.kind, read_document_kind);
        let head = Head::read(&mut reading, id, "wording", (&told.valid_from, told.document));
        let closing = reading.texts("wording.closing", &CLOSING, told.closing, TEXT);
        let payment = reading.text_or_nothing("wording.payment", told.payment, LINE);
        let contact = reading.text_or_nothing("wording.contact", told.contact, LINE);
        let online = reading.text_or_nothing("wording.online_reconsideration", told.online_reconsideration, LINE);
        let wording = closing.zip(payment).zip(contact.zip(online));
        let wording = wording.map(|((closing, payment), (contact, online_reconsideration))| Wording {
            closing,
            payment,
            contact,
            online_reconsideration,
        });
        head.draft(kind.map(Subject::Wording), wording.map(Body::Wording))
    });
    reading.wanted(id, order)
}

/// A short code. Violations: `REQUIRED`, `SLUG_INVALID`.
fn slug(reading: &mut Reading<'_>, field: &str, text: String) -> Option<String> {
    if !reading.given(field, &text) {
        return None;
    }
    let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let right = text.len() <= 20 && text.bytes().all(sign);
    let form = "1 to 20 lower-case letters, digits and hyphens";
    reading.violations.require(right, field, "SLUG_INVALID", form).then_some(text)
}

/// None of them twice. Violation: `DUPLICATE`.
fn distinct(reading: &mut Reading<'_>, path: &str, codes: Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    for (row, code) in codes.into_iter().enumerate() {
        let field = format!("{path}[{row}].code");
        reading
            .violations
            .require(seen.insert(code), field, "DUPLICATE", "it is there twice");
    }
}
