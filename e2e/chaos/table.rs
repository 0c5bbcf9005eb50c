//! What came of each round.

use comfy_table::Table;
use comfy_table::presets::UTF8_FULL_CONDENSED;

/// A round and what was left after it.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// What was done to the city.
    pub round: String,
    /// Whether it came to it: a point that is not passed in a round is a finding.
    pub died: bool,
    /// Acts that callers were told were done, since the city began.
    pub accepted: usize,
    /// Calls of this round that were answered with trouble, and made again.
    pub again: usize,
    /// Of these, calls that were told it was our failure.
    pub failures: usize,
    /// Milliseconds from the death to the last fact told and heard.
    pub whole_after: u128,
    /// Accepted acts of which the journal knows nothing.
    pub lost: usize,
    /// Effects there are more of than acts that asked for them, in any service, and facts told twice.
    pub doubled: usize,
    /// Everything else that is not as it should be: gaps, broken chains, totals.
    pub findings: Vec<String>,
}

impl Row {
    /// Whether nothing was lost, doubled or broken.
    pub fn is_clean(&self) -> bool {
        self.lost == 0 && self.doubled == 0 && self.failures == 0 && self.findings.is_empty()
    }
}

/// The rounds as a table.
pub fn of(rows: &[Row]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header([
        "round",
        "died",
        "accepted",
        "asked again",
        "failures",
        "whole after",
        "lost",
        "doubled",
        "findings",
    ]);
    for row in rows {
        let findings = match row.findings.as_slice() {
            [] => "none".to_owned(),
            [first, ..] => format!("{}: {first}", row.findings.len()),
        };
        table.add_row([
            row.round.clone(),
            if row.died { "yes" } else { "not reached" }.to_owned(),
            row.accepted.to_string(),
            row.again.to_string(),
            row.failures.to_string(),
            format!("{} ms", row.whole_after),
            row.lost.to_string(),
            row.doubled.to_string(),
            findings,
        ]);
    }
    table
}
