//! `shiyu events list`.

use clap::Args;
use shiyu_proto::grid::v1::{Event, ListEventsRequest};

use super::{Filter, words};
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times};

/// Which events to list.
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

/// `shiyu events list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let request = ListEventsRequest {
        parent: desk.parent(),
        page_size: options.limit.page_size(),
        page_token: String::new(),
        filter: Some(options.filter.wire()),
        order: options.order.wire(),
    };
    let page = async |token| {
        let request = ListEventsRequest {
            page_token: token,
            ..request.clone()
        };
        let page = desk.events().list_events(request).await?.into_inner();
        Ok((page.events, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("events", |one| document::grid(one, "Event")), rows);
    Ok(Ending::Clean)
}

fn rows(events: &[Event]) -> String {
    let mut table = table(&["id", "reported", "stage", "level", "unit", "class", "grid", "due", "title"]);
    for event in events {
        let report = event.report.clone().unwrap_or_default();
        table.add_row([
            pages::id(&event.name).to_owned(),
            times::plain(event.report_time.as_ref()),
            words::stage_label(event.stage()),
            words::level(event.level()),
            event.unit.clone(),
            event.class.as_ref().map(|class| class.code.clone()).unwrap_or_default(),
            event.place.as_ref().map(|place| place.grid.clone()).unwrap_or_default(),
            pages::due(&event.clocks),
            report.title,
        ]);
    }
    table.to_string()
}
