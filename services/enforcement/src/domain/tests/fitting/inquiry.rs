//! Measures, orders to correct, and the time of the investigation.

use time::Duration;
use uuid::Uuid;

use super::{last, words};
use crate::domain::Command;
use crate::domain::command::TakeMeasure;
use crate::domain::course::Course;
use crate::domain::terms::{MeasureKind, SuspensionGround};
use crate::domain::tests::given::{Given, NOW, both};

pub(super) fn take_measure(course: &Course) -> Command {
    Command::TakeMeasure(TakeMeasure {
        id: Uuid::from_u128(0xa0_000 + course.measures.len() as u128),
        kind: MeasureKind::Seizure,
        items: vec![words()],
        reason: words(),
        officers: both(),
        urgent: false,
        necessities: false,
        cuts_supply: false,
        taken_at: NOW,
    })
}

pub(super) fn approve_measure(course: &Course) -> Command {
    Command::ApproveMeasure {
        measure: last(&course.measures, |measure| measure.id),
        approved: true,
        reason: words(),
    }
}

pub(super) fn extend_measure(course: &Course) -> Command {
    Command::ExtendMeasure {
        measure: last(&course.measures, |measure| measure.id),
        days: 10,
        reason: words(),
    }
}

pub(super) fn release_measure(course: &Course) -> Command {
    Command::ReleaseMeasure {
        measure: last(&course.measures, |measure| measure.id),
        reason: words(),
    }
}

pub(super) fn order_correction(given: &Given) -> Command {
    let course = &given.case().course;
    Command::OrderCorrection {
        id: Uuid::from_u128(0xc0_000 + course.corrections.len() as u128),
        demand: words(),
        until: shiyu_kit::calendar::local_date(given.now + Duration::days(5)),
        officers: both(),
    }
}

pub(super) fn check_correction(course: &Course) -> Command {
    Command::CheckCorrection {
        correction: last(&course.corrections, |correction| correction.id),
        corrected: true,
        note: words(),
        officers: both(),
    }
}

pub(super) fn suspend() -> Command {
    Command::Suspend {
        ground: SuspensionGround::Appraisal,
        reason: words(),
    }
}

pub(super) fn extend_decision() -> Command {
    Command::ExtendDecision {
        days: 30,
        reason: words(),
        minutes: Some("c".repeat(64)),
    }
}
