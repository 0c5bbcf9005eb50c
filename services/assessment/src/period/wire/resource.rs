//! Periods and what they come to, as they travel.

use rust_decimal::Decimal;
use shiyu_kit::case::Filed;
use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::{Word, clock};
use shiyu_proto::assessment::v1 as pb;
use uuid::Uuid;

use super::PERIODS;
use crate::figures::Watermark;
use crate::indicator::{Family, percent, two_places};
use crate::period::calculate::{Rating, Result as Computed, Standing};
use crate::period::domain::{Appeal, Calculation, Exclusion, Period, Used};

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
    let used = |used: &Used| pb::Used {
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
        watermarks: watermarks(period),
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

/// As of when the figures of a period hold; nothing before they are frozen.
#[must_use]
pub fn watermarks(period: &Period) -> Vec<pb::Watermark> {
    period.watermarks().iter().map(watermark).collect()
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
        watermarks: watermarks(&filed.case),
    }
}

/// A standing as it travels.
#[must_use]
pub fn standing(standing: &Standing) -> pb::Standing {
    let family = |(family, points): (&Family, &Decimal)| pb::FamilyPoints {
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
        percent: rating.value.map(percent).unwrap_or_default(),
        points: rating.points.map(two_places).unwrap_or_default(),
        set_aside: rating.set_aside,
    }
}
