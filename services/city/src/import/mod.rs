//! `shiyu import`: every row of a CSV file becomes a petition, or as the mapping says a dispute, a clue of enforcement or an entry of its
//! registers, and every row gets a verdict.
//!
//! A row's request id is derived from the county, the source and the row's key, so a row is registered once however often
//! the file is imported. That is also why there is no checkpoint: a second run asks again, the city answers from its inbox,
//! and its answer is true even where a checkpoint would not be.

mod dispute;
mod draft;
mod entry;
mod field;
mod load;
mod mapping;
mod petitioner;
mod plan;
mod received;
mod send;
mod sheet;
mod tally;
mod template;
mod verdict;
mod verdict_file;

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

pub use dispute::Dispute;
pub use draft::{Draft, Request, request_id};
pub use entry::{Entries, Kind};
pub use load::{Load, Report};
pub use mapping::Mapping;
pub use plan::{Plan, read};
pub use send::Patience;
pub use sheet::Sheet;
pub use tally::Tally;
pub use verdict::{Outcome, Reason, Verdict};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::progress;
use verdict_file::VerdictFile;

/// What to import.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// Which column becomes which field (TOML); `examples/boston311.toml` shows how.
    #[arg(long)]
    pub mapping: PathBuf,
    /// The CSV file, UTF-8, with a row of column names.
    pub file: PathBuf,
    /// Also write the verdict upon every row to this CSV file.
    #[arg(long)]
    pub verdicts: Option<PathBuf>,
}

/// `shiyu import`, as its mapping says.
///
/// # Errors
/// [`Failure::Usage`] and [`Failure::File`] before anything is registered; [`Failure::Refused`] when the city stopped
/// answering, or does not let the caller register, after the summary of what was done was printed.
pub async fn run(desk: &Desk, out: Printer, (options, mapping): (&ImportOptions, &dyn Plan)) -> Result<Ending, Failure> {
    let sheet = Sheet::open(&options.file, mapping)?;
    if let Some(note) = mapping.note() {
        out.note(note);
    }
    let mut file = options.verdicts.as_deref().map(VerdictFile::create).transpose()?;
    let bar = progress::bar(sheet.rows(), out).with_message("importing");
    let load = Load {
        desk,
        mapping,
        sheet: &sheet,
        patience: Patience::default(),
    };
    let report = load
        .run(|verdict| {
            bar.inc(1);
            out.line(|| verdict.json());
            if out == Printer::Plain && verdict.outcome.wants_a_look() {
                bar.suspend(|| out.note(&verdict.line()));
            }
            file.as_mut().map_or(Ok(()), |file| file.write(verdict))
        })
        .await?;
    bar.finish_and_clear();
    if let Some(file) = file {
        file.finish()?;
    }
    conclude(out, report)
}

fn conclude(out: Printer, report: Report) -> Result<Ending, Failure> {
    let tally = report.tally;
    out.line(|| json!({ "summary": tally.json() }));
    if out == Printer::Plain {
        out.show(&tally.json(), || tally.table());
    }
    if let Some(status) = report.stopped {
        let done = tally.total() - tally.count(Outcome::Unsettled);
        out.note(&format!(
            "stopped after {done} of {} rows; the same command goes on from here",
            tally.total()
        ));
        return Err(status.into());
    }
    Ok(if tally.is_well() { Ending::Clean } else { Ending::Found })
}
