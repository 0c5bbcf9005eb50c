//! A dispute, in full and in lists.

use shiyu_kit::case::Filed;
use shiyu_kit::party::Masked;
use shiyu_proto::mediation::v1 as pb;
use uuid::Uuid;

use super::{course, ending, party};
use crate::domain::{Dispute, Submission};
use crate::sight::Listener;
use crate::wire::dispute_name;
use crate::wire::terms::small;
use shiyu_kit::wire::{self as kit, Word, timestamp};

/// A dispute in full, its parties masked, and what was said, offered and agreed only for who hears it.
#[must_use]
pub fn dispute(filed: &Filed<Dispute>, identities: &[(Uuid, Masked)], listener: Listener) -> pb::Dispute {
    let dispute = &filed.case;
    let parties = dispute.parties.iter().map(|of| party::masked(*of, identities));
    let hears = listener.hears.contains(&dispute.course.attempt);
    pb::Dispute {
        parties: parties.collect(),
        course: Some(course::course(dispute, listener)),
        ending: dispute.stage.ending().map(|ending| ending::ending(ending, hears)),
        ..summary(filed)
    }
}

/// A dispute as lists show it: without parties and course, and without a word of the mediation.
#[must_use]
pub fn summary(filed: &Filed<Dispute>) -> pb::Dispute {
    let dispute = &filed.case;
    pb::Dispute {
        name: dispute_name(&dispute.county, filed.id),
        etag: filed.version.to_string(),
        number: dispute.number.text.clone(),
        submission: Some(submission(&dispute.submission)),
        procedure: dispute.procedure.number(),
        stage: dispute.stage.name().number(),
        unit: dispute.unit.to_string(),
        receiver: dispute.receiver.to_string(),
        open_time: Some(timestamp(dispute.opened_at)),
        clocks: dispute.clocks.iter().map(kit::clock).collect(),
        parties: Vec::new(),
        course: None,
        ending: dispute.stage.ending().map(|ending| ending::ending(ending, false)),
    }
}

fn submission(submission: &Submission) -> pb::DisputeSubmission {
    let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    pb::DisputeSubmission {
        source: submission.source.number(),
        source_reference: submission.source_reference.clone().unwrap_or_default(),
        category: submission.category.number(),
        title: submission.title.clone(),
        facts: submission.facts.clone(),
        claims: submission.claims.clone(),
        place: submission.place.to_string(),
        jurisdictions: submission.jurisdictions.iter().map(ToString::to_string).collect(),
        people: small(submission.people),
        major: submission.major,
        letter: submission.letter.as_ref().map(|letter| pb::EntrustmentLetter {
            from: letter.from.clone(),
            reference: letter.reference.clone(),
            summary_procedure: letter.summary_procedure,
        }),
        finding: text(submission.finding),
        matter: text(submission.matter),
    }
}
