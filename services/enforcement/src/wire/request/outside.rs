//! What another city is asked (S14), and its receipt.

use shiyu_kit::fault::Violations;
use shiyu_kit::packet::Receipt;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use crate::domain::Command;
use crate::domain::command::OfferOutside;
use crate::wire::Asked;
use crate::wire::reading::{LINE, NOTE, upon};

/// Reference of a receipt.
const REFERENCE: usize = 100;
/// An Ed25519 signature in hexadecimal digits.
const SIGNATURE: usize = 128;

/// Reads `OfferOutside`. Its summary goes to another city, and names nobody by a number.
///
/// # Errors
/// All that is wrong with the request.
pub fn offer_outside(request: pb::OfferOutsideRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let purpose = reading.word("purpose", request.purpose);
    let organ = reading.line("organ", request.organ, LINE);
    let basis = reading.impersonal_line("basis", request.basis, LINE);
    let summary = reading.impersonal("summary", request.summary, NOTE);
    let packet = reading.hash("packet", request.packet);
    let id = reading.head().id;
    let read = id.zip(purpose).zip(organ).zip(basis).zip(summary).zip(packet);
    reading.order(read.map(|(((((id, purpose), organ), basis), summary), packet)| {
        Command::OfferOutside(Box::new(OfferOutside {
            id,
            purpose,
            organ,
            basis,
            summary,
            packet,
            seal: None,
        }))
    }))
}

/// Reads `RecordReceipt`.
///
/// # Errors
/// All that is wrong with the request.
pub fn record_receipt(request: pb::RecordReceiptRequest, county: &Code) -> Result<Asked, Violations> {
    let mut reading = upon(county, &request.name, &request.etag, &request.request_id);
    let offer = reading.uuid("offer", &request.offer);
    let reference = reading.line("reference", request.reference, REFERENCE);
    let receipt = Receipt {
        signature: reading.optional_line("signature", request.signature, SIGNATURE),
        ..Receipt::default()
    };
    let read = offer.zip(reference);
    reading.order(read.map(|(offer, reference)| Command::RecordReceipt { offer, reference, receipt }))
}
