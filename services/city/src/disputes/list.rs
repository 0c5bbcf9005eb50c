//! `shiyu disputes list`.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::common::v1::ListOrder;
use shiyu_proto::mediation::v1::{Dispute, ListDisputesRequest};

use super::{Filter, words};
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, times};

/// The largest page the services give.
const PAGE: usize = 200;

/// Which disputes to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// Earliest legal due time first; open disputes only.
    #[arg(long)]
    pub due_first: bool,
    /// At most how many.
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
}

/// `shiyu disputes list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let (disputes, more) = fetch(desk, options).await?;
    let value = json!({
        "disputes": disputes.iter().map(|one| document::mediation(one, "Dispute")).collect::<Value>(),
        "more": more,
    });
    out.show(&value, || rows(&disputes));
    if more && out == Printer::Plain {
        out.note("there are more: raise --limit, or narrow the list");
    }
    Ok(Ending::Clean)
}

/// As many disputes as were asked for, page by page, and whether there are more.
async fn fetch(desk: &Desk, options: &ListOptions) -> Result<(Vec<Dispute>, bool), Failure> {
    let mut disputes = Vec::new();
    let mut request = first_page(desk, options);
    loop {
        let page = desk.disputes().list_disputes(request.clone()).await?.into_inner();
        disputes.extend(page.disputes);
        let more = disputes.len() > options.limit || !page.next_page_token.is_empty();
        if disputes.len() >= options.limit || page.next_page_token.is_empty() {
            disputes.truncate(options.limit);
            return Ok((disputes, more));
        }
        request.page_token = page.next_page_token;
    }
}

fn first_page(desk: &Desk, options: &ListOptions) -> ListDisputesRequest {
    let order = if options.due_first {
        ListOrder::DueFirst
    } else {
        ListOrder::Newest
    };
    ListDisputesRequest {
        parent: desk.parent(),
        page_size: i32::try_from(options.limit.clamp(1, PAGE)).unwrap_or_default(),
        page_token: String::new(),
        filter: Some(options.filter.wire()),
        order: order.into(),
    }
}

fn rows(disputes: &[Dispute]) -> String {
    let mut table = table(&["id", "number", "opened", "stage", "unit", "category", "source", "due", "title"]);
    for dispute in disputes {
        let submission = dispute.submission.clone().unwrap_or_default();
        table.add_row([
            super::id(dispute).to_owned(),
            dispute.number.clone(),
            times::plain(dispute.open_time.as_ref()),
            words::stage_label(dispute.stage()),
            dispute.unit.clone(),
            words::category(submission.category()),
            words::source(submission.source()),
            due(dispute),
            submission.title,
        ]);
    }
    table.to_string()
}

/// The earliest legal due time that runs.
fn due(dispute: &Dispute) -> String {
    let running = dispute.clocks.iter().filter(|clock| clock.stop_time.is_none());
    let earliest = running.filter_map(|clock| clock.legal_due_time).min_by_key(|due| due.seconds);
    times::plain(earliest.as_ref())
}
