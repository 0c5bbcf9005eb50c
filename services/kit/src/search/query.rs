//! What a clerk types, read into terms that all have to be found.

use std::collections::BTreeSet;

use super::terms::{Run, pairs, runs};
use crate::fault::Violations;

/// Characters that may be typed.
const LONGEST: usize = 100;

/// Terms that all have to be found; at least one. They are letters and digits, never a database's operators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Found as they are.
    whole: BTreeSet<String>,
    /// Han characters that a term begins with.
    begun: BTreeSet<char>,
}

impl Query {
    /// Reads 1 to 100 characters; every word of them has to be found. Violations: `TOO_LONG` and, where nothing is left that could
    /// be searched, `QUERY_EMPTY`.
    ///
    /// A run of Han characters is found where all its pairs are: a text that has them all, but apart, is found too.
    pub fn read(text: &str, field: impl Into<String>, violations: &mut Violations) -> Option<Self> {
        let short = text.chars().nth(LONGEST).is_none();
        let field = field.into();
        if !violations.require(short, field.as_str(), "TOO_LONG", "at most 100 characters") {
            return None;
        }
        let query = Self::of(text);
        let found = !query.whole.is_empty() || !query.begun.is_empty();
        let query = found.then_some(query);
        violations.present(
            query,
            field,
            "QUERY_EMPTY",
            "nothing that can be searched: letters, digits or Chinese characters",
        )
    }

    fn of(text: &str) -> Self {
        let mut query = Self {
            whole: BTreeSet::new(),
            begun: BTreeSet::new(),
        };
        for run in runs(text) {
            match run {
                Run::Word(word) => query.whole.extend([word]),
                Run::Han(run) => match run.as_slice() {
                    &[alone] => query.begun.extend([alone]),
                    _ => query.whole.extend(pairs(&run)),
                },
            }
        }
        query
    }

    /// A `tsquery` in PostgreSQL's notation.
    pub(super) fn postgres(&self) -> String {
        let whole = self.whole.iter().map(|term| format!("'{term}'"));
        let begun = self.begun.iter().map(|sign| format!("'{sign}':*"));
        whole.chain(begun).collect::<Vec<_>>().join(" & ")
    }

    /// The same in the notation of SQLite's FTS5.
    pub(super) fn sqlite(&self) -> String {
        let whole = self.whole.iter().map(|term| format!("\"{term}\""));
        let begun = self.begun.iter().map(|sign| format!("\"{sign}\"*"));
        whole.chain(begun).collect::<Vec<_>>().join(" AND ")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<Query, Vec<(String, &'static str)>> {
        let mut violations = Violations::new();
        Query::read(text, "query", &mut violations).ok_or_else(|| {
            let said = violations.iter().map(|violation| (violation.field.clone(), violation.reason));
            said.collect()
        })
    }

    #[test]
    fn every_word_has_to_be_found() {
        let query = read("路灯不亮 灯 １２栋").unwrap();
        assert_eq!(query.postgres(), "'12' & '不亮' & '灯不' & '路灯' & '栋':* & '灯':*");
        assert_eq!(
            query.sqlite(),
            "\"12\" AND \"不亮\" AND \"灯不\" AND \"路灯\" AND \"栋\"* AND \"灯\"*"
        );
    }

    #[test]
    fn what_cannot_be_searched_is_refused() {
        for empty in ["", "   ", "？！", "\0", "🙂", "\"*(", "';--"] {
            assert_eq!(read(empty), Err(vec![("query".to_owned(), "QUERY_EMPTY")]), "{empty:?}");
        }
        assert!(read(&"路".repeat(100)).is_ok());
        assert_eq!(read(&"路".repeat(101)), Err(vec![("query".to_owned(), "TOO_LONG")]));
    }

    proptest! {
        #[test]
        fn what_a_database_is_asked_has_no_operator_of_the_clerks(text in "\\PC{0,100}") {
            if let Ok(query) = read(&text) {
                let plain = |sign: char| sign.is_alphanumeric() || "々〇".contains(sign) || !sign.is_ascii();
                prop_assert!(query.postgres().split(" & ").all(|part| part.trim_end_matches(":*").trim_matches('\'').chars().all(plain)));
                prop_assert!(query.sqlite().split(" AND ").all(|part| part.trim_end_matches('*').trim_matches('"').chars().all(plain)));
            }
        }
    }
}
