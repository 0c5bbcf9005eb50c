//! `shiyu grids lint`: whether the grids of a version fill the county without gap and overlap, and if not, where.

use clap::Args;
use serde_json::{Value, json};
use shiyu_kit::clock::new_id;
use shiyu_proto::grid::v1::{Finding, GetMapRequest, LintMapRequest, ListFindingsRequest, Map, MapState};

use super::newest;
use crate::desk::Desk;
use crate::document;
use crate::events::words;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};

const PAGE: i32 = 200;
/// As many as are told.
const MOST: usize = 1000;

/// Which version to check.
#[derive(Debug, Args)]
pub struct LintOptions {
    /// The version, by its name or number; without it the newest.
    pub map: Option<String>,
}

/// A version, and what was found in it.
#[derive(Debug)]
pub struct Checked {
    /// The version.
    pub map: Map,
    /// What was found, errors first.
    pub findings: Vec<Finding>,
}

/// `shiyu grids lint`.
pub async fn lint(desk: &Desk, out: Printer, options: &LintOptions) -> Result<Ending, Failure> {
    let name = match &options.map {
        Some(map) => desk.name("maps", map),
        None => newest(desk).await?.map(|map| map.name).ok_or_else(|| no_map(desk))?,
    };
    let map = desk.maps().get_map(GetMapRequest { name: name.clone() }).await?.into_inner();
    let checked = if matches!(map.state(), MapState::Draft | MapState::Linted) {
        check(desk, &name).await?
    } else {
        let findings = findings(desk, &name).await?;
        Checked { map, findings }
    };
    out.show(&checked.json(), || checked.text());
    Ok(if checked.map.errors == 0 { Ending::Clean } else { Ending::Found })
}

fn no_map(desk: &Desk) -> Failure {
    Failure::Usage(format!("county {} has no map yet: `shiyu grids import` drafts one", desk.county()))
}

/// Checks a draft.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn check(desk: &Desk, name: &str) -> Result<Checked, Failure> {
    let request = LintMapRequest {
        name: name.to_owned(),
        request_id: new_id().to_string(),
    };
    let map = desk.maps().lint_map(request).await?.into_inner();
    let findings = findings(desk, name).await?;
    Ok(Checked { map, findings })
}

async fn findings(desk: &Desk, name: &str) -> Result<Vec<Finding>, Failure> {
    let mut request = ListFindingsRequest {
        parent: name.to_owned(),
        page_size: PAGE,
        page_token: String::new(),
    };
    let mut findings = Vec::new();
    loop {
        let page = desk.maps().list_findings(request.clone()).await?.into_inner();
        findings.extend(page.findings);
        if page.next_page_token.is_empty() || findings.len() >= MOST {
            return Ok(findings);
        }
        request.page_token = page.next_page_token;
    }
}

impl Checked {
    /// For programs.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "map": document::grid(&self.map, "Map"),
            "findings": self.findings.iter().map(|one| document::grid(one, "Finding")).collect::<Value>(),
        })
    }

    /// For people.
    #[must_use]
    pub fn text(&self) -> String {
        let mut table = table(&["", "what", "grids", "m²", "where"]);
        for finding in &self.findings {
            let at = finding.point.map(|point| format!("{:.6} {:.6}", point.longitude, point.latitude));
            table.add_row([
                words::severity(finding.severity()),
                words::finding(finding.kind()),
                finding.grids.join(" "),
                format!("{:.1}", finding.area_m2),
                at.unwrap_or_default(),
            ]);
        }
        let head = head(&self.map);
        if self.findings.is_empty() {
            head
        } else {
            format!("{head}\n{table}")
        }
    }
}

fn head(map: &Map) -> String {
    let counts = map.counts.unwrap_or_default();
    let from = if map.effective_date.is_empty() {
        String::new()
    } else {
        format!(" from {}", map.effective_date)
    };
    format!(
        "{}: {}{from}, {} errors, {} warnings\n{} basic and {} exclusive grids, {} villages; professional: {} 治安, {} 消防, {} 安全, {} other",
        map.name,
        words::map_state(map.state()),
        map.errors,
        map.warnings,
        counts.basic,
        counts.exclusive,
        counts.villages,
        counts.public_security,
        counts.fire,
        counts.safety,
        counts.other,
    )
}
