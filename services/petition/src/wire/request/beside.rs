//! What goes on beside the stages.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{NewMilestone, ProposeAccountability, Sponsor, Supervise};
use crate::wire::Order;
use crate::wire::reading::{ESSAY, Fields, LINE, NOTE, REFERENCE, upon};

/// The units an urgent matter is reported to.
const REPORTED_TO: usize = 10;
/// The steps of a plan.
const MILESTONES: usize = 50;
/// The place of the last step a plan can have.
const LAST: u32 = 49;

/// Reads `ReportUrgent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_urgent(request: pb::ReportUrgentRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ReportUrgentRequest {
        name,
        etag,
        request_id,
        units,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let to = reading.codes("units", &(1..=REPORTED_TO), units);
    let reason = reading.text("reason", reason, NOTE);
    let command = to.zip(reason);
    reading.order(command.map(|(to, reason)| Command::ReportUrgent { to, reason }))
}

/// Reads `RecuseStaff`.
///
/// # Errors
/// All that is wrong with the request.
pub fn recuse_staff(request: pb::RecuseStaffRequest, county: &Code) -> Result<Order, Violations> {
    let pb::RecuseStaffRequest {
        name,
        etag,
        request_id,
        subject,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let subject = reading.line("subject", subject, LINE);
    let reason = reading.text("reason", reason, NOTE);
    let command = subject.zip(reason);
    reading.order(command.map(|(subject, reason)| Command::Recuse { subject, reason }))
}

/// Reads `SponsorPetition`.
///
/// # Errors
/// All that is wrong with the request.
pub fn sponsor_petition(request: pb::SponsorPetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::SponsorPetitionRequest {
        name,
        etag,
        request_id,
        sponsorship,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let sponsor = reading.part("sponsorship", sponsorship);
    let sponsor = sponsor.and_then(|sponsorship| read_sponsorship(&mut reading, sponsorship));
    reading.order(sponsor.map(|sponsor| Command::Sponsor(Box::new(sponsor))))
}

fn read_sponsorship(reading: &mut Reading<'_>, sponsorship: pb::Sponsorship) -> Option<Sponsor> {
    let leader = reading.line("sponsorship.leader", sponsorship.leader, LINE);
    let responsible = reading.line("sponsorship.responsible", sponsorship.responsible, LINE);
    let plan = reading.text("sponsorship.plan", sponsorship.plan, ESSAY);
    let steps = sponsorship.milestones;
    let milestones = reading.each("sponsorship.milestones", &(1..=MILESTONES), steps, read_milestone);
    let root_cause = reading.optional_category("sponsorship.root_cause", &sponsorship.root_cause);
    Some(Sponsor {
        leader: leader?,
        responsible: responsible?,
        plan: plan?,
        milestones: milestones?,
        root_cause,
    })
}

fn read_milestone(reading: &mut Reading<'_>, path: &str, milestone: pb::Milestone) -> Option<NewMilestone> {
    let title = reading.line(&format!("{path}.title"), milestone.title, LINE);
    let due = reading.early_date(&format!("{path}.due_date"), &milestone.due_date);
    Some(NewMilestone { title: title?, due: due? })
}

/// Reads `CompleteMilestone`.
///
/// # Errors
/// All that is wrong with the request.
pub fn complete_milestone(request: pb::CompleteMilestoneRequest, county: &Code) -> Result<Order, Violations> {
    let pb::CompleteMilestoneRequest {
        name,
        etag,
        request_id,
        index,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let index = reading.number("index", index, &(0..=LAST));
    reading.order(index.map(|index| Command::CompleteMilestone { index }))
}

/// Reads `SupervisePetition`. The supervision's id is the request's.
///
/// # Errors
/// All that is wrong with the request.
pub fn supervise_petition(request: pb::SupervisePetitionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::SupervisePetitionRequest {
        name,
        etag,
        request_id,
        unit,
        fault,
        suggestion,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let unit = reading.code("unit", &unit);
    let fault = reading.word("fault", fault);
    let suggestion = reading.text("suggestion", suggestion, NOTE);
    let supervise = reading.head().id.zip(unit).zip(fault).zip(suggestion);
    let supervise = supervise.map(|(((id, unit), fault), suggestion)| Supervise {
        id,
        unit,
        fault,
        suggestion,
    });
    reading.order(supervise.map(Command::Supervise))
}

/// Reads `AnswerSupervision`.
///
/// # Errors
/// All that is wrong with the request.
pub fn answer_supervision(request: pb::AnswerSupervisionRequest, county: &Code) -> Result<Order, Violations> {
    let pb::AnswerSupervisionRequest {
        name,
        etag,
        request_id,
        supervision,
        answer,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let supervision = reading.uuid("supervision", &supervision);
    let answer = reading.text("answer", answer, ESSAY);
    let command = supervision.zip(answer);
    reading.order(command.map(|(supervision, answer)| Command::AnswerSupervision { supervision, answer }))
}

/// Reads `ProposeAccountability`. The proposal's id is the request's.
///
/// # Errors
/// All that is wrong with the request.
pub fn propose_accountability(request: pb::ProposeAccountabilityRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ProposeAccountabilityRequest {
        name,
        etag,
        request_id,
        unit,
        ground,
        reason,
        organ,
        reference,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let unit = reading.code("unit", &unit);
    let ground = reading.word("ground", ground);
    let reason = reading.impersonal("reason", reason, NOTE);
    let organ = reading.code("organ", &organ);
    let reference = reading.impersonal_line("reference", reference, REFERENCE);
    let propose = reading.head().id.zip(unit).zip(ground).zip(reason).zip(organ).zip(reference);
    let propose = propose.map(|(((((id, unit), ground), reason), organ), reference)| ProposeAccountability {
        id,
        unit,
        ground,
        reason,
        organ,
        reference,
    });
    reading.order(propose.map(Box::new).map(Command::ProposeAccountability))
}

/// Reads `AnswerAccountability`.
///
/// # Errors
/// All that is wrong with the request.
pub fn answer_accountability(request: pb::AnswerAccountabilityRequest, county: &Code) -> Result<Order, Violations> {
    let pb::AnswerAccountabilityRequest {
        name,
        etag,
        request_id,
        proposal,
        adoption,
        answer,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let proposal = reading.uuid("proposal", &proposal);
    let adoption = reading.word("adoption", adoption);
    let answer = reading.impersonal("answer", answer, ESSAY);
    let command = proposal.zip(adoption).zip(answer);
    reading.order(command.map(|((proposal, adoption), answer)| Command::AnswerAccountability {
        proposal,
        adoption,
        answer,
    }))
}

/// Reads `SendMessage`: the office writes.
///
/// # Errors
/// All that is wrong with the request.
pub fn send_message(request: pb::SendMessageRequest, county: &Code) -> Result<Order, Violations> {
    let pb::SendMessageRequest {
        name,
        etag,
        request_id,
        text,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let text = reading.text("text", text, NOTE);
    reading.order(text.map(|text| Command::Message { from: None, text }))
}

/// Reads `AddCareTask`. The task's id is the request's.
///
/// # Errors
/// All that is wrong with the request.
pub fn add_care_task(request: pb::AddCareTaskRequest, county: &Code) -> Result<Order, Violations> {
    let pb::AddCareTaskRequest {
        name,
        etag,
        request_id,
        unit,
        task,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let unit = reading.code("unit", &unit);
    let task = reading.text("task", task, NOTE);
    let command = reading.head().id.zip(unit).zip(task);
    reading.order(command.map(|((id, unit), task)| Command::AddCareTask { id, unit, task }))
}

/// Reads `CompleteCareTask`.
///
/// # Errors
/// All that is wrong with the request.
pub fn complete_care_task(request: pb::CompleteCareTaskRequest, county: &Code) -> Result<Order, Violations> {
    let pb::CompleteCareTaskRequest {
        name,
        etag,
        request_id,
        task,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let task = reading.uuid("task", &task);
    reading.order(task.map(|task| Command::CompleteCareTask { task }))
}
