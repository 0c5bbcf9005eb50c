//! Requests that change something, read whole: either an order, or everything that is wrong with it.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use super::grid_code;
use super::resource::{ASSIGNMENTS, ITEMS};
use super::terms::{read_ending, read_frequency, read_role};
use crate::domain::terms::ClassCode;
use crate::team::domain::{Assignment, Certificate, EndingOrder, Order, Proposal};

const SHORT: usize = 50;
const LINE: usize = 100;
const SUBJECT: usize = 200;
const REASON: usize = 500;
const TASK: usize = 2_000;
const FEN: i64 = 10_000_000;
const MINUTES: i32 = 10_000;

type Wanted = shiyu_kit::register::Wanted<Order>;

/// Reads `PutAssignment`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_assignment(request: pb::PutAssignmentRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let assignment = reading.part("assignment", request.assignment);
    let order = assignment.and_then(|assignment| assignment_of(&mut reading, id, assignment));
    reading.wanted(id, order)
}

fn assignment_of(reading: &mut Reading<'_>, request: Option<Uuid>, assignment: pb::Assignment) -> Option<Order> {
    let put = reading.put("assignment.name", &assignment.name, ASSIGNMENTS, request);
    let grid = grid_code(reading, "assignment.grid", &assignment.grid);
    let subject = reading.line("assignment.subject", assignment.subject, SUBJECT);
    let role = reading.value("assignment.role", assignment.role, read_role);
    let from = reading.date("assignment.from_date", &assignment.from_date);
    let to = reading.optional_date("assignment.to_date", &assignment.to_date);
    reading.in_order("assignment.to_date", from, to);
    let certificate = assignment.certificate.map(|certificate| {
        let number = reading.line("assignment.certificate.number", certificate.number, SHORT);
        let valid_to = reading.date("assignment.certificate.valid_to", &certificate.valid_to);
        number.zip(valid_to).map(|(number, valid_to)| Certificate { number, valid_to })
    });
    let (standing, id) = put?;
    let assignment = Assignment {
        id,
        grid: grid?,
        subject: subject?,
        role: role?,
        from: from?,
        to,
        certificate: certificate.flatten(),
        ended: None,
    };
    Some(Order::PutAssignment(standing, assignment))
}

/// Reads `EndAssignment`.
///
/// # Errors
/// All that is wrong with the request.
pub fn end_assignment(request: &pb::EndAssignmentRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let assignment = reading.name("name", &request.name, ASSIGNMENTS);
    let last = reading.date("to_date", &request.to_date);
    let why = reading.value("ending", request.ending, read_ending);
    let id = reading.request_id(&request.request_id);
    let order = assignment.zip(last).zip(why);
    let order = order.map(|((id, last), why)| Order::EndAssignment(EndingOrder { id, last, why }));
    reading.wanted(id, order)
}

/// Reads `ProposeAdmissionItem`.
///
/// # Errors
/// All that is wrong with the request.
pub fn propose(request: pb::ProposeAdmissionItemRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let item = reading.part("item", request.item);
    let order = item.and_then(|item| proposal_of(&mut reading, id, item));
    reading.wanted(id, order)
}

fn proposal_of(reading: &mut Reading<'_>, id: Option<Uuid>, item: pb::AdmissionItem) -> Option<Order> {
    let department = reading.code("item.department", &item.department);
    let title = reading.impersonal("item.title", item.title, LINE);
    let task = reading.impersonal("item.task", item.task, TASK);
    let class = class_of(reading, "item.class", &item.class);
    let frequency = reading.value("item.frequency", item.frequency, read_frequency);
    let unit_cost_fen = reading.number("item.unit_cost_fen", item.unit_cost_fen, &(0..=FEN));
    let minutes_each = reading.number("item.minutes_each", item.minutes_each, &(1..=MINUTES));
    let from = reading.date("item.from_date", &item.from_date);
    let to = reading.date("item.to_date", &item.to_date);
    reading.in_order("item.to_date", from, to);
    Some(Order::Propose(Proposal {
        id: id?,
        department: department?,
        title: title?,
        task: task?,
        class,
        frequency: frequency?,
        unit_cost_fen: unit_cost_fen?,
        minutes_each: minutes_each?,
        from: from?,
        to: to?,
    }))
}

fn class_of(reading: &mut Reading<'_>, field: &str, text: &str) -> Option<ClassCode> {
    if text.is_empty() {
        return None;
    }
    let form = "a subclass is C or E and four digits, as in E0103";
    reading.violations.present(text.parse().ok(), field, "CLASS_INVALID", form)
}

/// Reads `ApproveAdmissionItem`.
///
/// # Errors
/// All that is wrong with the request.
pub fn approve(request: pb::ApproveAdmissionItemRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let item = reading.name("name", &request.name, ITEMS);
    let document = reading.impersonal("approval_document", request.approval_document, LINE);
    let id = reading.request_id(&request.request_id);
    let order = item.zip(document).map(|(id, document)| Order::Approve { id, document });
    reading.wanted(id, order)
}

/// Reads `RefuseAdmissionItem`.
///
/// # Errors
/// All that is wrong with the request.
pub fn refuse(request: pb::RefuseAdmissionItemRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let item = reading.name("name", &request.name, ITEMS);
    let reason = reading.impersonal("reason", request.reason, REASON);
    let id = reading.request_id(&request.request_id);
    let order = item.zip(reason).map(|(id, reason)| Order::Refuse { id, reason });
    reading.wanted(id, order)
}

/// Reads `WithdrawAdmissionItem`.
///
/// # Errors
/// All that is wrong with the request.
pub fn withdraw(request: pb::WithdrawAdmissionItemRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let item = reading.name("name", &request.name, ITEMS);
    let reason = reading.impersonal("reason", request.reason, REASON);
    let id = reading.request_id(&request.request_id);
    let order = item.zip(reason).map(|(id, reason)| Order::Withdraw { id, reason });
    reading.wanted(id, order)
}
