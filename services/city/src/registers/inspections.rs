//! `shiyu inspections`.

use clap::{Args, Subcommand};
use shiyu_proto::enforcement::v1::{Inspection, InspectionState, ListInspectionsRequest};

use super::take_in;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::import::ImportOptions;
use crate::output::{Printer, table};
use crate::words::word;
use crate::{document, pages};

/// What to do with inspections.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them, the latest planned day first.
    List(ListOptions),
    /// Plan a visit for every row of a CSV file; running it again plans none twice.
    Import(ImportOptions),
}

/// Which inspections to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Only those this unit leads (its code).
    #[arg(long)]
    pub unit: Option<String>,
    /// Only those of this object (its name or id).
    #[arg(long)]
    pub object: Option<String>,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu inspections`.
///
/// # Errors
/// [`Failure::Refused`]; as [`take_in`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => list(desk, out, options).await,
        Order::Import(options) => take_in(desk, out, (options, &["inspection"])).await,
    }
}

async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let object = options.object.as_deref().map(|object| desk.name("regulatedObjects", object));
    let page = async |token| {
        let request = ListInspectionsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
            object: object.clone().unwrap_or_default(),
            draw: String::new(),
            unit: options.unit.clone().unwrap_or_default(),
            state: InspectionState::Unspecified.into(),
        };
        let page = desk.inspections().list_inspections(request).await?.into_inner();
        Ok((page.inspections, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("inspections", |one| document::enforcement(one, "Inspection")), rows);
    Ok(Ending::Clean)
}

fn rows(inspections: &[Inspection]) -> String {
    let mut table = table(&["planned", "object", "place", "kind", "state", "units", "id"]);
    for one in inspections {
        let units: Vec<&str> = one.parties.iter().map(|party| party.unit.as_str()).collect();
        table.add_row([
            one.planned_on.clone(),
            one.object_title.clone(),
            one.place.clone(),
            word(one.kind().as_str_name(), "INSPECTION_KIND_"),
            word(one.state().as_str_name(), "INSPECTION_STATE_"),
            units.join(" "),
            pages::id(&one.name).to_owned(),
        ]);
    }
    table.to_string()
}
