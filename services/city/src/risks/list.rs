//! `shiyu risks list` and `coverage`, and one decision.

use clap::Args;
use shiyu_proto::assessment::v1 as pb;

use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times};

/// How much of the list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// Recorded on which days.
#[derive(Debug, Args)]
pub struct CoverageOptions {
    /// The first day, as in 2026-05-01.
    #[arg(long)]
    pub from: String,
    /// The last day.
    #[arg(long)]
    pub to: String,
}

/// `shiyu risks list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = pb::ListRiskDecisionsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
        };
        let page = desk.risks().list_risk_decisions(request).await?.into_inner();
        Ok((page.decisions, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("decisions", |one| document::assessment(one, "RiskDecision")), rows);
    Ok(Ending::Clean)
}

fn rows(decisions: &[pb::RiskDecision]) -> String {
    let mut table = table(&["id", "unit", "subject", "decision", "stage", "level", "conclusion", "approved"]);
    for one in decisions {
        table.add_row([
            pages::id(&one.name).to_owned(),
            one.unit.clone(),
            words::subject(one.subject()),
            one.title.clone(),
            words::stage(one.stage()),
            words::level(one.level()),
            words::conclusion(one.conclusion()),
            times::plain(one.approve_time.as_ref()),
        ]);
    }
    table.to_string()
}

/// Shows one.
pub fn show(out: Printer, one: &pb::RiskDecision) {
    out.show(&document::assessment(one, "RiskDecision"), || {
        let told = [
            ("checklist", one.demanded.join(", ")),
            ("done", one.checklist.join(", ")),
            ("exempted", words::exemption(one.exemption())),
            ("findings", one.findings.clone()),
            ("mitigate", one.mitigation.clone()),
            ("may", one.allowed.join(", ")),
        ];
        let told = told.iter().filter(|(_, text)| !text.is_empty());
        let lines = told.map(|(what, text)| format!("{what:9} {text}"));
        let rows = rows(std::slice::from_ref(one));
        std::iter::once(rows).chain(lines).collect::<Vec<String>>().join("\n")
    });
}

/// `shiyu risks coverage`.
pub async fn coverage(desk: &Desk, out: Printer, options: &CoverageOptions) -> Result<Ending, Failure> {
    let request = pb::GetRiskCoverageRequest {
        parent: desk.parent(),
        from_date: options.from.clone(),
        to_date: options.to.clone(),
    };
    let found = desk.risks().get_risk_coverage(request).await?.into_inner();
    out.show(&document::assessment(&found, "RiskCoverage"), || {
        let percent = if found.percent.is_empty() { "-" } else { found.percent.as_str() };
        format!(
            "{} of {} assessed ({percent} %), {} exempted, as of {}",
            found.assessed,
            found.should,
            found.exempted,
            times::plain(found.count_time.as_ref())
        )
    });
    Ok(Ending::Clean)
}
