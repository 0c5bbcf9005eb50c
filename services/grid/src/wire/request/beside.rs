//! What goes on beside the stages.

use shiyu_kit::fault::Violations;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use crate::domain::Command;
use crate::wire::Asked;
use crate::wire::reading::{LINE, NOTE, class, upon};

/// Reads `ReclassifyEvent`.
///
/// # Errors
/// All that is wrong with the request.
pub fn reclassify_event(request: pb::ReclassifyEventRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::ReclassifyEventRequest {
        name,
        etag,
        request_id,
        class_code,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let class = class(&mut reading, "class_code", &class_code);
    let reason = reading.text("reason", reason, NOTE);
    let command = class.zip(reason).map(|(class, reason)| Command::Reclassify { class, reason });
    reading.order(command)
}

/// Reads `RecuseStaff`.
///
/// # Errors
/// All that is wrong with the request.
pub fn recuse_staff(request: pb::RecuseStaffRequest, county: &Code) -> Result<Asked, Violations> {
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
    let command = subject.zip(reason).map(|(subject, reason)| Command::Recuse { subject, reason });
    reading.order(command)
}

/// Reads `EndRecusal`.
///
/// # Errors
/// All that is wrong with the request.
pub fn end_recusal(request: pb::EndRecusalRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::EndRecusalRequest {
        name,
        etag,
        request_id,
        subject,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let subject = reading.line("subject", subject, LINE);
    let reason = reading.text("reason", reason, NOTE);
    let command = subject.zip(reason).map(|(subject, reason)| Command::EndRecusal { subject, reason });
    reading.order(command)
}
