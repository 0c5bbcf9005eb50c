//! What citizens report, ask and rate, without a token.

use std::fmt;

use shiyu_kit::fault::Violations;
use shiyu_kit::party::Identity;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use crate::domain::command::Report;
use crate::domain::incident;
use crate::domain::terms::{ClassCode, Party, PartyRole, Rating, Source};
use crate::wire::Reporting;
use crate::wire::reading::{LINE, NOTE, optional_class};
use crate::wire::request::read_identity;

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

/// Reads `SubmitReport`. The reporter bears the id of the event in it, whether they leave an identity or not.
///
/// # Errors
/// All that is wrong with the request.
pub fn submit_report(request: pb::SubmitReportRequest, county: &Code, otherwise: ClassCode) -> Result<Reporting, Violations> {
    let mut reading = Reading::new(county);
    let id = reading.request_id(&request.request_id);
    let somewhere = request.point.is_some() || !request.address.is_empty();
    reading
        .violations
        .require(somewhere, "point", "PLACE_MISSING", "a point or an address");
    let point = reading.optional_point("point", request.point);
    let address = reading.optional_uuid("address", &request.address);
    let class = optional_class(&mut reading, "class_code", &request.class_code).unwrap_or(otherwise);
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
    let reporting = id.zip(report).map(|(id, report)| {
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
            component: None,
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

fn read_code(text: &str, violations: &mut Violations) -> Option<String> {
    let there = violations.require(!text.trim().is_empty(), "query_code", "REQUIRED", "it is needed");
    let short = text.chars().count() <= LONGEST;
    let short = violations.require(short, "query_code", "TOO_LONG", format!("at most {LONGEST} characters"));
    (there && short).then(|| text.trim().to_owned())
}
