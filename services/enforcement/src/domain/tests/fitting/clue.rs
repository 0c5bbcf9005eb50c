//! The clue, and whose it is.

use super::{THING, words};
use crate::domain::Command;
use crate::domain::command::TransferOut;
use crate::domain::terms::TransferTarget;
use crate::domain::tests::given::{BUREAU, CHEN, LI, WANG, WATER, code};

pub(super) fn dismiss() -> Command {
    Command::DismissClue {
        reason: words(),
        told: None,
    }
}

pub(super) fn transfer_out() -> Command {
    Command::TransferOut(TransferOut {
        target: TransferTarget::Police,
        organ: "公安分局".to_owned(),
        unit: None,
        reason: words(),
    })
}

pub(super) fn raise_dispute() -> Command {
    Command::RaiseDispute {
        id: THING,
        with: code(WATER),
        reason: words(),
    }
}

pub(super) fn settle_dispute() -> Command {
    Command::SettleDispute {
        owner: code(BUREAU),
        reference: words(),
    }
}

pub(super) fn designate() -> Command {
    Command::Designate {
        owner: code(BUREAU),
        reasons: words(),
    }
}

pub(super) fn assign() -> Command {
    Command::AssignOfficers {
        officers: vec![LI.to_owned(), WANG.to_owned(), CHEN.to_owned()],
    }
}
