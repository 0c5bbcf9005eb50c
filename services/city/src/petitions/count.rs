//! `shiyu count`.

use clap::Args;
use serde_json::json;
use shiyu_proto::petition::v1::CountPetitionsRequest;

use super::Filter;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

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
    out.show(&json!({ "count": answer.count, "more": answer.more }), || {
        let more = if answer.more { "more than " } else { "" };
        format!("{more}{}", answer.count)
    });
    Ok(Ending::Clean)
}
