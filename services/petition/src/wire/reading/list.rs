//! Fields that repeat.

use std::ops::RangeInclusive;

use shiyu_kit::unit::Code;

use super::Reading;

const PROVISIONS: usize = 50;
const PROVISION: usize = 500;

impl Reading<'_> {
    /// The elements, each read under its own path; none are read of a list that is too long.
    pub(in crate::wire) fn each<T, U>(
        &mut self,
        field: &str,
        many: &RangeInclusive<usize>,
        list: Vec<T>,
        mut read: impl FnMut(&mut Self, &str, T) -> Option<U>,
    ) -> Option<Vec<U>> {
        let enough = list.len() >= *many.start();
        let enough = self
            .violations
            .require(enough, field, "REQUIRED", format!("at least {}", many.start()));
        let few = list.len() <= *many.end();
        if !self.violations.require(few, field, "TOO_MANY", format!("at most {}", many.end())) {
            return None;
        }
        let numbered = list.into_iter().enumerate();
        let read: Vec<_> = numbered
            .map(|(index, element)| read(self, &format!("{field}[{index}]"), element))
            .collect();
        read.into_iter().collect::<Option<_>>().filter(|_| enough)
    }

    pub(in crate::wire) fn texts(
        &mut self,
        field: &str,
        many: &RangeInclusive<usize>,
        list: Vec<String>,
        most: usize,
    ) -> Option<Vec<String>> {
        self.each(field, many, list, |reading, field, text| reading.text(field, text, most))
    }

    pub(in crate::wire) fn codes(&mut self, field: &str, many: &RangeInclusive<usize>, list: Vec<String>) -> Option<Vec<Code>> {
        self.each(field, many, list, |reading, field, text| reading.code(field, &text))
    }

    /// The provisions a decision rests on; it has some (art. 32).
    pub(in crate::wire) fn provisions(&mut self, field: &str, list: Vec<String>) -> Option<Vec<String>> {
        let some = !list.is_empty();
        self.violations
            .require(some, field, "OPINION_WITHOUT_LEGAL_BASIS", "it names its legal basis");
        self.texts(field, &(0..=PROVISIONS), list, PROVISION).filter(|_| some)
    }
}
