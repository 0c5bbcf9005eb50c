//! `shiyu cases export`: the list as CSV, piece by piece to a file or to stdout.

use clap::Args;
use shiyu_proto::enforcement::v1::ExportCasesRequest;

use super::Filter;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::pour::{self, Pieces};

/// Which cases to export, and where to.
#[derive(Debug, Args)]
pub struct ExportOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// Where to.
    #[command(flatten)]
    pub to: pour::To,
}

/// `shiyu cases export`.
pub async fn export(desk: &Desk, out: Printer, options: &ExportOptions) -> Result<Ending, Failure> {
    let request = ExportCasesRequest {
        parent: desk.parent(),
        filter: Some(options.filter.wire()),
    };
    let pieces = desk.cases().export_cases(request).await?.into_inner();
    options.to.pour(out, Pieces::of(pieces, |piece| piece.data)).await
}
