//! `shiyu cases export`: the list as CSV, piece by piece to a file or to stdout.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use shiyu_proto::enforcement::v1::ExportCasesRequest;

use super::Filter;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// Which cases to export, and where to.
#[derive(Debug, Args)]
pub struct ExportOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// The file; without one, or with `-`, stdout. It is replaced only once everything has arrived.
    pub file: Option<PathBuf>,
}

/// `shiyu cases export`.
pub async fn export(desk: &Desk, out: Printer, options: &ExportOptions) -> Result<Ending, Failure> {
    let Some(path) = options.file.as_deref().filter(|path| *path != Path::new("-")) else {
        pour(desk, &options.filter, &mut io::stdout(), Path::new("-")).await?;
        return Ok(Ending::Clean);
    };
    let mut draft = path.as_os_str().to_owned();
    draft.push(".part");
    let draft = PathBuf::from(draft);
    let bytes = match fill(desk, &options.filter, &draft).await {
        Ok(bytes) => bytes,
        Err(failure) => {
            drop(std::fs::remove_file(&draft));
            return Err(failure);
        }
    };
    std::fs::rename(&draft, path).map_err(|error| Failure::file(path, error))?;
    out.show(&json!({ "file": path.display().to_string(), "bytes": bytes }), || {
        format!("{bytes} bytes in {}", path.display())
    });
    Ok(Ending::Clean)
}

async fn fill(desk: &Desk, filter: &Filter, path: &Path) -> Result<usize, Failure> {
    let file = File::create(path).map_err(|error| Failure::file(path, error))?;
    pour(desk, filter, &mut BufWriter::new(file), path).await
}

/// Writes every piece as it arrives; how many bytes they were.
async fn pour(desk: &Desk, filter: &Filter, to: &mut (impl Write + Send), path: &Path) -> Result<usize, Failure> {
    let request = ExportCasesRequest {
        parent: desk.parent(),
        filter: Some(filter.wire()),
    };
    let mut pieces = desk.cases().export_cases(request).await?.into_inner();
    let trouble = |error| Failure::file(path, error);
    let mut bytes = 0;
    while let Some(piece) = pieces.message().await? {
        to.write_all(&piece.data).map_err(trouble)?;
        bytes += piece.data.len();
    }
    to.flush().map_err(trouble)?;
    Ok(bytes)
}
