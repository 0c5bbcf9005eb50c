//! `shiyu standards`: discretion benchmarks and evidence checklists.

use clap::{Args, Subcommand};
use shiyu_proto::enforcement::v1::{Benchmark, EvidenceChecklist, ListBenchmarksRequest, ListEvidenceChecklistsRequest};

use super::take_in;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::import::ImportOptions;
use crate::output::{Printer, table};
use crate::{document, pages};

/// What to do with standards.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List the benchmarks in force on a day.
    Benchmarks(ListOptions),
    /// List the evidence checklists in force on a day.
    Checklists(ListOptions),
    /// Put every row of a CSV file as the next version of an item's benchmark or checklist; running it again puts none twice.
    Import(ImportOptions),
}

/// Which to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// In force on this day, as in 2026-06-30; today if absent.
    #[arg(long)]
    pub date: Option<String>,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu standards`.
///
/// # Errors
/// [`Failure::Refused`]; as [`take_in`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::Benchmarks(options) => benchmarks(desk, out, options).await,
        Order::Checklists(options) => checklists(desk, out, options).await,
        Order::Import(options) => take_in(desk, out, (options, &["benchmark", "checklist"])).await,
    }
}

async fn benchmarks(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = ListBenchmarksRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
            date: options.date.clone().unwrap_or_default(),
        };
        let page = desk.standards().list_benchmarks(request).await?.into_inner();
        Ok((page.benchmarks, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("benchmarks", |one| document::enforcement(one, "Benchmark")), rows);
    Ok(Ending::Clean)
}

fn rows(benchmarks: &[Benchmark]) -> String {
    let mut table = table(&["power", "version", "from", "bands", "document"]);
    for one in benchmarks {
        let bands: Vec<String> = one.bands.iter().map(|band| format!("{} {}", band.code, band.title)).collect();
        table.add_row([
            one.power.clone(),
            one.version.to_string(),
            one.valid_from.clone(),
            bands.join(", "),
            one.document.clone(),
        ]);
    }
    table.to_string()
}

async fn checklists(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = ListEvidenceChecklistsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
            date: options.date.clone().unwrap_or_default(),
        };
        let page = desk.standards().list_evidence_checklists(request).await?.into_inner();
        Ok((page.checklists, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    let json = |one: &EvidenceChecklist| document::enforcement(one, "EvidenceChecklist");
    listed.show(out, ("checklists", json), |checklists| {
        let mut table = table(&["power", "version", "from", "required", "document"]);
        for one in checklists {
            let required = one.requirements.iter().filter(|requirement| requirement.required).count();
            table.add_row([
                one.power.clone(),
                one.version.to_string(),
                one.valid_from.clone(),
                format!("{required} of {}", one.requirements.len()),
                one.document.clone(),
            ]);
        }
        table.to_string()
    });
    Ok(Ending::Clean)
}
