//! Protobuf ↔ the report, and nothing else.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;

use super::domain::{Figures, Report, Suggested, Year};

/// Reads `GetAnnualReport`: which year.
///
/// # Errors
/// All that is wrong with the request.
pub fn year(request: &pb::GetAnnualReportRequest, county: &Code) -> Result<Year, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let year = reading.number("year", request.year, &(2000..=9998));
    reading.finish(year.and_then(Year::of))
}

/// The report of a year.
#[must_use]
pub fn report(year: Year, report: &Report) -> pb::AnnualReport {
    let suggested = report.suggestions.values().fold(Suggested::default(), Suggested::and);
    let fields = report.fields.iter().map(|(category, received)| pb::FieldFigures {
        category: category.clone(),
        received: *received,
    });
    let units = report.units.iter().map(|(unit, received)| pb::UnitFigures {
        unit: unit.clone(),
        received: *received,
    });
    let units_asked = report.units_asked.iter().map(|(unit, of)| pb::UnitAsked {
        unit: unit.clone(),
        figures: Some(asked(of)),
    });
    let units_suggested = report.suggestions.iter().map(|(unit, of)| pb::UnitSuggested {
        unit: unit.clone(),
        figures: Some(suggestions(of)),
    });
    pb::AnnualReport {
        year: year.number(),
        received: report.received.unwrap_or_default(),
        fields: fields.collect(),
        units: units.collect(),
        asked: report.asked.as_ref().map(asked),
        units_asked: units_asked.collect(),
        suggested: Some(suggestions(&suggested)),
        units_suggested: units_suggested.collect(),
        accountability_proposed: Some(suggestions(&report.proposed)),
    }
}

fn asked(of: &Figures) -> pb::AskedFigures {
    pb::AskedFigures {
        forwarded: of.forwarded,
        assigned: of.assigned,
        returned: of.returned,
        supervised: of.supervised,
        answered: of.answered,
    }
}

fn suggestions(of: &Suggested) -> pb::SuggestionFigures {
    pb::SuggestionFigures {
        made: of.made,
        adopted: of.adopted,
        partly_adopted: of.partly,
        not_adopted: of.not,
        unanswered: of.unanswered(),
    }
}
