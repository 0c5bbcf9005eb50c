//! What is done while a matter is handled.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::domain::Command;
use crate::domain::command::Extend;
use crate::wire::Order;
use crate::wire::reading::{ESSAY, NOTE, upon};

/// Reads `ExtendHandling`.
///
/// # Errors
/// All that is wrong with the request.
pub fn extend_handling(request: pb::ExtendHandlingRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ExtendHandlingRequest {
        name,
        etag,
        request_id,
        days,
        reason,
        notice_method,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let days = reading.number("days", days, &(1..=30));
    let reason = reading.text("reason", reason, NOTE);
    let notice = reading.word("notice_method", notice_method);
    let command = days.zip(reason).zip(notice);
    reading.order(command.map(|((days, reason), notice)| Command::Extend(Extend { days, reason, notice })))
}

/// Reads `SimplifyHandling`.
///
/// # Errors
/// All that is wrong with the request.
pub fn simplify_handling(request: pb::SimplifyHandlingRequest, county: &Code) -> Result<Order, Violations> {
    let pb::SimplifyHandlingRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::Simplify))
}

/// Reads `ResumeOrdinaryHandling`.
///
/// # Errors
/// All that is wrong with the request.
pub fn resume_ordinary_handling(request: pb::ResumeOrdinaryHandlingRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ResumeOrdinaryHandlingRequest {
        name,
        etag,
        request_id,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reason = reading.text("reason", reason, NOTE);
    reading.order(reason.map(|reason| Command::Resume { reason }))
}

/// Reads `OpenHearing`.
///
/// # Errors
/// All that is wrong with the request.
pub fn open_hearing(request: pb::OpenHearingRequest, county: &Code) -> Result<Order, Violations> {
    let pb::OpenHearingRequest { name, etag, request_id } = request;
    upon(county, &name, &etag, &request_id).order(Some(Command::OpenHearing))
}

/// Reads `CloseHearing`.
///
/// # Errors
/// All that is wrong with the request.
pub fn close_hearing(request: pb::CloseHearingRequest, county: &Code) -> Result<Order, Violations> {
    let pb::CloseHearingRequest {
        name,
        etag,
        request_id,
        finding,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let finding = reading.text("finding", finding, ESSAY);
    reading.order(finding.map(|finding| Command::CloseHearing { finding }))
}

/// Reads `RequestAssistance`.
///
/// # Errors
/// All that is wrong with the request.
pub fn request_assistance(request: pb::RequestAssistanceRequest, county: &Code) -> Result<Order, Violations> {
    let pb::RequestAssistanceRequest {
        name,
        etag,
        request_id,
        unit,
        task,
        days,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let unit = reading.code("unit", &unit);
    let task = reading.text("task", task, NOTE);
    let days = reading.number("days", days, &(1..=60));
    let command = unit.zip(task).zip(days);
    reading.order(command.map(|((unit, task), days)| Command::RequestAssistance { unit, task, days }))
}

/// Reads `ReportAssistance`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_assistance(request: pb::ReportAssistanceRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ReportAssistanceRequest {
        name,
        etag,
        request_id,
        report,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let report = reading.text("report", report, ESSAY);
    reading.order(report.map(|report| Command::ReportAssistance { report }))
}

/// Reads `ReportDuty`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_duty(request: pb::ReportDutyRequest, county: &Code) -> Result<Order, Violations> {
    let pb::ReportDutyRequest {
        name,
        etag,
        request_id,
        report,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let report = reading.text("report", report, ESSAY);
    reading.order(report.map(|report| Command::ReportDuty { report }))
}

/// Reads `DeclineDuty`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decline_duty(request: pb::DeclineDutyRequest, county: &Code) -> Result<Order, Violations> {
    let pb::DeclineDutyRequest {
        name,
        etag,
        request_id,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reason = reading.text("reason", reason, NOTE);
    reading.order(reason.map(|reason| Command::DeclineDuty { reason }))
}

/// Reads `RerouteDuty`.
///
/// # Errors
/// All that is wrong with the request.
pub fn reroute_duty(request: pb::RerouteDutyRequest, county: &Code) -> Result<Order, Violations> {
    let pb::RerouteDutyRequest {
        name,
        etag,
        request_id,
        duty_organ,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let organ = reading.optional_code("duty_organ", &duty_organ);
    let reason = reading.text("reason", reason, NOTE);
    reading.order(reason.map(|reason| Command::RerouteDuty { organ, reason }))
}
