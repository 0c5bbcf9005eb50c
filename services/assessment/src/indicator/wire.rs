//! Protobuf ↔ the words of indicators, and nothing else.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::vocabulary;
use shiyu_kit::wire::Word;
use shiyu_proto::assessment::v1 as pb;

use super::desk::Order;
use super::domain::{Band, Content, Direction, Family, Indicator, Move, Stage};

const INDICATORS: &str = "indicators";

vocabulary! { Family is pb::Family: Governance Petition Safety }
vocabulary! { Direction is pb::Direction: Higher Lower Descriptive }
vocabulary! { Stage is pb::IndicatorStage: Draft Consulted Published Active Retired }

/// Reads `PutIndicator`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put(request: pb::PutIndicatorRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let told = reading.part("indicator", request.indicator);
    let read = told.and_then(|told| {
        let code = code(&mut reading, "indicator.name", &told.name, county);
        code.zip(content(&mut reading, told))
    });
    let order = read.zip(id).map(|((code, content), id)| Order::Put(id, code, Box::new(content)));
    reading.wanted(id, order)
}

fn code(reading: &mut Reading<'_>, field: &str, text: &str, county: &Code) -> Option<String> {
    let code = name::child(field, text, county.as_str(), INDICATORS, &mut reading.violations)?;
    let sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    let right = code.len() <= 60 && code.chars().all(sign);
    let violations = &mut reading.violations;
    violations
        .require(right, field, "SLUG_INVALID", "at most 60 lower-case letters, digits and hyphens")
        .then(|| code.to_owned())
}

fn content(reading: &mut Reading<'_>, told: pb::Indicator) -> Option<Content> {
    let title = reading.impersonal("indicator.title", told.title, 100);
    let family = reading.word("indicator.family", told.family);
    let direction: Option<Direction> = reading.word("indicator.direction", told.direction);
    let owner = reading.code("indicator.owner", &told.owner);
    let document = reading.line("indicator.document", told.document, 100);
    let bands = reading.each("indicator.bands", &(0..=20), told.bands, |reading, field, band| {
        let from = decimal(
            reading,
            &format!("{field}.from"),
            &band.from,
            (Decimal::ZERO, Decimal::ONE_THOUSAND),
        );
        let points = decimal(
            reading,
            &format!("{field}.points"),
            &band.points,
            (Decimal::ZERO, Decimal::ONE_HUNDRED),
        );
        Some(Band {
            from: from?,
            points: points?,
        })
    });
    let excluded = reading.texts("indicator.excluded_categories", &(0..=200), told.excluded_categories, 60);
    let weight = match direction {
        Some(Direction::Descriptive) if told.weight.is_empty() => Some(None),
        Some(_) => decimal(
            reading,
            "indicator.weight",
            &told.weight,
            (Decimal::new(1, 4), Decimal::ONE_HUNDRED),
        )
        .map(Some),
        None => None,
    };
    let content = Content {
        title: title?,
        family: family?,
        direction: direction?,
        owner: owner?,
        formula: told.formula,
        sources: told.sources.into_iter().collect::<BTreeMap<_, _>>(),
        weight: weight?,
        bands: bands?,
        excluded_categories: excluded?,
        document: document?,
    };
    if let Err(wrong) = content.checked() {
        let violations = &mut reading.violations;
        violations.add("indicator.formula", wrong.reason(), "not a formula that may count here");
        return None;
    }
    Some(content)
}

fn decimal(reading: &mut Reading<'_>, field: &str, text: &str, (least, most): (Decimal, Decimal)) -> Option<Decimal> {
    let number = text.parse().ok().filter(|number: &Decimal| (least..=most).contains(number));
    let violations = &mut reading.violations;
    violations.present(number, field, "OUT_OF_RANGE", format!("a decimal number of {least} to {most}"))
}

/// Reads `ConsultIndicator`.
///
/// # Errors
/// All that is wrong with the request.
pub fn consult(request: pb::ConsultIndicatorRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let document = reading.line("consultation", request.consultation, 100);
    let (of, id) = version(&mut reading, (&request.name, request.version, &request.request_id), county);
    let order = of
        .zip(document)
        .map(|((code, version), document)| Order::Move(code, version, Move::Consult(document)));
    reading.wanted(id, order)
}

/// Reads an order that only names a version.
///
/// # Errors
/// All that is wrong with the request.
pub fn step(of: (&str, i64, &str), step: Move, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let (of, id) = version(&mut reading, of, county);
    reading.wanted(id, of.map(|(code, version)| Order::Move(code, version, step)))
}

type Version = (Option<(String, i64)>, Option<uuid::Uuid>);

fn version(reading: &mut Reading<'_>, (name, version, request_id): (&str, i64, &str), county: &Code) -> Version {
    let code = code(reading, "name", name, county);
    let version = reading.number("version", version, &(1..=i64::MAX));
    (code.zip(version), reading.request_id(request_id))
}

/// Reads `AdoptDefaultIndicators`.
///
/// # Errors
/// All that is wrong with the request.
pub fn adopt(request: pb::AdoptDefaultIndicatorsRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let document = reading.line("document", request.document, 100);
    let id = reading.request_id(&request.request_id);
    reading.wanted(id, id.zip(document).map(|(id, document)| Order::Adopt(id, document)))
}

/// Reads `GetIndicator`: the code, and the version or none for the latest.
///
/// # Errors
/// All that is wrong with the request.
pub fn get(request: &pb::GetIndicatorRequest, county: &Code) -> Result<(String, Option<i64>), Violations> {
    let mut reading = Reading::new(county);
    let code = code(&mut reading, "name", &request.name, county);
    let version = reading.number("version", request.version, &(0..=i64::MAX));
    reading.finish(code.zip(version).map(|(code, version)| (code, (version > 0).then_some(version))))
}

/// Reads `ListIndicators`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: &pb::ListIndicatorsRequest, county: &Code) -> Result<Listing<Option<Stage>, (String, i64)>, Violations> {
    let mut reading = Reading::new(county);
    let stage: Option<Stage> = reading.optional_word("stage", request.stage);
    let scope = ["indicators", stage.map_or("", Stage::as_str)];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, stage)
}

/// A version as it travels.
#[must_use]
pub fn indicator(indicator: &Indicator, county: &Code) -> pb::Indicator {
    let content = &indicator.content;
    pb::Indicator {
        name: name_of(indicator, county),
        version: indicator.version,
        title: content.title.clone(),
        family: content.family.number(),
        direction: content.direction.number(),
        owner: content.owner.to_string(),
        formula: content.formula.clone(),
        sources: content.sources.clone().into_iter().collect(),
        weight: content.weight.map(|weight| weight.normalize().to_string()).unwrap_or_default(),
        bands: content.bands.iter().map(band).collect(),
        excluded_categories: content.excluded_categories.clone(),
        document: content.document.clone(),
        stage: indicator.stage.number(),
        consultation: indicator.consultation.clone().unwrap_or_default(),
        move_time: Some(timestamp(indicator.moved_at)),
    }
}

fn band(band: &Band) -> pb::Band {
    pb::Band {
        from: band.from.normalize().to_string(),
        points: band.points.normalize().to_string(),
    }
}

/// What is told of a version that moved.
#[must_use]
pub fn moved(indicator: &Indicator, county: &Code) -> pb::IndicatorMoved {
    pb::IndicatorMoved {
        name: name_of(indicator, county),
        version: indicator.version,
        stage: indicator.stage.number(),
    }
}

fn name_of(indicator: &Indicator, county: &Code) -> String {
    format!("counties/{county}/{INDICATORS}/{}", indicator.code)
}
