//! The dispute as it stands, in every fact.

use shiyu_kit::case::Filed;
use shiyu_proto::mediation::v1 as pb;

use crate::domain::Dispute;
use crate::domain::course::SessionState;
use crate::wire::dispute_name;
use crate::wire::terms::small;
use shiyu_kit::wire::{self as kit, Word, many, timestamp};

pub(super) fn happening(filed: &Filed<Dispute>) -> pb::DisputeHappening {
    let (dispute, course) = (&filed.case, &filed.case.course);
    let submission = &dispute.submission;
    let effective = course.agreements.iter().rev().find_map(|agreement| agreement.effective_at);
    let held = course.sessions.iter().filter(|session| session.state == SessionState::Held);
    pb::DisputeHappening {
        name: dispute_name(&dispute.county, filed.id),
        version: filed.version,
        unit: dispute.unit.to_string(),
        receiver: dispute.receiver.to_string(),
        stage: dispute.stage.name().number(),
        procedure: dispute.procedure.number(),
        source: submission.source.number(),
        category: submission.category.number(),
        place: submission.place.to_string(),
        jurisdictions: submission.jurisdictions.iter().map(ToString::to_string).collect(),
        cross_boundary: submission.is_cross_boundary(),
        major: submission.major,
        people: small(submission.people),
        open_time: Some(timestamp(dispute.opened_at)),
        accept_time: course.acceptance.as_ref().map(|acceptance| timestamp(acceptance.at)),
        effective_time: effective.map(timestamp),
        clocks: dispute.clocks.iter().map(kit::clock).collect(),
        sessions: many(held.count()),
        attempt: small(course.attempt),
        mediators: course.engaged().map(|one| one.mediator.to_string()).collect(),
        finding: submission.finding.map(|finding| finding.to_string()).unwrap_or_default(),
    }
}
