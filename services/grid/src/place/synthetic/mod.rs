//! A made-up map for demonstrations, tests and benchmarks: a county's box cut into towns, villages and grids with crooked borders, the
//! same each time. No ground of it is anybody's.

mod lattice;

use std::collections::BTreeSet;

use geo::unary_union;
use shiyu_kit::unit::Code;

pub use super::export::geojson;

use super::domain::{About, Feature, Grid, Host, HostDuty, Profession, Professional};
use super::geometry::Shape;
use crate::domain::terms::{AreaClass, GridCode, SpaceType};
use lattice::Lattice;

/// A county to be made up.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its code.
    pub county: Code,
    /// Its western edge, in degrees.
    pub west: f64,
    /// Its northern edge, in degrees.
    pub north: f64,
    /// Width and height of a grid, in degrees; 0.005 is about 500 m.
    pub size: f64,
    /// Corners on each side of a grid beside its ends.
    pub corners: usize,
    /// Its towns, in the order in which they are laid out from the north-west.
    pub towns: Vec<Town>,
    /// Every so manieth grid is an exclusive one; 0 for none.
    pub exclusive_each: usize,
    /// How many professional grids of 治安, 消防 and 安全.
    pub professional: [usize; 3],
}

/// A town.
#[derive(Debug, Clone)]
pub struct Town {
    /// Its code, nine digits.
    pub code: Code,
    /// How many grids each of its villages has, 1 to 99; villages are numbered from 001.
    pub villages: Vec<usize>,
}

impl Plan {
    /// A county of so many grids: towns of ten villages of five.
    #[must_use]
    pub fn of(county: &Code, (west, north): (f64, f64), grids: usize) -> Self {
        let mut villages = vec![5; grids / 5];
        villages.extend(Some(grids % 5).filter(|rest| *rest > 0));
        let towns = villages.chunks(10).zip(1..).filter_map(|(villages, number): (_, usize)| {
            let code = format!("{county}{number:03}").parse().ok()?;
            let villages = villages.to_vec();
            Some(Town { code, villages })
        });
        Self {
            county: county.clone(),
            west,
            north,
            size: 0.005,
            corners: 2,
            towns: towns.collect(),
            exclusive_each: 20,
            professional: [0; 3],
        }
    }

    /// Codes of its villages.
    #[must_use]
    pub fn villages(&self) -> Vec<Code> {
        let of = |town: &Town| -> Vec<Code> { (1..=town.villages.len()).filter_map(|number| village(&town.code, number)).collect() };
        self.towns.iter().flat_map(of).collect()
    }

    /// Its map: the county's outline, its villages, its grids and its professional grids.
    #[must_use]
    pub fn features(&self) -> Vec<Feature> {
        let many = self.towns.iter().flat_map(|town| &town.villages).sum();
        let lattice = Lattice::new((self.west, self.north), self.size, self.corners, many);
        let mut cells = lattice.walk();
        let mut grids: Vec<Feature> = Vec::with_capacity(many);
        let mut outlines: Vec<Feature> = Vec::new();
        for town in &self.towns {
            for (number, size) in town.villages.iter().enumerate() {
                let own: Vec<_> = cells.by_ref().take(*size).collect();
                let Some(code) = village(&town.code, number + 1) else { continue };
                let shapes = self.village(&lattice, &code, own, &mut grids);
                let outline = Shape::new(&unary_union(shapes.iter().map(Shape::polygons)));
                outlines.push(feature(About::Village(code), Some(outline)));
            }
        }
        let whole = unary_union(grids.iter().filter_map(|feature| feature.shape.as_ref()).map(Shape::polygons));
        let mut all = vec![feature(About::County(self.county.clone()), Some(Shape::new(&whole)))];
        all.extend(outlines);
        let codes: Vec<GridCode> = grids.iter().filter_map(Feature::grid).map(|grid| grid.code.clone()).collect();
        all.extend(grids);
        all.extend(self.professionals(&codes));
        all
    }

    /// The grids of a village, numbered from west to east and from north to south.
    fn village(&self, lattice: &Lattice, code: &Code, mut cells: Vec<(usize, usize)>, grids: &mut Vec<Feature>) -> Vec<Shape> {
        cells.sort_unstable();
        let (mut basic, mut exclusive) = (0, 899);
        let mut shapes = Vec::with_capacity(cells.len());
        for cell in cells {
            let hosted = self.exclusive_each > 0 && (grids.len() + 1).is_multiple_of(self.exclusive_each);
            let number = if hosted { &mut exclusive } else { &mut basic };
            *number += 1;
            let Ok(own) = format!("{code}{number:03}").parse::<GridCode>() else {
                continue;
            };
            let shape = lattice.cell(cell);
            shapes.push(shape.clone());
            grids.push(feature(About::Grid(grid(own, hosted)), Some(shape)));
        }
        shapes
    }

    /// Each profession's grids are stretches of the list of grids, all about as long.
    fn professionals(&self, codes: &[GridCode]) -> Vec<Feature> {
        let kinds = [
            (Profession::PublicSecurity, "ZA", "治安"),
            (Profession::Fire, "XF", "消防"),
            (Profession::Safety, "AQ", "安全"),
        ];
        let mut all = Vec::new();
        for ((profession, letters, word), many) in kinds.into_iter().zip(self.professional) {
            for number in 0..many.min(codes.len()) {
                let (from, to) = (number * codes.len() / many, (number + 1) * codes.len() / many);
                let members: BTreeSet<GridCode> = codes.get(from..to).unwrap_or_default().iter().cloned().collect();
                let professional = Professional {
                    id: format!("{}-{letters}-{:03}", self.county, number + 1),
                    name: format!("{word}网格{:03}", number + 1),
                    profession,
                    members,
                };
                all.push(feature(About::Professional(professional), None));
            }
        }
        all
    }
}

const fn feature(about: About, shape: Option<Shape>) -> Feature {
    Feature { about, shape }
}

fn village(town: &Code, number: usize) -> Option<Code> {
    format!("{town}{number:03}").parse().ok()
}

fn grid(code: GridCode, hosted: bool) -> Grid {
    let number = code.as_str().get(12..).unwrap_or_default().to_owned();
    let host = hosted.then(|| Host {
        org: "91350100M000100Y43".to_owned(),
        duties: HostDuty::ALL.iter().copied().collect(),
    });
    Grid {
        name: format!("网格{number}"),
        space: if hosted {
            SpaceType::IndustrialPark
        } else {
            SpaceType::UrbanCommunity
        },
        area: if hosted { AreaClass::B } else { AreaClass::A },
        body: None,
        host,
        code,
    }
}
