//! `shiyu verify`: whether the audit chain of a case is whole.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::common::v1::{FindingKind, JournalFinding, VerifyJournalRequest, VerifyJournalResponse};

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::{Printer, table};

/// Which petitions to check.
#[derive(Debug, Args)]
pub struct VerifyOptions {
    /// Their names or ids.
    #[arg(required = true)]
    pub petitions: Vec<String>,
}

/// `shiyu verify`.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn verify(desk: &Desk, out: Printer, options: &VerifyOptions) -> Result<Ending, Failure> {
    let mut checked = Vec::new();
    for petition in &options.petitions {
        let name = desk.name("petitions", petition);
        let request = VerifyJournalRequest { name: name.clone() };
        let answer = desk.operations().verify_journal(request).await?.into_inner();
        checked.push((name, answer));
    }
    out.show(&document(&checked), || rows(&checked));
    let whole = checked.iter().all(|(_, answer)| answer.findings.is_empty());
    Ok(if whole { Ending::Clean } else { Ending::Found })
}

fn document(checked: &[(String, VerifyJournalResponse)]) -> Value {
    let one = |finding: &JournalFinding| {
        json!({
            "version": finding.version,
            "kind": finding.kind().as_str_name(),
            "from_version": finding.from_version,
        })
    };
    let chains = checked.iter().map(|(name, answer)| {
        json!({
            "name": name,
            "rows": answer.rows,
            "findings": answer.findings.iter().map(one).collect::<Value>(),
        })
    });
    json!({ "chains": chains.collect::<Value>() })
}

fn rows(checked: &[(String, VerifyJournalResponse)]) -> String {
    let mut table = table(&["case", "rows", "chain"]);
    for (name, answer) in checked {
        let findings: Vec<String> = answer.findings.iter().map(words).collect();
        let chain = if findings.is_empty() {
            "whole".to_owned()
        } else {
            findings.join("\n")
        };
        table.add_row([name.clone(), answer.rows.to_string(), chain]);
    }
    table.to_string()
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
