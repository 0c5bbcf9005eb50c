//! `shiyu reveal`: an identity in the clear, with a reason, on the petition's record.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1::Identity;
use shiyu_proto::petition::v1::RevealPartyRequest;

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::{document, words};

/// Whose identity to show.
#[derive(Debug, Args)]
pub struct RevealOptions {
    /// The petition's name or id.
    pub petition: String,
    /// Id of the party, as `shiyu show` tells.
    pub party: String,
    /// What for; it goes on the petition's record.
    #[arg(long)]
    pub reason: String,
}

/// `shiyu reveal`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn reveal(desk: &Desk, out: Printer, options: &RevealOptions) -> Result<Ending, Failure> {
    let request = RevealPartyRequest {
        name: desk.name("petitions", &options.petition),
        etag: String::new(),
        request_id: new_id().to_string(),
        party: options.party.clone(),
        reason: options.reason.clone(),
    };
    let party = desk.parties().reveal_party(request).await?.into_inner().party.unwrap_or_default();
    let identity = party.identity.clone().unwrap_or_default();
    out.show(&document::petition(&party, "Party"), || identity_lines(&identity));
    Ok(Ending::Clean)
}

/// Who somebody is, a line each.
#[must_use]
pub fn identity_lines(of: &Identity) -> String {
    let document = format!("{} {}", words::document(of.document_kind()), of.document_number);
    let lines = [
        ("name", &of.name),
        ("document", &document),
        ("phone", &of.phone),
        ("address", &of.address),
    ];
    let lines = lines.map(|(head, text)| format!("{head:<9} {text}").trim_end().to_owned());
    lines.join("\n")
}
