//! An edition that somebody brings, read whole: either an order, or everything that is wrong with it, row by row.

use std::ops::RangeInclusive;

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Wanted;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use super::terms::{read_area, read_kind, read_platform, read_stage, read_unit};
use crate::catalogue::domain::{Content, Flaw, HandlingLimit, Heading, Order, Proposal, Subclass, Where, flaws};
use crate::domain::terms::ClassCode;

const TITLE: usize = 50;
const DOCUMENT: usize = 200;
const CLASSES: RangeInclusive<usize> = 1..=198;
const SUBCLASSES: RangeInclusive<usize> = 1..=2_000;
const LIMITS: RangeInclusive<usize> = 1..=16;
const AMOUNT: RangeInclusive<u32> = 1..=10_000;
const NUMBER: RangeInclusive<u8> = 1..=99;

/// Reads `ImportCatalogue`.
///
/// # Errors
/// All that is wrong with the request.
pub fn import(request: pb::ImportCatalogueRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let edition = reading.part("catalogue", request.catalogue);
    let order = edition.and_then(|edition| {
        let valid_from = reading.date("catalogue.valid_from", &edition.valid_from);
        let document = reading.impersonal("catalogue.document", edition.document, DOCUMENT);
        let headings = reading.each("catalogue.classes", &CLASSES, edition.classes, heading);
        let subclasses = reading.each("catalogue.subclasses", &SUBCLASSES, edition.subclasses, subclass);
        let content = Content {
            headings: headings?,
            subclasses: subclasses?,
        };
        for flaw in flaws(&content) {
            note(&mut reading, flaw);
        }
        Some(Order::Import(Box::new(Proposal {
            id: id?,
            valid_from: valid_from?,
            document: document?,
            content: content.sorted(),
        })))
    });
    reading.wanted(id, order)
}

fn heading(reading: &mut Reading<'_>, field: &str, row: pb::CatalogueClass) -> Option<Heading> {
    let kind = reading.value(&format!("{field}.kind"), row.kind, read_kind);
    let number = reading.number(&format!("{field}.number"), row.number, &NUMBER);
    let title = reading.impersonal(&format!("{field}.title"), row.title, TITLE);
    Some(Heading {
        kind: kind?,
        number: number?,
        title: title?,
    })
}

fn subclass(reading: &mut Reading<'_>, field: &str, row: pb::Subclass) -> Option<Subclass> {
    let code = subclass_code(reading, &format!("{field}.code"), &row.code);
    let title = reading.impersonal(&format!("{field}.title"), row.title, TITLE);
    let platform = reading.optional_value(&format!("{field}.platform"), row.platform, read_platform);
    let limits = reading.each(&format!("{field}.limits"), &LIMITS, row.limits, limit);
    Some(Subclass {
        code: code?,
        title: title?,
        hazard: row.hazard,
        platform,
        limits: limits?,
    })
}

fn limit(reading: &mut Reading<'_>, field: &str, row: pb::HandlingLimit) -> Option<HandlingLimit> {
    let stage = reading.value(&format!("{field}.stage"), row.stage, read_stage);
    let area = reading.optional_value(&format!("{field}.area_class"), row.area_class, read_area);
    let amount = reading.number(&format!("{field}.amount"), row.amount, &AMOUNT);
    let unit = reading.value(&format!("{field}.unit"), row.unit, read_unit);
    Some(HandlingLimit {
        stage: stage?,
        area,
        amount: amount?,
        unit: unit?,
    })
}

/// A subclass's code. Violations: `REQUIRED`, `SUBCLASS_INVALID`.
pub(crate) fn subclass_code(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<ClassCode> {
    if !reading.given(field, text) {
        return None;
    }
    let code = text.parse().ok();
    reading
        .violations
        .present(code, field, "SUBCLASS_INVALID", "C or E and four digits, as in E0103")
}

fn note(reading: &mut Reading<'_>, flaw: Flaw) {
    let field = match flaw.at {
        Where::Heading(row) => format!("catalogue.classes[{row}]"),
        Where::Subclass(row) => format!("catalogue.subclasses[{row}]"),
        Where::Limit(row, index) => format!("catalogue.subclasses[{row}].limits[{index}]"),
    };
    let text = match flaw.reason {
        "DUPLICATE" => "it is there twice",
        "CLASS_MISSING" => "its class is not in the edition",
        "LIMIT_MISSING" => "every area needs a limit for the handling",
        _ => "not a unit of limits",
    };
    reading.violations.add(field, flaw.reason, text);
}
