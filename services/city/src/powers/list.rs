//! `shiyu powers list` and `shiyu powers editions`.

use clap::Args;
use shiyu_proto::enforcement::v1::{ListPowerItemsRequest, ListPowerListsRequest, PowerItem, PowerList};

use super::{Filter, words};
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages};

/// Which items to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// How many editions to list.
#[derive(Debug, Args)]
pub struct EditionsOptions {
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu powers list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let request = ListPowerItemsRequest {
        parent: desk.parent(),
        page_size: options.limit.page_size(),
        page_token: String::new(),
        filter: Some(options.filter.wire()),
    };
    let page = async |token| {
        let request = ListPowerItemsRequest {
            page_token: token,
            ..request.clone()
        };
        let page = desk.powers().list_power_items(request).await?.into_inner();
        Ok((page.items, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("items", |one| document::enforcement(one, "PowerItem")), rows);
    Ok(Ending::Clean)
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
    let page = async |token| {
        let request = ListPowerListsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
        };
        let page = desk.powers().list_power_lists(request).await?.into_inner();
        Ok((page.lists, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    let json = |one: &PowerList| document::enforcement(one, "PowerList");
    listed.show(out, ("editions", json), |lists| {
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
        for list in lists {
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
