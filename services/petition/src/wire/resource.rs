//! The petition and its timeline as callers see them.

use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::fault::Corrupt;
use shiyu_kit::journal;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;

use super::petition_name;
use super::terms;
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
        received_time: Some(terms::timestamp(petition.received_at)),
        source_reference: submission.source_reference.clone().unwrap_or_default(),
        stage: terms::stage(stage.name()).into(),
        unit: petition.unit.to_string(),
        register_time: Some(terms::timestamp(petition.registered_at)),
        clocks: petition.clocks.iter().map(terms::clock).collect(),
        forwarding: stage.forwarding().map(forwarding),
        acceptance: stage.acceptance().map(acceptance),
        handling: stage.handling().map(handling),
        issued_opinion: stage.issue().map(issue),
        delivery: stage.service().map(delivery),
        closure: stage.closure().map(closure),
    }
}

/// A step of a petition, without anybody's words.
///
/// # Errors
/// [`Corrupt`] when the journal's actor cannot be read.
pub fn timeline(row: &journal::Model) -> Result<common::TimelineEntry, Corrupt> {
    let by: Actor = serde_json::from_str(&row.actor).map_err(|error| Corrupt {
        table: "journal",
        id: row.event_id.to_string(),
        what: format!("actor: {error}"),
    })?;
    Ok(common::TimelineEntry {
        version: row.version,
        kind: row.kind.clone(),
        time: Some(terms::timestamp(row.at)),
        actor: Some(actor(by)),
        act_id: row.act_id.to_string(),
    })
}

fn actor(by: Actor) -> common::Actor {
    let (kind, subject, unit) = match by {
        Actor::Person { subject, unit, .. } => (common::ActorKind::Person, subject, unit.unwrap_or_default()),
        Actor::Service { name } => (common::ActorKind::Service, name, String::new()),
        Actor::Clock => (common::ActorKind::Clock, String::new(), String::new()),
    };
    common::Actor {
        kind: kind.into(),
        subject,
        unit,
    }
}

fn forwarding(forwarding: &Forwarding) -> pb::Forwarding {
    pb::Forwarding {
        from_unit: forwarding.from.to_string(),
        to_unit: forwarding.to.to_string(),
        forward_time: Some(terms::timestamp(forwarding.at)),
    }
}

fn acceptance(acceptance: &Acceptance) -> pb::Acceptance {
    pb::Acceptance {
        unit: acceptance.forwarding.to.to_string(),
        accept_time: Some(terms::timestamp(acceptance.at)),
        notice_method: terms::method(acceptance.notice).into(),
    }
}

fn handling(handling: &Handling) -> pb::Handling {
    let (kind, path) = terms::classification(handling.classification);
    pb::Handling {
        start_time: Some(terms::timestamp(handling.at)),
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
        issue_time: Some(terms::timestamp(issue.at)),
        issuer: issue.issued_by.clone(),
        approver: issue.approved_by.clone(),
    }
}

fn delivery(service: &Service) -> pb::Delivery {
    pb::Delivery {
        method: terms::method(service.method).into(),
        serve_time: Some(terms::timestamp(service.at)),
        proof: service.proof.clone(),
    }
}

fn closure(closure: &Closure) -> pb::Closure {
    pb::Closure {
        closing: terms::closing(closure.closing).into(),
        close_time: Some(terms::timestamp(closure.at)),
    }
}
