//! What goes on beside the stages.

use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;

use crate::domain::course::{
    AccountabilityProposal, CareTask, Evaluation, Milestone, PartyWithdrawal, Recusal, Sponsorship, Supervision, UrgentReport,
};
use crate::wire::terms::{Word, number, timestamp};

pub(super) fn recusal(recusal: &Recusal) -> pb::Recusal {
    pb::Recusal {
        subject: recusal.subject.clone(),
        reason: recusal.reason.clone(),
        recuse_time: Some(timestamp(recusal.at)),
    }
}

pub(super) fn withdrawal(withdrawal: &PartyWithdrawal) -> pb::PartyWithdrawal {
    pb::PartyWithdrawal {
        party: withdrawal.party.to_string(),
        reason: withdrawal.reason.clone(),
        proof: withdrawal.proof.clone().unwrap_or_default(),
        withdraw_time: Some(timestamp(withdrawal.at)),
    }
}

/// Who rated is not told.
pub(super) fn evaluation(evaluation: &Evaluation) -> pb::Evaluation {
    pb::Evaluation {
        petition_office: number(evaluation.petition_office),
        handling_unit: number(evaluation.handling_unit),
        evaluate_time: Some(timestamp(evaluation.at)),
        taken_down_unit: evaluation.taken_down.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

/// A step of a petition as staff read it: of a rating not who gave it (G-19).
#[must_use]
pub fn step(entry: common::TimelineEntry) -> common::TimelineEntry {
    let rated = matches!(entry.kind.as_str(), "matter.evaluated" | "matter.rated_again");
    let actor = entry.actor.map(|actor| match actor.kind() {
        common::ActorKind::Party if rated => common::Actor {
            subject: String::new(),
            ..actor
        },
        common::ActorKind::Unspecified
        | common::ActorKind::Person
        | common::ActorKind::Service
        | common::ActorKind::Clock
        | common::ActorKind::Party => actor,
    });
    common::TimelineEntry { actor, ..entry }
}

pub(super) fn sponsorship(sponsorship: &Sponsorship) -> pb::Sponsorship {
    pb::Sponsorship {
        leader: sponsorship.leader.clone(),
        responsible: sponsorship.responsible.clone(),
        plan: sponsorship.plan.clone(),
        milestones: sponsorship.milestones.iter().map(milestone).collect(),
        root_cause: sponsorship.root_cause.as_ref().map(ToString::to_string).unwrap_or_default(),
        sponsor_time: Some(timestamp(sponsorship.at)),
    }
}

fn milestone(milestone: &Milestone) -> pb::Milestone {
    pb::Milestone {
        title: milestone.title.clone(),
        due_date: milestone.due.to_string(),
        done_time: milestone.done_at.map(timestamp),
    }
}

pub(super) fn supervision(supervision: &Supervision) -> pb::Supervision {
    pb::Supervision {
        id: supervision.id.to_string(),
        unit: supervision.unit.to_string(),
        fault: supervision.fault.number(),
        suggestion: supervision.suggestion.clone(),
        issue_time: Some(timestamp(supervision.at)),
        answer: supervision.answer.clone().unwrap_or_default(),
        answer_time: supervision.answered_at.map(timestamp),
    }
}

pub(super) fn proposal(proposal: &AccountabilityProposal) -> pb::AccountabilityProposal {
    let answered = proposal.answered.as_ref();
    pb::AccountabilityProposal {
        id: proposal.id.to_string(),
        unit: proposal.unit.to_string(),
        ground: proposal.ground.number(),
        reason: proposal.reason.clone(),
        organ: proposal.organ.to_string(),
        reference: proposal.reference.clone(),
        propose_time: Some(timestamp(proposal.at)),
        adoption: number(answered.map(|answered| answered.adoption)),
        answer: answered.map(|answered| answered.text.clone()).unwrap_or_default(),
        answer_time: answered.map(|answered| timestamp(answered.at)),
    }
}

pub(super) fn urgent(report: &UrgentReport) -> pb::UrgentReport {
    pb::UrgentReport {
        units: report.to.iter().map(ToString::to_string).collect(),
        reason: report.reason.clone(),
        report_time: Some(timestamp(report.at)),
    }
}

pub(super) fn care(task: &CareTask) -> pb::CareTask {
    pb::CareTask {
        id: task.id.to_string(),
        unit: task.unit.to_string(),
        task: task.task.clone(),
        add_time: Some(timestamp(task.at)),
        done_time: task.done_at.map(timestamp),
    }
}
