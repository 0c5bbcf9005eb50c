//! The way an event took.

use shiyu_proto::grid::v1::event_course as told;

use crate::domain::course::{Dispatch, Escalation, Return, Transfer};
use crate::wire::terms::{Word, number, timestamp};

pub(super) fn dispatch(dispatch: &Dispatch) -> told::Dispatch {
    told::Dispatch {
        unit: dispatch.to.to_string(),
        platform: number(dispatch.platform),
        level: dispatch.level.number(),
        rule: dispatch.rule.clone().unwrap_or_default(),
        table_version: dispatch.table.unwrap_or_default(),
        reason: dispatch.reason.clone().unwrap_or_default(),
        by: dispatch.by.clone(),
        by_unit: dispatch.by_unit.to_string(),
        dispatch_time: Some(timestamp(dispatch.at)),
        signed_by: dispatch.signed_by.clone().unwrap_or_default(),
        sign_time: dispatch.signed_at.map(timestamp),
    }
}

pub(super) fn transfer(transfer: &Transfer) -> told::Transfer {
    told::Transfer {
        from_unit: transfer.from.to_string(),
        to_unit: transfer.to.to_string(),
        reason: transfer.reason.clone(),
        by: transfer.by.clone(),
        transfer_time: Some(timestamp(transfer.at)),
    }
}

pub(super) fn returned(back: &Return) -> told::Return {
    told::Return {
        unit: back.by_unit.to_string(),
        reason: back.reason.clone(),
        competent_unit: back.competent.as_ref().map(ToString::to_string).unwrap_or_default(),
        return_time: Some(timestamp(back.at)),
    }
}

pub(super) fn escalation(escalation: &Escalation) -> told::Escalation {
    told::Escalation {
        from_level: escalation.from.number(),
        to_level: escalation.to.number(),
        unit: escalation.to_unit.to_string(),
        ground: escalation.ground.number(),
        reason: escalation.reason.clone(),
        escalate_time: Some(timestamp(escalation.at)),
    }
}
