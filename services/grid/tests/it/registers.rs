//! Registers that hardly change: one grid, from some day on another in its place, one subclass of each kind, one rule, one command room,
//! and a team of each grid.

use std::sync::{Arc, Mutex};

use std::collections::BTreeSet;

use sea_orm::DbErr;
use shiyu_grid::domain::Route;
use shiyu_grid::domain::terms::{
    AreaClass, Class, ClassCode, ComponentCode, GridCode, GridRole, Level, Limit, Place, Platform, Point, SpaceType, Thing,
};
use shiyu_grid::rpc::lookup::{Located, Question, Tables};
use shiyu_grid::team::domain::NotAdmitted;
use shiyu_kit::calendar::TimeUnit;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use crate::scene::{BUREAU, CENTRE, ROOM, STATION, TOWN, VILLAGE};

pub(crate) const GRID: &str = "330602001003001";
/// A standard address in the grid.
pub(crate) const ADDRESS: Uuid = Uuid::from_u128(17);
/// A manhole cover in the grid, which the bureau owns.
pub(crate) const COMPONENT: &str = "3306020101000001";
/// An item of the admission list.
pub(crate) const ITEM: Uuid = Uuid::from_u128(18);

/// The grid that comes in its place.
pub(crate) const HEIR: &str = "330602001003007";

#[derive(Debug, Clone, Default)]
pub(crate) struct Fixed(Arc<Mutex<Option<Date>>>);

impl Fixed {
    /// Another map is in force from this day on.
    pub(crate) fn redraw(&self, from: Date) {
        *self.0.lock().unwrap() = Some(from);
    }

    fn grid(&self, on: Date) -> &'static str {
        let redrawn = self.0.lock().unwrap().is_some_and(|from| from <= on);
        if redrawn { HEIR } else { GRID }
    }
}

#[tonic::async_trait]
impl Tables for Fixed {
    fn locate(&self, at: Point, on: Date) -> Option<Located> {
        (30.0..31.0).contains(&at.latitude()).then(|| Located {
            place: Place {
                point: Some(at),
                address: None,
                grid: self.grid(on).parse().unwrap(),
                map: 1,
                village: VILLAGE.parse().unwrap(),
                town: TOWN.parse().unwrap(),
                space: SpaceType::UrbanCommunity,
                area: AreaClass::A,
                professional: vec!["fire-7".to_owned()],
                border_with: Vec::new(),
                component: None,
            },
            neighbours: Vec::new(),
        })
    }

    fn locate_nearest(&self, at: Point, on: Date) -> Option<Located> {
        self.locate(at, on)
    }

    fn map(&self, on: Date) -> Option<i64> {
        Some(if self.grid(on) == GRID { 1 } else { 2 })
    }

    fn stands(&self, grid: &GridCode, on: Date) -> bool {
        grid.as_str() == self.grid(on)
    }

    async fn address(&self, id: Uuid, _: Date) -> Result<Option<Point>, DbErr> {
        Ok((id == ADDRESS).then(|| Point::from_degrees(120.58, 30.01).unwrap()))
    }

    async fn component(&self, code: &ComponentCode, _: Date) -> Result<Option<(Point, Thing)>, DbErr> {
        Ok((code.as_str() == COMPONENT).then(|| {
            let thing = Thing {
                code: code.clone(),
                owner: Some(BUREAU.parse().unwrap()),
                maintainer: None,
            };
            (Point::from_degrees(120.58, 30.02).unwrap(), thing)
        }))
    }

    fn class(&self, code: ClassCode, _: AreaClass, _: Date) -> Option<Class> {
        (code.subclass == 1).then_some(Class {
            code,
            version: 4,
            limit: Limit {
                amount: 5,
                unit: TimeUnit::WorkingDay,
                version: 2,
            },
            hazard: code.class == 12,
            steps: Vec::new(),
        })
    }

    fn route(&self, question: &Question<'_>) -> Option<Route> {
        (question.level == Level::Town).then(|| Route {
            table: 3,
            rule: "hazards".to_owned(),
            level: Level::Town,
            platform: Some(Platform::Enforcement),
            to: STATION.parse().unwrap(),
        })
    }

    fn command_room(&self, town: &Code, _: Date) -> Option<Code> {
        (town.as_str() == TOWN).then(|| ROOM.parse().unwrap())
    }

    fn is_centre(&self, unit: &Code, _: Date) -> bool {
        [ROOM, CENTRE].contains(&unit.as_str())
    }

    fn sub_centre(&self, _: &Code, _: Date) -> Option<Code> {
        None
    }

    fn is_over(&self, _: &Code, _: Date) -> bool {
        false
    }

    fn most_reward_fen(&self) -> u32 {
        50_000
    }

    fn role(&self, subject: &str, grid: &GridCode, _: Date) -> Option<GridRole> {
        if grid.as_str() == HEIR {
            return (subject == "newcomer").then_some(GridRole::Patrol);
        }
        if grid.as_str() != GRID {
            return None;
        }
        match subject {
            "patrol" | "other-patrol" => Some(GridRole::Patrol),
            "lead" => Some(GridRole::Lead),
            "police" => Some(GridRole::Police),
            "volunteer" => Some(GridRole::Volunteer),
            _ => None,
        }
    }

    fn roles(&self, subject: &str, grid: &GridCode, on: Date) -> BTreeSet<GridRole> {
        self.role(subject, grid, on).into_iter().collect()
    }

    fn team(&self, grid: &GridCode, _: Date) -> BTreeSet<GridRole> {
        let team = [GridRole::Lead, GridRole::Patrol, GridRole::Police, GridRole::Volunteer];
        if grid.as_str() == GRID { team.into() } else { BTreeSet::new() }
    }

    fn admission(&self, item: Uuid, department: &Code, class: ClassCode, _: Date) -> Result<(), NotAdmitted> {
        match (item == ITEM, department.as_str() == BUREAU, class.class == 12) {
            (false, _, _) => Err(NotAdmitted::Unknown),
            (true, false, _) => Err(NotAdmitted::OfAnotherDepartment),
            (true, true, false) => Err(NotAdmitted::OfAnotherClass),
            (true, true, true) => Ok(()),
        }
    }

    fn asked_once_since(&self, _: Uuid, on: Date) -> Option<Date> {
        Some(on)
    }
}
