//! `shiyu powers import`: a list drafted from a file, and published if that was asked for.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use shiyu_kit::clock::new_id;
use shiyu_proto::enforcement::v1::{ImportPowerListRequest, InFlight, PowerItem, PowerList, PublishPowerListRequest};

use super::{sheet, words};
use crate::desk::Desk;
use crate::document;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// Which file to import.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// The file, CSV with the columns of an export.
    pub file: PathBuf,
    /// The document that decides it, as in `越政函〔2026〕12号`.
    #[arg(long)]
    pub document: String,
    /// From which day on it is in force, as in 2026-06-30.
    #[arg(long)]
    pub cut_over: String,
    /// What becomes of cases in flight where an item changes hands.
    #[arg(long, value_enum, default_value_t = CasesInFlight::Keep)]
    pub in_flight: CasesInFlight,
    /// Publish it, on this day.
    #[arg(long)]
    pub published_on: Option<String>,
    /// Where it is published.
    #[arg(long, default_value = "政府网站")]
    pub published_in: String,
}

/// What becomes of cases in flight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CasesInFlight {
    /// They stay with who filed them.
    Keep,
    /// They go with the power.
    Transfer,
}

/// `shiyu powers import`.
pub async fn import(desk: &Desk, out: Printer, options: &ImportOptions) -> Result<Ending, Failure> {
    let items = sheet::read(&options.file)?;
    let in_flight = match options.in_flight {
        CasesInFlight::Keep => InFlight::Keep,
        CasesInFlight::Transfer => InFlight::Transfer,
    };
    let list = PowerList {
        document: options.document.clone(),
        cut_over: options.cut_over.clone(),
        in_flight: in_flight.into(),
        ..PowerList::default()
    };
    let mut drafted = take(desk, list, items).await?;
    if let Some(day) = &options.published_on {
        drafted = publish(desk, &drafted.name, (day, &options.published_in)).await?;
    }
    out.show(&document::enforcement(&drafted, "PowerList"), || {
        format!(
            "{} items, from {} departments, given to {} units: version {}, {}, in force from {}\n{}",
            drafted.item_count,
            drafted.origin_count,
            drafted.holder_count,
            drafted.version,
            words::state(drafted.state()),
            drafted.cut_over,
            drafted.name
        )
    });
    Ok(Ending::Clean)
}

/// Drafts a list of these items.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn take(desk: &Desk, list: PowerList, items: Vec<PowerItem>) -> Result<PowerList, Failure> {
    let request = ImportPowerListRequest {
        parent: desk.parent(),
        list: Some(PowerList { items, ..list }),
        request_id: new_id().to_string(),
    };
    Ok(desk.powers().import_power_list(request).await?.into_inner())
}

/// Publishes a draft, on a day, somewhere.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn publish(desk: &Desk, name: &str, (day, place): (&str, &str)) -> Result<PowerList, Failure> {
    let request = PublishPowerListRequest {
        name: name.to_owned(),
        request_id: new_id().to_string(),
        published_on: day.to_owned(),
        published_in: place.to_owned(),
    };
    Ok(desk.powers().publish_power_list(request).await?.into_inner())
}
