//! Screening rounds and what they found on the shelf.

use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::{Entry, single};
use crate::register::domain::{Days, Finding, Round};

impl Entry for Round {
    const KIND: &'static str = "screening_round";
    const LAST_FIRST: bool = true;

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        Days {
            from: self.first,
            to: Some(self.last),
        }
    }

    fn rank(&self) -> String {
        self.first.to_string()
    }

    fn word(&self) -> &'static str {
        self.state.as_str()
    }
}

impl Entry for Finding {
    const KIND: &'static str = "screening_finding";
    const LAST_FIRST: bool = true;

    fn id(&self) -> Uuid {
        self.id
    }

    fn unit(&self) -> &Code {
        &self.unit
    }

    fn days(&self) -> Days {
        single(self.on)
    }

    fn rank(&self) -> String {
        self.on.to_string()
    }

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
