//! What of two reports at one instant only one can have: to be the first of its subclass in a grid (重复发生), and the turn of an item of the
//! admission list (网格准入). It is booked in the transaction of the report; whoever comes second looks again, and finds the first. Where there
//! are no others it is free again as the report ends, is nothing of its own, or is about something else.

use shiyu_kit::booking::Model;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Filed;

use crate::domain::terms::Source;
use crate::domain::{Command, Incident, Order, StageName};

/// The first of a subclass in a grid is booked under this.
const FIRST: &str = "first";

/// The turn of an item in a grid is booked under this.
const ASKED: &str = "asked";

/// What a report takes. What is parted again from another takes nothing: whoever reports next finds it.
pub(super) fn booked(order: &Order, before: Option<&Filed<Incident>>, after: &Filed<Incident>) -> Vec<Model> {
    if before.is_some() || !matches!(order.command, Command::Report(_)) {
        return Vec::new();
    }
    let first = if order.known.is_first { firsts(after) } else { Vec::new() };
    let turn = turn(order, after).filter(|_| after.case.report.reopens.is_none());
    first.into_iter().chain(turn).collect()
}

/// What is free again.
pub(super) fn freed(order: &Order, before: Option<&Filed<Incident>>, after: &Filed<Incident>) -> Vec<Model> {
    let Some(before) = before else { return Vec::new() };
    let (was, is) = (before.case.stage.name(), after.case.stage.name());
    let over = !was.is_end() && is.is_end();
    let another = before.case.class.code != after.case.class.code;
    let first = if over || another { firsts(before) } else { Vec::new() };
    let nothing = over && matches!(is, StageName::Rejected | StageName::Duplicate);
    let turn = turn(order, before).filter(|_| nothing);
    first.into_iter().chain(turn).collect()
}

/// On its day and on the next: two that midnight parts meet.
fn firsts(filed: &Filed<Incident>) -> Vec<Model> {
    let incident = &filed.case;
    let resource = format!("{FIRST}/{}/{}", incident.place.grid, incident.class.code);
    let day = i64::from(local_date(incident.reported_at).to_julian_day());
    let on = |slot| Model {
        resource: resource.clone(),
        slot,
        case_id: filed.id,
    };
    vec![on(day), on(day + 1)]
}

/// Of what a department asks for once in so many days: those days.
fn turn(order: &Order, filed: &Filed<Incident>) -> Option<Model> {
    let incident = &filed.case;
    let item = incident
        .report
        .admission_item
        .filter(|_| incident.report.source == Source::Department)?;
    let since = order.known.asked_since?;
    Some(Model {
        resource: format!("{ASKED}/{item}/{}", incident.place.grid),
        slot: i64::from(since.to_julian_day()),
        case_id: filed.id,
    })
}
