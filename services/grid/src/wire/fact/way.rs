//! The way an event takes.

use shiyu_proto::grid::v1 as pb;

use crate::domain::course::{Dispatch, Escalation, Return};
use crate::wire::terms::{Word, number, timestamp};

pub(super) fn dispatched(dispatch: &Dispatch, happening: pb::Happening) -> pb::EventDispatched {
    pb::EventDispatched {
        happening: Some(happening),
        to_unit: dispatch.to.to_string(),
        by_unit: dispatch.by_unit.to_string(),
        platform: number(dispatch.platform),
        level: dispatch.level.number(),
        table_version: dispatch.table.unwrap_or_default(),
        rule: dispatch.rule.clone().unwrap_or_default(),
        dispatch_time: Some(timestamp(dispatch.at)),
    }
}

pub(super) fn returned(back: &Return, happening: pb::Happening) -> pb::EventReturned {
    pb::EventReturned {
        happening: Some(happening),
        by_unit: back.by_unit.to_string(),
        competent_unit: back.competent.as_ref().map(ToString::to_string).unwrap_or_default(),
        return_time: Some(timestamp(back.at)),
    }
}

pub(super) fn escalated(escalation: &Escalation, happening: pb::Happening) -> pb::EventEscalated {
    pb::EventEscalated {
        happening: Some(happening),
        from_level: escalation.from.number(),
        to_level: escalation.to.number(),
        to_unit: escalation.to_unit.to_string(),
        ground: escalation.ground.number(),
        escalate_time: Some(timestamp(escalation.at)),
    }
}
