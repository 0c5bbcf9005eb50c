//! What happened to a case, in the order of its life.

use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::course as told;

use super::{inquiry, outcome, outside, overlay, procedure};
use crate::domain::CaseFile;
use crate::domain::terms::{Fen, Officer};

pub(super) fn course(case: &CaseFile, accruing: Fen) -> pb::Course {
    let course = &case.course;
    let conclusion = course.conclusion.as_ref();
    pb::Course {
        verification: course.verification.as_ref().map(inquiry::verification),
        disputes: course.disputes.iter().map(inquiry::dispute).collect(),
        officers: course.officers.iter().map(officer).collect(),
        evidence: course.evidence.iter().map(inquiry::evidence).collect(),
        preservations: course.preservations.iter().map(inquiry::preservation).collect(),
        measures: course.measures.iter().map(inquiry::measure).collect(),
        corrections: course.corrections.iter().map(inquiry::correction).collect(),
        suspensions: course.suspensions.iter().map(inquiry::suspension).collect(),
        concluded_facts: conclusion.map(|conclusion| conclusion.facts.clone()).unwrap_or_default(),
        concluded_by: conclusion.map(|conclusion| conclusion.officers.clone()).unwrap_or_default(),
        proposal: course.proposal.as_ref().map(procedure::proposal),
        notices: course.notices.iter().map(procedure::notice).collect(),
        statements: course.statements.iter().map(procedure::statement).collect(),
        waivers: course.waivers.iter().map(procedure::waiver).collect(),
        hearings: course.hearings.iter().map(procedure::hearing).collect(),
        reviews: course.reviews.iter().map(procedure::review).collect(),
        discussions: course.discussions.iter().map(procedure::discussion).collect(),
        decisions: course.decisions.iter().map(procedure::decision).collect(),
        account: (!course.account.is_empty()).then(|| outcome::account(&course.account, accruing)),
        cash: course.cash.iter().map(outcome::cash).collect(),
        performances: course.performances.iter().map(outcome::performance).collect(),
        instalments: course.deferral.iter().flat_map(outcome::instalments).collect(),
        demands: course.demands.iter().map(outcome::demand).collect(),
        court: course.court.as_ref().map(outcome::court),
        publications: course.publications.iter().map(overlay::publication).collect(),
        remedies: course.remedies.iter().map(overlay::remedy).collect(),
        crimes: course.crimes.iter().map(overlay::crime).collect(),
        recusals: course.recusals.iter().map(overlay::recusal).collect(),
        rehomings: course.rehomings.iter().map(overlay::rehoming).collect(),
        documents: course.documents.iter().map(overlay::document).collect(),
        concluded_bases: conclusion
            .map(|conclusion| conclusion.bases.iter().map(inquiry::base).collect())
            .unwrap_or_default(),
        outside: course.outside.iter().map(outside::outside).collect(),
    }
}

fn officer(officer: &Officer) -> told::Officer {
    told::Officer {
        subject: officer.subject.clone(),
        certificate: officer.certificate.clone(),
    }
}
