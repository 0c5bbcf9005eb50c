//! From the clue to the end of the investigation.

use shiyu_kit::wire::{Word, timestamp};
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::course as told;

use crate::border::Cases;
use crate::domain::course::{Correction, Dispute, Evidence, Measure, Preservation, Suspension, Verification};
use crate::domain::terms::Base;

pub(super) fn verification(verification: &Verification) -> told::Verification {
    told::Verification {
        officers: verification.officers.clone(),
        found: verification.found,
        note: verification.note.clone(),
        verify_time: Some(timestamp(verification.at)),
    }
}

pub(super) fn base(base: &Base) -> pb::PenaltyBase {
    pb::PenaltyBase {
        of: base.of.number(),
        amount: i64::try_from(base.amount).unwrap_or(i64::MAX),
        returned_fen: i64::try_from(base.returned).unwrap_or(i64::MAX),
    }
}

pub(super) fn dispute(dispute: &Dispute) -> told::Dispute {
    let settlement = dispute.settlement.as_ref();
    told::Dispute {
        unit: dispute.with.to_string(),
        reason: dispute.reason.clone(),
        raise_time: Some(timestamp(dispute.raised_at)),
        owner: settlement.map(|settlement| settlement.owner.to_string()).unwrap_or_default(),
        designated: settlement.is_some_and(|settlement| settlement.designated),
        reference: settlement.map(|settlement| settlement.reference.clone()).unwrap_or_default(),
        settle_time: settlement.map(|settlement| timestamp(settlement.at)),
        boundary: dispute.border.as_ref().map(|border| border.id.to_string()).unwrap_or_default(),
        refer_time: dispute.border.as_ref().and_then(|border| border.referred_at).map(timestamp),
        answer: dispute.border.as_ref().and_then(|border| border.answer.as_ref()).map(Cases::answer),
    }
}

/// A piece of evidence, or a lead.
#[must_use]
pub fn evidence(evidence: &Evidence) -> told::Evidence {
    let review = evidence.review.as_ref();
    told::Evidence {
        id: evidence.id.to_string(),
        kind: evidence.kind.number(),
        status: evidence.status.number(),
        title: evidence.title.clone(),
        lawful_source: evidence.lawful_source.clone(),
        hash: evidence.hash.clone(),
        media_type: evidence.media_type.clone(),
        bytes: i64::try_from(evidence.bytes).unwrap_or(i64::MAX),
        recording: evidence.recording.clone().unwrap_or_default(),
        monitoring: evidence.monitoring,
        device_review: review.map(|review| review.device_review.clone()).unwrap_or_default(),
        location_published: review.map(|review| review.location_published.clone()).unwrap_or_default(),
        officers: evidence.officers.clone(),
        by: evidence.by.clone(),
        add_time: Some(timestamp(evidence.at)),
        exclusion: evidence
            .exclusion
            .as_ref()
            .map(|exclusion| exclusion.reason.clone())
            .unwrap_or_default(),
        custody: evidence
            .custody
            .iter()
            .map(|custody| told::Custody {
                from: custody.from.clone(),
                to: custody.to.clone(),
                place: custody.place.clone(),
                hand_over_time: Some(timestamp(custody.at)),
            })
            .collect(),
    }
}

pub(super) fn preservation(preserved: &Preservation) -> told::Preservation {
    let disposal = preserved.disposal.as_ref();
    told::Preservation {
        id: preserved.id.to_string(),
        items: preserved.items.clone(),
        officers: preserved.officers.clone(),
        approver: preserved.approver.clone(),
        preserve_time: Some(timestamp(preserved.at)),
        outcome: disposal.map(|disposal| disposal.outcome.clone()).unwrap_or_default(),
        dispose_time: disposal.map(|disposal| timestamp(disposal.at)),
    }
}

pub(super) fn measure(measure: &Measure) -> told::Measure {
    let release = measure.release.as_ref();
    told::Measure {
        id: measure.id.to_string(),
        kind: measure.kind.number(),
        items: measure.items.clone(),
        reason: measure.reason.clone(),
        officers: measure.officers.clone(),
        urgent: measure.urgent,
        approver: measure.approver.clone().unwrap_or_default(),
        take_time: Some(timestamp(measure.at)),
        release_reason: release.map(|release| release.reason.clone()).unwrap_or_default(),
        release_time: release.map(|release| timestamp(release.at)),
    }
}

pub(super) fn correction(correction: &Correction) -> told::Correction {
    let result = correction.result.as_ref();
    told::Correction {
        id: correction.id.to_string(),
        demand: correction.demand.clone(),
        until_date: correction.until.to_string(),
        officers: correction.officers.clone(),
        order_time: Some(timestamp(correction.at)),
        checked: result.is_some(),
        corrected: result.is_some_and(|result| result.corrected),
        note: result.map(|result| result.note.clone()).unwrap_or_default(),
        check_time: result.map(|result| timestamp(result.at)),
    }
}

pub(super) fn suspension(suspension: &Suspension) -> told::Suspension {
    told::Suspension {
        ground: suspension.ground.number(),
        reason: suspension.reason.clone(),
        approver: suspension.approver.clone(),
        suspend_time: Some(timestamp(suspension.at)),
        resume_time: suspension.ended_at.map(timestamp),
    }
}
