//! `shiyu powers export`: items as CSV, piece by piece to a file or to stdout.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use shiyu_proto::enforcement::v1::ExportPowerItemsRequest;

use super::Filter;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// Which items to export, and where to.
#[derive(Debug, Args)]
pub struct ExportOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// The file; without one, or with `-`, stdout.
    pub file: Option<PathBuf>,
}

/// `shiyu powers export`. A list is small: it is written once all of it has arrived.
pub async fn export(desk: &Desk, out: Printer, options: &ExportOptions) -> Result<Ending, Failure> {
    let request = ExportPowerItemsRequest {
        parent: desk.parent(),
        filter: Some(options.filter.wire()),
    };
    let mut pieces = desk.powers().export_power_items(request).await?.into_inner();
    let mut file = Vec::new();
    while let Some(piece) = pieces.message().await? {
        file.extend(piece.data);
    }
    let Some(path) = options.file.as_deref().filter(|path| *path != Path::new("-")) else {
        let written = io::stdout().write_all(&file);
        return written
            .map(|()| Ending::Clean)
            .map_err(|error| Failure::file(Path::new("-"), error));
    };
    std::fs::write(path, &file).map_err(|error| Failure::file(path, error))?;
    let bytes = file.len();
    out.show(&json!({ "file": path.display().to_string(), "bytes": bytes }), || {
        format!("{bytes} bytes in {}", path.display())
    });
    Ok(Ending::Clean)
}
