//! What others are told: grids, roles, counts, units and times; never who, and never words.

use std::collections::BTreeMap;

use shiyu_kit::operations::timestamp;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;

use super::terms;
use crate::domain::terms::{GridCode, GridRole};
use crate::team::domain::Item;

/// `team.changed`.
#[must_use]
pub fn team_changed((grid, role): (&GridCode, GridRole), active: &BTreeMap<GridRole, usize>, at: OffsetDateTime) -> pb::TeamChanged {
    let count = |(role, people): (&GridRole, &usize)| pb::RoleCount {
        role: terms::role(*role).into(),
        people: i32::try_from(*people).unwrap_or(i32::MAX),
    };
    pb::TeamChanged {
        grid: grid.to_string(),
        role: terms::role(role).into(),
        active: active.iter().map(count).collect(),
        change_time: Some(timestamp(at)),
    }
}

/// `admission.decided`.
#[must_use]
pub fn admission_decided(item: &Item, at: OffsetDateTime) -> pb::AdmissionDecided {
    let proposal = &item.proposal;
    pb::AdmissionDecided {
        item: proposal.id.to_string(),
        department: proposal.department.to_string(),
        class: proposal.class.map(|class| class.to_string()).unwrap_or_default(),
        state: terms::state(item.state()).into(),
        frequency: terms::frequency(proposal.frequency).into(),
        unit_cost_fen: proposal.unit_cost_fen,
        minutes_each: proposal.minutes_each,
        from_date: proposal.from.to_string(),
        to_date: proposal.to.to_string(),
        decide_time: Some(timestamp(at)),
    }
}
