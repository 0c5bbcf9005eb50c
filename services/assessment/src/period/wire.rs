//! Protobuf ↔ the words of periods, and nothing else.

use rust_decimal::Decimal;
use shiyu_kit::case::Filed;
use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::{Order, Reading};
use shiyu_kit::unit::Code;
use shiyu_kit::vocabulary;
use shiyu_kit::wire::{Word, clock};
use shiyu_proto::assessment::v1 as pb;
use uuid::Uuid;

use super::calculate::{Rating, Result as Computed, Standing};
use super::command::Command;
use super::domain::{Appeal, Calculation, Exclusion, ExclusionReason, Period, Stage, Verdict};
use crate::figures::{Level, Span, Watermark};
use crate::indicator::two_places;

pub(super) const PERIODS: &str = "periods";

vocabulary! { Level is pb::UnitLevel: Town Department County }
vocabulary! { Stage is pb::PeriodStage: Open Collecting Frozen Computed Appeals Reviewing Finalised Published }
vocabulary! { Verdict is pb::Verdict: Upheld Dismissed }
vocabulary! { ExclusionReason is pb::ExclusionReason: OutOfJurisdiction NoLegalBasis ThirdPartyCause MaliciousDuplicate }

type Asked = Result<Order<Command>, Violations>;

/// Reads `OpenPeriod`.
///
/// # Errors
/// All that is wrong with the request.
pub fn open(request: pb::OpenPeriodRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let title = reading.impersonal("title", request.title, 100);
    let level = reading.word("level", request.level);
    let span = span(&mut reading, &request.from_date, &request.to_date);
    let command = title.zip(level).zip(span).map(|((title, level), span)| Command::Open {
        county: county.clone(),
        title,
        level,
        span,
    });
    reading.finish(id.zip(command)).map(|(id, command)| Order {
        id,
        case: id,
        expected: None,
        command,
    })
}

/// Some days, 366 at most. Violations: as of a date, `DATES_REVERSED`, `SPAN_TOO_LONG`.
pub(crate) fn span(reading: &mut Reading<'_>, from: &str, to: &str) -> Option<Span> {
    let (from, to) = (reading.date("from_date", from), reading.date("to_date", to));
    reading.in_order("to_date", from, to);
    let (from, to) = from.zip(to)?;
    let short = (to - from).whole_days() < 366;
    let violations = &mut reading.violations;
    violations
        .require(short, "to_date", "SPAN_TOO_LONG", "at most 366 days")
        .then_some(Span { from, to })
}

/// Reads an order that only names the period.
///
/// # Errors
/// All that is wrong with the request.
pub fn step((name, etag, id): (&str, &str, &str), command: Command, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.upon(PERIODS, name, etag, id);
    reading.order(Some(command))
}

/// Reads `Appeal`.
///
/// # Errors
/// All that is wrong with the request.
pub fn appeal(request: pb::AppealRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.upon(PERIODS, &request.name, &request.etag, &request.request_id);
    let indicator = reading.line("indicator", request.indicator, 60);
    let grounds = reading.impersonal("grounds", request.grounds, 2_000);
    let command = indicator
        .zip(grounds)
        .map(|(indicator, grounds)| Command::Appeal { indicator, grounds });
    reading.order(command)
}

/// Reads `DecideAppeal`.
///
/// # Errors
/// All that is wrong with the request.
pub fn decide(request: pb::DecideAppealRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.upon(PERIODS, &request.name, &request.etag, &request.request_id);
    let number: Option<usize> = reading.number("number", request.number, &(1..=100_000));
    let verdict = reading.word("verdict", request.verdict);
    let sound = !request.set_aside || verdict != Some(Verdict::Dismissed);
    let what = "only what a unit was right about is set aside for it";
    reading.violations.require(sound, "set_aside", "SET_ASIDE_THOUGH_DISMISSED", what);
    let panel = reading.codes("panel", &(1..=20), request.panel);
    let reasons = reading.impersonal("reasons", request.reasons, 2_000);
    let command = number
        .zip(verdict)
        .zip(panel.zip(reasons))
        .map(|((number, verdict), (panel, reasons))| Command::Decide {
            index: number.saturating_sub(1),
            verdict,
            set_aside: request.set_aside,
            panel,
            reasons,
        });
    reading.order(command)
}

/// Reads `ExcludeCase`.
///
/// # Errors
/// All that is wrong with the request.
pub fn exclude(request: pb::ExcludeCaseRequest, county: &Code) -> Asked {
    let mut reading = Reading::new(county);
    reading.upon(PERIODS, &request.name, &request.etag, &request.request_id);
    let case = reading.uuid("case", &request.case);
    let reason = reading.word("reason", request.reason);
    let panel = reading.codes("panel", &(1..=20), request.panel);
    let command = case.zip(reason).zip(panel).map(|((case, reason), panel)| Command::Exclude {
        case,
        reason,
        panel,
        units: Vec::new(),
    });
    reading.order(command)
}

/// Reads the name of a period, and of which calculation; none for the latest.
///
/// # Errors
/// All that is wrong with the request.
pub fn of_calculation(name: &str, calculation: i32, county: &Code) -> Result<(Uuid, Option<usize>), Violations> {
    let mut reading = Reading::new(county);
    let id = reading.name("name", name, PERIODS);
    let number: Option<usize> = reading.number("calculation", calculation, &(0..=100_000));
    reading.finish(id.zip(number).map(|(id, number)| (id, number.checked_sub(1))))
}

/// The name of a period.
#[must_use]
pub fn period_name(county: &Code, id: Uuid) -> String {
    format!("counties/{county}/{PERIODS}/{id}")
}

/// A period as it travels.
#[must_use]
pub fn period(filed: &Filed<Period>) -> pb::Period {
    let period = &filed.case;
    let snapshot = period.snapshot.as_ref();
    let used = |used: &super::domain::Used| pb::Used {
        indicator: used.code.clone(),
        version: used.version,
    };
    pb::Period {
        name: period_name(&period.county, filed.id),
        etag: filed.version.to_string(),
        title: period.title.clone(),
        level: period.level.number(),
        from_date: period.span.from.to_string(),
        to_date: period.span.to.to_string(),
        stage: period.stage.number(),
        indicators: period.indicators.iter().map(used).collect(),
        snapshot_hash: snapshot.map(|snapshot| snapshot.hash.clone()).unwrap_or_default(),
        watermarks: snapshot
            .map(|snapshot| snapshot.watermarks.iter().map(watermark).collect())
            .unwrap_or_default(),
        cases: snapshot.map_or(0, |snapshot| snapshot.cases),
        calculations: (1..).zip(&period.calculations).map(calculation).collect(),
        appeals: (1..).zip(&period.appeals).map(appealed).collect(),
        exclusions: period.exclusions.iter().map(exclusion).collect(),
        exclusion_percent: exclusion_percent(period),
        clocks: period.clocks.iter().map(clock).collect(),
        allowed: period.stage.allowed().iter().map(|verb| (*verb).to_owned()).collect(),
    }
}

/// Excluded among counted cases; empty before anything is frozen.
#[must_use]
pub fn exclusion_percent(period: &Period) -> String {
    let Some(snapshot) = &period.snapshot else {
        return String::new();
    };
    let excluded = Decimal::from(period.exclusions.len());
    two_places(excluded * Decimal::ONE_HUNDRED / Decimal::from(snapshot.cases.max(1)))
}

/// As of when figures hold, as it travels.
#[must_use]
pub fn watermark(watermark: &Watermark) -> pb::Watermark {
    pb::Watermark {
        county: watermark.county.clone(),
        sequence: watermark.sequence,
        fact_time: Some(timestamp(watermark.at)),
        facts: watermark.facts,
    }
}

fn calculation((number, calculation): (i32, &Calculation)) -> pb::Calculation {
    pb::Calculation {
        number,
        hash: calculation.hash.clone(),
        compute_time: Some(timestamp(calculation.at)),
        excluded_cases: i32::try_from(calculation.excluded).unwrap_or(i32::MAX),
        set_aside_items: i32::try_from(calculation.set_aside.len()).unwrap_or(i32::MAX),
    }
}

fn appealed((number, appeal): (i32, &Appeal)) -> pb::Appeal {
    let ruling = appeal.ruling.as_ref();
    pb::Appeal {
        number,
        unit: appeal.unit.clone(),
        indicator: appeal.indicator.clone(),
        grounds: appeal.grounds.clone(),
        appeal_time: Some(timestamp(appeal.at)),
        verdict: ruling.map(|ruling| ruling.verdict.number()).unwrap_or_default(),
        panel: ruling.map(|ruling| codes(&ruling.panel)).unwrap_or_default(),
        reasons: ruling.map(|ruling| ruling.reasons.clone()).unwrap_or_default(),
        decide_time: ruling.map(|ruling| timestamp(ruling.at)),
        set_aside: ruling.is_some_and(|ruling| ruling.set_aside),
    }
}

fn exclusion(exclusion: &Exclusion) -> pb::Exclusion {
    pb::Exclusion {
        case: exclusion.case.to_string(),
        reason: exclusion.reason.number(),
        panel: codes(&exclusion.panel),
        unit: exclusion.units.first().cloned().unwrap_or_default(),
        exclude_time: Some(timestamp(exclusion.at)),
    }
}

fn codes(codes: &[Code]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

/// What is told of a period that moved.
#[must_use]
pub fn moved(filed: &Filed<Period>) -> pb::PeriodMoved {
    let period = &filed.case;
    pb::PeriodMoved {
        name: period_name(&period.county, filed.id),
        version: filed.version,
        stage: period.stage.number(),
        snapshot_hash: period.snapshot.as_ref().map(|snapshot| snapshot.hash.clone()).unwrap_or_default(),
        clocks: period.clocks.iter().map(clock).collect(),
    }
}

/// A result as it travels.
#[must_use]
pub fn ranking(filed: &Filed<Period>, number: usize, computed: &Computed) -> pb::Ranking {
    let calculation = filed.case.calculations.get(number);
    pb::Ranking {
        period: period_name(&filed.case.county, filed.id),
        calculation: i32::try_from(number + 1).unwrap_or(i32::MAX),
        hash: calculation.map(|calculation| calculation.hash.clone()).unwrap_or_default(),
        standings: computed.standings.iter().map(standing).collect(),
    }
}

/// A standing as it travels.
#[must_use]
pub fn standing(standing: &Standing) -> pb::Standing {
    let family = |(family, points): (&crate::indicator::Family, &Decimal)| pb::FamilyPoints {
        family: family.number(),
        points: two_places(*points),
    };
    pb::Standing {
        unit: standing.unit.clone(),
        rank: standing.rank.and_then(|rank| i32::try_from(rank).ok()).unwrap_or_default(),
        points: standing.points.map(two_places).unwrap_or_default(),
        families: standing.families.iter().map(family).collect(),
        ratings: standing.ratings.iter().map(rating).collect(),
    }
}

fn rating(rating: &Rating) -> pb::Rating {
    pb::Rating {
        indicator: rating.indicator.clone(),
        version: rating.version,
        value: rating.value.map(|value| value.to_string()).unwrap_or_default(),
        percent: rating.value.map(crate::indicator::percent).unwrap_or_default(),
        points: rating.points.map(two_places).unwrap_or_default(),
        set_aside: rating.set_aside,
    }
}
