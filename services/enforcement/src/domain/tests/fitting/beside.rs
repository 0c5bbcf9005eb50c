//! What goes on beside the stages: criminal justice, recusals, identities, papers, another holder.

use uuid::Uuid;

use super::{last, words};
use crate::domain::Command;
use crate::domain::command::Rehome;
use crate::domain::course::Course;
use crate::domain::tests::given::{CHEN, SUSPECT, WATER, code};

pub(super) fn decide_transfer() -> Command {
    Command::DecideTransfer {
        approved: true,
        reason: words(),
    }
}

pub(super) fn return_from_justice() -> Command {
    Command::ReturnFromJustice {
        reference: words(),
        ended: false,
    }
}

pub(super) fn request_recusal(course: &Course) -> Command {
    Command::RequestRecusal {
        id: Uuid::from_u128(0xb0_000 + course.recusals.len() as u128),
        subject: CHEN.to_owned(),
        party: Some(SUSPECT),
        reason: words(),
    }
}

pub(super) fn decide_recusal(course: &Course) -> Command {
    Command::DecideRecusal {
        recusal: last(&course.recusals, |recusal| recusal.id),
        granted: true,
        reason: words(),
    }
}

pub(super) fn reveal() -> Command {
    Command::Reveal {
        party: SUSPECT,
        reason: words(),
    }
}

pub(super) fn record_document(course: &Course) -> Command {
    Command::RecordDocument {
        kind: "decision".to_owned(),
        number: words(),
        hash: format!("{:064x}", course.documents.len()),
        template: 1,
    }
}

pub(super) fn rehome() -> Command {
    Command::Rehome(Rehome {
        to: code(WATER),
        document: "浙政发〔2026〕1号".to_owned(),
        told: "当面".to_owned(),
    })
}

pub(super) fn unpublish() -> Command {
    Command::Unpublish {
        reason: words(),
        mistake: None,
    }
}
