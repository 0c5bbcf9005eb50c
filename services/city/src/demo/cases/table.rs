//! What enforcement's part of the demo showed.

use serde_json::{Value, json};

use super::play::CasesPlayed;
use crate::cases::words::stage_label;
use crate::output::table;

/// As JSON.
#[must_use]
pub fn document(played: &CasesPlayed) -> Value {
    let shown = played.shown.iter().map(|(shows, case)| {
        json!({
            "number": case.number,
            "name": case.name,
            "stage": case.stage().as_str_name(),
            "outcome": case.outcome().as_str_name(),
            "shows": shows,
        })
    });
    let draw = played
        .draw
        .as_ref()
        .map(|draw| json!({ "name": draw.name, "pool_hash": draw.pool_hash, "picks": draw.picks.len() }));
    json!({ "cases": shown.collect::<Value>(), "draw": draw })
}

/// For people.
#[must_use]
pub fn text(played: &CasesPlayed) -> String {
    let mut cases = table(&["number", "stage", "case"]);
    for (shows, case) in &played.shown {
        cases.add_row([case.number.clone(), stage_label(case.stage()), shows.clone()]);
    }
    let draw = played.draw.as_ref().map(|draw| {
        format!(
            "\n{} of {} objects drawn with seed {}, computed again with the same result",
            draw.picks.len(),
            draw.object_pool.len(),
            draw.seed
        )
    });
    format!("{cases}{}", draw.unwrap_or_default())
}
