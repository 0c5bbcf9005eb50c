//! The stories as `stories.toml` tells them: who brings what, and what is done about it on which day.

use std::collections::BTreeSet;

use serde::Deserialize;
use shiyu_proto::petition::v1::{Channel, Filing};

use super::deed::Deed;
use super::person::Person;
use super::spoken::Word;
use crate::failure::Failure;

const STORIES: &str = include_str!("stories.toml");

/// What becomes of one petition. Days are counted from the demo's first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// How other stories name it.
    pub key: String,
    /// What it shows, in the words of the law.
    pub shows: String,
    /// The day on which it is registered.
    #[serde(default)]
    pub begins: u32,
    /// How many days before that it was received.
    #[serde(default)]
    pub received_before: u32,
    /// The unit that receives it.
    #[serde(default = "petition_office")]
    pub at: String,
    /// How it came.
    pub channel: Word<Channel>,
    /// How it was put on record.
    pub filing: Option<Word<Filing>>,
    /// What it is about.
    pub category: String,
    /// The town it is about, as in `T1`.
    pub place: String,
    /// Title.
    pub title: String,
    /// Request.
    pub request: String,
    /// Facts and reasons.
    pub facts: String,
    /// How many people bring it.
    #[serde(default)]
    pub people: i32,
    /// Who stands in it.
    pub parties: Vec<Person>,
    /// Units it accuses.
    #[serde(default)]
    pub accused: Vec<String>,
    /// What is done, in this order.
    #[serde(default)]
    pub steps: Vec<Step>,
}

fn petition_office() -> String {
    super::places::PETITIONS.to_owned()
}

/// Something that is done on a day.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// On which day.
    pub day: u32,
    /// By whom, as in `handler2`; without it by whoever does such things.
    pub by: Option<String>,
    /// Of which unit; without it of the one that does such things.
    pub of: Option<String>,
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
    let book: Book = toml::from_str(STORIES).map_err(|error| Failure::Usage(format!("stories.toml: {error}")))?;
    Ok(book.story)
}

/// The days on which something is done.
pub fn days(stories: &[Story]) -> BTreeSet<u32> {
    let steps = stories.iter().flat_map(|story| story.steps.iter().map(|step| step.day));
    stories.iter().map(|story| story.begins).chain(steps).collect()
}

/// Steps of the progress bar: each registration, each step, and each moving of the clock.
pub fn length(stories: &[Story]) -> u64 {
    let steps: usize = stories.iter().map(|story| story.steps.len() + 1).sum();
    (steps + days(stories).len()) as u64 - 1
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::cast::role;
    use super::super::places::County;
    use super::*;

    #[test]
    fn every_story_can_be_told() {
        let stories = all().unwrap();
        let county = County::find("330602").unwrap();
        let mut keys = HashSet::new();
        for story in &stories {
            let key = &story.key;
            assert!(keys.insert(key.clone()), "{key}");
            assert!(story.steps.iter().map(|step| step.day).is_sorted(), "{key}");
            assert!(story.steps.first().is_none_or(|step| step.day >= story.begins), "{key}");
            let units = story.steps.iter().filter_map(|step| step.of.as_ref());
            for unit in units.chain([&story.at, &story.place]).chain(&story.accused) {
                assert!(county.unit(unit).is_ok(), "{key}: {unit}");
            }
            for by in story.steps.iter().filter_map(|step| step.by.as_ref()) {
                assert!(role(by).is_ok(), "{key}: {by}");
            }
            assert!(story.title.chars().count() <= 100, "{key}");
        }
        let named = stories.iter().flat_map(|story| &story.steps).filter_map(|step| step.deed.other());
        for other in named {
            assert!(keys.contains(other), "{other}");
        }
    }
}
