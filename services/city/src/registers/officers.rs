//! `shiyu officers`.

use clap::{Args, Subcommand};
use shiyu_proto::enforcement::v1::{ListOfficersRequest, Officer, OfficerKind};

use super::take_in;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::import::ImportOptions;
use crate::output::{Printer, table};
use crate::words::word;
use crate::{document, pages};

/// What to do with officers.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// List them with their certificates.
    List(ListOptions),
    /// Put every row of a CSV file on the register; running it again puts nobody there twice.
    Import(ImportOptions),
}

/// Which officers to list.
#[derive(Debug, Args)]
pub struct ListOptions {
    /// Only those of this unit (its code).
    #[arg(long)]
    pub unit: Option<String>,
    /// Those who have left as well.
    #[arg(long)]
    pub left: bool,
    /// How many.
    #[command(flatten)]
    pub limit: pages::Limit,
}

/// `shiyu officers`.
///
/// # Errors
/// [`Failure::Refused`]; as [`take_in`].
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    match order {
        Order::List(options) => list(desk, out, options).await,
        Order::Import(options) => take_in(desk, out, (options, &["officer"])).await,
    }
}

async fn list(desk: &Desk, out: Printer, options: &ListOptions) -> Result<Ending, Failure> {
    let page = async |token| {
        let request = ListOfficersRequest {
            parent: desk.parent(),
            page_size: options.limit.page_size(),
            page_token: token,
            unit: options.unit.clone().unwrap_or_default(),
            kind: OfficerKind::Unspecified.into(),
            include_left: options.left,
        };
        let page = desk.officers().list_officers(request).await?.into_inner();
        Ok((page.officers, page.next_page_token))
    };
    let listed = options.limit.fetch(page).await?;
    listed.show(out, ("officers", |one| document::enforcement(one, "Officer")), rows);
    Ok(Ending::Clean)
}

fn rows(officers: &[Officer]) -> String {
    let mut table = table(&["name", "unit", "kind", "certificate", "valid to", "valid today", "subject"]);
    for officer in officers {
        let certificate = officer.certificate.clone().unwrap_or_default();
        table.add_row([
            officer.display_name.clone(),
            officer.unit.clone(),
            word(officer.kind().as_str_name(), "OFFICER_KIND_"),
            certificate.number,
            certificate.valid_to,
            if officer.valid { "yes" } else { "no" }.to_owned(),
            officer.subject.clone(),
        ]);
    }
    table.to_string()
}
