//! What goes on beside the stages.

use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use time::OffsetDateTime;

use crate::domain::Adoption;
use crate::domain::course::{AccountabilityProposal, Evaluation, Supervision, UrgentReport};
use crate::wire::terms::{Word, number, timestamp};

pub(super) fn urgent(report: &UrgentReport, matter: pb::Matter) -> pb::UrgencyReported {
    pb::UrgencyReported {
        matter: Some(matter),
        to_units: report.to.iter().map(ToString::to_string).collect(),
        report_time: Some(timestamp(report.at)),
    }
}

pub(super) fn supervised(supervision: &Supervision, matter: pb::Matter) -> pb::SupervisionIssued {
    pb::SupervisionIssued {
        matter: Some(matter),
        supervised_unit: supervision.unit.to_string(),
        fault: supervision.fault.number(),
        issue_time: Some(timestamp(supervision.at)),
    }
}

pub(super) fn proposed(proposal: &AccountabilityProposal, matter: pb::Matter) -> pb::AccountabilityProposed {
    pb::AccountabilityProposed {
        matter: Some(matter),
        unit: proposal.unit.to_string(),
        ground: proposal.ground.number(),
        organ: proposal.organ.to_string(),
        propose_time: Some(timestamp(proposal.at)),
    }
}

pub(super) fn proposal_answered(adoption: Adoption, at: OffsetDateTime, matter: pb::Matter) -> pb::AccountabilityAnswered {
    pb::AccountabilityAnswered {
        matter: Some(matter),
        adoption: adoption.number(),
        answer_time: Some(timestamp(at)),
    }
}

/// Who rated is not told.
pub(super) fn evaluated(evaluation: &Evaluation, handler: Option<&Code>, matter: pb::Matter) -> pb::MatterEvaluated {
    pb::MatterEvaluated {
        unit: handler.map(ToString::to_string).unwrap_or_default(),
        matter: Some(matter),
        petition_office: number(evaluation.petition_office),
        handling_unit: number(evaluation.handling_unit),
        evaluate_time: Some(timestamp(evaluation.at)),
    }
}
