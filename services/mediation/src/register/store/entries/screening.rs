//! Screening rounds and what they found on the shelf.

use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::{Entry, single};
use crate::register::domain::{Days, Finding, Round};

entry! {
    Round is "screening_round": |it| Days { from: it.first, to: Some(it.last) }, it.first.to_string();

    const LAST_FIRST: bool = true;

    fn word(&self) -> &'static str {
        self.state.as_str()
    }
}

entry! {
    Finding is "screening_finding": |it| single(it.on), it.on.to_string();

    const LAST_FIRST: bool = true;

    fn parent(&self) -> Option<Uuid> {
        Some(self.round)
    }

    fn word(&self) -> &'static str {
        self.state().as_str()
    }

    fn about(&self) -> Option<String> {
        self.dispute.map(|dispute| dispute.to_string())
    }
}
