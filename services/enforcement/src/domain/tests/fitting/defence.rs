//! What the party says, and what a reviewer says.

use uuid::Uuid;

use super::{last, words};
use crate::domain::Command;
use crate::domain::course::Course;
use crate::domain::tests::given::SUSPECT;

pub(super) fn receive_statement(course: &Course) -> Command {
    Command::ReceiveStatement {
        id: Uuid::from_u128(0x50_000 + course.statements.len() as u128),
        party: SUSPECT,
        text: words(),
    }
}

pub(super) fn review_statement(course: &Course) -> Command {
    Command::ReviewStatement {
        statement: last(&course.statements, |statement| statement.id),
        accepted: false,
        reasons: words(),
    }
}

pub(super) fn waive() -> Command {
    Command::Waive {
        party: SUSPECT,
        reference: words(),
    }
}

pub(super) fn decide_review() -> Command {
    Command::DecideReview {
        passed: true,
        opinion: words(),
    }
}
