//! Values as they stand in a file or a variable, before anyone asks for a type.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::error::{ConfigError, Problem, Source};

/// A value and where it was set.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub shape: Shape,
    pub source: Source,
}

/// What a value looks like.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// A variable: text that may mean anything.
    Loose(String),
    Text(String),
    Number(String),
    Flag(bool),
    List(Vec<String>),
    /// Something no key takes.
    Odd,
}

impl Shape {
    /// The text, where a text may stand.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Loose(text) | Self::Text(text) => Some(text),
            Self::Number(_) | Self::Flag(_) | Self::List(_) | Self::Odd => None,
        }
    }

    /// The digits, where a number may stand.
    pub fn number(&self) -> Option<&str> {
        match self {
            Self::Loose(text) | Self::Number(text) => Some(text),
            Self::Text(_) | Self::Flag(_) | Self::List(_) | Self::Odd => None,
        }
    }

    pub fn flag(&self) -> Option<bool> {
        match self {
            Self::Loose(text) => text.parse().ok(),
            Self::Flag(flag) => Some(*flag),
            Self::Text(_) | Self::Number(_) | Self::List(_) | Self::Odd => None,
        }
    }

    /// The items; a variable separates them by commas.
    pub fn list(&self) -> Option<Vec<String>> {
        match self {
            Self::Loose(text) => Some(text.split(',').map(|item| item.trim().to_owned()).collect()),
            Self::List(items) => Some(items.clone()),
            Self::Text(_) | Self::Number(_) | Self::Flag(_) | Self::Odd => None,
        }
    }

    /// An empty text is the same as none.
    pub fn is_none(&self) -> bool {
        self.text().is_some_and(|text| text.trim().is_empty())
    }
}

/// A document laid flat: dotted keys and their values.
pub(super) type Flat = BTreeMap<String, Value>;

/// Lays a document flat. `source` names a line of it.
pub(super) fn flatten(text: &str, source: &dyn Fn(usize) -> Source, errors: &mut Vec<ConfigError>) -> Flat {
    let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    let (table, troubles) = DeTable::parse_recoverable(text);
    errors.extend(troubles.iter().map(|trouble| ConfigError {
        key: String::new(),
        source_of_value: source(trouble.span().map_or(0, |span| line(span.start))),
        problem: Problem::Syntax(trouble.message().to_owned()),
    }));
    let mut flat = Flat::new();
    lay("", table.get_ref(), &|at| source(line(at)), &mut flat);
    flat
}

fn lay(prefix: &str, table: &DeTable<'_>, source: &dyn Fn(usize) -> Source, flat: &mut Flat) {
    for (name, value) in table {
        let key = format!("{prefix}{}", name.get_ref());
        if let DeValue::Table(inner) = value.get_ref() {
            lay(&format!("{key}."), inner, source, flat);
        } else {
            let shape = shape(value.get_ref());
            flat.insert(
                key,
                Value {
                    shape,
                    source: source(name.span().start),
                },
            );
        }
    }
}

fn shape(value: &DeValue<'_>) -> Shape {
    match value {
        DeValue::String(text) => Shape::Text(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Shape::Number(number.as_str().to_owned()),
        DeValue::Float(number) => Shape::Number(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Shape::Flag(*flag),
        DeValue::Array(items) => items
            .iter()
            .map(|item| item.get_ref().as_str().map(str::to_owned))
            .collect::<Option<_>>()
            .map_or(Shape::Odd, Shape::List),
        DeValue::Integer(_) | DeValue::Datetime(_) | DeValue::Table(_) => Shape::Odd,
    }
}
