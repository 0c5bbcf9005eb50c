//! Evidence, and what is kept of it.

use uuid::Uuid;

use super::{last, words};
use crate::domain::Command;
use crate::domain::course::Course;
use crate::domain::terms::EvidenceKind;
use crate::domain::tests::given::{both, gathered};

pub(super) fn add(course: &Course) -> Command {
    let id = Uuid::from_u128(0xe0_000 + course.evidence.len() as u128);
    Command::AddEvidence(Box::new(gathered(id, both())))
}

pub(super) fn verify(course: &Course) -> Command {
    Command::VerifyEvidence {
        evidence: last(&course.evidence, |evidence| evidence.id),
        kind: EvidenceKind::Physical,
        lawful_source: words(),
        officers: both(),
    }
}

pub(super) fn exclude(course: &Course) -> Command {
    Command::ExcludeEvidence {
        evidence: last(&course.evidence, |evidence| evidence.id),
        reason: words(),
    }
}

pub(super) fn review_monitoring(course: &Course) -> Command {
    Command::ReviewMonitoring {
        evidence: last(&course.evidence, |evidence| evidence.id),
        device_review: words(),
        location_published: words(),
    }
}

pub(super) fn record_custody(course: &Course) -> Command {
    Command::RecordCustody {
        evidence: last(&course.evidence, |evidence| evidence.id),
        to: words(),
        place: words(),
    }
}

pub(super) fn preserve(course: &Course) -> Command {
    Command::Preserve {
        id: Uuid::from_u128(0xf0_000 + course.preservations.len() as u128),
        items: vec![words()],
        officers: both(),
    }
}

pub(super) fn dispose(course: &Course) -> Command {
    Command::Dispose {
        preservation: last(&course.preservations, |preserved| preserved.id),
        outcome: words(),
    }
}
