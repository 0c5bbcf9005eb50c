//! Whose it is: other counties, another city.

use shiyu_kit::fault::Violations;
use shiyu_kit::packet::Receipt;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{OfferOutside, RaiseBoundary};
use crate::wire::Asked;
use crate::wire::reading::{LINE, NOTE, REFERENCE, upon};

/// The counties that one event may concern beside ours.
const COUNTIES: usize = 5;

/// An Ed25519 signature in hexadecimal digits.
const SIGNATURE: usize = 128;

/// Reads `RaiseBoundary`.
///
/// # Errors
/// All that is wrong with the request.
pub fn raise_boundary(request: pb::RaiseBoundaryRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::RaiseBoundaryRequest {
        name,
        etag,
        request_id,
        counties,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let id = reading.head().id;
    let counties = reading.distinct("counties", &(1..=COUNTIES), counties, |reading, field, code| {
        reading.place(field, &code)
    });
    let reason = reading.text("reason", reason, NOTE);
    let command = id
        .zip(counties)
        .zip(reason)
        .map(|((id, counties), reason)| Command::RaiseBoundary(RaiseBoundary { id, counties, reason }));
    reading.order(command)
}

/// Reads `AgreeBoundary`.
///
/// # Errors
/// All that is wrong with the request.
pub fn agree_boundary(request: pb::AgreeBoundaryRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::AgreeBoundaryRequest {
        name,
        etag,
        request_id,
        owner,
        reference,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let owner = reading.place("owner", &owner);
    let reference = reading.line("reference", reference, REFERENCE);
    let command = owner
        .zip(reference)
        .map(|(owner, reference)| Command::AgreeBoundary { owner, reference });
    reading.order(command)
}

/// Reads `OfferOutside`.
///
/// # Errors
/// All that is wrong with the request.
pub fn offer_outside(request: pb::OfferOutsideRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::OfferOutsideRequest {
        name,
        etag,
        request_id,
        organ,
        packet,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let organ = reading.line("organ", organ, LINE);
    let packet = reading.hash("packet", packet);
    let command = organ
        .zip(packet)
        .map(|(organ, packet)| Command::OfferOutside(OfferOutside { organ, packet, seal: None }));
    reading.order(command)
}

/// Reads `RecordReceipt`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_receipt(request: pb::RecordReceiptRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::RecordReceiptRequest {
        name,
        etag,
        request_id,
        reference,
        signature,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reference = reading.line("reference", reference, REFERENCE);
    let receipt = Receipt {
        signature: reading.optional_line("signature", signature, SIGNATURE),
        ..Receipt::default()
    };
    let command = reference.map(|reference| Command::RecordReceipt { reference, receipt });
    reading.order(command)
}
