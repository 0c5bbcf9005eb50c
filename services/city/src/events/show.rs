//! `shiyu events show`: an event, its five hands, its clocks, its timeline.

use clap::Args;
use serde_json::{Value, json};
use shiyu_proto::grid::v1::{Event, EventComponent, EventCourse, EventEnding, EventStage, GetEventRequest, ListTimelineRequest};

use super::words;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::petitions::{clocks, steps};
use crate::{document, times};

/// Which event to show.
#[derive(Debug, Args)]
pub struct ShowOptions {
    /// Its name or its id.
    pub event: String,
}

/// `shiyu events show`.
pub async fn show(desk: &Desk, out: Printer, options: &ShowOptions) -> Result<Ending, Failure> {
    let name = desk.name("events", &options.event);
    let (mut one, mut two) = (desk.events(), desk.events());
    let (event, timeline) = futures::try_join!(
        one.get_event(GetEventRequest { name: name.clone() }),
        two.list_timeline(ListTimelineRequest { name: name.clone() }),
    )?;
    let event = event.into_inner();
    let timeline = timeline.into_inner().entries;
    let value = json!({
        "event": document::grid(&event, "Event"),
        "timeline": timeline.iter().map(|step| document::common(step, "TimelineEntry")).collect::<Value>(),
    });
    out.show(&value, || {
        [matter(&event), hands(&event), clocks(&event.clocks), steps(&timeline)].join("\n\n")
    });
    Ok(Ending::Clean)
}

fn matter(event: &Event) -> String {
    let report = event.report.clone().unwrap_or_default();
    let (class, place) = (event.class.clone().unwrap_or_default(), event.place.clone().unwrap_or_default());
    let limit = format!("{} {}", class.limit_amount, words::limit_unit(class.limit_unit()));
    let mut lines = vec![
        report.title.clone(),
        event.name.clone(),
        format!("stage     {}", words::stage_label(event.stage())),
        format!("level     {}, turn of {}", words::level(event.level()), event.unit),
        format!("class     {}, limit {limit}", class.code),
        format!("grid      {} (map {}) in {}", place.grid, place.map_version, place.village),
        format!("also in   {}", place.professional_grids.join(" ")),
        format!("source    {} {}", words::source(report.source()), report.source_reference),
        format!("receiver  {}", event.receiver),
        format!("reported  {}", times::plain(event.report_time.as_ref())),
        format!("what      {}", report.description),
    ];
    lines.extend(place.component.iter().map(about));
    if !event.reopened_event.is_empty() {
        lines.push(format!("reopens   {}", event.reopened_event));
    }
    lines.extend(event.course.iter().flat_map(way));
    lines.extend(event.ending.iter().map(ending));
    let lines = lines.into_iter().map(|line| line.trim_end().to_owned());
    lines.collect::<Vec<String>>().join("\n")
}

/// The component, and who answered for it.
fn about(of: &EventComponent) -> String {
    format!(
        "about     component {}, owner {}, maintainer {}",
        of.code, of.owner_unit, of.maintainer_unit
    )
}

/// Where it was sent, and what became of it there.
fn way(course: &EventCourse) -> Vec<String> {
    let sent = course.dispatches.iter().map(|one| {
        let how = if one.rule.is_empty() { &one.reason } else { &one.rule };
        let platform = words::platform(one.platform());
        let over = if platform.is_empty() {
            String::new()
        } else {
            format!(" over {platform}")
        };
        format!("sent      {}{over}: {how}", one.unit)
    });
    let returned = course
        .returns
        .iter()
        .map(|one| format!("returned  by {}: {}", one.unit, one.reason));
    let up = course.escalations.iter().map(|one| {
        let (ground, level) = (words::escalation(one.ground()), words::level(one.to_level()));
        format!("up        to {level}, {}: {ground}", one.unit)
    });
    let still = course
        .suspensions
        .iter()
        .map(|one| format!("still     until {}: {}", one.review_date, one.reason));
    let done = course.handlings.iter().map(|one| format!("handled   {}", one.report));
    let seen = course.inspections.iter().map(|one| format!("looked at {}", one.note));
    let rated = course
        .evaluation
        .iter()
        .map(|one| format!("rated     {}", words::rating(one.rating())));
    sent.chain(returned)
        .chain(up)
        .chain(still)
        .chain(done)
        .chain(seen)
        .chain(rated)
        .collect()
}

fn ending(of: &EventEnding) -> String {
    let ended = times::plain(of.end_time.as_ref());
    let said = [&of.reason, &of.other_event, &of.county, &of.organ].map(String::clone).concat();
    let how = [words::tier(of.tier()), said].concat();
    let there = Some(of.followed_stage()).filter(|stage| *stage != EventStage::Unspecified);
    let there = there
        .map(|stage| format!(", there {}", words::stage_label(stage)))
        .unwrap_or_default();
    format!("ended     {ended} {} {how}{there}", words::stage_label(of.stage()))
}

/// 有人巡查, 有人报告, 有人负责, 有人处置, 有人核查.
fn hands(event: &Event) -> String {
    let hands = event.hands.clone().unwrap_or_default();
    let slots = [
        ("patrolled", hands.patrolled_by),
        ("reported", hands.reported_by),
        ("responsible", hands.responsible_unit),
        ("handled", hands.handled_by),
        ("verified", hands.verified_by),
    ];
    let line = |(slot, hand): (&str, String)| format!("{slot:<12} {}", if hand.is_empty() { "–" } else { &hand });
    slots.map(line).join("\n")
}
