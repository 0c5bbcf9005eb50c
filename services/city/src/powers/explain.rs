//! `shiyu powers show` and `shiyu powers explain`.

use clap::Args;
use shiyu_proto::enforcement::v1::{ExplainPowerRequest, GetPowerItemRequest, PowerExplanation, PowerItem};

use super::words;
use crate::desk::Desk;
use crate::document;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// Which item to show.
#[derive(Debug, Args)]
pub struct ShowOptions {
    /// Its code.
    pub code: String,
    /// As it stood on this day, as in 2026-06-30; without one, today.
    #[arg(long)]
    pub on: Option<String>,
}

/// Whose item it is.
#[derive(Debug, Args)]
pub struct ExplainOptions {
    /// Its code.
    pub code: String,
    /// At which place (its code).
    pub place: String,
    /// On this day, as in 2026-06-30; without one, today.
    #[arg(long)]
    pub on: Option<String>,
}

/// `shiyu powers show`.
pub async fn show(desk: &Desk, out: Printer, options: &ShowOptions) -> Result<Ending, Failure> {
    let request = GetPowerItemRequest {
        name: desk.name("powerItems", &options.code),
        date: options.on.clone().unwrap_or_default(),
    };
    let item = desk.powers().get_power_item(request).await?.into_inner();
    out.show(&document::enforcement(&item, "PowerItem"), || text(&item));
    Ok(Ending::Clean)
}

fn text(item: &PowerItem) -> String {
    let mut lines = vec![
        format!("{}  {}", item.code, item.title),
        format!("law        {}", words::bases(&item.bases)),
        format!("penalties  {}", words::penalties(item)),
        format!("from       {}", item.origin),
        format!("edition    {}", item.version),
    ];
    lines.extend(
        item.holdings
            .iter()
            .map(|one| format!("given to   {} in {}", one.holder, one.region)),
    );
    if item.first_offence_waiver {
        lines.push("首违不罚   the first time is let pass when slight and corrected (行政处罚法 art. 33)".to_owned());
    }
    lines.join("\n")
}

/// `shiyu powers explain`.
pub async fn explain(desk: &Desk, out: Printer, options: &ExplainOptions) -> Result<Ending, Failure> {
    let request = ExplainPowerRequest {
        name: desk.name("powerItems", &options.code),
        place: options.place.clone(),
        date: options.on.clone().unwrap_or_default(),
    };
    let why = desk.powers().explain_power(request).await?.into_inner();
    out.show(&document::enforcement(&why, "PowerExplanation"), || reason(&why));
    Ok(Ending::Clean)
}

fn reason(why: &PowerExplanation) -> String {
    let blocked = if why.origin_blocked {
        format!("; {} has no such power there", why.origin)
    } else {
        String::new()
    };
    format!(
        "{} holds {} in {}{blocked}\nedition {}, {}, since {}",
        why.holder, why.code, why.region, why.version, why.document, why.cut_over
    )
}
