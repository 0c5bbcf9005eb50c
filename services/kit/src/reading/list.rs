//! Fields that repeat. An element is read under its own path, as in `units[2]`.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::Reading;
use crate::unit::Code;

impl Reading<'_> {
    /// The elements, each read under its own path; none are read of a list that is too long. Violations: `REQUIRED` of a list that
    /// is too short, `TOO_MANY`.
    pub fn each<T, U>(
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

    /// As [`Reading::each`], none of them twice. Violation: `DUPLICATE`, under the path of the later one.
    pub fn distinct<T, U: Ord + Clone>(
        &mut self,
        field: &str,
        many: &RangeInclusive<usize>,
        list: Vec<T>,
        mut read: impl FnMut(&mut Self, &str, T) -> Option<U>,
    ) -> Option<Vec<U>> {
        let mut seen = BTreeSet::new();
        self.each(field, many, list, |reading, path, element| {
            let value = read(reading, path, element)?;
            let new = seen.insert(value.clone());
            reading
                .violations
                .require(new, path, "DUPLICATE", "it is named twice")
                .then_some(value)
        })
    }

    /// Texts, each as [`Reading::text`].
    pub fn texts(&mut self, field: &str, many: &RangeInclusive<usize>, list: Vec<String>, most: usize) -> Option<Vec<String>> {
        self.each(field, many, list, |reading, field, text| reading.text(field, text, most))
    }

    /// Units, each as [`Reading::code`].
    pub fn codes(&mut self, field: &str, many: &RangeInclusive<usize>, list: Vec<String>) -> Option<Vec<Code>> {
        self.each(field, many, list, |reading, field, text| reading.code(field, &text))
    }
}
