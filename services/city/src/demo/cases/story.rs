//! The stories of enforcement, as they are told in `stories.toml`.

use serde::Deserialize;
use shiyu_kit::party::PartyKind;
use shiyu_proto::common::v1::{DocumentKind, Identity, PartyKind as Kind};

use super::deed::Deed;
use crate::failure::Failure;

const TEXT: &str = include_str!("stories.toml");

/// One case from its clue to its ending.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Its name among the stories.
    pub key: String,
    /// What it shows.
    pub shows: String,
    /// The number of its power item in the sample, as in `330231001000`.
    pub power: String,
    /// In one line.
    pub title: String,
    /// What is the matter.
    pub description: String,
    /// How it came.
    #[serde(default = "complaint")]
    pub source: String,
    /// Who is suspected.
    pub suspect: Somebody,
    /// Whether somebody complained.
    #[serde(default)]
    pub complained: bool,
    /// Days before its clue on which the act was done.
    #[serde(default = "lately")]
    pub done_before: u32,
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// The stage it ends in.
    pub ends: String,
}

/// A made-up party.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Somebody {
    /// Person or organisation.
    pub kind: PartyKind,
    /// The name.
    pub name: String,
    /// The number of the identity card or the credit code.
    pub number: String,
}

impl Somebody {
    /// As the contract asks for it.
    pub fn identity(&self) -> Identity {
        let (kind, document) = match self.kind {
            PartyKind::Person => (Kind::Person, DocumentKind::IdentityCard),
            PartyKind::Organisation => (Kind::Organisation, DocumentKind::CreditCode),
        };
        Identity {
            kind: kind.into(),
            name: self.name.clone(),
            document_kind: document.into(),
            document_number: self.number.clone(),
            ..Identity::default()
        }
    }
}

/// One step.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// On which day of the demo.
    #[serde(default)]
    pub day: u32,
    /// What is done.
    #[serde(flatten)]
    pub deed: Deed,
    /// The reason for which it is refused, where that is what is shown.
    pub refused: Option<String>,
}

fn complaint() -> String {
    "complaint".to_owned()
}

const fn lately() -> u32 {
    5
}

/// Every story.
///
/// # Errors
/// [`Failure::Usage`] when the file cannot be read: a bug, and a test finds it.
pub fn all() -> Result<Vec<Story>, Failure> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        case: Vec<Story>,
    }
    let file: File = toml::from_str(TEXT).map_err(|error| Failure::Usage(format!("the stories of enforcement: {error}")))?;
    Ok(file.case)
}

/// How many steps they have.
#[must_use]
pub fn length(stories: &[Story]) -> u64 {
    stories.iter().map(|story| story.steps.len() as u64 + 1).sum()
}

/// The days on which anything is done, in order.
#[must_use]
pub fn days(stories: &[Story]) -> Vec<u32> {
    let mut days: Vec<u32> = stories.iter().flat_map(|story| &story.steps).map(|step| step.day).collect();
    days.sort_unstable();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use shiyu_kit::party::{is_credit_code, is_identity_number};

    use super::*;

    #[test]
    fn every_ending_is_told_and_every_story_has_its_days_in_order() {
        let stories = all().unwrap();
        let keys: BTreeSet<_> = stories.iter().map(|story| story.key.clone()).collect();
        assert_eq!(keys.len(), stories.len());
        let ends: BTreeSet<_> = stories.iter().map(|story| story.ends.as_str()).collect();
        let all = [
            "dismissed",
            "transferred-out",
            "not-filed",
            "case-withdrawn",
            "criminally-ended",
            "closed",
        ];
        assert_eq!(ends, BTreeSet::from(all));
        for story in &stories {
            assert!(story.steps.is_sorted_by_key(|step| step.day), "{}", story.key);
            let number = story.suspect.number.as_str();
            let right = match story.suspect.kind {
                PartyKind::Person => is_identity_number(number),
                PartyKind::Organisation => is_credit_code(number),
            };
            assert!(right, "{}: {number}", story.key);
        }
    }
}
