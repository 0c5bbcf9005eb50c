//! What was done while it was handled, and how it was answered.

use shiyu_proto::petition::v1 as pb;

use crate::domain::course::{Assistance, Delivery, Draft, Duty, Execution, FastTrack, Hearing, Opinion, OpinionIssued, Reply};
use crate::wire::terms::{Word, number, timestamp};

pub(super) fn duty(duty: &Duty) -> pb::Duty {
    pb::Duty {
        organ: duty.organ.to_string(),
        ask_time: Some(timestamp(duty.asked_at)),
        reports: duty.reports.clone(),
        declined: duty.declined.clone().unwrap_or_default(),
        earlier_organs: duty.earlier.iter().map(ToString::to_string).collect(),
    }
}

pub(super) fn fast_track(track: &FastTrack) -> pb::FastTrack {
    pb::FastTrack {
        since_time: Some(timestamp(track.since)),
        leave_time: track.left_at.map(timestamp),
        reason: track.reason.clone().unwrap_or_default(),
    }
}

pub(super) fn hearing(hearing: &Hearing) -> pb::Hearing {
    pb::Hearing {
        host: hearing.host.clone(),
        open_time: Some(timestamp(hearing.opened_at)),
        close_time: hearing.closed_at.map(timestamp),
        finding: hearing.finding.clone().unwrap_or_default(),
    }
}

pub(super) fn assistance(assistance: &Assistance) -> pb::Assistance {
    pb::Assistance {
        unit: assistance.unit.to_string(),
        task: assistance.task.clone(),
        ask_time: Some(timestamp(assistance.asked_at)),
        report: assistance.report.clone().unwrap_or_default(),
        report_time: assistance.reported_at.map(timestamp),
    }
}

fn opinion(opinion: &Opinion) -> pb::Opinion {
    pb::Opinion {
        request: opinion.request.clone(),
        facts_and_reasons: opinion.facts_and_reasons.clone(),
        decision: opinion.decision.number(),
        legal_basis: opinion.legal_basis.clone(),
        remedy_notice: opinion.remedy_notice.clone(),
    }
}

pub(super) fn draft(draft: &Draft) -> pb::Draft {
    pb::Draft {
        opinion: Some(opinion(&draft.opinion)),
        drafter: draft.by.clone(),
        draft_time: Some(timestamp(draft.at)),
    }
}

pub(super) fn issued(issued: &OpinionIssued) -> pb::IssuedOpinion {
    pb::IssuedOpinion {
        opinion: Some(opinion(&issued.opinion)),
        issue_time: Some(timestamp(issued.at)),
        drafter: issued.drafted_by.clone(),
        issuer: issued.issued_by.clone(),
        delivery: issued.delivery.as_ref().map(delivery),
    }
}

pub(super) fn delivery(delivery: &Delivery) -> pb::Delivery {
    pb::Delivery {
        method: delivery.method.number(),
        serve_time: Some(timestamp(delivery.at)),
        proof: delivery.proof.clone(),
    }
}

pub(super) fn reply(reply: &Reply) -> pb::Reply {
    pb::Reply {
        adoption: number(reply.adoption),
        text: reply.text.clone(),
        reply_time: Some(timestamp(reply.at)),
    }
}

pub(super) fn execution(execution: &Execution) -> pb::Execution {
    pb::Execution {
        since_time: Some(timestamp(execution.since)),
        report: execution.report.clone().unwrap_or_default(),
        done_time: execution.done_at.map(timestamp),
    }
}
