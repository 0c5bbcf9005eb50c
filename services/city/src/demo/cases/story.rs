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
    /// On which day of the demo its clue comes, from a Monday.
    pub begins: u32,
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
    /// How many days after the clue.
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

impl Story {
    /// The days of the demo on which it goes on.
    fn days(&self) -> impl Iterator<Item = u32> {
        let steps = self.steps.iter().map(|step| self.begins + step.day);
        std::iter::once(self.begins).chain(steps)
    }
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
    let mut days: Vec<u32> = stories.iter().flat_map(Story::days).collect();
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
            assert!(story.days().all(|day| day % 7 < 5), "{}: nobody works at the weekend", story.key);
            assert!(story.steps.is_sorted_by_key(|step| step.day), "{}", story.key);
            let number = story.suspect.number.as_str();
            let right = match story.suspect.kind {
                PartyKind::Person => is_identity_number(number),
                PartyKind::Organisation => is_credit_code(number),
            };
            assert!(right, "{}: {number}", story.key);
        }
    }

    #[test]
    fn the_clues_come_in_over_a_month_and_every_penalty_is_published() {
        let stories = all().unwrap();
        let begins: BTreeSet<u32> = stories.iter().map(|story| story.begins).collect();
        assert!(begins.len() >= 10 && begins.iter().all(|day| *day < 30), "{begins:?}");
        for story in &stories {
            let does = |deed: fn(&Deed) -> bool| story.steps.iter().any(|step| step.refused.is_none() && deed(&step.deed));
            let fined = does(|deed| matches!(deed, Deed::Propose { .. })) && does(|deed| matches!(deed, Deed::Serve { .. }));
            let punished = fined || does(|deed| matches!(deed, Deed::Spot { .. }));
            assert_eq!(does(|deed| matches!(deed, Deed::Publish)), punished, "{}", story.key);
        }
    }

    #[test]
    fn a_case_is_of_an_item_that_there_is() {
        let origins = crate::demo::ORIGINS.map(|office| format!("330602-{office}"));
        let items = crate::powers::sample::items(&origins, &[]).unwrap();
        for story in all().unwrap() {
            let item = items.iter().find(|item| item.code == story.power);
            let item = item.unwrap_or_else(|| panic!("{}: {}", story.key, story.power));
            let spared = story
                .steps
                .iter()
                .any(|step| matches!(&step.deed, Deed::Spare { exemption } if exemption == "EXEMPTION_FIRST"));
            assert!(!spared || item.first_offence_waiver, "{}", story.key);
        }
    }
}
