//! Orders for review, re-review and what is left after them.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::command::{DecideRemedy, Evaluate, RequestRemedy};
use crate::domain::tests::given::*;
use crate::domain::{Command, Rating, Ruling};

/// The petitioner asks for review, or for re-review.
pub(crate) fn remedy(at: Option<OffsetDateTime>) -> Command {
    Command::RequestRemedy(remedy_request(at, None))
}

/// The same by post, as it is put on record now.
pub(crate) fn posted_remedy(posted_at: OffsetDateTime) -> Command {
    Command::RequestRemedy(remedy_request(None, Some(posted_at)))
}

pub(crate) fn remedy_request(at: Option<OffsetDateTime>, posted_at: Option<OffsetDateTime>) -> RequestRemedy {
    RequestRemedy {
        party: PETITIONER,
        reasons: "The survey is wrong".to_owned(),
        at,
        posted_at,
    }
}

pub(crate) fn ruling(ruling: Ruling) -> DecideRemedy {
    DecideRemedy {
        ruling,
        text: "As decided".to_owned(),
        legal_basis: vec!["信访工作条例 art. 35".to_owned()],
        supported: false,
    }
}

pub(crate) fn rule(as_what: Ruling) -> Command {
    Command::DecideRemedy(Box::new(ruling(as_what)))
}

/// A change of the opinion that leaves something to carry out, or nothing.
pub(crate) fn change(supported: bool) -> Command {
    Command::DecideRemedy(Box::new(DecideRemedy {
        supported,
        ..ruling(Ruling::Changed)
    }))
}

pub(crate) fn serve_ruling(at: Option<OffsetDateTime>) -> Command {
    Command::ServeRuling(served(at))
}

pub(crate) fn executed() -> Command {
    Command::ReportExecution {
        report: "The wall stands again".to_owned(),
    }
}

pub(crate) fn evaluate(party: Uuid) -> Command {
    Command::Evaluate(Evaluate {
        party,
        petition_office: Some(Rating::Satisfied),
        handling_unit: Some(Rating::Dissatisfied),
    })
}
