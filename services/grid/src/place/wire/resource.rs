//! The map room's things as resources, and what it tells others.

use std::collections::HashMap;
use std::hash::BuildHasher;

use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::point;
use shiyu_proto::grid::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::terms;
use crate::domain::terms::GridCode;
use crate::place::atlas::Located;
use crate::place::domain::{About, Address, Counts, Feature, Finding, Grid, Map, MicroUnit, Outcome, Problem, Professional, Row};
use crate::place::geometry::Shape;

pub(super) const MAPS: &str = "maps";
pub(super) const GRIDS: &str = "grids";
pub(super) const MICRO_UNITS: &str = "microUnits";
pub(super) const ADDRESSES: &str = "addresses";

/// Codes told with a finding.
const MOST_GRIDS: usize = 20;

fn named(county: &Code, collection: &str, id: impl std::fmt::Display) -> String {
    format!("counties/{county}/{collection}/{id}")
}

/// A version.
#[must_use]
pub fn map(map: &Map, county: &Code) -> pb::Map {
    pb::Map {
        name: named(county, MAPS, map.version),
        state: terms::state(map.state).into(),
        effective_date: map.effective.map(|day| day.to_string()).unwrap_or_default(),
        create_time: Some(timestamp(map.created_at)),
        publish_time: map.published_at.map(timestamp),
        counts: Some(counts(map.counts)),
        errors: map.errors,
        warnings: map.warnings,
    }
}

const fn counts(counts: Counts) -> pb::MapCounts {
    pb::MapCounts {
        basic: counts.basic,
        exclusive: counts.exclusive,
        public_security: counts.public_security,
        fire: counts.fire,
        safety: counts.safety,
        other: counts.other,
        villages: counts.villages,
    }
}

/// The fact that a version is in force from a day on.
#[must_use]
pub fn map_published(map: &Map) -> pb::MapPublished {
    pb::MapPublished {
        map: map.version,
        effective_date: map.effective.map(|day| day.to_string()).unwrap_or_default(),
        counts: Some(counts(map.counts)),
        warnings: map.warnings,
    }
}

/// A grid as a version has it, over the days it is so; none of what is no grid.
#[must_use]
pub fn grid(feature: &Feature, (map, from, to): (i64, Date, Option<Date>), county: &Code) -> Option<pb::Grid> {
    let described = match &feature.about {
        About::Grid(grid) => ground(grid),
        About::Professional(professional) => set(professional),
        About::County(_) | About::Village(_) => return None,
    };
    Some(pb::Grid {
        name: named(county, GRIDS, feature.code()),
        map: named(county, MAPS, map),
        valid_from: from.to_string(),
        valid_to: to.map(|day| day.to_string()).unwrap_or_default(),
        geometry: feature.shape.as_ref().map(Shape::to_geojson).unwrap_or_default(),
        ..described
    })
}

fn ground(grid: &Grid) -> pb::Grid {
    let host = grid.host.as_ref();
    let kind = if host.is_some() {
        pb::GridKind::Exclusive
    } else {
        pb::GridKind::Basic
    };
    let duties = host.into_iter().flat_map(|host| &host.duties);
    pb::Grid {
        kind: kind.into(),
        display_name: grid.name.clone(),
        village: grid.code.village().map(String::from).unwrap_or_default(),
        space_type: terms::space(grid.space).into(),
        area_class: terms::area(grid.area).into(),
        host_body: grid.body.map(terms::body).unwrap_or_default().into(),
        host_org: host.map(|host| host.org.clone()).unwrap_or_default(),
        duties: duties.map(|duty| terms::duty(*duty).into()).collect(),
        ..pb::Grid::default()
    }
}

fn set(professional: &Professional) -> pb::Grid {
    pb::Grid {
        kind: pb::GridKind::Professional.into(),
        display_name: professional.name.clone(),
        profession: terms::profession(professional.profession).into(),
        members: professional.members.iter().map(GridCode::to_string).collect(),
        ..pb::Grid::default()
    }
}

/// What the linter found.
#[must_use]
pub fn finding(finding: &Finding) -> pb::Finding {
    let severity = if finding.kind.is_error() {
        pb::FindingSeverity::Error
    } else {
        pb::FindingSeverity::Warning
    };
    pb::Finding {
        kind: terms::finding_kind(finding.kind).into(),
        severity: severity.into(),
        grids: finding.grids.iter().take(MOST_GRIDS).cloned().collect(),
        area_m2: finding.area_m2,
        point: finding.point.map(point),
        ring: finding.ring.iter().copied().map(point).collect(),
        open_events: finding.hanging.events,
        assignments: finding.hanging.assignments,
        patrol_plans: finding.hanging.plans,
        campaigns: finding.hanging.campaigns,
    }
}

/// What a point lies in.
#[must_use]
pub fn located(located: Located) -> pb::LocateResponse {
    pb::LocateResponse {
        grid: located.grid.into(),
        map: located.map,
        village: located.village.into(),
        town: located.town.into(),
        county: located.county.into(),
        space_type: terms::space(located.space).into(),
        area_class: terms::area(located.area).into(),
        professional: located.professional,
        border: located.border,
        border_with: located.border_with.into_iter().map(String::from).collect(),
        neighbours: located.neighbours.into_iter().map(String::from).collect(),
    }
}

/// A micro-unit.
#[must_use]
pub fn micro_unit(unit: &MicroUnit, county: &Code) -> pb::MicroUnit {
    pb::MicroUnit {
        name: named(county, MICRO_UNITS, unit.id),
        kind: terms::micro_kind(unit.kind).into(),
        grid: unit.grid.to_string(),
        parent_unit: unit.parent.map(|id| named(county, MICRO_UNITS, id)).unwrap_or_default(),
        display_name: unit.name.clone(),
        phone: unit.phone.clone(),
        valid_from: unit.valid_from.to_string(),
        valid_to: unit.valid_to.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// An address, with the grid it lies in today.
#[must_use]
pub fn address(address: &Address, grid: Option<GridCode>, county: &Code) -> pb::Address {
    pb::Address {
        name: named(county, ADDRESSES, address.id()),
        village: address.village.to_string(),
        town: address.village.enclosing().map(String::from).unwrap_or_default(),
        road: address.road.clone(),
        estate: address.estate.clone(),
        number: address.number.clone(),
        building: address.building.clone(),
        unit: address.unit.clone(),
        text: address.text(),
        point: Some(point(address.point)),
        grid: grid.map(String::from).unwrap_or_default(),
    }
}

/// The verdict upon a row, when `known` is what was there.
#[must_use]
pub fn verdict(row: &Row, known: &HashMap<Uuid, Address, impl BuildHasher>, county: &Code) -> pb::AddressVerdict {
    let (outcome, name, problems) = match &row.read {
        Ok(address) => {
            let outcome = match address.against(known.get(&address.id())) {
                Outcome::Inserted => pb::AddressOutcome::Inserted,
                Outcome::Unchanged => pb::AddressOutcome::Unchanged,
                Outcome::Updated => pb::AddressOutcome::Updated,
            };
            (outcome, named(county, ADDRESSES, address.id()), Vec::new())
        }
        Err(problems) => {
            let told = problems.iter().map(problem).collect();
            (pb::AddressOutcome::Refused, String::new(), told)
        }
    };
    pb::AddressVerdict {
        row: row.number,
        outcome: outcome.into(),
        name,
        problems,
    }
}

fn problem(problem: &Problem) -> pb::ImportProblem {
    pb::ImportProblem {
        field: problem.field.clone(),
        reason: problem.reason.to_owned(),
        description: problem.description.clone(),
    }
}

/// What is wrong with a file, as the answer to who only asked.
#[must_use]
pub fn problems(violations: &Violations) -> Vec<pb::ImportProblem> {
    let told = violations.iter().map(|violation| pb::ImportProblem {
        field: violation.field.clone(),
        reason: violation.reason.to_owned(),
        description: violation.description.clone(),
    });
    told.collect()
}
