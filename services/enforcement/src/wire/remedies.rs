//! What is open against a decision, for whoever is asked about it (S6): which organ, until which day.

use shiyu_kit::case::Filed;
use shiyu_kit::unit::{Code, Level, Units};
use shiyu_kit::wire::{Word, timestamp};
use shiyu_proto::enforcement::v1 as pb;
use time::Date;

use super::case_name;
use crate::domain::terms::RemedyKind;
use crate::domain::{CaseFile, LITIGATION, LITIGATION_AFTER, RECONSIDERATION};

/// The ways against the decision that stands; none where it is not served, or every time is over.
#[must_use]
pub fn remedies(filed: &Filed<CaseFile>, units: &Units, today: Date) -> pb::FindRemediesResponse {
    let case = &filed.case;
    let decision = case.course.decision().filter(|decision| decision.served_at.is_some());
    let ways = [
        (RemedyKind::Reconsideration, &RECONSIDERATION),
        (RemedyKind::Litigation, &LITIGATION),
        (RemedyKind::Litigation, &LITIGATION_AFTER),
    ];
    let way = |(kind, rule): &(RemedyKind, &shiyu_kit::calendar::Rule)| {
        let clock = case.clock(&rule.id)?;
        let organ = match kind {
            RemedyKind::Reconsideration => government(&case.unit, units, today).map(|organ| organ.to_string()),
            RemedyKind::Litigation => None,
        };
        Some(pb::RemedyWay {
            kind: kind.number(),
            organ_unit: organ.unwrap_or_default(),
            last_date: clock.due.last_day().to_string(),
            due_time: Some(timestamp(clock.due.legal)),
        })
    };
    pb::FindRemediesResponse {
        name: case_name(&case.county, filed.id),
        unit: case.unit.to_string(),
        serve_time: decision.and_then(|decision| decision.served_at).map(timestamp),
        reconsideration_first: decision.is_some_and(|decision| decision.on_the_spot),
        ways: ways.iter().filter_map(way).collect(),
    }
}

/// The government that reconsiders (行政复议法 art. 24): of a department that of its own level, of a town the county's.
fn government(unit: &Code, units: &Units, today: Date) -> Option<Code> {
    let above = units.chain(unit, today).into_iter();
    let mut divisions = above.filter(|code| !code.is_office() && matches!(code.level(), Level::County | Level::City));
    divisions.next()
}
