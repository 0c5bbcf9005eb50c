//! `shiyu events list`.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::common::v1::ListOrder;
use shiyu_proto::grid::v1::{Event, ListEventsRequest};

use super::{Filter, words};
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, times};

/// The largest page the service gives.
const PAGE: usize = 200;

/// Which events to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// Earliest due time first; open events only.
    #[arg(long)]
    pub due_first: bool,
    /// At most how many.
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
}

/// `shiyu events list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let (events, more) = fetch(desk, options).await?;
    let value = json!({
        "events": events.iter().map(|one| document::grid(one, "Event")).collect::<Value>(),
        "more": more,
    });
    out.show(&value, || rows(&events));
    if more && out == Printer::Plain {
        out.note("there are more: raise --limit, or narrow the list");
    }
    Ok(Ending::Clean)
}

/// As many events as were asked for, page by page, and whether there are more.
async fn fetch(desk: &Desk, options: &ListOptions) -> Result<(Vec<Event>, bool), Failure> {
    let order = if options.due_first {
        ListOrder::DueFirst
    } else {
        ListOrder::Newest
    };
    let mut request = ListEventsRequest {
        parent: desk.parent(),
        page_size: i32::try_from(options.limit.clamp(1, PAGE)).unwrap_or_default(),
        page_token: String::new(),
        filter: Some(options.filter.wire()),
        order: order.into(),
    };
    let mut events = Vec::new();
    loop {
        let page = desk.events().list_events(request.clone()).await?.into_inner();
        events.extend(page.events);
        let more = events.len() > options.limit || !page.next_page_token.is_empty();
        if events.len() >= options.limit || page.next_page_token.is_empty() {
            events.truncate(options.limit);
            return Ok((events, more));
        }
        request.page_token = page.next_page_token;
    }
}

fn rows(events: &[Event]) -> String {
    let mut table = table(&["id", "reported", "stage", "level", "unit", "class", "grid", "due", "title"]);
    for event in events {
        let report = event.report.clone().unwrap_or_default();
        table.add_row([
            super::id(event).to_owned(),
            times::plain(event.report_time.as_ref()),
            words::stage_label(event.stage()),
            words::level(event.level()),
            event.unit.clone(),
            event.class.as_ref().map(|class| class.code.clone()).unwrap_or_default(),
            event.place.as_ref().map(|place| place.grid.clone()).unwrap_or_default(),
            due(event),
            report.title,
        ]);
    }
    table.to_string()
}

/// The earliest due time that runs.
fn due(event: &Event) -> String {
    let running = event.clocks.iter().filter(|clock| clock.stop_time.is_none());
    let earliest = running.filter_map(|clock| clock.legal_due_time).min_by_key(|due| due.seconds);
    times::plain(earliest.as_ref())
}
