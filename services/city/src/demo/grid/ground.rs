//! The made-up ground of a county: its map, its teams, and where in it the stories happen.

use std::collections::BTreeMap;

use serde_json::Value;
use shiyu_grid::place::synthetic::{Plan, Town, geojson};
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1::Point;
use shiyu_proto::grid::v1::{GetGridRequest, GridRole};

use super::super::cast::{Cast, subject};
use super::super::places::{CENTRE, County, VILLAGES};
use crate::desk::Desk;
use crate::failure::Failure;

/// Grids in a village.
const GRIDS: usize = 6;
/// Who works in the first grid of each town (4+N): the duty and the role.
const TEAM: [(&str, GridRole); 5] = [
    ("lead", GridRole::Lead),
    ("patrol", GridRole::Patrol),
    ("patrol2", GridRole::Patrol),
    ("police", GridRole::Police),
    ("supervisor", GridRole::Supervisor),
];

/// Somebody in a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Code of the grid.
    pub grid: String,
    /// Subject.
    pub subject: String,
    /// As what.
    pub role: GridRole,
}

impl County {
    /// Its map as a file (GeoJSON): towns of six villages of six grids, and the professional grids that 越城区 has
    /// (178 治安, 169 消防, 158 安全).
    pub fn map(&self) -> Result<String, Failure> {
        let ours = self.code == "330602";
        let plan = Plan {
            county: code(self.code)?,
            west: if ours { 120.5 } else { 120.15 },
            north: if ours { 30.1 } else { 29.8 },
            size: 0.005,
            corners: 2,
            towns: self.towns()?,
            exclusive_each: 20,
            professional: if ours { [178, 169, 158] } else { [12, 12, 12] },
        };
        Ok(geojson(&plan.features()))
    }

    fn towns(&self) -> Result<Vec<Town>, Failure> {
        let town = |(own, _): &(&str, &str)| {
            Ok(Town {
                code: code(own)?,
                villages: vec![GRIDS; VILLAGES.len()],
            })
        };
        self.places.iter().map(town).collect()
    }

    /// Everybody who works in the grids of the stories.
    pub fn team(&self) -> Vec<Place> {
        let of = |(town, _): &(&str, &str)| {
            let village = format!("{town}001");
            TEAM.map(|(duty, role)| Place {
                grid: format!("{village}001"),
                subject: subject(duty, &village),
                role,
            })
        };
        self.places.iter().flat_map(of).collect()
    }

    /// The command centre.
    pub fn centre(&self) -> String {
        format!("{}-{CENTRE}", self.code)
    }
}

fn code(text: &str) -> Result<Code, Failure> {
    text.parse().map_err(|_| Failure::Usage(format!("`{text}` is no code of a unit")))
}

/// A point in the first grid of every town, by the town's code.
pub async fn points(cast: &Cast, county: &County) -> Result<BTreeMap<String, Point>, Failure> {
    let desk = cast.grid_door()?;
    let mut points = BTreeMap::new();
    for (town, _) in county.places {
        let point = middle(&desk, &format!("{town}001001")).await?;
        points.insert((*town).to_owned(), point);
    }
    Ok(points)
}

/// The mean of a grid's corners lies in it, for a cell of a lattice is nearly a square.
async fn middle(desk: &Desk, grid: &str) -> Result<Point, Failure> {
    let request = GetGridRequest {
        name: desk.name("grids", grid),
        date: String::new(),
    };
    let grid = desk.maps().get_grid(request).await?.into_inner();
    let geometry: Value = serde_json::from_str(&grid.geometry).unwrap_or_default();
    let mut corners = Vec::new();
    gather(geometry.get("coordinates").unwrap_or(&Value::Null), &mut corners);
    corners.pop();
    let many = u32::try_from(corners.len()).ok().filter(|many| *many > 0).map(f64::from);
    let many = many.ok_or_else(|| Failure::Late(format!("{} has no boundary", grid.name)))?;
    let (east, north) = corners.iter().fold((0.0, 0.0), |(east, north), (x, y)| (east + x, north + y));
    Ok(Point {
        longitude: east / many,
        latitude: north / many,
    })
}

/// Every position of a geometry of one ring.
fn gather(of: &Value, corners: &mut Vec<(f64, f64)>) {
    let Some(items) = of.as_array() else { return };
    if let [x, y] = items.as_slice()
        && let (Some(x), Some(y)) = (x.as_f64(), y.as_f64())
    {
        corners.push((x, y));
        return;
    }
    for item in items {
        gather(item, corners);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_county_has_its_grids_and_a_team_where_the_stories_happen() {
        let county = County::find("330602").unwrap();
        let map: Value = serde_json::from_str(&county.map().unwrap()).unwrap();
        let of = |kind: &str, profession: &str| {
            let features = map["features"].as_array().unwrap().iter();
            let fits =
                |one: &&Value| one["properties"]["kind"] == kind && one["properties"]["profession"].as_str().unwrap_or("") == profession;
            features.filter(fits).count()
        };
        assert_eq!(of("basic", "") + of("exclusive", ""), 216);
        assert_eq!(
            ["public_security", "fire", "safety"].map(|profession| of("professional", profession)),
            [178, 169, 158]
        );
        let team = county.team();
        assert_eq!(team.len(), 30);
        let grids: Vec<&str> = map["features"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|one| one["properties"]["code"].as_str())
            .collect();
        assert!(team.iter().all(|one| grids.contains(&one.grid.as_str())));
    }

    #[test]
    fn positions_are_gathered_however_deep_they_lie() {
        let mut corners = Vec::new();
        gather(&json!([[[1.0, 2.0], [3.0, 4.0]]]), &mut corners);
        assert_eq!(corners, [(1.0, 2.0), (3.0, 4.0)]);
    }
}
