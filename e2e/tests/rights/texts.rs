//! A text of the contracts says what it tells of a person, or somebody looked and said that it tells of nobody (G-01): a name that nobody
//! has seen yet fails.

use std::collections::BTreeSet;

use prost_reflect::{FieldDescriptor, Kind};

use crate::contracts::{class, named};
use crate::personal::{NAMES, among, fields};

/// Names of texts that tell of no person wherever they stand: codes, days, references, names of resources and units, ids that say nothing
/// outside of a case.
const NOBODYS: &str = include_str!("texts/of_nobody.txt");

/// Names of free words of offices, of which no class is said though somebody may be named in them. The list only shrinks.
const UNCLASSED: &str = include_str!("texts/unclassed.txt");

/// How many they are.
const HOW_MANY: usize = 62;

/// Texts without a class.
fn texts() -> impl Iterator<Item = FieldDescriptor> {
    let texts = fields().filter(|field| field.kind() == Kind::String && class(field).is_none());
    texts.filter(|field| !field.parent_message().is_map_entry())
}

#[test]
fn a_text_of_a_new_name_says_whether_it_tells_of_a_person() {
    let known = |name: &str| NAMES.iter().any(|(_, names)| among(names, name)) || among(NOBODYS, name) || among(UNCLASSED, name);
    let new: BTreeSet<String> = texts().filter(|field| !known(field.name())).map(|field| named(&field)).collect();
    assert_eq!(
        new,
        BTreeSet::new(),
        "let them name their class, or put them where they belong in e2e/tests/rights/texts"
    );
}

#[test]
fn the_words_without_a_class_only_shrink() {
    let there: BTreeSet<String> = texts().map(|field| field.name().to_owned()).collect();
    for listed in NOBODYS.split_whitespace().chain(UNCLASSED.split_whitespace()) {
        assert!(there.contains(listed), "{listed} is gone: take it from the list");
    }
    assert_eq!(UNCLASSED.split_whitespace().count(), HOW_MANY);
}
