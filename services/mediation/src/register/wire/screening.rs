//! Screening rounds and their ledger: their requests, and what they are told as.

use std::collections::BTreeSet;

use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Listing;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::{Word, number};
use shiyu_proto::mediation::v1 as pb;
use time::OffsetDateTime;

use super::{DISPUTES, FINDINGS, NUMBER, ROUNDS, WORDS, Wanted, named, optionally_named};
use crate::register::domain::{Answer, Finding, FindingState, Found, Item, Order, Outcome, Report, Round, RoundState};
use crate::register::store::{Filter, Key};

/// Reads `ReportScreening`.
///
/// # Errors
/// All that is wrong with the request.
pub fn report_screening(request: pb::ReportScreeningRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let round = reading.name("name", &request.name, ROUNDS);
    let asked = reading.request_id(&request.request_id);
    let mut answered = BTreeSet::new();
    let answers = reading.each("results", &(1..=100), request.results, |reading, field, result| {
        let answer = read_answer(reading, field, result)?;
        let new = answered.insert(answer.item.clone());
        let path = format!("{field}.item");
        reading
            .violations
            .require(new, path, "DUPLICATE", "it is answered twice")
            .then_some(answer)
    });
    let order = round
        .zip(answers)
        .map(|(round, answers)| Order::ReportScreening(Report { round, answers }));
    reading.wanted(asked, order)
}

fn read_answer(reading: &mut Reading<'_>, field: &str, result: pb::ScreeningResult) -> Option<Answer> {
    let item = reading.line(&format!("{field}.item"), result.item, NUMBER);
    let outcome = reading.word(&format!("{field}.outcome"), result.outcome);
    let many = if outcome == Some(Outcome::Found) { 1..=50 } else { 0..=0 };
    let found = reading.each(&format!("{field}.findings"), &many, result.findings, read_found);
    Some(Answer {
        item: item?,
        outcome: outcome?,
        found: found?,
    })
}

fn read_found(reading: &mut Reading<'_>, field: &str, found: pb::ScreeningFound) -> Option<Found> {
    let category = reading.word(&format!("{field}.category"), found.category);
    let place = reading.place(&format!("{field}.place"), &found.place);
    let summary = reading.impersonal(&format!("{field}.summary"), found.summary, WORDS);
    Some(Found {
        category: category?,
        place: place?,
        summary: summary?,
        settled: found.settled,
    })
}

/// Reads `ListScreeningRounds`.
///
/// # Errors
/// All that is wrong with the request.
pub fn rounds(request: &pb::ListScreeningRoundsRequest, county: &Code) -> Result<Listing<Filter, Key>, Violations> {
    let mut reading = Reading::new(county);
    let state: Option<RoundState> = reading.optional_word("state", request.state);
    let filter = Filter {
        unit: reading.optional_code("unit", &request.unit),
        word: state.map(RoundState::as_str),
        ..Filter::default()
    };
    let scope = ["rounds", &request.unit, state.map_or("", RoundState::as_str)];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// Reads `ListScreeningFindings`.
///
/// # Errors
/// All that is wrong with the request.
pub fn findings(request: &pb::ListScreeningFindingsRequest, county: &Code) -> Result<Listing<Filter, Key>, Violations> {
    let mut reading = Reading::new(county);
    let state: Option<FindingState> = reading.optional_word("state", request.state);
    let filter = Filter {
        unit: reading.optional_code("unit", &request.unit),
        parent: reading.optional_name("round", &request.round, ROUNDS),
        word: state.map(FindingState::as_str),
        ..Filter::default()
    };
    let scope = ["findings", &request.unit, &request.round, state.map_or("", FindingState::as_str)];
    reading.listing((&request.parent, request.page_size, &request.page_token), &scope, filter)
}

/// A round, without its items.
#[must_use]
pub fn round(round: &Round, county: &Code) -> pb::ScreeningRound {
    pb::ScreeningRound {
        name: named(county, ROUNDS, round.id),
        template: round.template.clone(),
        title: round.title.clone(),
        unit: round.unit.to_string(),
        first_day: round.first.to_string(),
        last_day: round.last.to_string(),
        due_time: Some(timestamp(round.due_at())),
        state: round.state.number(),
        late: round.late(),
        items: Vec::new(),
        report_time: round.reported_at.map(timestamp),
        finding_count: count(round.findings()),
    }
}

/// A round with its items.
#[must_use]
pub fn round_in_full(round: &Round, county: &Code) -> pb::ScreeningRound {
    let item = |item: &Item| pb::ScreeningItem {
        code: item.code.clone(),
        title: item.title.clone(),
        outcome: number(item.outcome),
        finding_count: count(item.findings),
    };
    pb::ScreeningRound {
        items: round.items.iter().map(item).collect(),
        ..self::round(round, county)
    }
}

/// An entry of the ledger.
#[must_use]
pub fn finding(finding: &Finding, county: &Code) -> pb::ScreeningFinding {
    pb::ScreeningFinding {
        name: named(county, FINDINGS, finding.id),
        round: named(county, ROUNDS, finding.round),
        unit: finding.unit.to_string(),
        item: finding.item.clone(),
        category: finding.category.number(),
        place: finding.place.to_string(),
        summary: finding.summary.clone(),
        state: finding.state().number(),
        reported_on: finding.on.to_string(),
        dispute: optionally_named(county, DISPUTES, finding.dispute),
    }
}

/// What others are told of a round that was reported or missed.
#[must_use]
pub fn screening_ended(round: &Round, now: OffsetDateTime) -> pb::ScreeningEnded {
    pb::ScreeningEnded {
        round: round.id.to_string(),
        template: round.template.clone(),
        unit: round.unit.to_string(),
        first_day: round.first.to_string(),
        last_day: round.last.to_string(),
        item_count: count(round.items.len()),
        finding_count: count(round.findings()),
        late: round.late(),
        end_time: Some(timestamp(now)),
    }
}

fn count(many: usize) -> i32 {
    i32::try_from(many).unwrap_or(i32::MAX)
}
