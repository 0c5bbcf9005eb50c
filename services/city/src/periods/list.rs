//! `shiyu periods list` and `verify`, and one period.

use clap::Args;
use serde_json::json;
use shiyu_proto::assessment::v1 as pb;

use super::order::{OneOptions, PERIODS};
use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::petitions::clocks;
use crate::{document, pages, times};

/// How much of the list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu periods list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListPeriodsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
        };
        let page = desk.periods().list_periods(request).await?.into_inner();
        Ok((page.periods, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("periods", |one| document::assessment(one, "Period")), rows);
    Ok(Ending::Clean)
}

fn rows(periods: &[pb::Period]) -> String {
    let mut table = table(&["id", "title", "level", "from", "to", "stage", "cases", "excluded %"]);
    for one in periods {
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.title.clone(),
            words::level(one.level()),
            one.from_date.clone(),
            one.to_date.clone(),
            words::stage(one.stage()),
            one.cases.to_string(),
            one.exclusion_percent.clone(),
        ]);
    }
    table.to_string()
}

/// Shows one with what was done in it.
pub fn show(out: Printer, one: &pb::Period) {
    let value = json!({ "period": document::assessment(one, "Period") });
    out.show(&value, || {
        let told = [
            format!("snapshot  {}", one.snapshot_hash),
            format!("may       {}", one.allowed.join(", ")),
        ];
        let parts = [
            rows(std::slice::from_ref(one)),
            told.map(|line| line.trim_end().to_owned()).join("\n"),
            calculations(&one.calculations),
            appeals(&one.appeals),
            exclusions(&one.exclusions),
            clocks(&one.clocks),
        ];
        parts.join("\n\n")
    });
}

fn calculations(calculations: &[pb::Calculation]) -> String {
    let mut table = table(&["calculation", "computed", "left out", "hash"]);
    for one in calculations {
        table.add_row([
            one.number.to_string(),
            times::plain(one.compute_time.as_ref()),
            one.excluded_cases.to_string(),
            one.hash.clone(),
        ]);
    }
    table.to_string()
}

fn appeals(appeals: &[pb::Appeal]) -> String {
    let mut table = table(&["appeal", "unit", "indicator", "appealed", "verdict", "panel"]);
    for one in appeals {
        table.add_row([
            one.number.to_string(),
            one.unit.clone(),
            one.indicator.clone(),
            times::plain(one.appeal_time.as_ref()),
            format!(
                "{}{}",
                words::verdict(one.verdict()),
                if one.set_aside { ", set aside" } else { "" }
            ),
            one.panel.join(", "),
        ]);
    }
    table.to_string()
}

fn exclusions(exclusions: &[pb::Exclusion]) -> String {
    let mut table = table(&["excluded case", "unit", "why", "when", "panel"]);
    for one in exclusions {
        table.add_row([
            one.case.clone(),
            one.unit.clone(),
            words::exclusion(one.reason()),
            times::plain(one.exclude_time.as_ref()),
            one.panel.join(", "),
        ]);
    }
    table.to_string()
}

/// `shiyu periods verify`.
pub async fn verify(desk: &Desk, out: Printer, options: &OneOptions) -> Result<Ending, Failure> {
    let request = pb::VerifyPeriodRequest {
        name: desk.name(PERIODS, &options.period),
    };
    let reckoned = desk.periods().verify_period(request).await?.into_inner();
    out.show(&document::assessment(&reckoned, "VerifyPeriodResponse"), || {
        let word = |same: bool| if same { "the same" } else { "NOT the same" };
        let snapshot = reckoned.snapshot_hash == reckoned.reckoned_hash;
        let mut lines = vec![
            format!("{} of {} facts", reckoned.facts, reckoned.facts_expected),
            format!("snapshot {}", word(snapshot)),
        ];
        let each = reckoned.calculations.iter();
        lines.extend(each.map(|one| format!("calculation {} {}", one.number, word(one.same))));
        lines.join("\n")
    });
    Ok(if reckoned.same { Ending::Clean } else { Ending::Found })
}
