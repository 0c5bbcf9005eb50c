//! `shiyu count`.

use clap::Args;
use shiyu_proto::petition::v1::CountPetitionsRequest;

use super::Filter;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::pages;

/// Which petitions to count.
#[derive(Debug, Args)]
pub struct CountOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
}

/// `shiyu count`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn count(desk: &Desk, out: Printer, options: &CountOptions) -> Result<Ending, Failure> {
    let request = CountPetitionsRequest {
        parent: desk.parent(),
        filter: Some(options.filter.wire()),
    };
    let answer = desk.petitions().count_petitions(request).await?.into_inner();
    pages::counted(out, (answer.count, answer.more));
    Ok(Ending::Clean)
}
