//! Performance, and the court that enforces it.

use time::Duration;

use super::words;
use crate::domain::Command;
use crate::domain::course::{Course, Instalment};
use crate::domain::terms::{CourtRuling, PenaltyKind};
use crate::domain::tests::given::{Given, NOW, both};

pub(super) fn pay(course: &Course) -> Command {
    Command::Pay {
        amount: course.account.outstanding(),
        reference: format!("R{}", course.account.lines().count()),
        paid_at: NOW,
        on_the_spot: None,
    }
}

pub(super) fn perform() -> Command {
    Command::Perform {
        kind: PenaltyKind::SuspendBusiness,
        note: words(),
        officers: both(),
    }
}

pub(super) fn defer(given: &Given) -> Command {
    let owing = given.case().course.account.outstanding();
    let to_come = given.accruing(shiyu_kit::calendar::local_date(given.now));
    Command::Defer {
        parts: vec![Instalment {
            amount: owing.plus(to_come),
            until: shiyu_kit::calendar::local_date(given.now + Duration::days(30)),
        }],
        application: words(),
    }
}

pub(super) fn apply_to_court() -> Command {
    Command::ApplyToCourt {
        court: words(),
        reference: words(),
    }
}

pub(super) fn court_rule() -> Command {
    Command::CourtRule {
        ruling: CourtRuling::Allowed,
        reference: words(),
    }
}

pub(super) fn refund(course: &Course) -> Command {
    Command::Refund {
        amount: course.account.refundable(),
        reference: words(),
    }
}

pub(super) fn hand_in(course: &Course) -> Command {
    Command::HandIn { receipt: receipt(course) }
}

pub(super) fn bank(course: &Course) -> Command {
    Command::Bank { receipt: receipt(course) }
}

/// Under which cash was taken last.
fn receipt(course: &Course) -> String {
    course.cash.last().map_or_else(words, |cash| cash.receipt.clone())
}
