//! A special campaign (专项行动): some classes, in some places, for some days. Its progress is counted by place.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Period, Refusal, Sitting};
use crate::domain::terms::{ClassCode, GridCode};

/// Where it is run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// The county, towns and villages.
    pub divisions: BTreeSet<Code>,
    /// Grids beside them.
    pub grids: BTreeSet<GridCode>,
}

/// Its end before its last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Why.
    pub reason: String,
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// The unit that runs it.
    pub sponsor: Code,
    /// What it looks for.
    pub classes: Vec<ClassCode>,
    /// Where.
    pub area: Area,
    /// When.
    pub days: Period,
    /// Its end before its last day.
    pub ended: Option<Ended>,
}

/// How far a campaign is in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Code of the grid or town.
    pub place: String,
    /// Places checked.
    pub checked: i64,
    /// Hazards found.
    pub found: i64,
    /// Of those, how many are gone.
    pub removed: i64,
}

impl Area {
    /// Whether a grid lies in it: its code begins with those of the divisions it lies in.
    #[must_use]
    pub fn covers(&self, grid: &GridCode) -> bool {
        let mut divisions = self.divisions.iter();
        self.grids.contains(grid) || divisions.any(|division| grid.as_str().starts_with(division.as_str()))
    }
}

impl Campaign {
    /// Announces the campaign, or puts another content in the place of what has not begun.
    ///
    /// # Errors
    /// `CAMPAIGN_BEGUN`, `CAMPAIGN_OVER`, and for its sponsor and every place those of [`Sitting::governs`].
    pub fn put(self, before: Option<&Self>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.sponsor)?;
        for division in &self.area.divisions {
            sitting.reaches(&self.sponsor, division)?;
        }
        for grid in &self.area.grids {
            sitting.reaches(&self.sponsor, &sitting.village_of(grid)?)?;
        }
        if let Some(before) = before {
            sitting.governs(&before.sponsor)?;
            if before.ended.is_some() {
                return Err(Refusal::CampaignOver);
            }
            if before.days.first <= sitting.today() {
                return Err(Refusal::CampaignBegun);
            }
        }
        if self.days.last < sitting.today() {
            return Err(Refusal::CampaignOver);
        }
        Ok(self)
    }

    /// Ends it before its last day.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `CAMPAIGN_OVER`.
    pub fn end(self, reason: &str, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.sponsor)?;
        if self.ended.is_some() || self.days.last < sitting.today() {
            return Err(Refusal::CampaignOver);
        }
        let ended = Ended {
            at: sitting.now,
            reason: reason.to_owned(),
        };
        Ok(Self {
            ended: Some(ended),
            ..self
        })
    }

    /// Something was checked in it on a day in a grid.
    ///
    /// # Errors
    /// `CAMPAIGN_AHEAD`, `CAMPAIGN_OVER`, `CAMPAIGN_ELSEWHERE`.
    pub fn takes(&self, grid: &GridCode, on: Date) -> Result<(), Refusal> {
        if on < self.days.first {
            return Err(Refusal::CampaignAhead);
        }
        if self.ended.is_some() || on > self.days.last {
            return Err(Refusal::CampaignOver);
        }
        if self.area.covers(grid) {
            Ok(())
        } else {
            Err(Refusal::CampaignElsewhere)
        }
    }

    /// As [`Campaign::takes`], a hazard of a class.
    ///
    /// # Errors
    /// As [`Campaign::takes`], `CAMPAIGN_OF_OTHER_CLASSES`.
    pub fn takes_hazard(&self, class: ClassCode, grid: &GridCode, on: Date) -> Result<(), Refusal> {
        self.takes(grid, on)?;
        if self.classes.contains(&class) {
            Ok(())
        } else {
            Err(Refusal::CampaignOfOtherClasses)
        }
    }
}
