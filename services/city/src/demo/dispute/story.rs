//! The stories as `stories.toml` tells them: who brings what, and what is done about it on which day.

use std::collections::BTreeSet;

use serde::Deserialize;
use shiyu_proto::mediation::v1::{DisputeCategory, DisputeSource, DisputeStage};

use super::super::person::Person;
use super::super::spoken::Word;
use super::deed::Deed;
use crate::failure::Failure;

const STORIES: &str = include_str!("stories.toml");

/// What becomes of one dispute. Days are counted from the first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Its key.
    pub key: String,
    /// What it shows.
    pub shows: String,
    /// How it comes.
    pub source: Word<DisputeSource>,
    /// About what.
    pub category: Word<DisputeCategory>,
    /// The town it is in, as in `T1`.
    pub place: String,
    /// Other divisions it touches.
    #[serde(default)]
    pub also: Vec<String>,
    /// The unit that receives it, as in `TJZX`.
    pub received_by: String,
    /// Whether it is administrative mediation.
    #[serde(default)]
    pub administrative: bool,
    /// Whether it is major or complex.
    #[serde(default)]
    pub major: bool,
    /// Whether the week's screening found it.
    #[serde(default)]
    pub found: bool,
    /// The letter of whoever entrusts it: from whom, and its reference.
    pub letter: Option<(String, String)>,
    /// In one line.
    pub title: String,
    /// What is in dispute.
    pub facts: String,
    /// What is asked for.
    pub claims: String,
    /// Who asks.
    pub applicants: Vec<Person>,
    /// Who answers.
    pub respondents: Vec<Person>,
    /// The reason why it is not opened, if it is not.
    pub refused: Option<String>,
    /// Where it stands at the end.
    pub ends: Option<Word<DisputeStage>>,
    /// What is done, in this order.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// Something that is done on a day.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// On which day.
    #[serde(default)]
    pub day: u32,
    /// By whom; without it by whoever does such things.
    pub by: Option<String>,
    /// In which unit; without it in the one that has it.
    #[serde(rename = "in")]
    pub unit: Option<String>,
    /// The reason why it is refused, if it is.
    pub refused: Option<String>,
    /// What.
    #[serde(flatten)]
    pub deed: Deed,
}

/// Every story.
pub fn all() -> Result<Vec<Story>, Failure> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Book {
        story: Vec<Story>,
    }
    let book: Book = toml::from_str(STORIES).map_err(|error| Failure::Usage(format!("dispute/stories.toml: {error}")))?;
    Ok(book.story)
}

/// The days on which something is done.
pub fn days(stories: &[Story]) -> BTreeSet<u32> {
    let steps = stories.iter().flat_map(|story| story.steps.iter().map(|step| step.day));
    steps.chain([0]).collect()
}

/// Steps of the progress bar.
pub fn length(stories: &[Story]) -> u64 {
    let steps: usize = stories.iter().map(|story| story.steps.len() + 1).sum();
    (steps + days(stories).len()) as u64 - 1
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::super::cast::role;
    use super::super::super::places::County;
    use super::*;

    #[test]
    fn every_story_can_be_told() {
        let stories = all().unwrap();
        let county = County::find("330602").unwrap();
        let keys: HashSet<&str> = stories.iter().map(|story| story.key.as_str()).collect();
        assert_eq!(keys.len(), stories.len());
        for story in &stories {
            let key = &story.key;
            assert!(story.steps.iter().map(|step| step.day).is_sorted(), "{key}");
            let units = story.also.iter().chain([&story.place, &story.received_by]);
            assert!(
                units
                    .chain(story.steps.iter().filter_map(|step| step.unit.as_ref()))
                    .all(|unit| county.unit(unit).is_ok()),
                "{key}"
            );
            assert!(story.refused.is_none() || story.steps.is_empty(), "{key}");
            assert!(story.refused.is_some() || story.ends.is_some(), "{key}");
            assert!(
                story.steps.iter().all(|step| step.by.as_ref().is_none_or(|by| role(by).is_ok())),
                "{key}"
            );
        }
    }

    #[test]
    fn every_ending_of_the_law_is_told() {
        let ends: HashSet<DisputeStage> = all().unwrap().iter().filter_map(|story| story.ends).map(|word| word.0).collect();
        let wanted = [
            DisputeStage::Performed,
            DisputeStage::Performing,
            DisputeStage::Breached,
            DisputeStage::Terminated,
            DisputeStage::Declined,
            DisputeStage::Transferred,
            DisputeStage::CourtConcluded,
            DisputeStage::Confirmed,
            DisputeStage::EnforcementApplied,
            DisputeStage::ConfirmationRefused,
            DisputeStage::Archived,
        ];
        for stage in wanted {
            assert!(ends.contains(&stage), "{stage:?}");
        }
    }
}
