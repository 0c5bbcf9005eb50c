//! Review and re-review.

use shiyu_proto::petition::v1 as pb;

use super::work::delivery;
use crate::domain::Petition;
use crate::domain::course::{Publication, RemedyCase, RulingGiven};
use crate::wire::terms::{Word, timestamp};

pub(super) fn remedy(case: &RemedyCase) -> pb::Remedy {
    let (taken_up, dismissed) = (case.taken_up.as_ref(), case.dismissed.as_ref());
    pb::Remedy {
        kind: case.remedy.number(),
        party: case.party.to_string(),
        reasons: case.reasons.clone(),
        request_time: Some(timestamp(case.requested_at)),
        organ: case.organ.to_string(),
        unit: taken_up.map(|taken_up| taken_up.unit.to_string()).unwrap_or_default(),
        reviewer: taken_up.map(|taken_up| taken_up.by.clone()).unwrap_or_default(),
        take_up_time: taken_up.map(|taken_up| timestamp(taken_up.at)),
        decision: case.ruling.as_ref().map(decision),
        post_time: case.posted_at.map(timestamp),
        dismissal: dismissed.map(|dismissed| dismissed.reason.clone()).unwrap_or_default(),
        dismiss_time: dismissed.map(|dismissed| timestamp(dismissed.at)),
    }
}

fn decision(given: &RulingGiven) -> pb::RemedyDecision {
    pb::RemedyDecision {
        ruling: given.ruling.number(),
        text: given.text.clone(),
        legal_basis: given.legal_basis.clone(),
        supported: given.supported,
        decider: given.decided_by.clone(),
        decide_time: Some(timestamp(given.at)),
        delivery: given.delivery.as_ref().map(delivery),
    }
}

pub(super) fn publication(publication: &Publication) -> pb::RulingPublication {
    pb::RulingPublication {
        text: publication.text.clone(),
        consent_reference: publication.consent.clone(),
        publish_time: Some(timestamp(publication.at)),
        withdraw_time: publication.withdrawn_at.map(timestamp),
    }
}

/// A decision as the public reads it; nothing of a matter of which none is shown.
#[must_use]
pub fn published(petition: &Petition) -> Option<pb::PublishedRuling> {
    let publication = petition.published()?;
    let remedy = petition.course.remedy()?;
    let given = remedy.ruling.as_ref()?;
    Some(pb::PublishedRuling {
        organ: remedy.organ.to_string(),
        category: petition.submission.category.to_string(),
        ruling: given.ruling.number(),
        text: publication.text.clone(),
        legal_basis: given.legal_basis.clone(),
        decide_time: Some(timestamp(given.at)),
        publish_time: Some(timestamp(publication.at)),
    })
}
