//! `shiyu grids discard`: drafts of the map that nobody wants any more are thrown away, for a county keeps but a few at a time.

use clap::Args;
use serde_json::{Value, json};
use shiyu_kit::clock::new_id;
use shiyu_proto::grid::v1::{DiscardMapRequest, ListMapsRequest, Map, MapState};

use crate::desk::Desk;
use crate::document;
use crate::events::words;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};

/// Versions of a page.
const PAGE: i32 = 200;

/// Which drafts to throw away.
#[derive(Debug, Args)]
pub struct DiscardOptions {
    /// The versions, by name or number.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    pub maps: Vec<String>,
    /// Every draft of the county; what is published stays.
    #[arg(long)]
    pub all: bool,
}

/// `shiyu grids discard`.
pub async fn discard(desk: &Desk, out: Printer, options: &DiscardOptions) -> Result<Ending, Failure> {
    let names = if options.all {
        drafts(desk).await?
    } else {
        options.maps.iter().map(|map| desk.name("maps", map)).collect()
    };
    let mut discarded = Vec::new();
    for name in &names {
        discarded.push(throw_away(desk, name).await?);
    }
    let maps: Value = discarded.iter().map(|map| document::grid(map, "Map")).collect();
    out.show(&json!({ "maps": maps }), || rows(&discarded));
    Ok(Ending::Clean)
}

/// Throws one draft away.
///
/// # Errors
/// [`Failure::Refused`]: `MAP_UNKNOWN`, `MAP_PUBLISHED`.
pub async fn throw_away(desk: &Desk, name: &str) -> Result<Map, Failure> {
    let request = DiscardMapRequest {
        name: name.to_owned(),
        request_id: new_id().to_string(),
    };
    Ok(desk.maps().discard_map(request).await?.into_inner())
}

/// Every version that is not published yet, by name.
async fn drafts(desk: &Desk) -> Result<Vec<String>, Failure> {
    let mut request = ListMapsRequest {
        parent: desk.parent(),
        page_size: PAGE,
        page_token: String::new(),
    };
    let mut names = Vec::new();
    loop {
        let page = desk.maps().list_maps(request.clone()).await?.into_inner();
        let drafts = page
            .maps
            .into_iter()
            .filter(|map| matches!(map.state(), MapState::Draft | MapState::Linted));
        names.extend(drafts.map(|map| map.name));
        if page.next_page_token.is_empty() {
            return Ok(names);
        }
        request.page_token = page.next_page_token;
    }
}

fn rows(maps: &[Map]) -> String {
    let mut table = table(&["map", "state"]);
    for map in maps {
        table.add_row([map.name.clone(), words::map_state(map.state())]);
    }
    table.to_string()
}
