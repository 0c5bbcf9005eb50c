//! `shiyu verify`: whether the audit chain of a case is whole.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::common::v1::{FindingKind, JournalFinding, VerifyJournalRequest, VerifyJournalResponse};
use tonic::{Code, Response, Status};

use crate::cli::Service;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};
use crate::refusal::Refusal;

/// Which cases to check.
#[derive(Debug, Args)]
pub struct VerifyOptions {
    /// Their names; of petitions, and with `--service grid` of events, their ids will do.
    #[arg(required = true)]
    pub cases: Vec<String>,
}

/// What was said of one case.
struct Checked {
    name: String,
    verdict: Result<VerifyJournalResponse, Status>,
}

/// `shiyu verify`: a line for each case, whatever became of the others.
///
/// # Errors
/// Where nothing wrong was found: [`Failure::Usage`] with the names that no case has, [`Failure::Refused`] when the city
/// did not answer or does not let us ask.
pub async fn verify(desk: &Desk, out: Printer, (service, options): (Service, &VerifyOptions)) -> Result<Ending, Failure> {
    let (mut checked, mut stopped) = (Vec::new(), None);
    let collection = service.collection();
    for case in &options.cases {
        let name = desk.name(collection, case);
        let request = VerifyJournalRequest { name: name.clone() };
        match desk.operations().verify_journal(request).await {
            Err(status) if !is_about_the_name(&status) => {
                // The others would hear the same.
                stopped = Some(status);
                break;
            }
            answer => checked.push(Checked {
                name,
                verdict: answer.map(Response::into_inner),
            }),
        }
    }
    if !checked.is_empty() {
        out.show(&document(&checked), || rows(&checked));
    }
    ending(&checked, stopped)
}

fn is_about_the_name(status: &Status) -> bool {
    matches!(status.code(), Code::NotFound | Code::InvalidArgument)
}

/// What was found goes before what could not be asked.
fn ending(checked: &[Checked], stopped: Option<Status>) -> Result<Ending, Failure> {
    let found = |one: &Checked| one.verdict.as_ref().is_ok_and(|verdict| !verdict.findings.is_empty());
    if checked.iter().any(found) {
        return Ok(Ending::Found);
    }
    if let Some(status) = stopped {
        return Err(status.into());
    }
    let unknown: Vec<&str> = checked
        .iter()
        .filter(|one| one.verdict.is_err())
        .map(|one| one.name.as_str())
        .collect();
    if unknown.is_empty() {
        return Ok(Ending::Clean);
    }
    Err(Failure::Usage(format!("no such case: {}", unknown.join(", "))))
}

fn document(checked: &[Checked]) -> Value {
    let one = |finding: &JournalFinding| {
        json!({
            "version": finding.version,
            "kind": finding.kind().as_str_name(),
            "from_version": finding.from_version,
        })
    };
    let chains = checked.iter().map(|Checked { name, verdict }| match verdict {
        Ok(verdict) => json!({
            "name": name,
            "rows": verdict.rows,
            "findings": verdict.findings.iter().map(one).collect::<Value>(),
        }),
        Err(status) => json!({ "name": name, "error": Refusal::from(status).json() }),
    });
    json!({ "chains": chains.collect::<Value>() })
}

fn rows(checked: &[Checked]) -> String {
    let mut table = table(&["case", "rows", "chain"]);
    for Checked { name, verdict } in checked {
        let (rows, chain) = match verdict {
            Ok(verdict) if verdict.findings.is_empty() => (verdict.rows.to_string(), "whole".to_owned()),
            Ok(verdict) => (verdict.rows.to_string(), lines(verdict.findings.iter().map(words))),
            Err(status) => (String::new(), lines(Refusal::from(status).lines().into_iter())),
        };
        table.add_row([name.clone(), rows, chain]);
    }
    table.to_string()
}

fn lines(of: impl Iterator<Item = String>) -> String {
    of.collect::<Vec<_>>().join("\n")
}

fn words(finding: &JournalFinding) -> String {
    let at = finding.version;
    match finding.kind() {
        FindingKind::Unspecified => format!("row {at}: wrong"),
        FindingKind::Altered => format!("row {at}: its content is not what was sealed"),
        FindingKind::Removed => format!("row {at}: gone"),
        FindingKind::Reordered => format!("row {at}: stood at {} when it was sealed", finding.from_version),
        FindingKind::HeadMismatch => format!("the chain does not end at {at}, where the case says"),
        FindingKind::RowDiffers => format!("the case's own row is not what its chain leads to at {at}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(verdict: Result<&[FindingKind], Status>) -> Checked {
        let finding = |kind: &FindingKind| JournalFinding {
            kind: (*kind).into(),
            ..JournalFinding::default()
        };
        Checked {
            name: "counties/330602/petitions/1".to_owned(),
            verdict: verdict.map(|kinds| VerifyJournalResponse {
                rows: 3,
                findings: kinds.iter().map(finding).collect(),
            }),
        }
    }

    fn code(checked: &[Checked], stopped: Option<Status>) -> u8 {
        match ending(checked, stopped) {
            Ok(Ending::Clean) => 0,
            Ok(Ending::Found) => 1,
            Err(failure) => failure.number(),
        }
    }

    #[test]
    fn tampering_is_not_hidden_by_a_name_that_no_case_has() {
        let (whole, bad) = (|| checked(Ok(&[])), || checked(Ok(&[FindingKind::Altered])));
        let unknown = || checked(Err(Status::not_found("")));
        assert_eq!(code(&[whole(), whole()], None), 0);
        assert_eq!(code(&[bad(), unknown()], None), 1);
        assert_eq!(code(&[unknown(), bad()], None), 1);
        assert_eq!(code(&[whole(), unknown()], None), 2);
        assert_eq!(code(&[bad()], Some(Status::unavailable(""))), 1);
        assert_eq!(code(&[whole()], Some(Status::unavailable(""))), 3);
    }

    #[test]
    fn every_case_has_its_own_entry() {
        let all = [checked(Ok(&[FindingKind::RowDiffers])), checked(Err(Status::not_found("")))];
        let document = document(&all);
        assert_eq!(document["chains"][0]["findings"][0]["kind"], "FINDING_KIND_ROW_DIFFERS");
        assert!(document["chains"][1]["error"].is_object());
        assert_eq!(document["chains"].as_array().unwrap().len(), 2);
    }
}
