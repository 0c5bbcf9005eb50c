//! How the events of the demo stand at the end: each with what it showed, and counted by stage and by where they were solved.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shiyu_proto::grid::v1::{Event as WireEvent, EventEnding, ResolutionTier};

use super::beside::Beside;
use super::play::{Event, GridPlayed};
use crate::events::words;
use crate::output::table;
use crate::pages;

/// For programs.
#[must_use]
pub fn document(played: &GridPlayed) -> Value {
    let events = played.events.iter().map(|Event { shows, event }| {
        let event = event.as_ref();
        json!({
            "name": event.map(|event| &event.name),
            "stage": event.map(|event| event.stage().as_str_name()),
            "level": event.map(|event| event.level().as_str_name()),
            "tier": event.and_then(tier).map(|tier| tier.as_str_name()),
            "shows": shows,
        })
    });
    let beside = &played.beside;
    json!({
        "events": events.collect::<Value>(),
        "stages": count(played, |event| event.stage().as_str_name().to_owned()),
        "tiers": count(played, |event| tier(event).map(|tier| tier.as_str_name().to_owned()).unwrap_or_default()),
        "patrols": { "finished": beside.rounds.finished, "missed": beside.rounds.missed },
        "hazards": { "open": beside.hazards.open, "removed": beside.hazards.removed },
        "campaign": { "checked": beside.campaign.checked, "found": beside.campaign.found, "removed": beside.campaign.removed },
        "screening": { "reported": beside.screening.reported, "ledger": beside.screening.ledger },
        "meeting": { "attendees": beside.notices.attendees },
        "broadcast": { "grids": beside.notices.grids, "heard": beside.notices.heard },
    })
}

/// For people.
#[must_use]
pub fn text(played: &GridPlayed) -> String {
    let mut events = table(&["event", "stage", "level", "what it shows"]);
    for Event { shows, event } in &played.events {
        let event = event.as_ref();
        events.add_row([
            event.map(id).unwrap_or_default(),
            event.map_or_else(|| "refused 未上报".to_owned(), stage),
            event.map(|event| words::level(event.level())).unwrap_or_default(),
            shows.clone(),
        ]);
    }
    let stages = line(&count(played, |event| words::stage_label(event.stage())));
    let tiers = line(&count(played, |event| tier(event).map(words::tier).unwrap_or_default()));
    format!(
        "{events}\nevents by stage: {stages}\nsolved by: {tiers}\n{}",
        beside(&played.beside)
    )
}

fn beside(of: &Beside) -> String {
    let Beside {
        rounds,
        hazards,
        campaign,
        screening,
        notices,
    } = of;
    let lines = [
        format!("patrols: {} finished, {} missed", rounds.finished, rounds.missed),
        format!("hazards: {} open, {} removed", hazards.open, hazards.removed),
        format!(
            "campaign (专项行动): {} places checked, {} hazards found, {} of them removed",
            campaign.checked, campaign.found, campaign.removed
        ),
        format!(
            "screening (每周排查): {} reported, {} in the ledger",
            screening.reported, screening.ledger
        ),
        format!(
            "{} came to the meeting (民情恳谈会); {} of {} grids heard the warning",
            notices.attendees, notices.heard, notices.grids
        ),
    ];
    lines.join("\n")
}

/// Where it stands; of a closed one also where it was solved.
fn stage(of: &WireEvent) -> String {
    let label = words::stage_label(of.stage());
    tier(of).map_or(label.clone(), |tier| format!("{label}, {}", words::tier(tier)))
}

fn tier(of: &WireEvent) -> Option<ResolutionTier> {
    let tier = of.ending.as_ref().map(EventEnding::tier)?;
    (tier != ResolutionTier::Unspecified).then_some(tier)
}

/// The bare id.
fn id(of: &WireEvent) -> String {
    pages::id(&of.name).to_owned()
}

/// What is counted under no word is left out.
fn count(played: &GridPlayed, by: impl Fn(&WireEvent) -> String) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let words = played.events.iter().filter_map(|one| one.event.as_ref()).map(by);
    for word in words.filter(|word| !word.is_empty()) {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

fn line(counts: &BTreeMap<String, usize>) -> String {
    let one = |(word, count): (&String, &usize)| format!("{word} {count}");
    counts.iter().map(one).collect::<Vec<String>>().join(", ")
}
