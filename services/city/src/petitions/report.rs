//! `shiyu report`: a year of a county's petition office in figures (art. 41).

use clap::Args;
use shiyu_proto::petition::v1::{AnnualReport, AskedFigures, GetAnnualReportRequest, SuggestionFigures};

use crate::desk::Desk;
use crate::document;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};

/// What stands for all units together.
const ALL: &str = "all";

/// What stands for proposals to hold units responsible.
const RESPONSIBLE: &str = "to be held responsible";

/// Which year to report.
#[derive(Debug, Args)]
pub struct ReportOptions {
    /// The civil year, as in `2025`; one that is over.
    pub year: i32,
}

/// `shiyu report`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn report(desk: &Desk, out: Printer, options: &ReportOptions) -> Result<Ending, Failure> {
    let request = GetAnnualReportRequest {
        parent: desk.parent(),
        year: options.year,
    };
    let report = desk.annual_reports().get_annual_report(request).await?.into_inner();
    out.show(&document::petition(&report, "AnnualReport"), || text(&report));
    Ok(Ending::Clean)
}

fn text(report: &AnnualReport) -> String {
    let mut fields = table(&["field", "received"]);
    for field in &report.fields {
        fields.add_row([field.category.clone(), field.received.to_string()]);
    }
    let mut units = table(&["unit", "received"]);
    for unit in &report.units {
        units.add_row([unit.unit.clone(), unit.received.to_string()]);
    }
    let mut asked = table(&["unit", "forwarded", "assigned", "returned", "supervised", "answered"]);
    let of_all = report.asked.iter().map(|figures| asked_row(ALL, figures));
    let of_units = report.units_asked.iter();
    let of_units = of_units.map(|of| asked_row(&of.unit, &of.figures.unwrap_or_default()));
    for row in of_all.chain(of_units) {
        asked.add_row(row);
    }
    let mut suggested = table(&["unit", "suggested", "adopted", "in part", "not adopted", "unanswered"]);
    let of_all = report.suggested.iter().map(|figures| suggested_row(ALL, figures));
    let of_units = report.units_suggested.iter();
    let of_units = of_units.map(|of| suggested_row(&of.unit, &of.figures.unwrap_or_default()));
    let responsible = report.accountability_proposed.iter();
    let responsible = responsible.map(|figures| suggested_row(RESPONSIBLE, figures));
    for row in of_all.chain(of_units).chain(responsible) {
        suggested.add_row(row);
    }
    let (year, received) = (report.year, report.received);
    format!("{year}: {received} received; what is of few is not shown\n\n{fields}\n\n{units}\n\n{asked}\n\n{suggested}")
}

fn asked_row(unit: &str, figures: &AskedFigures) -> Vec<String> {
    let counts = [
        figures.forwarded,
        figures.assigned,
        figures.returned,
        figures.supervised,
        figures.answered,
    ];
    row(unit, counts)
}

fn suggested_row(unit: &str, figures: &SuggestionFigures) -> Vec<String> {
    let counts = [
        figures.made,
        figures.adopted,
        figures.partly_adopted,
        figures.not_adopted,
        figures.unanswered,
    ];
    row(unit, counts)
}

fn row(unit: &str, counts: [i64; 5]) -> Vec<String> {
    let counts = counts.into_iter().map(|count| count.to_string());
    std::iter::once(unit.to_owned()).chain(counts).collect()
}

#[cfg(test)]
mod tests {
    use shiyu_proto::petition::v1::UnitAsked;

    use super::*;

    #[test]
    fn a_year_is_told_in_lines_and_all_units_first() {
        let figures = AskedFigures {
            forwarded: 12,
            supervised: 3,
            ..AskedFigures::default()
        };
        let told = text(&AnnualReport {
            year: 2025,
            received: 40,
            asked: Some(figures),
            units_asked: vec![UnitAsked {
                unit: "330602-ZJJ".to_owned(),
                figures: Some(figures),
            }],
            ..AnnualReport::default()
        });
        assert!(told.starts_with("2025: 40 received"), "{told}");
        assert!(told.find(ALL).unwrap() < told.find("330602-ZJJ").unwrap(), "{told}");
        assert_eq!(row("u", [1, 2, 3, 4, 5]), ["u", "1", "2", "3", "4", "5"]);
    }
}
