//! `shiyu objects`.

use clap::{Args, Subcommand};
use shiyu_proto::enforcement::v1::{
    CountRegulatedObjectsRequest, ExportRegulatedObjectsRequest, ListRegulatedObjectsRequest, RegulatedObject, RegulatedObjectFilter,
};

use super::take_in;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::import::ImportOptions;
use crate::output::{Printer, table};
use crate::pour::{self, Pieces};
use crate::{document, pages};

/// What to do with regulated objects.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them.
    List(ListOptions),
    /// Count them.
    Count(Filter),
    /// Write them to a CSV file.
    Export(ExportOptions),
    /// Put every row of a CSV file on the register; running it again puts nothing there twice.
    Import(ImportOptions),
}

/// Which objects; several hold together.
#[derive(Debug, Clone, Args)]
pub struct Filter {
    /// Only those of this place (its code).
    #[arg(long)]
    pub place: Option<String>,
    /// Only those of this trade, as in `building-site`.
    #[arg(long)]
    pub category: Option<String>,
    /// Only those this unit answers for (its code).
    #[arg(long)]
    pub unit: Option<String>,
    /// Only those that are to be visited by this day, as in 2026-06-30.
    #[arg(long)]
    pub due_by: Option<String>,
    /// Those that are no more as well.
    #[arg(long)]
    pub closed: bool,
}

/// Which objects to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// Which objects to export, and where to.
#[derive(Debug, Args)]
pub struct ExportOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// Where to.
    #[command(flatten)]
    pub to: pour::To,
}

impl Filter {
    fn wire(&self) -> RegulatedObjectFilter {
        RegulatedObjectFilter {
            place: self.place.clone().unwrap_or_default(),
            category: self.category.clone().unwrap_or_default(),
            unit: self.unit.clone().unwrap_or_default(),
            due_by: self.due_by.clone().unwrap_or_default(),
            include_closed: self.closed,
        }
    }
}

/// `shiyu objects`.
///
/// # Errors
/// [`Failure::Refused`]; [`Failure::File`]; as [`take_in`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => list(desk, out, options).await,
        Order::Count(filter) => count(desk, out, filter).await,
        Order::Export(options) => export(desk, out, options).await,
        Order::Import(options) => take_in(desk, out, (options, &["object"])).await,
    }
}

async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = ListRegulatedObjectsRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
            filter: Some(options.filter.wire()),
        };
        let page = desk.inspections().list_regulated_objects(request).await?.into_inner();
        Ok((page.objects, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("objects", |one| document::enforcement(one, "RegulatedObject")), rows);
    Ok(Ending::Clean)
}

fn rows(objects: &[RegulatedObject]) -> String {
    let mut table = table(&["title", "trade", "place", "unit", "visited", "due", "id"]);
    for object in objects {
        table.add_row([
            object.title.clone(),
            object.category.clone(),
            object.place.clone(),
            object.unit.clone(),
            object.visited_on.clone(),
            object.due_on.clone(),
            pages::id(&object.name).to_owned(),
        ]);
    }
    table.to_string()
}

async fn count(desk: &Desk, out: Printer, filter: &Filter) -> Result<Ending, Failure> {
    let request = CountRegulatedObjectsRequest {
        parent: desk.parent(),
        filter: Some(filter.wire()),
    };
    let answer = desk.inspections().count_regulated_objects(request).await?.into_inner();
    pages::counted(out, (answer.count.into(), answer.more));
    Ok(Ending::Clean)
}

async fn export(desk: &Desk, out: Printer, options: &ExportOptions) -> Result<Ending, Failure> {
    let request = ExportRegulatedObjectsRequest {
        parent: desk.parent(),
        filter: Some(options.filter.wire()),
    };
    let pieces = desk.inspections().export_regulated_objects(request).await?.into_inner();
    options.to.pour(out, Pieces::of(pieces, |piece| piece.data)).await
}
