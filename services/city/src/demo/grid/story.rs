//! The stories as `stories.toml` tells them: what is reported where, and what is done about it on which day.

use std::collections::BTreeSet;

use serde::Deserialize;
use shiyu_proto::grid::v1::EventSource;

use super::super::spoken::Word;
use super::deed::Deed;
use crate::failure::Failure;

const STORIES: &str = include_str!("stories.toml");

/// What becomes of one event. Days are counted from the demo's first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// How other stories name it.
    pub key: String,
    /// What it shows.
    pub shows: String,
    /// Who brings it.
    pub source: Word<EventSource>,
    /// Subclass, as in `E0102`; none where a component tells it.
    #[serde(default)]
    pub class: String,
    /// Code of the component it is about, without the county's digits: it stands in the first grid of the town.
    #[serde(default)]
    pub component: Option<String>,
    /// The town it happens in, as in `T1`: in its first grid.
    pub place: String,
    /// In one line.
    pub title: String,
    /// What is the matter.
    pub description: String,
    /// The reason why the report is refused, if it is.
    pub refused: Option<String>,
    /// What is done, in this order.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// Something that is done on a day.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// On which day.
    pub day: u32,
    /// By whom, as in `patrol2`; without it by whoever does such things.
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
    let book: Book = toml::from_str(STORIES).map_err(|error| Failure::Usage(format!("grid/stories.toml: {error}")))?;
    Ok(book.story)
}

/// The days on which something is done; on the first everything is reported.
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
            assert!(county.unit(&story.place).is_ok(), "{key}");
            assert!(story.refused.is_none() || story.steps.is_empty(), "{key}");
            assert!(!story.class.is_empty() || story.component.is_some(), "{key}");
            let stands = |serial: &String| {
                super::super::stock::COMPONENTS
                    .iter()
                    .any(|one| one.serial == serial && one.place == story.place)
            };
            assert!(story.component.iter().all(stands), "{key}");
            for step in &story.steps {
                assert!(step.of.as_ref().is_none_or(|of| county.unit(of).is_ok()), "{key}");
                assert!(step.by.as_ref().is_none_or(|by| role(by).is_ok()), "{key}");
                assert!(step.deed.other().is_none_or(|other| keys.contains(other)), "{key}");
                assert!(step.deed.units().into_iter().all(|unit| county.unit(unit).is_ok()), "{key}");
            }
        }
    }
}
