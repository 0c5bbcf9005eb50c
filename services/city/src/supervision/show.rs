//! One supervision, its steps with their receipts, its clocks.

use serde_json::json;
use shiyu_proto::assessment::v1::Supervision;

use super::words;
use crate::output::{Printer, table};
use crate::petitions::clocks;
use crate::{document, times};

/// Shows one.
pub fn show(out: Printer, one: &Supervision) {
    let value = json!({ "supervision": document::assessment(one, "Supervision") });
    out.show(&value, || [head(one), steps(one), clocks(&one.clocks)].join("\n\n"));
}

fn head(one: &Supervision) -> String {
    let above = if one.superior.is_empty() {
        String::new()
    } else {
        format!(", told to {}", one.superior)
    };
    let mut lines = vec![
        one.name.clone(),
        format!("unit      {}{above}", one.unit),
        format!("by        {}", one.supervisor),
        format!("about     {} {}", words::service(one.service()), one.case),
        format!("why       {} {} {}", words::ground(one.ground()), one.clock, one.legal_basis),
        format!("stage     {}", words::stage_label(one.stage())),
        format!("rung      {}", words::rung_label(one.rung())),
        format!("may       {}", one.allowed.join(", ")),
    ];
    let told = [
        ("done", &one.fulfil_date),
        ("measures", &one.measures),
        ("result", &one.result),
        ("withdrawn", &one.withdrawal_document),
        ("suggested", &one.accountability_organ),
    ];
    lines.extend(
        told.iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(what, text)| format!("{what:9} {text}")),
    );
    let lines = lines.into_iter().map(|line| line.trim_end().to_owned());
    lines.collect::<Vec<String>>().join("\n")
}

fn steps(one: &Supervision) -> String {
    let mut table = table(&["step", "rung", "why", "when", "receipt", "document"]);
    for step in &one.steps {
        table.add_row([
            step.number.to_string(),
            words::rung_label(step.rung()),
            words::cause(step.cause()),
            times::plain(step.step_time.as_ref()),
            format!("{} {}", step.receipt_unit, times::plain(step.receipt_time.as_ref()))
                .trim()
                .to_owned(),
            step.document.clone(),
        ]);
    }
    table.to_string()
}
