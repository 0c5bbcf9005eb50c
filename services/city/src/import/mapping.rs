//! The mapping file: which column becomes which field of a petition, or of a dispute.

use serde::Deserialize;

use super::dispute::Dispute;
use super::field::Field;
use super::petitioner::Petitioner;
use super::plan;
use super::received::Received;
use crate::words;

/// Which column becomes which field of a petition, or of a dispute.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Name of the system that the rows come from; part of every row's request id, so it must not change between runs.
    pub source: String,
    /// The column that tells rows apart; it becomes the source reference.
    pub key: String,
    /// What separates cells; a comma if absent.
    pub delimiter: Option<char>,
    /// Title.
    pub title: Field,
    /// What is asked for.
    pub request: Field,
    /// Facts and reasons.
    pub facts_and_reasons: Field,
    /// Code of the division it is about.
    pub place: Field,
    /// Category; whatever text comes out is made a slug. Of a dispute one of the contract's words, as in `neighbour`.
    pub category: Field,
    /// Channel, as in `phone`; `referral` where there is no petitioner. A dispute has none.
    pub channel: Option<Field>,
    /// Who brought it. Without it, every row is a matter that another organ hands on.
    pub petitioner: Option<Petitioner>,
    /// When it was received; without it, when it is imported. A dispute is opened when it is imported.
    pub received_time: Option<Received>,
    /// The rows are disputes, the petitioner who asks for mediation.
    pub dispute: Option<Dispute>,
}

impl Mapping {
    /// A mapping from its text.
    ///
    /// # Errors
    /// What is wrong, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mapping: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        plan::check(&mapping.source, mapping.delimiter)?;
        if mapping.channel.is_none() && mapping.dispute.is_none() {
            return Err("`channel` is needed".to_owned());
        }
        for channel in mapping.channel.iter().flat_map(Field::choices) {
            words::parse_channel(channel)?;
        }
        mapping.dispute.as_ref().map_or(Ok(()), Dispute::check)?;
        mapping.petitioner.as_ref().map_or(Ok(()), Petitioner::check)?;
        Ok(mapping)
    }

    /// The byte that separates cells.
    #[must_use]
    pub fn separator(&self) -> u8 {
        plan::separator(self.delimiter)
    }

    /// Every column that it needs.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        let mut columns = vec![self.key.as_str()];
        for (_, field) in self.texts() {
            columns.extend(field.columns());
        }
        columns.extend(self.channel.iter().flat_map(Field::columns));
        columns.extend(self.dispute.iter().flat_map(Dispute::columns));
        columns.extend(self.category.columns());
        columns.extend(self.petitioner.iter().flat_map(Petitioner::columns));
        columns.extend(self.received_time.as_ref().map(Received::column));
        columns
    }

    /// The fields that are taken as they come.
    pub(super) fn texts(&self) -> [(&'static str, &Field); 4] {
        [
            ("title", &self.title),
            ("request", &self.request),
            ("facts_and_reasons", &self.facts_and_reasons),
            ("place", &self.place),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../examples/boston311.toml");

    #[test]
    fn the_example_is_a_mapping() {
        let mapping = Mapping::parse(EXAMPLE).unwrap();
        assert_eq!(mapping.key, "case_enquiry_id");
        assert!(mapping.columns().contains(&"open_dt"));
        assert_eq!(mapping.separator(), b',');
    }

    #[test]
    fn what_is_no_mapping_is_refused_before_a_row_is_read() {
        let broken = [
            ("source = \"boston311\"", "source = \" \""),
            ("\"referral\"", "\"telegram\""),
            ("key = ", "keys = "),
            ("[year]", "[yeer]"),
            ("\"-05:00\"", "\"EST\""),
            ("{type}", "{type"),
        ];
        for (from, to) in broken {
            assert!(EXAMPLE.contains(from), "{from}");
            assert!(Mapping::parse(&EXAMPLE.replace(from, to)).is_err(), "{to}");
        }
    }
}
