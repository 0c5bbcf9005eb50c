//! Whose a matter is: other counties, another city.

use shiyu_kit::fault::Violations;
use shiyu_kit::packet::Receipt;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use crate::domain::Command;
use crate::domain::command::{OfferOutside, RaiseBoundary};
use crate::wire::Order;
use crate::wire::reading::{LINE, NOTE, upon};

/// The counties that one matter may concern beside ours.
const COUNTIES: usize = 5;

/// SHA-256 in hexadecimal digits.
const HASH: usize = 64;

/// An Ed25519 signature in hexadecimal digits.
const SIGNATURE: usize = 128;

/// Reads `RaiseBoundary`. The boundary's id is the request's.
///
/// # Errors
/// All that is wrong with the request.
pub fn raise_boundary(request: pb::RaiseBoundaryRequest, county: &Code) -> Result<Order, Violations> {
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
    let command = id.zip(counties).zip(reason);
    reading.order(command.map(|((id, counties), reason)| Command::RaiseBoundary(RaiseBoundary { id, counties, reason })))
}

/// Reads `AgreeBoundary`.
///
/// # Errors
/// All that is wrong with the request.
pub fn agree_boundary(request: pb::AgreeBoundaryRequest, county: &Code) -> Result<Order, Violations> {
    let pb::AgreeBoundaryRequest {
        name,
        etag,
        request_id,
        owner,
        reference,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let owner = reading.place("owner", &owner);
    let reference = reading.impersonal("reference", reference, LINE);
    let command = owner.zip(reference);
    reading.order(command.map(|(owner, reference)| Command::AgreeBoundary { owner, reference }))
}

/// Reads `OfferOutside`.
///
/// # Errors
/// All that is wrong with the request.
pub fn offer_outside(request: pb::OfferOutsideRequest, county: &Code) -> Result<Order, Violations> {
    let pb::OfferOutsideRequest {
        name,
        etag,
        request_id,
        organ,
        packet,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let organ = reading.line("organ", organ, LINE);
    let packet = read_hash(&mut reading, packet);
    let command = organ.zip(packet);
    reading.order(command.map(|(organ, packet)| Command::OfferOutside(OfferOutside { organ, packet, seal: None })))
}

fn read_hash(reading: &mut Reading<'_>, packet: String) -> Option<String> {
    let packet = reading.line("packet", packet, HASH)?;
    reading.hash("packet", packet)
}

/// Reads `RecordReceipt`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_receipt(request: pb::RecordReceiptRequest, county: &Code) -> Result<Order, Violations> {
    let pb::RecordReceiptRequest {
        name,
        etag,
        request_id,
        reference,
        signature,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let reference = reading.impersonal("reference", reference, LINE);
    let receipt = Receipt {
        signature: reading.optional_line("signature", signature, SIGNATURE),
        ..Receipt::default()
    };
    reading.order(reference.map(|reference| Command::RecordReceipt { reference, receipt }))
}
