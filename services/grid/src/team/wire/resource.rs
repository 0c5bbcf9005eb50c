//! The teams' things as resources.

use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use super::terms;
use crate::domain::terms::GridRole;
use crate::team::domain::{Assignment, Gap, Item, capability};

pub(super) const ASSIGNMENTS: &str = "assignments";
pub(super) const ITEMS: &str = "admissionItems";

fn named(county: &Code, collection: &str, id: Uuid) -> String {
    format!("counties/{county}/{collection}/{id}")
}

/// An assignment, for those who oversee its grid and for its holder.
#[must_use]
pub fn assignment(assignment: &Assignment, county: &Code) -> pb::Assignment {
    let certificate = assignment.certificate.as_ref().map(|certificate| pb::Certificate {
        number: certificate.number.clone(),
        valid_to: certificate.valid_to.to_string(),
    });
    let unended = pb::AssignmentEnding::Unspecified;
    pb::Assignment {
        name: named(county, ASSIGNMENTS, assignment.id),
        grid: assignment.grid.to_string(),
        subject: assignment.subject.clone(),
        role: terms::role(assignment.role).into(),
        from_date: assignment.from.to_string(),
        to_date: assignment.to.map(|day| day.to_string()).unwrap_or_default(),
        certificate,
        ending: assignment.ended.map_or(unended, |ended| terms::ending(ended.why)).into(),
        end_time: assignment.ended.map(|ended| timestamp(ended.at)),
    }
}

/// What a grid lacks.
#[must_use]
pub fn gap(gap: &Gap, county: &Code) -> pb::TeamGap {
    let lapsing = gap.lapsing.iter().map(|lapsing| pb::LapsingCertificate {
        assignment: named(county, ASSIGNMENTS, lapsing.assignment),
        role: terms::role(lapsing.role).into(),
        valid_to: lapsing.valid_to.to_string(),
        lapsed: lapsing.lapsed,
    });
    pb::TeamGap {
        grid: gap.grid.to_string(),
        missing: gap.missing.iter().map(|role| terms::role(*role).into()).collect(),
        lapsing: lapsing.collect(),
        stranded: gap.stranded.iter().map(|id| named(county, ASSIGNMENTS, *id)).collect(),
    }
}

/// What a role may and may never do.
#[must_use]
pub fn capabilities(role: GridRole) -> pb::RoleCapabilities {
    let words = |list: Vec<_>| list.into_iter().map(|can| terms::capability(can).into()).collect();
    pb::RoleCapabilities {
        role: terms::role(role).into(),
        may: words(capability::may(role)),
        never: words(capability::never(role)),
    }
}

/// An item of the admission list.
#[must_use]
pub fn item(item: &Item, county: &Code) -> pb::AdmissionItem {
    let (proposal, decision, withdrawal) = (&item.proposal, item.decision.as_ref(), item.withdrawal.as_ref());
    let verdict = decision.map(|decision| &decision.verdict);
    let refused = verdict.and_then(|verdict| verdict.as_ref().err());
    let reason = withdrawal.map(|withdrawal| &withdrawal.reason).or(refused);
    pb::AdmissionItem {
        name: named(county, ITEMS, proposal.id),
        department: proposal.department.to_string(),
        title: proposal.title.clone(),
        task: proposal.task.clone(),
        class: proposal.class.map(|class| class.to_string()).unwrap_or_default(),
        frequency: terms::frequency(proposal.frequency).into(),
        unit_cost_fen: proposal.unit_cost_fen,
        minutes_each: proposal.minutes_each,
        from_date: proposal.from.to_string(),
        to_date: proposal.to.to_string(),
        state: terms::state(item.state()).into(),
        propose_time: Some(timestamp(item.proposed_at)),
        approval_document: verdict.and_then(|verdict| verdict.clone().ok()).unwrap_or_default(),
        decided_by: decision.map(|decision| decision.by.to_string()).unwrap_or_default(),
        decide_time: decision.map(|decision| timestamp(decision.at)),
        reason: reason.cloned().unwrap_or_default(),
        withdraw_time: withdrawal.map(|withdrawal| timestamp(withdrawal.at)),
    }
}
