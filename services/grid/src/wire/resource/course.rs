//! What happened to an event, in the order of its life.

use shiyu_kit::referral::referral;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::event_course as told;

use super::{overlay, settle, way};
use crate::domain::course::{Course, Handling, Inspection, StepDone, Suspension, Verification};
use crate::wire::event_name;
use crate::wire::terms::{Word, number, timestamp};

pub(super) fn course(course: &Course, county: &Code) -> pb::EventCourse {
    let (acceptance, filing) = (course.acceptance.as_ref(), course.filing.as_ref());
    pb::EventCourse {
        verification: course.verification.as_ref().map(verification),
        accepted_by: acceptance.map(|acceptance| acceptance.by.clone()).unwrap_or_default(),
        accept_time: acceptance.map(|acceptance| timestamp(acceptance.at)),
        taken_up_by: course.taken_up_by.clone().unwrap_or_default(),
        filed_by: filing.map(|filing| filing.by.clone()).unwrap_or_default(),
        filed_level: number(filing.map(|filing| filing.level)),
        file_time: filing.map(|filing| timestamp(filing.at)),
        transfers: course.transfers.iter().map(way::transfer).collect(),
        dispatches: course.dispatches.iter().map(way::dispatch).collect(),
        returns: course.returns.iter().map(way::returned).collect(),
        escalations: course.escalations.iter().map(way::escalation).collect(),
        handlings: course.handlings.iter().map(handling).collect(),
        steps: course.steps.iter().map(step).collect(),
        inspections: course.inspections.iter().map(inspection).collect(),
        suspensions: course.suspensions.iter().map(suspension).collect(),
        referrals: course.referrals.iter().map(referral).collect(),
        boundary: course.boundary.as_ref().map(settle::boundary),
        outside: course.outside.as_ref().map(settle::outside),
        evidence: course.evidence.iter().map(overlay::evidence).collect(),
        evaluation: course.evaluation.as_ref().map(overlay::evaluation),
        reward: course.reward.as_ref().map(overlay::reward),
        designated_unit: course.designated.as_ref().map(ToString::to_string).unwrap_or_default(),
        duplicates: course.duplicates.iter().map(|event| event_name(county, *event)).collect(),
        contact_time: course.contact.as_ref().map(|contact| timestamp(contact.at)),
        recusals: course.recusals.iter().map(overlay::recusal).collect(),
    }
}

fn verification(verification: &Verification) -> told::Verification {
    told::Verification {
        asked: verification.asked.clone().unwrap_or_default(),
        by: verification.by.clone().unwrap_or_default(),
        found: verification.found.unwrap_or_default(),
        note: verification.note.clone(),
        order_time: Some(timestamp(verification.ordered_at)),
        verify_time: verification.reported_at.map(timestamp),
    }
}

fn handling(handling: &Handling) -> told::Handling {
    told::Handling {
        by: handling.by.clone(),
        report: handling.report.clone(),
        measures: handling.measures.iter().map(|measure| measure.number()).collect(),
        evidence: handling.evidence.clone(),
        handle_time: Some(timestamp(handling.at)),
        enforcement_case: handling.enforcement_case.clone().unwrap_or_default(),
    }
}

fn step(done: &StepDone) -> told::Step {
    told::Step {
        step: done.step.number(),
        by: done.by.clone(),
        note: done.note.clone(),
        enforcement_case: done.enforcement_case.clone().unwrap_or_default(),
        done_time: Some(timestamp(done.at)),
    }
}

fn inspection(inspection: &Inspection) -> told::Inspection {
    told::Inspection {
        by: inspection.by.clone(),
        passed: inspection.passed,
        note: inspection.note.clone(),
        inspect_time: Some(timestamp(inspection.at)),
    }
}

fn suspension(suspension: &Suspension) -> told::Suspension {
    told::Suspension {
        ground: suspension.ground.number(),
        reason: suspension.reason.clone(),
        approver: suspension.approver.clone(),
        review_date: suspension.review_on.to_string(),
        suspend_time: Some(timestamp(suspension.at)),
        resume_time: suspension.ended_at.map(timestamp),
        resume_stage: suspension.goes_on().name().number(),
    }
}
