//! Requests, read whole: either an order, or everything that is wrong with it.

use shiyu_kit::fault::Violations;
use shiyu_kit::page::{Paging, Scope};
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::order::Order;
use super::reading::{Head, Reading};
use super::terms::{read_channel, read_decision, read_method, read_order, read_path, read_stage};
use crate::domain::{Classification, Command, IssueOpinion, Opinion, Register, ServeOpinion, Submission};
use crate::store::{self, Filter, Key};

const LINE: usize = 200;
const ESSAY: usize = 20_000;
const NOTICE: usize = 2_000;
const PROVISION: usize = 500;
const PROVISIONS: usize = 50;
const REFERENCE: usize = 100;

/// Which petitions are asked for, and from where on.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Which.
    pub filter: Filter,
    /// In which order.
    pub order: store::Order,
    /// From where on, and how many.
    pub paging: Paging<Key>,
}

/// Reads `GetPetition` and `ListTimeline`: the petition's id.
///
/// # Errors
/// All that is wrong with the name.
pub fn name(name: &str, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name(name);
    match id {
        Some(id) if reading.violations.is_empty() => Ok(id),
        _ => Err(reading.violations),
    }
}

/// Reads `RegisterPetition`. The petition's id is the request's, so that a repeated request finds its petition.
///
/// # Errors
/// All that is wrong with the request.
pub fn register(request: pb::RegisterPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let head = Head {
        id,
        case: id,
        expected: None,
    };
    let petition = reading
        .violations
        .present(request.petition, "petition", "REQUIRED", "a petition is needed");
    let command = petition.and_then(|petition| registration(&mut reading, petition, county));
    reading.finish(&head, command)
}

fn registration(reading: &mut Reading<'_>, petition: pb::Petition, county: &Code) -> Option<Command> {
    let channel = reading.value("petition.channel", petition.channel, read_channel);
    let category = reading.category("petition.category", &petition.category);
    let title = reading.text("petition.title", petition.title, LINE);
    let request = reading.text("petition.request", petition.request, ESSAY);
    let facts = reading.text("petition.facts_and_reasons", petition.facts_and_reasons, ESSAY);
    let place = reading.place("petition.place", &petition.place);
    let source_reference = reading.optional_text("petition.source_reference", petition.source_reference, REFERENCE);
    let received_at = reading.time("petition.received_time", petition.received_time);
    Some(Command::Register(Box::new(Register {
        county: county.clone(),
        unit: None,
        submission: Submission {
            channel: channel?,
            category: category?,
            title: title?,
            request: request?,
            facts_and_reasons: facts?,
            place: place?,
            source_reference,
        },
        received_at,
    })))
}

/// Reads `ForwardPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn forward(request: &pb::ForwardPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let mut reading = Reading::new(county);
    let head = reading.head(&request.name, &request.etag, &request.request_id);
    let to = reading.code("unit", &request.unit);
    reading.finish(&head, to.map(|to| Command::Forward { to }))
}

/// Reads `AcceptPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn accept(request: &pb::AcceptPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let mut reading = Reading::new(county);
    let head = reading.head(&request.name, &request.etag, &request.request_id);
    let notice = reading.value("notice_method", request.notice_method, read_method);
    reading.finish(&head, notice.map(|notice| Command::Accept { notice }))
}

/// Reads `StartHandling`.
///
/// # Errors
/// All that is wrong with the request.
pub fn start_handling(request: &pb::StartHandlingRequest, county: &Code) -> Result<Order, Violations> {
    let mut reading = Reading::new(county);
    let head = reading.head(&request.name, &request.etag, &request.request_id);
    let classification = classification(&mut reading, request);
    reading.finish(
        &head,
        classification.map(|classification| Command::StartHandling { classification }),
    )
}

fn classification(reading: &mut Reading<'_>, request: &pb::StartHandlingRequest) -> Option<Classification> {
    let kind = reading.value("kind", request.kind, |kind: pb::MatterKind| {
        Some(kind).filter(|kind| *kind != pb::MatterKind::Unspecified)
    });
    if kind == Some(pb::MatterKind::AppealForRelief) {
        let path = reading.value("path", request.path, read_path)?;
        return Some(Classification::AppealForRelief(path));
    }
    let path = reading.known("path", request.path).and_then(read_path);
    let without = path.is_none() || kind.is_none();
    reading
        .violations
        .require(without, "path", "PATH_WITHOUT_RELIEF", "only an appeal for relief has a path");
    match kind? {
        pb::MatterKind::Suggestion => Some(Classification::Suggestion),
        pb::MatterKind::Accusation => Some(Classification::Accusation),
        pb::MatterKind::Unspecified | pb::MatterKind::AppealForRelief => None,
    }
}

/// Reads `IssueOpinion`.
///
/// # Errors
/// All that is wrong with the request.
pub fn issue(request: pb::IssueOpinionRequest, county: &Code) -> Result<Order, Violations> {
    let mut reading = Reading::new(county);
    let head = reading.head(&request.name, &request.etag, &request.request_id);
    let approved_by = reading.text("approved_by", request.approved_by, LINE);
    let opinion = reading
        .violations
        .present(request.opinion, "opinion", "REQUIRED", "an opinion is needed");
    let opinion = opinion.and_then(|written| opinion_of(&mut reading, written));
    let command = opinion
        .zip(approved_by)
        .map(|(opinion, approved_by)| Command::IssueOpinion(IssueOpinion { opinion, approved_by }));
    reading.finish(&head, command)
}

fn opinion_of(reading: &mut Reading<'_>, opinion: pb::Opinion) -> Option<Opinion> {
    let request = reading.text("opinion.request", opinion.request, ESSAY);
    let facts = reading.text("opinion.facts_and_reasons", opinion.facts_and_reasons, ESSAY);
    let decision = reading.value("opinion.decision", opinion.decision, read_decision);
    let legal_basis = provisions(reading, opinion.legal_basis);
    let remedy_notice = reading.text("opinion.remedy_notice", opinion.remedy_notice, NOTICE);
    Some(Opinion {
        request: request?,
        facts_and_reasons: facts?,
        decision: decision?,
        legal_basis: legal_basis?,
        remedy_notice: remedy_notice?,
    })
}

fn provisions(reading: &mut Reading<'_>, provisions: Vec<String>) -> Option<Vec<String>> {
    const FIELD: &str = "opinion.legal_basis";
    let some = !provisions.is_empty();
    reading
        .violations
        .require(some, FIELD, "OPINION_WITHOUT_LEGAL_BASIS", "an opinion names its legal basis");
    let few = provisions.len() <= PROVISIONS;
    if !reading
        .violations
        .require(few, FIELD, "TOO_MANY", format!("at most {PROVISIONS} provisions"))
    {
        return None;
    }
    let numbered = provisions.into_iter().enumerate();
    let read: Vec<_> = numbered
        .map(|(index, provision)| reading.text(&format!("{FIELD}[{index}]"), provision, PROVISION))
        .collect();
    read.into_iter().collect()
}

/// Reads `ServeOpinion`.
///
/// # Errors
/// All that is wrong with the request.
pub fn serve(request: pb::ServeOpinionRequest, county: &Code) -> Result<Order, Violations> {
    let mut reading = Reading::new(county);
    let head = reading.head(&request.name, &request.etag, &request.request_id);
    let method = reading.value("method", request.method, read_method);
    let at = reading.time("serve_time", request.serve_time);
    let proof = reading.text("proof", request.proof, LINE);
    let command = method
        .zip(proof)
        .map(|(method, proof)| Command::ServeOpinion(ServeOpinion { method, proof, at }));
    reading.finish(&head, command)
}

/// Reads `ClosePetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn close(request: &pb::ClosePetitionRequest, county: &Code) -> Result<Order, Violations> {
    let mut reading = Reading::new(county);
    let head = reading.head(&request.name, &request.etag, &request.request_id);
    reading.finish(&head, Some(Command::Close))
}

/// Reads `ListPetitions`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: &pb::ListPetitionsRequest, county: &Code) -> Result<Listing, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let given = |text: &String| !text.is_empty();
    let filter = Filter {
        stage: reading.known("stage", request.stage).and_then(read_stage),
        unit: Some(&request.unit)
            .filter(|unit| given(unit))
            .and_then(|unit| reading.code("unit", unit)),
        category: Some(&request.category)
            .filter(|category| given(category))
            .and_then(|category| reading.category("category", category)),
        channel: reading.known("channel", request.channel).and_then(read_channel),
    };
    let order = reading.known("order", request.order).and_then(read_order).unwrap_or_default();
    let paging = Paging::read(
        request.page_size,
        &request.page_token,
        scope(request, county),
        &mut reading.violations,
    );
    reading.violations.finish()?;
    Ok(Listing { filter, order, paging })
}

/// A page token goes with everything that decides which petitions it passes over.
fn scope(request: &pb::ListPetitionsRequest, county: &Code) -> Scope {
    Scope::of(&[
        "petitions",
        county.as_str(),
        &request.stage.to_string(),
        &request.unit,
        &request.category,
        &request.channel.to_string(),
        &request.order.to_string(),
    ])
}
