//! The world around an event: what the door looks up, and the units.

use shiyu_kit::unit::{Unit, Units};
use time::macros::date;
use time::{Date, Duration};

use super::given::*;
use crate::domain::terms::{Class, GridRole, Place};
use crate::domain::{Known, Linked, Route, StageName};

/// What the door looks up.
pub(super) fn known() -> Known {
    Known {
        role: None,
        verifies: false,
        unwatched: false,
        sent: Some(GridRole::Patrol),
        place: Some(place()),
        class: Some(class("E1201", 5)),
        route: Some(Route {
            table: 3,
            rule: "hazards".to_owned(),
            level: crate::domain::terms::Level::Town,
            platform: Some(crate::domain::terms::Platform::Enforcement),
            to: code(STATION),
        }),
        neighbours: vec!["330602001003002".parse().unwrap()],
        linked: Some(linked(StageName::Filed)),
        admission: Some(Ok(())),
        centre: true,
        repeats: false,
        is_first: false,
        asked_since: None,
        command_room: Some(code(ROOM)),
        sub_centre: None,
        desk_is_over: false,
        most_reward_fen: 50_000,
        covered: None,
    }
}

/// Another event in the same grid.
pub(crate) fn linked(stage: StageName) -> Linked {
    Linked {
        id: OTHER,
        stage,
        ended_at: stage.is_end().then_some(START - Duration::days(3)),
        class: "E1201".parse().unwrap(),
        grids: ["330602001003001".parse().unwrap()].into(),
    }
}

fn place() -> Place {
    use crate::domain::terms::{AreaClass, SpaceType};
    Place {
        point: None,
        address: None,
        grid: "330602001003001".parse().unwrap(),
        map: 1,
        village: code(VILLAGE),
        town: code(TOWN),
        space: SpaceType::UrbanCommunity,
        area: AreaClass::A,
        professional: Vec::new(),
        border_with: Vec::new(),
        component: None,
    }
}

/// A subclass of hazards with a limit in working days.
pub(crate) fn class(text: &str, working_days: u32) -> Class {
    Class {
        code: text.parse().unwrap(),
        version: 1,
        limit: crate::domain::terms::Limit {
            amount: working_days,
            unit: shiyu_kit::calendar::TimeUnit::WorkingDay,
            version: 1,
        },
        hazard: text.starts_with("E12"),
        steps: Vec::new(),
    }
}

/// A subclass of hazards with a limit in work-hours.
pub(crate) fn hours(text: &str, work_hours: u32) -> Class {
    let class = class(text, work_hours);
    Class {
        limit: crate::domain::terms::Limit {
            unit: shiyu_kit::calendar::TimeUnit::WorkHour,
            ..class.limit
        },
        ..class
    }
}

fn unit(text: &str, superior: Option<&str>) -> Unit {
    Unit {
        code: code(text),
        name: text.to_owned(),
        superior: superior.map(code),
        valid_from: date!(2020 - 01 - 01),
        valid_to: None,
    }
}

pub(super) fn units() -> Units {
    Units::new(in_force())
}

/// This one ends with a day.
pub(super) fn units_until(text: &str, last: Date) -> Units {
    Units::new(in_force().map(|unit| Unit {
        valid_to: (unit.code == code(text)).then_some(last),
        ..unit
    }))
}

fn in_force() -> [Unit; 13] {
    [
        unit(CITY, None),
        unit(COUNTY, Some(CITY)),
        unit(OTHER_COUNTY, Some(CITY)),
        unit(THIRD_COUNTY, Some(CITY)),
        unit(BUREAU, Some(COUNTY)),
        unit(CENTRE, Some(COUNTY)),
        unit(SUB_CENTRE, Some(COUNTY)),
        unit(TOWN, Some(COUNTY)),
        unit(ROOM, Some(TOWN)),
        unit(STATION, Some(TOWN)),
        unit(WORKS, Some(TOWN)),
        unit(NEXT_TOWN, Some(COUNTY)),
        unit(VILLAGE, Some(TOWN)),
    ]
}
