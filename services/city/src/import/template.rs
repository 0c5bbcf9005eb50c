//! `{subject}: {type}`: text with the row's columns in it. `{{` and `}}` are braces.

use serde::Deserialize;

use super::sheet::Cells;

/// Text with columns in it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Template(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Column(String),
}

/// A template whose braces do not match.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the braces of `{0}` do not match: write {{column}}, and {{{{ for a brace")]
pub struct BadTemplate(String);

impl Template {
    /// The columns it needs.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Column(column) => Some(column.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The text, if no column is in it.
    pub fn constant(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The text for a row, without blanks at its ends.
    #[must_use]
    pub fn fill(&self, cells: &Cells) -> String {
        let filled: String = self
            .0
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.as_str(),
                Piece::Column(column) => cells.get(column),
            })
            .collect();
        filled.trim().to_owned()
    }
}

impl TryFrom<String> for Template {
    type Error = BadTemplate;

    fn try_from(text: String) -> Result<Self, BadTemplate> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '{' | '}' if letters.next_if_eq(&letter).is_some() => plain.push(letter),
                '{' => {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    pieces.push(Piece::Column(column(&mut letters).ok_or_else(|| BadTemplate(text.clone()))?));
                }
                '}' => return Err(BadTemplate(text)),
                other => plain.push(other),
            }
        }
        pieces.push(Piece::Text(plain));
        Ok(Self(pieces))
    }
}

/// The column's name up to its closing brace.
fn column(letters: &mut impl Iterator<Item = char>) -> Option<String> {
    let mut name = String::new();
    for letter in letters {
        match letter {
            '}' => return (!name.is_empty()).then_some(name),
            '{' => return None,
            other => name.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> Result<Template, BadTemplate> {
        text.to_owned().try_into()
    }

    #[test]
    fn columns_are_filled_in_and_braces_kept() {
        let cells = Cells::of(&[("type", " Noise "), ("queue", "Q1")]);
        assert_eq!(template("{{{queue}}} {type}").unwrap().fill(&cells), "{Q1}  Noise");
        assert_eq!(template("{type}").unwrap().columns().collect::<Vec<_>>(), ["type"]);
        assert_eq!(template("路灯").unwrap().fill(&cells), "路灯");
    }

    #[test]
    fn braces_that_do_not_match_are_refused() {
        for text in ["{type", "type}", "{}", "{a{b}}"] {
            assert!(template(text).is_err(), "{text}");
        }
    }
}
