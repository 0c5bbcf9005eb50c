//! `shiyu disputes who-can-see` and `shiyu disputes reveal`: who sees a dispute, and who is in it.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::mediation::v1::{RevealPartyRequest, WhoCanSeeRequest, WhoCanSeeResponse};

use crate::desk::Desk;
use crate::document;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::petitions::{identity_lines, sight_lines};

/// Which dispute.
#[derive(Debug, Args)]
pub struct SightOptions {
    /// Its name or its id.
    pub dispute: String,
}

/// `shiyu disputes who-can-see`.
pub async fn who_can_see(desk: &Desk, out: Printer, options: &SightOptions) -> Result<Ending, Failure> {
    let name = desk.name("disputes", &options.dispute);
    let answer = desk.disputes().who_can_see(WhoCanSeeRequest { name }).await?.into_inner();
    out.show(&document::mediation(&answer, "WhoCanSeeResponse"), || sight(&answer));
    Ok(Ending::Clean)
}

fn sight(of: &WhoCanSeeResponse) -> String {
    sight_lines([
        ("roles", &of.roles),
        ("of units", &of.units),
        ("wide roles", &of.wide_roles),
        ("mediators", &of.subjects),
        ("kept from", &of.barred_subjects),
    ])
}

/// Whose identity to show.
#[derive(Debug, Args)]
pub struct RevealOptions {
    /// The dispute's name or id.
    pub dispute: String,
    /// Id of the party, as `shiyu disputes show` tells.
    pub party: String,
    /// What for; it goes on the dispute's record.
    #[arg(long)]
    pub reason: String,
}

/// `shiyu disputes reveal`.
pub async fn reveal(desk: &Desk, out: Printer, options: &RevealOptions) -> Result<Ending, Failure> {
    let request = RevealPartyRequest {
        name: desk.name("disputes", &options.dispute),
        etag: String::new(),
        request_id: new_id().to_string(),
        party: options.party.clone(),
        reason: options.reason.clone(),
    };
    let party = desk.disputes().reveal_party(request).await?.into_inner().party.unwrap_or_default();
    let identity = party.identity.clone().unwrap_or_default();
    out.show(&document::mediation(&party, "DisputeParty"), || identity_lines(&identity));
    Ok(Ending::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sees_a_dispute_is_told_line_by_line_and_nobody_takes_no_line() {
        let answer = WhoCanSeeResponse {
            roles: vec!["mediator".to_owned(), "auditor".to_owned()],
            subjects: vec!["mediator-7".to_owned()],
            ..WhoCanSeeResponse::default()
        };
        assert_eq!(sight(&answer), "roles       mediator, auditor\nmediators   mediator-7");
    }
}
