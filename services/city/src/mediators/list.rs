//! `shiyu mediators list`.

use clap::Args;
use shiyu_proto::mediation::v1::{ListMediatorsRequest, Mediator};

use crate::desk::Desk;
use crate::disputes::words;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages};

/// Which mediators to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Only those of this unit (its code).
    #[arg(long)]
    pub unit: Option<String>,
    /// In term on this day, as in 2026-06-30; without it today.
    #[arg(long)]
    pub date: Option<String>,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu mediators list`.
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let request = ListMediatorsRequest {
        parent: desk.parent(),
        page_size: options.limit.page_size(),
        unit: options.unit.clone().unwrap_or_default(),
        date: options.date.clone().unwrap_or_default(),
        ..ListMediatorsRequest::default()
    };
    let page = async |token| {
        let request = ListMediatorsRequest {
            page_token: token,
            ..request.clone()
        };
        let page = desk.mediators().list_mediators(request).await?.into_inner();
        Ok((page.mediators, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("mediators", |one| document::mediation(one, "Mediator")), rows);
    Ok(Ending::Clean)
}

fn rows(mediators: &[Mediator]) -> String {
    let mut table = table(&["id", "name", "kind", "unit", "from", "to", "knows about"]);
    for mediator in mediators {
        let categories: Vec<String> = mediator.categories().map(words::category).collect();
        table.add_row([
            pages::id(&mediator.name).to_owned(),
            mediator.display_name.clone(),
            words::mediator_kind(mediator.kind()),
            mediator.unit.clone(),
            mediator.from_date.clone(),
            mediator.to_date.clone(),
            categories.join(", "),
        ]);
    }
    table.to_string()
}
