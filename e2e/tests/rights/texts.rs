//! A text of the contracts says what it tells of a person, or somebody looked and said that it tells of nobody (G-01): a name that nobody
//! has seen yet fails.

use std::collections::BTreeSet;

use prost_reflect::{FieldDescriptor, Kind};

use crate::contracts::{class, named};
use crate::personal::{NAMES, among, fields};

/// Names of texts that tell of no person wherever they stand: codes, days, references, names of resources and units, ids that say nothing
/// outside of a case.
const NOBODYS: &str = include_str!("texts/of_nobody.txt");

/// Texts that tell of nobody though others of their name do: titles of what registers hold, ids, references, and words that are read as
/// naming nobody.
const HERE_NOBODYS: &str = include_str!("texts/here_of_nobody.txt");

/// Texts without a class.
fn texts() -> impl Iterator<Item = FieldDescriptor> {
    let texts = fields().filter(|field| field.kind() == Kind::String && class(field).is_none());
    texts.filter(|field| !field.parent_message().is_map_entry())
}

#[test]
fn a_text_of_a_new_name_says_whether_it_tells_of_a_person() {
    let looked_at = |field: &FieldDescriptor| {
        let name = field.name();
        let of_name = NAMES.iter().any(|(_, names)| among(names, name)) || among(NOBODYS, name);
        of_name || among(HERE_NOBODYS, whole_name(field))
    };
    let new: BTreeSet<String> = texts().filter(|field| !looked_at(field)).map(|field| named(&field)).collect();
    assert_eq!(
        new,
        BTreeSet::new(),
        "let them name their class, or put them where they belong in e2e/tests/rights/texts"
    );
}

/// As `petition.v1.Ending.proof`.
fn whole_name(field: &FieldDescriptor) -> &str {
    let whole = field.full_name();
    whole.strip_prefix("shiyu.").unwrap_or(whole)
}

#[test]
fn what_tells_of_nobody_is_there_and_is_listed_once() {
    let texts: Vec<FieldDescriptor> = texts().collect();
    for listed in NOBODYS.split_whitespace() {
        assert!(
            texts.iter().any(|field| field.name() == listed),
            "{listed} is gone: take it from the list"
        );
    }
    for listed in HERE_NOBODYS.split_whitespace() {
        let there = texts.iter().find(|field| whole_name(field) == listed);
        assert!(
            there.is_some_and(|field| !among(NOBODYS, field.name())),
            "{listed} is gone, has a class, or tells of nobody by its name: take it from the list"
        );
    }
}
