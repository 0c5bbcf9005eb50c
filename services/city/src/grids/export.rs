//! `shiyu grids export`: a version of the map as the file that an import takes, to a file or to stdout.

use clap::Args;
use shiyu_proto::grid::v1::ExportMapRequest;

use super::newest;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::pour::{self, Pieces};

/// Which version to export, and where to.
#[derive(Debug, Args)]
pub struct ExportOptions {
    /// The version, by name or number; without it, the newest.
    #[arg(long)]
    pub map: Option<String>,
    /// Where to.
    #[command(flatten)]
    pub to: pour::To,
}

/// `shiyu grids export`.
///
/// # Errors
/// [`Failure::Refused`]: `MAP_UNKNOWN`; [`Failure::Usage`] where the county has no map; [`Failure::File`] when the file cannot be written.
pub async fn export(desk: &Desk, out: Printer, options: &ExportOptions) -> Result<Ending, Failure> {
    let none = || Failure::Usage("the county has no map".to_owned());
    let name = match &options.map {
        Some(map) => desk.name("maps", map),
        None => newest(desk).await?.ok_or_else(none)?.name,
    };
    let pieces = desk.maps().export_map(ExportMapRequest { name }).await?.into_inner();
    options.to.pour(out, Pieces::of(pieces, |piece| piece.data)).await
}
