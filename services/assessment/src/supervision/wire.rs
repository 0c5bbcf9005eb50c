//! Protobuf ↔ the words of supervision, and nothing else.

use shiyu_kit::case::Filed;
use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::{Order, Reading};
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_kit::vocabulary;
use shiyu_kit::wire::{Word, clock};
use shiyu_proto::assessment::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::command::{Command, Opening};
use super::domain::{Cause, Ground, Rung, Service, Shares, Stage, Step, Supervision};
use super::store::{Filter, Key};

pub(super) const SUPERVISIONS: &str = "supervisions";
const DOCUMENT: usize = 100;
const WORDS: usize = 2_000;

vocabulary! { Service is pb::SupervisedService: Petition Mediation Enforcement Grid }
vocabulary! { Ground is pb::SupervisionGround: Overdue Unsolved Delay Evasion FalseReport RefusalToExecute Major }
vocabulary! { Rung is pb::Rung: Urged Ordered Notified Interviewed Listed Accountable }
vocabulary! { Cause is pb::StepCause: Opened Time NotAcknowledged NotRectified Urged Decided }
vocabulary! { Stage is pb::SupervisionStage: Issued Acknowledged Rectifying Reported Verified Closed Withdrawn }

type Asked = Result<Order<Command>, Violations>;
/// A county, and where they stand; what is `None` filters nothing.
pub type OfCounty = (Option<Code>, Option<Stage>);
type Of<'a> = (&'a str, &'a str, &'a str);

/// Whom somebody supervises, about what.
pub(super) struct Named {
    pub parent: String,
    pub request_id: String,
    pub service: i32,
    pub case: String,
    pub unit: String,
    pub ground: i32,
}

/// Reads `UrgeUnit` and `SuperviseUnit`.
///
/// # Errors
/// All that is wrong with the request.
pub(super) fn open(request: &Named, rung: Rung, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let service = reading.word("service", request.service);
    let case = reading.uuid("case", &request.case);
    let unit = reading.code("unit", &request.unit);
    let ground = reading.word("ground", request.ground);
    let opening = service
        .zip(case)
        .zip(unit.zip(ground))
        .map(|((service, case), (unit, ground))| Opening {
            county: county.clone(),
            unit,
            supervisor: None,
            service,
            case,
            ground,
            rung,
            limit: None,
            shares: Shares::default(),
        });
    reading.finish(id.zip(opening)).map(|(id, opening)| Order {
        id,
        case: id,
        expected: None,
        command: Command::Open(Box::new(opening)),
    })
}

/// Reads an order upon a supervision.
///
/// # Errors
/// All that is wrong with the request.
pub fn step((name, etag, id): Of<'_>, county: &Code, read: impl FnOnce(&mut Reading<'_>) -> Option<Command>) -> Asked {
    let mut reading = Reading::new(county);
    reading.upon(SUPERVISIONS, name, etag, id);
    let command = read(&mut reading);
    reading.order(command)
}

/// Reads what a unit says of it.
pub fn words(reading: &mut Reading<'_>, field: &str, words: String) -> Option<String> {
    reading.impersonal(field, words, WORDS)
}

/// Reads the document something is decided or carried out by.
pub fn document(reading: &mut Reading<'_>, document: String) -> Option<String> {
    reading.impersonal_line("document", document, DOCUMENT)
}

/// Reads the name of one.
///
/// # Errors
/// All that is wrong with it.
pub fn named(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, SUPERVISIONS);
    reading.finish(id)
}

/// Reads `ListSupervisions`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: &pb::ListSupervisionsRequest, county: &Code) -> Result<Listing<Filter, Key>, Violations> {
    let mut reading = Reading::new(county);
    let stage: Option<Stage> = reading.optional_word("stage", request.stage);
    let unit = reading.optional_code("unit", &request.unit).map(String::from);
    let scope = [SUPERVISIONS, &request.unit, stage.map_or("", Stage::as_str)];
    let filter = Filter { own: None, unit, stage };
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListReminders`.
///
/// # Errors
/// All that is wrong with the request.
pub fn reminders(request: &pb::ListRemindersRequest, county: &Code) -> Result<Listing<Option<Code>, super::reminder::Key>, Violations> {
    let mut reading = Reading::new(county);
    let unit = reading.optional_code("unit", &request.unit);
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    reading.listing(page, &["reminders", &request.unit], unit)
}

/// Reads `ListCountySupervisions`.
///
/// # Errors
/// All that is wrong with the request.
pub fn overseen(request: &pb::ListCountySupervisionsRequest, county: &Code) -> Result<Listing<OfCounty, Key>, Violations> {
    let mut reading = Reading::new(county);
    let stage: Option<Stage> = reading.optional_word("stage", request.stage);
    let of = reading.optional_code("county", &request.county);
    let scope = ["county-supervisions", &request.county, stage.map_or("", Stage::as_str)];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, (of, stage))
}

/// Reads `CountSupervisions`.
///
/// # Errors
/// All that is wrong with the request.
pub fn count(request: &pb::CountSupervisionsRequest, county: &Code) -> Result<crate::figures::Span, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let span = crate::period::span(&mut reading, &request.from_date, &request.to_date);
    reading.finish(span)
}

/// The name of one.
#[must_use]
pub fn name_of(county: &Code, id: Uuid) -> String {
    format!("counties/{county}/{SUPERVISIONS}/{id}")
}

fn codes(code: Option<&Code>) -> String {
    code.map(ToString::to_string).unwrap_or_default()
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// One as it travels.
#[must_use]
pub fn supervision(filed: &Filed<Supervision>) -> pb::Supervision {
    let it = &filed.case;
    let limit = it.limit.as_ref();
    let suggestion = it.suggestion.as_ref();
    pb::Supervision {
        name: name_of(&it.county, filed.id),
        etag: filed.version.to_string(),
        unit: it.unit.to_string(),
        superior: codes(it.superior.as_ref()),
        supervisor: it.supervisor.to_string(),
        service: it.service.number(),
        case: it.case.to_string(),
        ground: it.ground.number(),
        clock: limit.map(|limit| limit.clock.clone()).unwrap_or_default(),
        legal_basis: limit.map(|limit| limit.basis.clone()).unwrap_or_default(),
        limit_start_time: limit.map(|limit| timestamp(limit.start)),
        limit_due_time: limit.map(|limit| timestamp(limit.due)),
        stage: it.stage.number(),
        rung: it.rung.number(),
        issue_time: Some(timestamp(it.issued_at)),
        fulfil_date: day(it.fulfilled_on),
        steps: (1..).zip(&it.steps).map(taken).collect(),
        measures: it.measures.clone().unwrap_or_default(),
        result: it.result.clone().unwrap_or_default(),
        withdrawal_document: it.withdrawal.clone().unwrap_or_default(),
        accountability_document: suggestion.map(|it| it.document.clone()).unwrap_or_default(),
        accountability_organ: codes(suggestion.map(|it| &it.organ)),
        clocks: it.clocks.iter().map(clock).collect(),
        allowed: it.allowed().into_iter().map(str::to_owned).collect(),
    }
}

fn taken((number, step): (i32, &Step)) -> pb::SupervisionStep {
    let receipt = step.receipt.as_ref();
    pb::SupervisionStep {
        number,
        rung: step.rung.number(),
        cause: step.cause.number(),
        step_time: Some(timestamp(step.at)),
        receipt_time: receipt.map(|receipt| timestamp(receipt.at)),
        receipt_unit: codes(receipt.map(|receipt| &receipt.unit)),
        document: step.document.clone().unwrap_or_default(),
    }
}

/// What is told of one that moved; of a sealed one no more than that it is taken back.
#[must_use]
pub fn moved(filed: &Filed<Supervision>) -> pb::SupervisionMoved {
    let it = &filed.case;
    let sealed = pb::SupervisionMoved {
        name: name_of(&it.county, filed.id),
        version: filed.version,
        stage: it.stage.number(),
        ..pb::SupervisionMoved::default()
    };
    if it.sealed {
        return sealed;
    }
    pb::SupervisionMoved {
        unit: it.unit.to_string(),
        superior: codes(it.superior.as_ref()),
        supervisor: it.supervisor.to_string(),
        service: it.service.number(),
        case: it.case.to_string(),
        ground: it.ground.number(),
        clock: it.limit.as_ref().map(|limit| limit.clock.clone()).unwrap_or_default(),
        rung: it.rung.number(),
        issue_time: Some(timestamp(it.issued_at)),
        limit_due_time: it.limit.as_ref().map(|limit| timestamp(limit.due)),
        fulfil_date: day(it.fulfilled_on),
        ..sealed
    }
}

/// What the city tells the county that has it in hand.
#[must_use]
pub fn handed_down(filed: &Filed<Supervision>) -> pb::DeskSupervised {
    let it = &filed.case;
    pb::DeskSupervised {
        county: it.unit.county().to_owned(),
        supervision: filed.id.to_string(),
        unit: it.unit.to_string(),
        supervisor: it.supervisor.to_string(),
        service: it.service.number(),
        case: it.case.to_string(),
        ground: it.ground.number(),
        rung: it.rung.number(),
    }
}

/// What the city told, read by its county; none for what cannot be read.
#[must_use]
pub fn taken_up(told: &pb::DeskSupervised, county: &Code) -> Option<(Uuid, Opening)> {
    let opening = Opening {
        county: county.clone(),
        unit: told.unit.parse().ok()?,
        supervisor: Some(told.supervisor.parse().ok()?),
        service: Service::read(told.service())?,
        case: told.case.parse().ok()?,
        ground: Ground::read(told.ground())?,
        rung: Rung::read(told.rung())?,
        limit: None,
        shares: Shares::default(),
    };
    Some((told.supervision.parse().ok()?, opening))
}

/// Where a county says that one stands.
#[must_use]
pub fn stage(moved: &pb::SupervisionMoved) -> Option<Stage> {
    Stage::read(moved.stage())
}

/// How high.
#[must_use]
pub fn rung(moved: &pb::SupervisionMoved) -> Option<Rung> {
    Rung::read(moved.rung())
}
