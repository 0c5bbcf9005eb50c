//! `shiyu cases list`.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::common::v1::ListOrder;
use shiyu_proto::enforcement::v1::{Case, ListCasesRequest};

use super::{Filter, words};
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, times};

/// The largest page the service gives.
const PAGE: usize = 200;

/// Which cases to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// Earliest due time first; open cases only.
    #[arg(long)]
    pub due_first: bool,
    /// At most how many.
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
}

/// `shiyu cases list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let (cases, more) = fetch(desk, options).await?;
    let value = json!({
        "cases": cases.iter().map(|one| document::enforcement(one, "Case")).collect::<Value>(),
        "more": more,
    });
    out.show(&value, || rows(&cases));
    if more && out == Printer::Plain {
        out.note("there are more: raise --limit, or narrow the list");
    }
    Ok(Ending::Clean)
}

/// As many cases as were asked for, page by page, and whether there are more.
async fn fetch(desk: &Desk, options: &ListOptions) -> Result<(Vec<Case>, bool), Failure> {
    let order = if options.due_first {
        ListOrder::DueFirst
    } else {
        ListOrder::Newest
    };
    let mut request = ListCasesRequest {
        parent: desk.parent(),
        page_size: i32::try_from(options.limit.clamp(1, PAGE)).unwrap_or_default(),
        page_token: String::new(),
        filter: Some(options.filter.wire()),
        order: order.into(),
    };
    let mut cases = Vec::new();
    loop {
        let page = desk.cases().list_cases(request.clone()).await?.into_inner();
        cases.extend(page.cases);
        let more = cases.len() > options.limit || !page.next_page_token.is_empty();
        if cases.len() >= options.limit || page.next_page_token.is_empty() {
            cases.truncate(options.limit);
            return Ok((cases, more));
        }
        request.page_token = page.next_page_token;
    }
}

fn rows(cases: &[Case]) -> String {
    let mut table = table(&["number", "received", "stage", "unit", "power", "due", "title", "id"]);
    for case in cases {
        table.add_row([
            case.number.clone(),
            times::plain(case.receive_time.as_ref()),
            words::stage_label(case.stage()),
            case.unit.clone(),
            case.filing.as_ref().map(|filing| filing.power.clone()).unwrap_or_default(),
            due(case),
            case.clue.as_ref().map(|clue| clue.title.clone()).unwrap_or_default(),
            super::id(case).to_owned(),
        ]);
    }
    table.to_string()
}

/// The earliest due time that runs.
fn due(case: &Case) -> String {
    let running = case.clocks.iter().filter(|clock| clock.stop_time.is_none());
    let earliest = running.filter_map(|clock| clock.legal_due_time).min_by_key(|due| due.seconds);
    times::plain(earliest.as_ref())
}
