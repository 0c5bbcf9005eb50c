//! Protobuf ↔ covert visits, and nothing else.

use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{Listing, Wanted};
use shiyu_kit::unit::Code;
use shiyu_kit::vocabulary;
use shiyu_kit::wire::{Word as _, many};
use shiyu_proto::assessment::v1 as pb;
use uuid::Uuid;

use super::Order;
use super::domain::{Announcement, Finding, Round, Stage, Step, Visit};
use crate::shelf::{Key, name_of};

const ROUNDS: &str = "covertRounds";

vocabulary! { Stage is pb::CovertStage: Planned Done Found Shared Rectified }

/// Reads `AnnounceCovertRound`.
///
/// # Errors
/// All that is wrong with the request.
pub fn announce(request: pb::AnnounceCovertRoundRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let title = reading.impersonal_line("title", request.title, 100);
    let document = reading.line("document", request.document, 100);
    let pool = reading.distinct("pool", &(1..=5_000), request.pool, |reading, field, unit| {
        reading.code(field, &unit)
    });
    let visits: Option<usize> = reading.number("visits", request.visits, &(1..=500));
    let order = (|| {
        Some(Order::Announce(Announcement {
            id: id?,
            title: title?,
            document: document?,
            pool: pool?,
            visits: visits?,
        }))
    })();
    reading.wanted(id, order)
}

/// Reads `DrawCovertVisits`.
///
/// # Errors
/// All that is wrong with the request.
pub fn draw(request: pb::DrawCovertVisitsRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let round = reading.name("name", &request.name, ROUNDS);
    let seed = reading.line("seed", request.seed, 200);
    let violations = &mut reading.violations;
    let seed = seed.filter(|seed| violations.require(seed.chars().count() >= 4, "seed", "OUT_OF_RANGE", "4 to 200 characters"));
    let source = reading.line("seed_source", request.seed_source, 200);
    let id = reading.request_id(&request.request_id);
    let order = round.zip(seed).zip(source);
    let order = order.map(|((round, seed), source)| Order::Draw(round, seed, source));
    reading.wanted(id, order)
}

type Of<'a> = (&'a str, i32, &'a str);

fn step(mut reading: Reading<'_>, (name, number, request_id): Of<'_>, step: Option<Step>) -> Result<Wanted<Order>, Violations> {
    let round = reading.name("name", name, ROUNDS);
    let number: Option<usize> = reading.number("number", number, &(1..=500));
    let id = reading.request_id(request_id);
    let order = round.zip(number).zip(step);
    let order = order.map(|((round, number), step)| Order::Step(round, number.saturating_sub(1), step));
    reading.wanted(id, order)
}

/// Reads `RecordCovertVisit`.
///
/// # Errors
/// All that is wrong with the request.
pub fn visit(request: &pb::RecordCovertVisitRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let at = reading.time("visit_time", request.visit_time);
    step(reading, (&request.name, request.number, &request.request_id), at.map(Step::Visit))
}

/// Reads `RecordCovertFindings`.
///
/// # Errors
/// All that is wrong with the request.
pub fn findings(request: pb::RecordCovertFindingsRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let findings = reading.each("findings", &(1..=100), request.findings, |reading, field, told| {
        let item = reading.impersonal_line(&format!("{field}.item"), told.item, 100);
        let checked: Option<u32> = reading.number(&format!("{field}.checked"), told.checked, &(1..=10_000));
        let most = u32::try_from(told.checked).unwrap_or_default();
        let defects: Option<u32> = reading.number(&format!("{field}.defects"), told.defects, &(0..=most));
        Some(Finding {
            item: item?,
            checked: checked?,
            defects: defects?,
        })
    });
    step(
        reading,
        (&request.name, request.number, &request.request_id),
        findings.map(Step::Find),
    )
}

/// Reads `ShareCovertVisit`.
///
/// # Errors
/// All that is wrong with the request.
pub fn share(request: &pb::ShareCovertVisitRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let of = (request.name.as_str(), request.number, request.request_id.as_str());
    step(Reading::new(county), of, Some(Step::Share))
}

/// Reads `RectifyCovertVisit`.
///
/// # Errors
/// All that is wrong with the request.
pub fn rectify(request: pb::RectifyCovertVisitRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let text = reading.impersonal("rectification", request.rectification, 2_000);
    step(
        reading,
        (&request.name, request.number, &request.request_id),
        text.map(Step::Rectify),
    )
}

/// Reads which round is meant.
///
/// # Errors
/// All that is wrong with the name.
pub fn name(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, ROUNDS);
    reading.finish(id)
}

/// Reads `ListCovertRounds`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: &pb::ListCovertRoundsRequest, county: &Code) -> Result<Listing<(), Key>, Violations> {
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    Reading::new(county).listing(page, &[ROUNDS], ())
}

/// A round as somebody of this reach may see it: a unit its own visits, once they are shared, and nothing that tells of the others.
#[must_use]
pub fn round(round: &Round, reach: &Reach) -> pb::CovertRound {
    let told = &round.announcement;
    let office = *reach == Reach::Everything;
    let draw = round.draw.as_ref().filter(|_| office);
    let seen = |visit: &Visit| office || (visit.is_shared() && reach.has(&visit.unit));
    let drawn = (1..)
        .zip(&round.visits)
        .filter(|(_, one)| seen(one))
        .map(|(number, one)| visited(number, one));
    pb::CovertRound {
        name: named(round),
        title: told.title.clone(),
        document: told.document.clone(),
        pool: told.pool.iter().map(ToString::to_string).collect(),
        pool_fingerprint: round.fingerprint.clone(),
        visits: many(told.visits),
        seed: draw.map(|draw| draw.seed.clone()).unwrap_or_default(),
        seed_source: draw.map(|draw| draw.source.clone()).unwrap_or_default(),
        announce_time: Some(timestamp(round.announced_at)),
        draw_time: round.draw.as_ref().map(|draw| timestamp(draw.at)),
        drawn: drawn.collect(),
    }
}

fn visited(number: i32, visit: &Visit) -> pb::CovertVisit {
    let finding = |finding: &Finding| pb::CovertFinding {
        item: finding.item.clone(),
        checked: i32::try_from(finding.checked).unwrap_or(i32::MAX),
        defects: i32::try_from(finding.defects).unwrap_or(i32::MAX),
    };
    pb::CovertVisit {
        number,
        unit: visit.unit.to_string(),
        stage: visit.stage.number(),
        visit_time: visit.visited_at.map(timestamp),
        findings: visit.findings.iter().map(finding).collect(),
        rectification: visit.rectification.clone().unwrap_or_default(),
        rectify_time: visit.rectified_at.map(timestamp),
    }
}

/// What is told of a round, or of a visit that its unit knows of.
#[must_use]
pub fn moved(round: &Round, visit: Option<&Visit>) -> pb::CovertMoved {
    let visit = visit.filter(|visit| visit.is_shared());
    pb::CovertMoved {
        name: named(round),
        pool_fingerprint: round.fingerprint.clone(),
        unit: visit.map(|visit| visit.unit.to_string()).unwrap_or_default(),
        stage: visit.map(|visit| visit.stage.number()).unwrap_or_default(),
        defects: visit.map_or(0, |visit| i32::try_from(visit.defects()).unwrap_or(i32::MAX)),
    }
}

fn named(round: &Round) -> String {
    name_of(&round.county, ROUNDS, round.announcement.id)
}
