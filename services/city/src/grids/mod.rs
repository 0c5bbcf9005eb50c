//! `shiyu grids` and `shiyu locate`: the map of a county, drafted from a file, checked, and put in force.

mod discard;
mod export;
mod import;
mod lint;
mod locate;

use clap::Subcommand;
use shiyu_proto::grid::v1::{ListMapsRequest, Map};

pub use discard::{DiscardOptions, throw_away};
pub use export::ExportOptions;
pub use import::{ImportOptions, date, publish, take};
pub use lint::{Checked, LintOptions, check};
pub use locate::{LocateOptions, locate};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// What to do with the map.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// Draft a new version from a file (`GeoJSON`), check it, and tell what was found with its coordinates.
    Import(ImportOptions),
    /// Take a version out as a file (`GeoJSON`) that an import takes.
    Export(ExportOptions),
    /// Throw drafts away.
    Discard(DiscardOptions),
    /// Check a draft again, or tell what was found in a version that is published.
    Lint(LintOptions),
}

/// `shiyu grids`.
///
/// # Errors
/// [`Failure::Refused`]; [`Failure::File`] for the file.
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::Import(options) => import::import(desk, out, options).await,
        Order::Export(options) => export::export(desk, out, options).await,
        Order::Discard(options) => discard::discard(desk, out, options).await,
        Order::Lint(options) => lint::lint(desk, out, options).await,
    }
}

/// The newest version, if there is any.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn newest(desk: &Desk) -> Result<Option<Map>, Failure> {
    let request = ListMapsRequest {
        parent: desk.parent(),
        page_size: 1,
        page_token: String::new(),
    };
    Ok(desk.maps().list_maps(request).await?.into_inner().maps.into_iter().next())
}
