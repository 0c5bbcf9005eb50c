//! `shiyu mediators import`: committees first, then who mediates; every one gets a verdict.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use shiyu_kit::rpc::REPLAYED;
use shiyu_proto::mediation::v1::{PutCommitteeRequest, PutMediatorRequest};
use tonic::{Response, Status};

use super::roster;
use crate::desk::Desk;
use crate::failure::{Ending, Failure, is_unreachable};
use crate::output::{Printer, table};
use crate::refusal::Refusal;

/// Which roster to import.
#[derive(Debug, Args)]
pub struct ImportOptions {
    /// The CSV file, UTF-8, a row a person: `unit`, `committee` (its title), `committee_kind`, `name`, `post` (`chair`, `deputy`,
    /// `member`), `woman` (`yes`), `from`, `to`, `subject` (of the mediator's token), `kind` (`people`, `lawyer`), `certificate`,
    /// `certificate_to`, `categories` (between semicolons).
    pub file: PathBuf,
}

/// What came of one.
#[derive(Debug)]
struct Verdict {
    what: &'static str,
    who: String,
    unit: String,
    /// Whether the same was put in before.
    known: bool,
    /// Why it is not in the register, or not so; empty if it is.
    refused: String,
}

/// `shiyu mediators import`.
pub async fn import(desk: &Desk, out: Printer, options: &ImportOptions) -> Result<Ending, Failure> {
    let roster = roster::read(&options.file, &desk.parent())?;
    let mut verdicts = Vec::new();
    for (id, committee) in roster.committees {
        let (who, unit) = (committee.title.clone(), committee.unit.clone());
        let put = PutCommitteeRequest {
            parent: desk.parent(),
            committee: Some(committee),
            request_id: id.to_string(),
        };
        let done = desk.committees().put_committee(put).await;
        verdicts.push(verdict(("committee", who, unit), done)?);
    }
    for (id, mediator) in roster.mediators {
        let (who, unit) = (mediator.display_name.clone(), mediator.unit.clone());
        let put = PutMediatorRequest {
            parent: desk.parent(),
            mediator: Some(mediator),
            request_id: id.to_string(),
        };
        let done = desk.mediators().put_mediator(put).await;
        verdicts.push(verdict(("mediator", who, unit), done)?);
    }
    Ok(conclude(out, &verdicts))
}

/// A refusal is a verdict; a city that does not answer is none.
fn verdict<T>((what, who, unit): (&'static str, String, String), done: Result<Response<T>, Status>) -> Result<Verdict, Failure> {
    let (known, refused) = match done {
        Ok(answer) => (answer.metadata().contains_key(REPLAYED), String::new()),
        Err(status) if is_unreachable(&status) => return Err(status.into()),
        Err(status) => (false, Refusal::from(&status).lines().join("; ")),
    };
    Ok(Verdict {
        what,
        who,
        unit,
        known,
        refused,
    })
}

fn conclude(out: Printer, verdicts: &[Verdict]) -> Ending {
    let refused = verdicts.iter().filter(|one| !one.refused.is_empty()).count();
    let known = verdicts.iter().filter(|one| one.known).count();
    let registered = verdicts.len() - refused - known;
    let rows = verdicts.iter().map(|one| {
        let refused = Some(&one.refused).filter(|text| !text.is_empty());
        json!({ "what": one.what, "who": one.who, "unit": one.unit, "already_there": one.known, "refused": refused })
    });
    let value = json!({ "rows": rows.collect::<Value>(), "registered": registered, "already_there": known, "refused": refused });
    out.show(&value, || {
        let mut told = table(&["what", "who", "unit", "verdict"]);
        for one in verdicts {
            let verdict = match (one.known, one.refused.as_str()) {
                (true, _) => "already there",
                (false, "") => "registered",
                (false, refused) => refused,
            };
            told.add_row([one.what, &one.who, &one.unit, verdict]);
        }
        format!("{told}\n{registered} registered, {known} already there, {refused} refused")
    });
    if refused == 0 { Ending::Clean } else { Ending::Found }
}
