//! `shiyu powers list` and `shiyu powers editions`.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::enforcement::v1::{ListPowerItemsRequest, ListPowerListsRequest, PowerItem, PowerList};

use super::{Filter, words};
use crate::desk::Desk;
use crate::document;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};

/// The largest page the service gives.
const PAGE: usize = 200;

/// Which items to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// At most how many.
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
}

/// How many editions to list.
#[derive(Debug, Args)]
pub struct EditionsOptions {
    /// At most how many.
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
}

/// `shiyu powers list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let (items, more) = fetch(desk, &options.filter, options.limit).await?;
    let value = json!({
        "items": items.iter().map(|one| document::enforcement(one, "PowerItem")).collect::<Value>(),
        "more": more,
    });
    out.show(&value, || rows(&items));
    if more && out == Printer::Plain {
        out.note("there are more: raise --limit, or narrow the list");
    }
    Ok(Ending::Clean)
}

/// As many items as were asked for, page by page, and whether there are more.
async fn fetch(desk: &Desk, filter: &Filter, limit: usize) -> Result<(Vec<PowerItem>, bool), Failure> {
    let mut request = ListPowerItemsRequest {
        parent: desk.parent(),
        page_size: i32::try_from(limit.clamp(1, PAGE)).unwrap_or_default(),
        page_token: String::new(),
        filter: Some(filter.wire()),
    };
    let mut items = Vec::new();
    loop {
        let page = desk.powers().list_power_items(request.clone()).await?.into_inner();
        items.extend(page.items);
        let more = items.len() > limit || !page.next_page_token.is_empty();
        if items.len() >= limit || page.next_page_token.is_empty() {
            items.truncate(limit);
            return Ok((items, more));
        }
        request.page_token = page.next_page_token;
    }
}

fn rows(items: &[PowerItem]) -> String {
    let mut table = table(&["code", "title", "law", "from", "given to"]);
    for item in items {
        table.add_row([
            item.code.clone(),
            item.title.clone(),
            words::bases(&item.bases),
            item.origin.clone(),
            given(item),
        ]);
    }
    table.to_string()
}

/// To whom an item was given: one, or how many.
fn given(item: &PowerItem) -> String {
    match item.holdings.as_slice() {
        [] => String::new(),
        [one] => format!("{} in {}", one.holder, one.region),
        many => format!("{} units", many.len()),
    }
}

/// `shiyu powers editions`.
pub async fn editions(desk: &Desk, out: Printer, options: &EditionsOptions) -> Result<Ending, Failure> {
    let request = ListPowerListsRequest {
        parent: desk.parent(),
        page_size: i32::try_from(options.limit.clamp(1, PAGE)).unwrap_or_default(),
        page_token: String::new(),
    };
    let page = desk.powers().list_power_lists(request).await?.into_inner();
    let value = json!({ "editions": page.lists.iter().map(|one| document::enforcement(one, "PowerList")).collect::<Value>() });
    out.show(&value, || {
        let mut table = table(&[
            "version",
            "state",
            "in force from",
            "items",
            "departments",
            "units",
            "evaluate by",
            "document",
        ]);
        for list in &page.lists {
            table.add_row(edition(list));
        }
        table.to_string()
    });
    Ok(Ending::Clean)
}

fn edition(list: &PowerList) -> [String; 8] {
    [
        list.version.to_string(),
        words::state(list.state()),
        list.cut_over.clone(),
        list.item_count.to_string(),
        list.origin_count.to_string(),
        list.holder_count.to_string(),
        list.evaluation_due.clone(),
        list.document.clone(),
    ]
}
