//! `shiyu grids import`: a new version from a file, checked, and published if that was asked for and nothing is wrong.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use shiyu_kit::clock::new_id;
use shiyu_proto::grid::v1::import_grids_request::Part;
use shiyu_proto::grid::v1::{CreateMapRequest, ImportGridsHeader, ImportGridsRequest, ImportMode, Map, PublishMapRequest};
use time::OffsetDateTime;
use time::macros::offset;

use super::discard::throw_away;
use super::lint::check;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::times;

/// The file goes over the wire in pieces of so many bytes.
const PIECE: usize = 64 * 1024;

/// Which file to import.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// The file (RFC 7946); what it may hold stands in the contract (`ImportGrids`).
    pub file: PathBuf,
    /// First day it is in force, as in 2026-06-30.
    #[arg(long, value_parser = times::parse)]
    pub effective: OffsetDateTime,
    /// Put it in force if no error was found; warnings are accepted.
    #[arg(long)]
    pub publish: bool,
    /// The version that was published for the same day, and whose place it takes.
    #[arg(long)]
    pub replaces: Option<u32>,
}

/// `shiyu grids import`.
pub async fn import(desk: &Desk, out: Printer, options: &ImportOptions) -> Result<Ending, Failure> {
    let file = std::fs::read(&options.file).map_err(|error| Failure::file(&options.file, error))?;
    let (name, features) = take(desk, file).await?;
    let mut checked = check(desk, &name).await?;
    let is_sound = checked.map.errors == 0;
    if options.publish && is_sound {
        let replaces = options.replaces.map(|version| desk.name("maps", &version.to_string()));
        checked.map = publish(desk, &name, (&date(options.effective), replaces)).await?;
    }
    let value = json!({ "features": features, "version": checked.json() });
    out.show(&value, || format!("{features} features\n{}", checked.text()));
    Ok(if is_sound { Ending::Clean } else { Ending::Found })
}

/// Drafts a version of what a file holds: its name, and how many features it has. A file that is refused leaves no draft behind.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn take(desk: &Desk, file: Vec<u8>) -> Result<(String, i32), Failure> {
    let request = CreateMapRequest {
        parent: desk.parent(),
        base: String::new(),
        request_id: new_id().to_string(),
    };
    let name = desk.maps().create_map(request).await?.into_inner().name;
    match send(desk, &name, &file).await {
        Ok(features) => Ok((name, features)),
        Err(failure) => {
            // What is told is why the file was refused, and not that its draft could not be thrown away either.
            let _ = throw_away(desk, &name).await;
            Err(failure)
        }
    }
}

/// Sends a file into a draft: how many features it has.
async fn send(desk: &Desk, name: &str, file: &[u8]) -> Result<i32, Failure> {
    let header = ImportGridsHeader {
        name: name.to_owned(),
        mode: ImportMode::Replace.into(),
        validate_only: false,
        request_id: new_id().to_string(),
    };
    let mut parts = vec![Part::Header(header)];
    parts.extend(file.chunks(PIECE).map(|piece| Part::Chunk(piece.to_vec())));
    let parts = parts.into_iter().map(|part| ImportGridsRequest { part: Some(part) });
    let answer = desk.maps().import_grids(futures::stream::iter(parts)).await?.into_inner();
    Ok(answer.features)
}

/// Puts a draft in force from a day on, in the place of the version that was published for it, if that is named.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn publish(desk: &Desk, name: &str, (effective_date, replaces): (&str, Option<String>)) -> Result<Map, Failure> {
    let request = PublishMapRequest {
        name: name.to_owned(),
        effective_date: effective_date.to_owned(),
        request_id: new_id().to_string(),
        replaces: replaces.unwrap_or_default(),
    };
    Ok(desk.maps().publish_map(request).await?.into_inner())
}

/// The day of a time in the city.
#[must_use]
pub fn date(at: OffsetDateTime) -> String {
    at.to_offset(offset!(+8)).date().to_string()
}
