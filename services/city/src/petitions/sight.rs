//! `shiyu who-can-see` and `shiyu candidates`: who sees a petition, and which others may be the same matter.

use clap::Args;
use serde_json::json;
use shiyu_proto::petition::v1::{ListRepeatCandidatesRequest, RepeatCandidate, WhoCanSeeRequest, WhoCanSeeResponse};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::{document, pages, times, words};

/// Which petition.
#[derive(Debug, Args)]
pub struct PetitionOptions {
    /// Its name or its id.
    pub petition: String,
}

/// `shiyu who-can-see`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn who_can_see(desk: &Desk, out: Printer, options: &PetitionOptions) -> Result<Ending, Failure> {
    let name = desk.name("petitions", &options.petition);
    let answer = desk.petitions().who_can_see(WhoCanSeeRequest { name }).await?.into_inner();
    out.show(&document::petition(&answer, "WhoCanSeeResponse"), || sight(&answer));
    Ok(Ending::Clean)
}

fn sight(of: &WhoCanSeeResponse) -> String {
    sight_lines([
        ("roles", &of.roles),
        ("of units", &of.units),
        ("wide roles", &of.wide_roles),
        ("kept from", &of.barred_units),
        ("kept from", &of.barred_subjects),
    ])
}

/// Who sees a case, and from whom it is kept, a line each; what names nobody is left out.
#[must_use]
pub fn sight_lines<const N: usize>(lines: [(&str, &Vec<String>); N]) -> String {
    let lines = lines.into_iter().filter(|(_, texts)| !texts.is_empty());
    let lines: Vec<String> = lines.map(|(head, texts)| format!("{head:<11} {}", texts.join(", "))).collect();
    lines.join("\n")
}

/// `shiyu candidates`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn candidates(desk: &Desk, out: Printer, options: &PetitionOptions) -> Result<Ending, Failure> {
    let name = desk.name("petitions", &options.petition);
    let request = ListRepeatCandidatesRequest { name };
    let answer = desk.petitions().list_repeat_candidates(request).await?.into_inner();
    let found = answer.candidates.iter().map(|one| document::petition(one, "RepeatCandidate"));
    out.show(&json!({ "candidates": found.collect::<Vec<_>>() }), || rows(&answer.candidates));
    Ok(Ending::Clean)
}

fn rows(candidates: &[RepeatCandidate]) -> String {
    let mut table = table(&["id", "number", "received", "stage", "agreeing", "title"]);
    for candidate in candidates {
        let Some(petition) = &candidate.petition else { continue };
        table.add_row([
            pages::id(&petition.name).to_owned(),
            petition.number.clone(),
            times::plain(petition.received_time.as_ref()),
            words::stage_label(petition.stage()),
            candidate.agreeing.join(" "),
            petition.title.clone(),
        ]);
    }
    table.to_string()
}
