//! An order upon a case: which act upon which case, at which version.

use uuid::Uuid;

use super::Reading;
use crate::case::{Act, Actor};
use crate::fault::Violations;

/// Which case an order is about, under which id, at which version.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Head {
    /// The request's own id.
    pub id: Option<Uuid>,
    /// The case.
    pub case: Option<Uuid>,
    /// The version the caller insists on.
    pub expected: Option<i64>,
}

/// A request upon a case that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order<C> {
    /// The request's own id.
    pub id: Uuid,
    /// The case.
    pub case: Uuid,
    /// The version the caller insists on.
    pub expected: Option<i64>,
    /// What is ordered.
    pub command: C,
}

impl<C> Order<C> {
    /// The same order in other words.
    #[must_use]
    pub fn map<D>(self, word: impl FnOnce(C) -> D) -> Order<D> {
        Order {
            id: self.id,
            case: self.case,
            expected: self.expected,
            command: word(self.command),
        }
    }

    /// The act and its command, for the ledger.
    #[must_use]
    pub fn by(self, by: Actor, trace: Option<String>) -> (Act, C) {
        let act = Act {
            id: self.id,
            case: self.case,
            by,
            expected: self.expected,
            trace,
        };
        (act, self.command)
    }
}

impl Reading<'_> {
    /// Reads what an order upon a case of this collection begins with: its `name`, `etag` and `request_id`.
    pub fn upon(&mut self, collection: &str, name: &str, etag: &str, request_id: &str) {
        self.head = Head {
            case: self.name("name", name, collection),
            expected: self.etag(etag),
            id: self.request_id(request_id),
        };
    }

    /// What [`Reading::upon`] read.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.head
    }

    /// The order upon the case that [`Reading::upon`] read.
    ///
    /// # Errors
    /// All that was noted.
    pub fn order<C>(self, command: Option<C>) -> Result<Order<C>, Violations> {
        let Head { id, case, expected } = self.head;
        let whole = id.zip(case).zip(command);
        self.finish(whole).map(|((id, case), command)| Order {
            id,
            case,
            expected,
            command,
        })
    }

    /// The version a caller insists on, or none. Violation: `ETAG_INVALID`.
    pub fn etag(&mut self, text: &str) -> Option<i64> {
        if text.is_empty() {
            return None;
        }
        let version = text.parse().ok().filter(|version: &i64| *version > 0);
        self.violations
            .present(version, "etag", "ETAG_INVALID", "not an etag of this service")
    }
}
