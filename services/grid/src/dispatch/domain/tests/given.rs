//! What the tests begin with: a place, a rule, a sitting.

use shiyu_kit::calendar::Calendar;
use shiyu_kit::fault::Refusal as _;
use time::OffsetDateTime;
use time::macros::datetime;

use crate::catalogue::domain::Sitting;
use crate::catalogue::tests::scene::{COUNTY, actor, code, units};
use crate::dispatch::domain::{Conditions, Destination, Question, Refusal, Rule};
use crate::domain::terms::{AreaClass, Level, Place, Platform, SpaceType};

/// Ten in the morning of a working Wednesday in China.
pub(in crate::dispatch) const NOW: OffsetDateTime = datetime!(2026-05-06 02:00 UTC);

pub(in crate::dispatch) fn place(grid: &str) -> Place {
    Place {
        point: None,
        address: None,
        grid: grid.parse().unwrap(),
        map: 1,
        village: code(&grid[..12]),
        town: code(&grid[..9]),
        space: SpaceType::UrbanCommunity,
        area: AreaClass::A,
        professional: Vec::new(),
        border_with: Vec::new(),
        component: None,
    }
}

pub(in crate::dispatch) fn ask<'a>(class: &str, place: &'a Place) -> Question<'a> {
    let class = (class.parse().unwrap(), Some(Platform::Enforcement));
    Question::at(NOW, class, Level::Grid, place, &Calendar::builtin())
}

pub(in crate::dispatch) fn rule(id: &str, classes: &[&str], department: &str) -> Rule {
    Rule {
        id: id.to_owned(),
        title: "规则".to_owned(),
        when: Conditions {
            classes: classes.iter().map(|text| text.parse().unwrap()).collect(),
            ..Conditions::default()
        },
        to: Destination {
            department: department.parse().unwrap(),
            platform: None,
            level: Level::Town,
        },
    }
}

pub(in crate::dispatch) fn at<T>(unit: &str, act: impl FnOnce(&Sitting<'_>) -> Result<T, Refusal>) -> Result<T, &'static str> {
    let (by, county, units) = (actor(unit), code(COUNTY), units());
    let sitting = Sitting {
        by: &by,
        county: &county,
        units: &units,
        now: NOW,
    };
    act(&sitting).map_err(|refusal| refusal.reason())
}
