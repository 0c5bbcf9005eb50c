//! What citizens report, ask and rate, without a token.

use std::fmt;

use shiyu_kit::fault::Violations;
use shiyu_kit::file::Stored;
use shiyu_kit::party::Identity;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::Command;
use crate::domain::command::Report;
use crate::domain::course::Evidence;
use crate::domain::incident;
use crate::domain::terms::{ClassCode, Party, PartyRole, Point, Rating, Source};
use crate::wire::reading::{LINE, NOTE, REFERENCE};
use crate::wire::request::{read_class, read_component, read_identity, read_place};
use crate::wire::{Asked, Reporting};

/// More than any code has, however it is spaced.
const LONGEST: usize = 100;

/// A rating by whoever has the code. Its `Debug` does not show the code.
#[derive(Clone, PartialEq, Eq)]
pub struct Rated {
    /// The code, as it was typed.
    pub code: String,
    /// The request's own id.
    pub id: Uuid,
    /// How.
    pub rating: Rating,
}

impl fmt::Debug for Rated {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Rated")
            .field("rating", &self.rating)
            .finish_non_exhaustive()
    }
}

/// The head of a photograph by whoever has the code. Its `Debug` does not show the code.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    /// The code, as it was typed.
    pub code: String,
    /// The request's own id.
    pub id: Uuid,
    /// What it is said to be.
    pub media_type: String,
    /// Where it was taken, as it is said.
    pub taken_at: Option<Point>,
}

impl fmt::Debug for Photo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Photo")
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

impl Photo {
    /// What is put on the record of this event, once it is known what is kept. Who brought it, and when, is the decision's to say.
    #[must_use]
    pub fn asked(self, case: Uuid, stored: &Stored) -> Asked {
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
            case,
            expected: None,
            command: Command::AttachEvidence(evidence),
        }
    }
}

/// Reads `SubmitReport`. The reporter bears the id of the event in it, whether they leave an identity or not.
///
/// # Errors
/// All that is wrong with the request.
pub fn submit_report(request: pb::SubmitReportRequest, county: &Code, otherwise: ClassCode) -> Result<Reporting, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.request_id(&request.request_id);
    let component = read_component(&mut reading, &request.component);
    let (point, address) = read_place(&mut reading, request.point, (&request.address, &request.component));
    let unsaid = request.class_code.is_empty() && component.is_none();
    let class = if unsaid {
        Some(otherwise)
    } else {
        read_class(&mut reading, &request.class_code, component.as_ref())
    };
    let contact = request.contact.map(|contact| read_identity(&mut reading, "contact", contact));
    let title = reading.line("title", request.title, LINE);
    let description = reading.text("description", request.description, NOTE);
    let whereabouts = reading.text_or_nothing("whereabouts", request.whereabouts, LINE);
    let seen_at = reading.time("seen_time", request.seen_time);
    let read = title.zip(description).zip(whereabouts).zip(seen_at);
    let report = read.map(|(((title, description), whereabouts), seen_at)| incident::Report {
        source: Source::Citizen,
        source_reference: None,
        title,
        description,
        whereabouts,
        seen_at,
        reopens: None,
        admission_item: None,
        handed_over: None,
        carried: None,
        offered: None,
    });
    let reporting = id.zip(report).zip(class).map(|((id, report), class)| {
        let reporter = Party {
            id,
            role: PartyRole::Reporter,
        };
        let report = Report {
            county: county.clone(),
            report,
            class,
            point,
            address,
            component,
            query_index: String::new(),
            parties: vec![reporter],
            sealed: Vec::new(),
        };
        reporting(id, report, reporter, contact.flatten())
    });
    reading.finish(reporting)
}

fn reporting(id: Uuid, report: Report, reporter: Party, contact: Option<Identity>) -> Reporting {
    Reporting {
        id,
        report,
        identities: contact.map(|identity| (reporter, identity)).into_iter().collect(),
    }
}

/// Reads `QueryReport`. Violations: `REQUIRED`, `TOO_LONG`. A code of the wrong form is as good as a wrong code.
///
/// # Errors
/// All that is wrong with the request.
pub fn query(request: &pb::QueryReportRequest) -> Result<String, Violations> {
    let mut violations = Violations::new();
    read_code(&request.query_code, &mut violations).ok_or(violations)
}

/// Reads `SubmitRating`.
///
/// # Errors
/// All that is wrong with the request.
pub fn submit_rating(request: &pb::SubmitRatingRequest, county: &Code) -> Result<Rated, Violations> {
    let mut reading = Reading::new(county);
    let code = read_code(&request.query_code, &mut reading.violations);
    let id = reading.request_id(&request.request_id);
    let rating = reading.word("rating", request.rating);
    let read = code.zip(id).zip(rating);
    reading.finish(read.map(|((code, id), rating)| Rated { code, id, rating }))
}

/// Reads the head of `SubmitPhoto`.
///
/// # Errors
/// All that is wrong with it.
pub fn photo_head(head: pb::PhotoHead, county: &Code) -> Result<Photo, Violations> {
    let mut reading = Reading::new(county);
    let code = read_code(&head.query_code, &mut reading.violations);
    let id = reading.request_id(&head.request_id);
    let media_type = reading.line("media_type", head.media_type, REFERENCE);
    let taken_at = reading.optional_point("taken_at", head.taken_at);
    let read = code.zip(id).zip(media_type);
    reading.finish(read.map(|((code, id), media_type)| Photo {
        code,
        id,
        media_type,
        taken_at,
    }))
}

fn read_code(text: &str, violations: &mut Violations) -> Option<String> {
    let there = violations.require(!text.trim().is_empty(), "query_code", "REQUIRED", "it is needed");
    let short = text.chars().count() <= LONGEST;
    let short = violations.require(short, "query_code", "TOO_LONG", format!("at most {LONGEST} characters"));
    (there && short).then(|| text.trim().to_owned())
}
