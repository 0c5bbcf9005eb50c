//! The stories as `stories.toml` tells them: who brings what, and what is done about it on which day.

use std::collections::BTreeSet;

use serde::Deserialize;
use shiyu_proto::mediation::v1::{DisputeCategory, DisputeSource, DisputeStage};

use super::super::cast::Cast;
use super::super::person::Person;
use super::super::spoken::Word;
use super::deed::Deed;
use crate::failure::Failure;

const STORIES: &str = include_str!("stories.toml");
/// The last of the disputes' own days. It is the first of the petitions, and what is told of a later one is done in theirs.
pub const OWN_DAYS: u32 = 8;
/// What the offers of the grids' stories begin with.
const GRIDS: &str = "grid/";

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
    /// The step of another story by which it is offered to mediation, as in `grid/neighbours/2`, counted from 0: it is not opened here.
    pub offered: Option<String>,
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

impl Story {
    /// Whether the grids offer it.
    pub fn is_of_the_grids(&self) -> bool {
        self.offered.as_ref().is_some_and(|offer| offer.starts_with(GRIDS))
    }
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

/// What the grids offer is left out where there are none.
pub fn playable(mut stories: Vec<Story>, cast: &Cast) -> Vec<Story> {
    stories.retain(|story| cast.has_grids() || !story.is_of_the_grids());
    stories
}

/// The disputes' own days on which something is done.
pub fn days(stories: &[Story]) -> BTreeSet<u32> {
    let steps = stories.iter().flat_map(|story| story.steps.iter().map(|step| step.day));
    steps.filter(|day| *day <= OWN_DAYS).chain([0]).collect()
}

/// Steps of the progress bar.
pub fn length(stories: &[Story]) -> u64 {
    let steps: usize = stories.iter().map(|story| story.steps.len() + 1).sum();
    (steps + days(stories).len()) as u64 - 1
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fmt::Debug;

    use shiyu_proto::mediation::v1::TerminationGround;

    use super::super::super::cast::role;
    use super::super::super::places::County;
    use super::super::super::{grid, story as petitions};
    use super::super::deed::{End, TakeIn};
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

    /// On which ground a step ends a mediation, if it does.
    fn ground(step: &Step) -> Option<TerminationGround> {
        if let Deed::End(End::Terminate { ground, .. }) = &step.deed {
            return Some(ground.0);
        }
        if matches!(&step.deed, Deed::End(End::ByParty { .. })) {
            return Some(TerminationGround::PartyEnded);
        }
        let refuses = matches!(&step.deed, Deed::TakeIn(TakeIn::Consent { given: false, .. }));
        refuses.then_some(TerminationGround::Refused)
    }

    #[test]
    fn every_ground_on_which_a_mediation_ends_is_told() {
        let stories = all().unwrap();
        let steps = stories.iter().flat_map(|story| &story.steps);
        let told: HashSet<TerminationGround> = steps.filter(|step| step.refused.is_none()).filter_map(ground).collect();
        // All but that an offer was taken back: nobody in the demo does.
        let wanted = [
            TerminationGround::Refused,
            TerminationGround::NoResponse,
            TerminationGround::Failed,
            TerminationGround::PartyEnded,
            TerminationGround::Expired,
            TerminationGround::Misconduct,
            TerminationGround::Collusion,
            TerminationGround::NotConfirmed,
        ];
        for ground in wanted {
            assert!(told.contains(&ground), "{ground:?}");
        }
    }

    #[test]
    fn what_goes_on_after_the_own_days_falls_on_days_of_the_petitions() {
        let stories = all().unwrap();
        assert_eq!(days(&stories).last(), Some(&OWN_DAYS), "their first is the last of these");
        let theirs = petitions::days(&petitions::all().unwrap());
        let later = stories.iter().flat_map(|story| &story.steps).filter(|step| step.day > OWN_DAYS);
        let later: Vec<u32> = later.map(|step| step.day - OWN_DAYS).collect();
        assert!(!later.is_empty());
        assert!(later.iter().all(|day| theirs.contains(day)), "{later:?} of {theirs:?}");
    }

    fn is_an_offer(deed: &impl Debug) -> bool {
        let told = format!("{deed:?}");
        told.contains("Offer {") && told.contains("Word(Mediation)")
    }

    /// The day on which a step of another story offers something to mediation, on the calendar of the disputes.
    fn offered_on(offer: &str) -> Option<u32> {
        let (story, step) = offer.rsplit_once('/')?;
        let step: usize = step.parse().ok()?;
        if let Some(key) = story.strip_prefix(GRIDS) {
            let events = grid::all().unwrap();
            let step = events.iter().find(|event| event.key == key)?.steps.get(step)?;
            return (step.refused.is_none() && is_an_offer(&step.deed)).then_some(0);
        }
        let petitions = petitions::all().unwrap();
        let step = petitions.iter().find(|petition| petition.key == story)?.steps.get(step)?;
        (step.refused.is_none() && is_an_offer(&step.deed)).then_some(OWN_DAYS + step.day)
    }

    #[test]
    fn what_is_offered_to_mediation_is_taken_up_once_it_is() {
        let stories = all().unwrap();
        let offered: Vec<&Story> = stories.iter().filter(|story| story.offered.is_some()).collect();
        assert!(offered.iter().any(|story| story.is_of_the_grids()));
        assert!(offered.iter().any(|story| !story.is_of_the_grids()));
        for story in offered {
            let offer = story.offered.as_deref().unwrap();
            let day = offered_on(offer).unwrap();
            assert!(story.steps.first().is_some_and(|step| step.day >= day), "{}", story.key);
        }
    }
}
