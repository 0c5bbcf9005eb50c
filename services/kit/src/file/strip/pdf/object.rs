//! What a document is made of (ISO 32000-1, 7.3).

use std::borrow::Cow;
use std::collections::BTreeMap;

pub(super) type Dictionary = BTreeMap<Vec<u8>, Value>;

/// The objects of a document by their numbers.
pub(super) type Objects<'a> = BTreeMap<u32, Object<'a>>;

#[derive(Clone, Debug)]
pub(super) struct Object<'a> {
    pub value: Value,
    /// The bytes of a stream, whose value is a dictionary.
    pub stream: Option<Cow<'a, [u8]>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    /// `true`, `false` or a number, as it is written.
    Plain(Vec<u8>),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Value>),
    Dictionary(Dictionary),
    /// The number of an object, which is no reference itself.
    Reference(u32),
}

impl Value {
    /// A whole number that is not negative.
    pub fn count(&self) -> Option<usize> {
        let Self::Plain(digits) = self else { return None };
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    pub fn name(&self) -> Option<&[u8]> {
        let Self::Name(name) = self else { return None };
        Some(name)
    }
}
