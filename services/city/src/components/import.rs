//! `shiyu components import`: a file goes over the wire in pieces, and every row gets a verdict.

use std::path::PathBuf;

use clap::Args;
use futures::TryStreamExt;
use serde_json::{Value, json};
use shiyu_kit::clock::new_id;
use shiyu_proto::grid::v1::import_components_request::Part;
use shiyu_proto::grid::v1::{ComponentOutcome, ComponentVerdict, ImportComponentsHeader, ImportComponentsRequest};

use crate::desk::Desk;
use crate::document;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::words::word;

/// The file goes over the wire in pieces of so many bytes.
const PIECE: usize = 64 * 1024;

/// Which file to import.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// The CSV file, UTF-8, a row a component: `code` (16 digits), `title`, `make`, `longitude`, `latitude`, `owner_unit` or `owner_org`,
    /// `maintainer_unit`, `valid_from`, `valid_to`, `state` (`intact`, `damaged`, `lost`, `abandoned`, `removed`), `reference`.
    pub file: PathBuf,
}

/// `shiyu components import`.
pub async fn import(desk: &Desk, out: Printer, options: &ImportOptions) -> Result<Ending, Failure> {
    let file = std::fs::read(&options.file).map_err(|error| Failure::file(&options.file, error))?;
    Ok(conclude(out, &send(desk, &file).await?))
}

/// Sends a file into the register: the verdict upon each row.
///
/// # Errors
/// [`Failure::Refused`]: what is wrong with the file as a whole.
pub async fn send(desk: &Desk, file: &[u8]) -> Result<Vec<ComponentVerdict>, Failure> {
    let header = ImportComponentsHeader {
        parent: desk.parent(),
        request_id: new_id().to_string(),
    };
    let mut parts = vec![Part::Header(header)];
    parts.extend(file.chunks(PIECE).map(|piece| Part::Chunk(piece.to_vec())));
    let parts = parts.into_iter().map(|part| ImportComponentsRequest { part: Some(part) });
    let answers = desk
        .components()
        .import_components(futures::stream::iter(parts))
        .await?
        .into_inner();
    let answers: Vec<_> = answers.try_collect().await?;
    Ok(answers.into_iter().flat_map(|answer| answer.verdicts).collect())
}

fn conclude(out: Printer, verdicts: &[ComponentVerdict]) -> Ending {
    let count = |of: ComponentOutcome| verdicts.iter().filter(|one| one.outcome() == of).count();
    let [inserted, updated, unchanged, refused] = [
        ComponentOutcome::Inserted,
        ComponentOutcome::Updated,
        ComponentOutcome::Unchanged,
        ComponentOutcome::Refused,
    ]
    .map(count);
    let rows = verdicts.iter().map(|one| document::grid(one, "ComponentVerdict"));
    let value = json!({
        "rows": rows.collect::<Value>(),
        "inserted": inserted,
        "updated": updated,
        "unchanged": unchanged,
        "refused": refused,
    });
    out.show(&value, || {
        let mut told = table(&["row", "verdict", "column", "why"]);
        for one in verdicts.iter().filter(|one| one.outcome() == ComponentOutcome::Refused) {
            for problem in &one.problems {
                told.add_row([
                    one.row.to_string(),
                    word(one.outcome().as_str_name(), "COMPONENT_OUTCOME_"),
                    problem.field.clone(),
                    format!("{}: {}", problem.reason, problem.description),
                ]);
            }
        }
        let counts = format!("{inserted} inserted, {updated} updated, {unchanged} unchanged, {refused} refused");
        if refused == 0 { counts } else { format!("{told}\n{counts}") }
    });
    if refused == 0 { Ending::Clean } else { Ending::Found }
}
