//! The petition as callers see it.

use shiyu_kit::case::Filed;
use shiyu_proto::petition::v1 as pb;

use super::petition_name;
use super::terms::{self, timestamp};
use crate::domain::{Acceptance, Closure, Forwarding, Handling, Issue, Petition, Service};

/// A petition as callers see it.
#[must_use]
pub fn petition(filed: &Filed<Petition>) -> pb::Petition {
    let (petition, submission, stage) = (&filed.case, &filed.case.submission, &filed.case.stage);
    pb::Petition {
        name: petition_name(&petition.county, filed.id),
        etag: filed.version.to_string(),
        channel: terms::channel(submission.channel).into(),
        category: submission.category.to_string(),
        title: submission.title.clone(),
        request: submission.request.clone(),
        facts_and_reasons: submission.facts_and_reasons.clone(),
        place: submission.place.to_string(),
        received_time: Some(timestamp(petition.received_at)),
        source_reference: submission.source_reference.clone().unwrap_or_default(),
        stage: terms::stage(stage.name()).into(),
        unit: petition.unit.to_string(),
        register_time: Some(timestamp(petition.registered_at)),
        clocks: petition.clocks.iter().map(terms::clock).collect(),
        forwarding: stage.forwarding().map(forwarding),
        acceptance: stage.acceptance().map(acceptance),
        handling: stage.handling().map(handling),
        issued_opinion: stage.issue().map(issue),
        delivery: stage.service().map(delivery),
        closure: stage.closure().map(closure),
    }
}

fn forwarding(forwarding: &Forwarding) -> pb::Forwarding {
    pb::Forwarding {
        from_unit: forwarding.from.to_string(),
        to_unit: forwarding.to.to_string(),
        forward_time: Some(timestamp(forwarding.at)),
    }
}

fn acceptance(acceptance: &Acceptance) -> pb::Acceptance {
    pb::Acceptance {
        unit: acceptance.forwarding.to.to_string(),
        accept_time: Some(timestamp(acceptance.at)),
        notice_method: terms::method(acceptance.notice).into(),
    }
}

fn handling(handling: &Handling) -> pb::Handling {
    let (kind, path) = terms::classification(handling.classification);
    pb::Handling {
        start_time: Some(timestamp(handling.at)),
        kind: kind.into(),
        path: path.into(),
    }
}

fn issue(issue: &Issue) -> pb::IssuedOpinion {
    let opinion = &issue.opinion;
    pb::IssuedOpinion {
        opinion: Some(pb::Opinion {
            request: opinion.request.clone(),
            facts_and_reasons: opinion.facts_and_reasons.clone(),
            decision: terms::decision(opinion.decision).into(),
            legal_basis: opinion.legal_basis.clone(),
            remedy_notice: opinion.remedy_notice.clone(),
        }),
        issue_time: Some(timestamp(issue.at)),
        issuer: issue.issued_by.clone(),
        approver: issue.approved_by.clone(),
    }
}

fn delivery(service: &Service) -> pb::Delivery {
    pb::Delivery {
        method: terms::method(service.method).into(),
        serve_time: Some(timestamp(service.at)),
        proof: service.proof.clone(),
    }
}

fn closure(closure: &Closure) -> pb::Closure {
    pb::Closure {
        closing: terms::closing(closure.closing).into(),
        close_time: Some(timestamp(closure.at)),
    }
}
