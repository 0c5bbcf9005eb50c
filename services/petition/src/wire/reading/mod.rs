//! Reading a request field by field, noting all that is wrong with it.

mod field;
mod list;

use shiyu_kit::fault::Violations;
use shiyu_kit::name;
use shiyu_kit::unit::Code;
use uuid::Uuid;

use super::order::Order;
use crate::domain::Command;

/// One line.
pub(super) const LINE: usize = 200;
/// A long text.
pub(super) const ESSAY: usize = 20_000;
/// A short text of several lines.
pub(super) const NOTE: usize = 2_000;
/// An id that another system gave.
pub(super) const REFERENCE: usize = 100;

/// A request under way. Every method answers `None` after noting why.
pub(super) struct Reading<'a> {
    county: &'a Code,
    pub(super) violations: Violations,
    head: Head,
}

/// Which petition an order is about, under which id, at which version.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Head {
    pub(super) id: Option<Uuid>,
    pub(super) case: Option<Uuid>,
    pub(super) expected: Option<i64>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(county: &'a Code) -> Self {
        Self {
            county,
            violations: Violations::new(),
            head: Head::default(),
        }
    }

    /// An order upon a petition: its `name`, `etag` and `request_id`.
    pub(super) fn upon(county: &'a Code, name: &str, etag: &str, request_id: &str) -> Self {
        let mut reading = Self::new(county);
        reading.head = Head {
            case: reading.name("name", name),
            expected: reading.etag(etag),
            id: reading.request_id(request_id),
        };
        reading
    }

    pub(super) fn head(&self) -> Head {
        self.head
    }

    /// The order, or everything that is wrong with it.
    pub(super) fn order(self, command: Option<Command>) -> Result<Order, Violations> {
        let Head { id, case, expected } = self.head;
        let whole = id.zip(case).zip(command);
        self.whole(whole).map(|((id, case), command)| Order {
            id,
            case,
            expected,
            command,
        })
    }

    /// What was read, or everything that is wrong with it.
    pub(super) fn whole<T>(self, read: Option<T>) -> Result<T, Violations> {
        match read {
            Some(read) if self.violations.is_empty() => Ok(read),
            _ => Err(self.violations),
        }
    }

    pub(super) fn county(&self) -> &'a Code {
        self.county
    }

    /// `counties/{county}`, ours.
    pub(super) fn parent(&mut self, text: &str) {
        name::parent("parent", text, self.county.as_str(), &mut self.violations);
    }

    /// `counties/{county}/petitions/{uuid}`, ours.
    pub(super) fn name(&mut self, field: &str, text: &str) -> Option<Uuid> {
        let id = name::child(field, text, self.county.as_str(), "petitions", &mut self.violations)?;
        name::uuid(field, id, &mut self.violations)
    }

    pub(super) fn request_id(&mut self, text: &str) -> Option<Uuid> {
        name::request_id(text, &mut self.violations)
    }

    fn etag(&mut self, text: &str) -> Option<i64> {
        if text.is_empty() {
            return None;
        }
        let version = text.parse().ok().filter(|version: &i64| *version > 0);
        self.violations
            .present(version, "etag", "ETAG_INVALID", "not an etag of this service")
    }

    /// A part of the message that must be there.
    pub(super) fn part<T>(&mut self, field: &str, part: Option<T>) -> Option<T> {
        self.violations.present(part, field, "REQUIRED", "it is needed")
    }

    /// Whether a field says anything.
    pub(super) fn given(&mut self, field: &str, text: &str) -> bool {
        self.violations.require(!text.trim().is_empty(), field, "REQUIRED", "it is needed")
    }
}
