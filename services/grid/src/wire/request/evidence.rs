//! What is uploaded, and which of it is read.

use shiyu_kit::fault::Violations;
use shiyu_kit::file::{Area, Stored};
use shiyu_kit::reading::{Head, Reading};
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::Command;
use crate::domain::course::Evidence;
use crate::domain::terms::Point;
use crate::wire::reading::{NOTE, REFERENCE, upon};
use crate::wire::{Asked, EVENTS};

/// Areas of one order.
const AREAS: usize = 50;

/// The head of an upload that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// The request's own id.
    pub id: Uuid,
    /// The event.
    pub case: Uuid,
    /// The version the caller insists on.
    pub expected: Option<i64>,
    /// What it is said to be.
    pub media_type: String,
    /// Where it was taken, as it is said.
    pub taken_at: Option<Point>,
}

impl Upload {
    /// The order, once it is known what is kept. Who brought it, and when, is the decision's to say.
    #[must_use]
    pub fn asked(self, stored: &Stored) -> Asked {
        let evidence = Evidence {
            hash: stored.hash.to_string(),
            media_type: stored.media_type.to_string(),
            bytes: stored.bytes,
            taken_at: self.taken_at,
            by: String::new(),
            at: OffsetDateTime::UNIX_EPOCH,
            coverings: Vec::new(),
        };
        Asked {
            id: self.id,
            case: self.case,
            expected: self.expected,
            command: Command::AttachEvidence(evidence),
        }
    }
}

/// Reads the head of `UploadEvidence`.
///
/// # Errors
/// All that is wrong with it.
pub fn upload_head(head: pb::EvidenceHead, county: &Code) -> Result<Upload, Violations> {
    let mut reading = upon(county, &head.name, &head.etag, &head.request_id);
    let Head { id, case, expected } = reading.head();
    let media_type = reading.line("media_type", head.media_type, REFERENCE);
    let taken_at = reading.optional_point("taken_at", head.taken_at);
    let read = id.zip(case).zip(media_type);
    reading.finish(read.map(|((id, case), media_type)| Upload {
        id,
        case,
        expected,
        media_type,
        taken_at,
    }))
}

/// Reads `ReadEvidence`: which event, and what of it.
///
/// # Errors
/// All that is wrong with the request.
pub fn read_evidence(request: pb::ReadEvidenceRequest, county: &Code) -> Result<(Uuid, String), Violations> {
    let mut reading = Reading::new(county);
    let event = reading.name("name", &request.name, EVENTS);
    let hash = reading.hash("hash", request.hash);
    reading.finish(event.zip(hash))
}

/// Reads `CoverEvidence`.
///
/// # Errors
/// All that is wrong with the request.
pub fn cover_evidence(request: pb::CoverEvidenceRequest, county: &Code) -> Result<Asked, Violations> {
    let pb::CoverEvidenceRequest {
        name,
        etag,
        request_id,
        hash,
        areas,
        reason,
    } = request;
    let mut reading = upon(county, &name, &etag, &request_id);
    let hash = reading.hash("hash", hash);
    let areas = reading.each("areas", &(1..=AREAS), areas, area);
    let reason = reading.impersonal("reason", reason, NOTE);
    let read = hash.zip(areas).zip(reason);
    reading.order(read.map(|((hash, areas), reason)| Command::CoverEvidence { hash, areas, reason }))
}

fn area(reading: &mut Reading<'_>, field: &str, area: pb::PictureArea) -> Option<Area> {
    let read = Area::new((area.left, area.top), (area.width, area.height));
    let reason = "AREA_OUTSIDE_PICTURE";
    reading.violations.present(
        read,
        field,
        reason,
        "ten-thousandths of the picture's width and height, and not empty",
    )
}
