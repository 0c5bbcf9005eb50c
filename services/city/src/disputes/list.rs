//! `shiyu disputes list`.

use clap::Args;
use shiyu_proto::mediation::v1::{Dispute, ListDisputesRequest};

use super::{Filter, words};
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times};

/// Which disputes to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// In which order.
    #[command(flatten)]
    pub order: pages::Order,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu disputes list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let request = ListDisputesRequest {
        parent: desk.parent(),
        page_size: options.limit.page_size(),
        page_token: String::new(),
        filter: Some(options.filter.wire()),
        order: options.order.wire(),
    };
    let page = async |token| {
        let request = ListDisputesRequest {
            page_token: token,
            ..request.clone()
        };
        let page = desk.disputes().list_disputes(request).await?.into_inner();
        Ok((page.disputes, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("disputes", |one| document::mediation(one, "Dispute")), rows);
    Ok(Ending::Clean)
}

fn rows(disputes: &[Dispute]) -> String {
    let mut table = table(&["id", "number", "opened", "stage", "unit", "category", "source", "due", "title"]);
    for dispute in disputes {
        let submission = dispute.submission.clone().unwrap_or_default();
        table.add_row([
            pages::id(&dispute.name).to_owned(),
            dispute.number.clone(),
            times::plain(dispute.open_time.as_ref()),
            words::stage_label(dispute.stage()),
            dispute.unit.clone(),
            words::category(submission.category()),
            words::source(submission.source()),
            pages::due(&dispute.clocks),
            submission.title,
        ]);
    }
    table.to_string()
}
