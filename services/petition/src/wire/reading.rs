//! What requests about petitions have beyond what every request has.

use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;

use super::terms::Word;
use crate::domain::Category;

/// The collection of the petitions.
pub(crate) const PETITIONS: &str = "petitions";

/// One line.
pub(super) const LINE: usize = 200;
/// A long text.
pub(super) const ESSAY: usize = 20_000;
/// A short text of several lines.
pub(crate) const NOTE: usize = 2_000;
/// An id that another system gave.
pub(super) const REFERENCE: usize = 100;

const PROVISIONS: usize = 50;
const PROVISION: usize = 500;

/// An order upon a petition: its `name`, `etag` and `request_id`.
pub(super) fn upon<'a>(county: &'a Code, name: &str, etag: &str, request_id: &str) -> Reading<'a> {
    let mut reading = Reading::new(county);
    reading.upon(PETITIONS, name, etag, request_id);
    reading
}

/// The fields of petitions alone. Every method answers `None` after noting why.
pub(crate) trait Fields {
    /// A word of a vocabulary, or none. The outer `None`: it is not known.
    #[expect(clippy::option_option, reason = "what is not known is noted, what is unspecified is none")]
    fn word_or_none<W: Word>(&mut self, field: &str, number: i32) -> Option<Option<W>>;

    /// What a matter is about.
    fn category(&mut self, field: &str, text: &str) -> Option<Category>;

    /// As [`Fields::category`], or none.
    fn optional_category(&mut self, field: &str, text: &str) -> Option<Category>;

    /// The provisions a decision rests on; it has some (art. 32).
    fn provisions(&mut self, field: &str, list: Vec<String>) -> Option<Vec<String>>;
}

impl Fields for Reading<'_> {
    fn word_or_none<W: Word>(&mut self, field: &str, number: i32) -> Option<Option<W>> {
        self.known(field, number).map(W::read)
    }

    fn category(&mut self, field: &str, text: &str) -> Option<Category> {
        if !self.given(field, text) {
            return None;
        }
        let category = text
            .parse()
            .map_err(|error| self.violations.add(field, "CATEGORY_INVALID", format!("{error}")));
        category.ok()
    }

    fn optional_category(&mut self, field: &str, text: &str) -> Option<Category> {
        if text.is_empty() {
            return None;
        }
        self.category(field, text)
    }

    fn provisions(&mut self, field: &str, list: Vec<String>) -> Option<Vec<String>> {
        let some = !list.is_empty();
        self.violations
            .require(some, field, "OPINION_WITHOUT_LEGAL_BASIS", "it names its legal basis");
        self.texts(field, &(0..=PROVISIONS), list, PROVISION).filter(|_| some)
    }
}
