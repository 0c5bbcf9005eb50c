//! `shiyu list`.

use clap::Args;
use shiyu_proto::petition::v1::{ListPetitionsRequest, Petition};

use super::{Filter, standing};
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times, words};

/// Which petitions to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Which.
    #[command(flatten)]
    pub filter: Filter,
    /// In which order.
    #[command(flatten)]
    pub order: pages::Order,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu list`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let request = ListPetitionsRequest {
        parent: desk.parent(),
        page_size: options.limit.page_size(),
        page_token: String::new(),
        filter: Some(options.filter.wire()),
        order: options.order.wire(),
    };
    let page = async |token| {
        let request = ListPetitionsRequest {
            page_token: token,
            ..request.clone()
        };
        let page = desk.petitions().list_petitions(request).await?.into_inner();
        Ok((page.petitions, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("petitions", |one| document::petition(one, "Petition")), rows);
    Ok(Ending::Clean)
}

fn rows(petitions: &[Petition]) -> String {
    let mut table = table(&["id", "number", "received", "stage", "unit", "category", "due", "", "title"]);
    for petition in petitions {
        table.add_row([
            pages::id(&petition.name).to_owned(),
            petition.number.clone(),
            times::plain(petition.received_time.as_ref()),
            words::stage_label(petition.stage()),
            petition.unit.clone(),
            petition.category.clone(),
            pages::due(&petition.clocks),
            standing(petition).map_or("", super::Standing::word).to_owned(),
            petition.title.clone(),
        ]);
    }
    table.to_string()
}
