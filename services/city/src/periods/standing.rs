//! `shiyu periods ranking` and `report`: how units stand, and why.

use clap::Args;
use shiyu_proto::assessment::v1 as pb;

use super::order::PERIODS;
use crate::desk::Desk;
use crate::document;
use crate::failure::{Ending, Failure};
use crate::indicators::words;
use crate::output::{Printer, table};
use crate::times;

/// Of which period, by which calculation.
#[derive(Debug, Args)]
pub struct RankingOptions {
    /// Its name or its id.
    pub period: String,
    /// The calculation; without one the latest.
    #[arg(long, default_value_t = 0)]
    pub calculation: i32,
}

/// Of which unit.
#[derive(Debug, Args)]
pub struct ReportOptions {
    /// The period's name or its id.
    pub period: String,
    /// Code of the unit.
    pub unit: String,
    /// The calculation; without one the latest.
    #[arg(long, default_value_t = 0)]
    pub calculation: i32,
}

/// `shiyu periods ranking`.
pub async fn ranking(desk: &Desk, out: Printer, options: &RankingOptions) -> Result<Ending, Failure> {
    let request = pb::GetRankingRequest {
        name: desk.name(PERIODS, &options.period),
        calculation: options.calculation,
    };
    let ranking = desk.periods().get_ranking(request).await?.into_inner();
    out.show(&document::assessment(&ranking, "Ranking"), || {
        let by = format!("calculation {}, {}", ranking.calculation, ranking.hash);
        [standings(&ranking.standings), by, as_of(&ranking.watermarks)].join("\n")
    });
    Ok(Ending::Clean)
}

/// As of when figures hold, a county a line.
pub(crate) fn as_of(watermarks: &[pb::Watermark]) -> String {
    let line = |mark: &pb::Watermark| {
        let until = times::plain(mark.fact_time.as_ref());
        format!("as of {}: {} facts until {until}", mark.county, mark.facts)
    };
    watermarks.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn standings(standings: &[pb::Standing]) -> String {
    let mut table = table(&["rank", "unit", "points", "by family"]);
    for one in standings {
        let rank = if one.rank == 0 { "-".to_owned() } else { one.rank.to_string() };
        let each = one.families.iter();
        let families: Vec<String> = each.map(|of| format!("{} {}", words::family(of.family()), of.points)).collect();
        table.add_row([rank, one.unit.clone(), one.points.clone(), families.join(", ")]);
    }
    table.to_string()
}

/// `shiyu periods report`.
pub async fn report(desk: &Desk, out: Printer, options: &ReportOptions) -> Result<Ending, Failure> {
    let request = pb::GetUnitReportRequest {
        name: desk.name(PERIODS, &options.period),
        unit: options.unit.clone(),
        calculation: options.calculation,
    };
    let report = desk.periods().get_unit_report(request).await?.into_inner();
    out.show(&document::assessment(&report, "UnitReport"), || {
        let standing = report.standing.as_slice();
        let items = standing.first().map(|one| ratings(&one.ratings)).unwrap_or_default();
        [standings(standing), items, figures(&report.figures), as_of(&report.watermarks)].join("\n\n")
    });
    Ok(Ending::Clean)
}

fn ratings(ratings: &[pb::Rating]) -> String {
    let mut table = table(&["indicator", "version", "%", "points"]);
    for one in ratings {
        table.add_row([
            one.indicator.clone(),
            one.version.to_string(),
            one.percent.clone(),
            if one.set_aside {
                "set aside".to_owned()
            } else {
                one.points.clone()
            },
        ]);
    }
    table.to_string()
}

fn figures(figures: &[pb::Figure]) -> String {
    let mut table = table(&["source", "unit", "count"]);
    for one in figures {
        table.add_row([one.source.clone(), one.unit.clone(), one.count.to_string()]);
    }
    table.to_string()
}
