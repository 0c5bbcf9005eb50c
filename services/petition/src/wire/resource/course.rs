//! What happened to a petition, in the order of its life.

use shiyu_kit::referral::referral;
use shiyu_proto::petition::v1 as pb;

use super::{beside, boundary, remedy, work};
use crate::domain::Petition;
use crate::domain::course::{
    Acceptance, Classified, CompletenessNotice, Course, Designation, Forwarding, Message, Objection, Sender, Supplement,
};
use crate::wire::petition_name;
use crate::wire::terms::{Word, classification, timestamp};

pub(super) fn course(petition: &Petition) -> pb::Course {
    let course: &Course = &petition.course;
    pb::Course {
        completeness_notice: course.notice.as_ref().map(notice),
        supplements: course.supplements.iter().map(supplement).collect(),
        forwardings: course.forwardings.iter().map(forwarding).collect(),
        objections: course.objections.iter().map(objection).collect(),
        designations: course.designations.iter().map(designation).collect(),
        acceptance: course.acceptance.as_ref().map(acceptance),
        classifications: course.classifications.iter().map(classified).collect(),
        duty: course.duty.as_ref().map(work::duty),
        hearings: course.hearings.iter().map(work::hearing).collect(),
        assistances: course.assistances.iter().map(work::assistance).collect(),
        draft: course.draft.as_ref().map(work::draft),
        opinions: course.opinions.iter().map(work::issued).collect(),
        reply: course.reply.as_ref().map(work::reply),
        remedies: course.remedies.iter().map(remedy::remedy).collect(),
        execution: course.execution.as_ref().map(work::execution),
        referrals: course.referrals.iter().map(referral).collect(),
        recusals: course.recusals.iter().map(beside::recusal).collect(),
        evaluation: course.evaluation.as_ref().map(beside::evaluation),
        sponsorship: course.sponsorship.as_ref().map(beside::sponsorship),
        supervisions: course.supervisions.iter().map(beside::supervision).collect(),
        accountability_proposals: course.proposals.iter().map(beside::proposal).collect(),
        publication: course.publication.as_ref().map(remedy::publication),
        messages: course.messages.iter().map(message).collect(),
        fast_track: course.fast_track.as_ref().map(work::fast_track),
        competent_unit: petition.competent().map(ToString::to_string).unwrap_or_default(),
        boundary: course.boundary.as_ref().map(boundary::boundary),
        outside: course.outside.as_ref().map(boundary::outside),
        urgent_report: course.urgent.as_ref().map(beside::urgent),
        care_tasks: course.care.iter().map(beside::care).collect(),
        follows: course.follows.map(|id| petition_name(&petition.county, id)).unwrap_or_default(),
        followed_by: course.followed_by.iter().map(|id| petition_name(&petition.county, *id)).collect(),
        merged_petitions: course.joined.iter().map(|id| petition_name(&petition.county, *id)).collect(),
        withdrawals: course.withdrawals.iter().map(beside::withdrawal).collect(),
    }
}

fn notice(notice: &CompletenessNotice) -> pb::CompletenessNotice {
    pb::CompletenessNotice {
        missing: notice.missing.clone(),
        method: notice.method.number(),
        notice_time: Some(timestamp(notice.at)),
    }
}

fn supplement(supplement: &Supplement) -> pb::Supplement {
    pb::Supplement {
        party: supplement.party.to_string(),
        text: supplement.text.clone(),
        supplement_time: Some(timestamp(supplement.at)),
    }
}

pub(in crate::wire) fn message(message: &Message) -> pb::Message {
    let (party, unit) = match &message.from {
        Sender::Party(party) => (party.to_string(), String::new()),
        Sender::Unit(unit) => (String::new(), unit.to_string()),
    };
    pb::Message {
        party,
        unit,
        text: message.text.clone(),
        send_time: Some(timestamp(message.at)),
    }
}

fn forwarding(forwarding: &Forwarding) -> pb::Forwarding {
    pb::Forwarding {
        from_unit: forwarding.from.to_string(),
        to_unit: forwarding.to.to_string(),
        forward_time: Some(timestamp(forwarding.at)),
        report_days: days(forwarding.report_days),
    }
}

/// 0 for none.
pub(in crate::wire) fn days(days: Option<u32>) -> i32 {
    i32::try_from(days.unwrap_or_default()).unwrap_or(i32::MAX)
}

fn objection(objection: &Objection) -> pb::Objection {
    pb::Objection {
        unit: objection.by.to_string(),
        reasons: objection.reasons.clone(),
        competent_unit: objection.competent.as_ref().map(ToString::to_string).unwrap_or_default(),
        object_time: Some(timestamp(objection.at)),
        decided: objection.agreed.is_some(),
        agreed: objection.agreed.unwrap_or_default(),
    }
}

fn designation(designation: &Designation) -> pb::Designation {
    pb::Designation {
        unit: designation.unit.to_string(),
        by_unit: designation.by.as_ref().map(ToString::to_string).unwrap_or_default(),
        reasons: designation.reasons.clone(),
        designate_time: Some(timestamp(designation.at)),
    }
}

fn acceptance(acceptance: &Acceptance) -> pb::Acceptance {
    pb::Acceptance {
        unit: acceptance.unit.to_string(),
        accept_time: Some(timestamp(acceptance.at)),
        notice_method: acceptance.notice.map(Word::number).unwrap_or_default(),
    }
}

fn classified(classified: &Classified) -> pb::Classified {
    let (kind, path) = classification(classified.classification);
    pb::Classified {
        kind,
        path,
        classify_time: Some(timestamp(classified.at)),
    }
}
