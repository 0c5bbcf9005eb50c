//! `shiyu list`.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::common::v1::ListOrder;
use shiyu_proto::petition::v1::{ListPetitionsRequest, Petition};

use super::{Filter, standing};
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, times, words};

/// The largest page the services give.
const PAGE: usize = 200;

/// Which petitions to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// Earliest legal due time first; open petitions only.
    #[arg(long)]
    pub due_first: bool,
    /// At most how many.
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
}

/// `shiyu list`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let (petitions, more) = fetch(desk, options).await?;
    let value = json!({
        "petitions": petitions.iter().map(|one| document::petition(one, "Petition")).collect::<Value>(),
        "more": more,
    });
    out.show(&value, || rows(&petitions));
    if more && out == Printer::Plain {
        out.note("there are more: raise --limit, or narrow the list");
    }
    Ok(Ending::Clean)
}

/// As many petitions as were asked for, page by page, and whether there are more.
async fn fetch(desk: &Desk, options: &ListOptions) -> Result<(Vec<Petition>, bool), Failure> {
    let mut petitions = Vec::new();
    let mut request = first_page(desk, options);
    loop {
        let page = desk.petitions().list_petitions(request.clone()).await?.into_inner();
        petitions.extend(page.petitions);
        let more = petitions.len() > options.limit || !page.next_page_token.is_empty();
        if petitions.len() >= options.limit || page.next_page_token.is_empty() {
            petitions.truncate(options.limit);
            return Ok((petitions, more));
        }
        request.page_token = page.next_page_token;
    }
}

fn first_page(desk: &Desk, options: &ListOptions) -> ListPetitionsRequest {
    let order = if options.due_first {
        ListOrder::DueFirst
    } else {
        ListOrder::Newest
    };
    ListPetitionsRequest {
        parent: desk.parent(),
        page_size: i32::try_from(options.limit.clamp(1, PAGE)).unwrap_or_default(),
        page_token: String::new(),
        filter: Some(options.filter.wire()),
        order: order.into(),
    }
}

fn rows(petitions: &[Petition]) -> String {
    let mut table = table(&["id", "number", "received", "stage", "unit", "category", "due", "", "title"]);
    for petition in petitions {
        table.add_row([
            super::id(petition).to_owned(),
            petition.number.clone(),
            times::plain(petition.received_time.as_ref()),
            words::stage_label(petition.stage()),
            petition.unit.clone(),
            petition.category.clone(),
            due(petition),
            standing(petition).map_or("", super::Standing::word).to_owned(),
            petition.title.clone(),
        ]);
    }
    table.to_string()
}

/// The earliest legal due time that runs.
fn due(petition: &Petition) -> String {
    let running = petition.clocks.iter().filter(|clock| clock.stop_time.is_none());
    let earliest = running.filter_map(|clock| clock.legal_due_time).min_by_key(|due| due.seconds);
    times::plain(earliest.as_ref())
}
