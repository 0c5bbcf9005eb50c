//! How a decision is performed.

use shiyu_kit::wire::{Word, number, timestamp};
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::course as told;

use super::procedure::{delivery, fen};
use crate::domain::account::{Account, Line};
use crate::domain::course::{Cash, Court, Deferral, Demand, Performance};
use crate::domain::terms::Fen;

/// The lines, how it stands, and the surcharge that is not entered yet.
pub(super) fn account(account: &Account, accruing: Fen) -> told::Account {
    told::Account {
        lines: account.lines().map(line).collect(),
        outstanding_fen: fen(account.outstanding()),
        refundable_fen: fen(account.refundable()),
        accruing_fen: fen(accruing),
    }
}

fn line(line: &Line) -> told::Line {
    told::Line {
        charge: line.charge.number(),
        kind: line.kind.number(),
        amount_fen: fen(line.amount),
        reference: line.reference.clone(),
        time: Some(timestamp(line.at)),
    }
}

pub(super) fn cash(cash: &Cash) -> told::Cash {
    told::Cash {
        amount_fen: fen(cash.amount),
        receipt: cash.receipt.clone(),
        by: cash.by.clone(),
        take_time: Some(timestamp(cash.at)),
        hand_in_time: cash.handed_in_at.map(timestamp),
        bank_time: cash.banked_at.map(timestamp),
    }
}

pub(super) fn performance(performance: &Performance) -> told::Performance {
    told::Performance {
        kind: performance.kind.number(),
        note: performance.note.clone(),
        officers: performance.officers.clone(),
        perform_time: Some(timestamp(performance.at)),
    }
}

pub(super) fn instalments(deferral: &Deferral) -> Vec<pb::Instalment> {
    let part = |part: &crate::domain::course::Instalment| pb::Instalment {
        until_date: part.until.to_string(),
        amount_fen: fen(part.amount),
    };
    deferral.parts.iter().map(part).collect()
}

pub(super) fn demand(demand: &Demand) -> told::Demand {
    told::Demand {
        delivery: Some(delivery(&demand.delivery)),
        serve_time: demand.served_at.map(timestamp),
    }
}

pub(super) fn court(court: &Court) -> told::Court {
    told::Court {
        court: court.court.clone(),
        reference: court.reference.clone(),
        apply_time: Some(timestamp(court.applied_at)),
        accept_time: court.accepted_at.map(timestamp),
        ruling: number(court.ruling),
        rule_time: court.ruled_at.map(timestamp),
        end_time: court.ended_at.map(timestamp),
    }
}
