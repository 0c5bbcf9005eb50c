//! Requests that read: which version, which standards.

use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::page::Paging;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use time::Date;

use super::{BENCHMARKS, CHECKLISTS, WORDINGS};
use crate::standard::domain::{StandardKind, Subject};

/// Which version is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Of what.
    pub subject: Subject,
    /// In force on which day.
    pub day: Date,
    /// Or this one, whatever the day.
    pub version: Option<i64>,
}

/// Which page of which standards.
#[derive(Debug, Clone)]
pub struct Page {
    /// Which kind.
    pub kind: StandardKind,
    /// In force on which day.
    pub day: Date,
    /// The page, after a key.
    pub paging: Paging<String>,
}

impl Page {
    /// The subject after which it goes on.
    #[must_use]
    pub fn after(&self) -> Option<Subject> {
        Subject::of(self.kind, self.paging.after()?)
    }
}

/// Reads `GetBenchmark`.
///
/// # Errors
/// All that is wrong with the request.
pub fn get_benchmark(request: &pb::GetBenchmarkRequest, county: &Code, today: Date) -> Result<Asked, Violations> {
    let which = (StandardKind::Benchmark, request.name.as_str());
    get(which, (&request.date, request.version), county, today)
}

/// Reads `GetEvidenceChecklist`.
///
/// # Errors
/// All that is wrong with the request.
pub fn get_checklist(request: &pb::GetEvidenceChecklistRequest, county: &Code, today: Date) -> Result<Asked, Violations> {
    let which = (StandardKind::Checklist, request.name.as_str());
    get(which, (&request.date, request.version), county, today)
}

/// Reads `GetDocumentWording`.
///
/// # Errors
/// All that is wrong with the request.
pub fn get_wording(request: &pb::GetDocumentWordingRequest, county: &Code, today: Date) -> Result<Asked, Violations> {
    let which = (StandardKind::Wording, request.name.as_str());
    get(which, (&request.date, request.version), county, today)
}

fn get((kind, text): (StandardKind, &str), (date, version): (&str, i64), county: &Code, today: Date) -> Result<Asked, Violations> {
    let mut reading = Reading::new(county);
    let (collection, wrong) = match kind {
        StandardKind::Benchmark => (BENCHMARKS, "POWER_CODE_INVALID"),
        StandardKind::Checklist => (CHECKLISTS, "POWER_CODE_INVALID"),
        StandardKind::Wording => (WORDINGS, "UNKNOWN_VALUE"),
    };
    let key = name::child("name", text, county.as_str(), collection, &mut reading.violations);
    let subject = key.and_then(|key| {
        let subject = Subject::of(kind, key);
        reading.violations.present(subject, "name", wrong, "there can be no such standard")
    });
    let day = reading.optional_date("date", date);
    let version = reading.number("version", version, &(0..=i64::MAX));
    reading.finish(subject.zip(version).map(|(subject, version)| Asked {
        subject,
        day: day.unwrap_or(today),
        version: (version > 0).then_some(version),
    }))
}

/// Reads a list of standards of a kind.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(page: (&str, i32, &str), (kind, date): (StandardKind, &str), county: &Code, today: Date) -> Result<Page, Violations> {
    let mut reading = Reading::new(county);
    let day = reading.optional_date("date", date).unwrap_or(today);
    let Listing { paging, .. } = reading.listing(page, &["standards", kind.as_str(), date], ())?;
    Ok(Page { kind, day, paging })
}
