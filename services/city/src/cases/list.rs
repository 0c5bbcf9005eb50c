//! `shiyu cases list`.

use clap::Args;
use shiyu_proto::enforcement::v1::{Case, ListCasesRequest};

use super::{Filter, words};
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times};

/// Which cases to list.
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

/// `shiyu cases list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let request = ListCasesRequest {
        parent: desk.parent(),
        page_size: options.limit.page_size(),
        page_token: String::new(),
        filter: Some(options.filter.wire()),
        order: options.order.wire(),
    };
    let page = async |token| {
        let request = ListCasesRequest {
            page_token: token,
            ..request.clone()
        };
        let page = desk.cases().list_cases(request).await?.into_inner();
        Ok((page.cases, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("cases", |one| document::enforcement(one, "Case")), rows);
    Ok(Ending::Clean)
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
            pages::due(&case.clocks),
            case.clue.as_ref().map(|clue| clue.title.clone()).unwrap_or_default(),
            pages::id(&case.name).to_owned(),
        ]);
    }
    table.to_string()
}
