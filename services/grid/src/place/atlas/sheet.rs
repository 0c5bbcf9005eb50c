//! One version in memory: rectangles in a tree for what a point lies in, stretches of border in another for what is near.

use std::collections::{BTreeMap, HashMap};

use geo::algorithm::indexed::IntervalTreeMultiPolygon;
use geo::{BooleanOps, BoundingRect, Contains, Coord, MultiPolygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree, RTreeObject};
use shiyu_kit::unit::Code;
use time::Date;

use crate::domain::terms::{GridCode, Point};
use crate::place::domain::{About, Feature, Grid, Professional};

/// One published version.
pub struct Sheet {
    /// Its number.
    pub version: i64,
    /// First day it is in force.
    pub effective: Date,
    /// By code.
    pub(super) plots: Vec<Plot>,
    /// Outlines of counties: the one served, and neighbours.
    pub(super) lands: Vec<Code>,
    pub(super) county: Code,
    pub(super) professionals: BTreeMap<String, Professional>,
    places: HashMap<GridCode, usize>,
    boxes: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    pub(super) edges: RTree<Edge>,
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (version, grids) = (self.version, self.plots.len());
        write!(out, "Sheet {{ version: {version}, effective: {}, grids: {grids} }}", self.effective)
    }
}

/// A grid with its ground.
pub(super) struct Plot {
    pub(super) grid: Grid,
    pub(super) village: Code,
    pub(super) town: Code,
    pub(super) professional: Vec<String>,
    ground: IntervalTreeMultiPolygon<f64>,
}

/// Whose border a stretch is: a plot's or a land's, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    Plot(usize),
    Land(usize),
}

/// A stretch of border.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) from: Coord<f64>,
    pub(super) to: Coord<f64>,
    pub(super) owner: Owner,
}

impl RTreeObject for Edge {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners([self.from.x, self.from.y], [self.to.x, self.to.y])
    }
}

impl Sheet {
    /// A version of the map of a county, from its features. Grids without an outline have no ground, and are left out.
    #[must_use]
    pub fn new(county: &Code, (version, effective): (i64, Date), features: Vec<Feature>) -> Self {
        let professionals = professionals(&features);
        let mut of_grid: HashMap<GridCode, Vec<String>> = HashMap::new();
        for professional in professionals.values() {
            for member in &professional.members {
                of_grid.entry(member.clone()).or_default().push(professional.id.clone());
            }
        }
        let mut sheet = Self {
            version,
            effective,
            plots: Vec::new(),
            lands: Vec::new(),
            county: county.clone(),
            professionals,
            places: HashMap::new(),
            boxes: RTree::new(),
            edges: RTree::new(),
        };
        let (mut boxes, mut edges) = (Vec::new(), Vec::new());
        let mut features = features;
        features.sort_by(|one, other| one.code().cmp(other.code()));
        for feature in features {
            let Some(shape) = feature.shape else { continue };
            let owner = match feature.about {
                About::Grid(grid) => sheet.plot(grid, shape.polygons(), &mut of_grid, &mut boxes),
                About::County(code) => {
                    sheet.lands.push(code);
                    Some(Owner::Land(sheet.lands.len() - 1))
                }
                About::Village(_) | About::Professional(_) => None,
            };
            if let Some(owner) = owner {
                edges.extend(stretches(shape.polygons(), owner));
            }
        }
        sheet.boxes = RTree::bulk_load(boxes);
        sheet.edges = RTree::bulk_load(edges);
        sheet
    }

    fn plot(
        &mut self,
        grid: Grid,
        shape: &MultiPolygon<f64>,
        of_grid: &mut HashMap<GridCode, Vec<String>>,
        boxes: &mut Vec<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    ) -> Option<Owner> {
        let village = grid.code.village().ok()?;
        let bounds = shape.bounding_rect()?;
        let place = self.plots.len();
        let rectangle = Rectangle::from_corners([bounds.min().x, bounds.min().y], [bounds.max().x, bounds.max().y]);
        boxes.push(GeomWithData::new(rectangle, place));
        self.places.insert(grid.code.clone(), place);
        self.plots.push(Plot {
            town: village.enclosing()?,
            village,
            professional: of_grid.remove(&grid.code).unwrap_or_default(),
            ground: IntervalTreeMultiPolygon::new(shape),
            grid,
        });
        Some(Owner::Plot(place))
    }

    /// The plots that hold a point inside: the exclusive ones first, then by code.
    pub(super) fn inside(&self, at: Coord<f64>) -> Option<usize> {
        let near = self.boxes.locate_all_at_point(&[at.x, at.y]).map(|boxed| boxed.data);
        let holding = near.filter(|place| self.plots.get(*place).is_some_and(|plot| plot.ground.contains(&at)));
        holding.min_by_key(|place| self.rank(*place))
    }

    /// An exclusive grid goes before a basic one; else the order of codes.
    pub(super) fn rank(&self, place: usize) -> (bool, usize) {
        let basic = self.plots.get(place).is_some_and(|plot| plot.grid.host.is_none());
        (basic, place)
    }

    /// A grid of this version.
    #[must_use]
    pub fn grid(&self, code: &GridCode) -> Option<&Grid> {
        self.places
            .get(code)
            .and_then(|place| self.plots.get(*place))
            .map(|plot| &plot.grid)
    }

    /// The corners, south-west and north-east, between which a grid of this version lies.
    #[must_use]
    pub fn corners(&self, code: &GridCode) -> Option<(Point, Point)> {
        let place = self.places.get(code)?;
        let boxed = self.boxes.iter().find(|boxed| boxed.data == *place)?;
        let ([west, south], [east, north]) = (boxed.geom().lower(), boxed.geom().upper());
        Some((Point::from_degrees(west, south).ok()?, Point::from_degrees(east, north).ok()?))
    }

    /// A professional grid of this version.
    #[must_use]
    pub fn professional(&self, id: &str) -> Option<&Professional> {
        self.professionals.get(id)
    }

    /// The grids of this version, by code.
    pub fn grids(&self) -> impl Iterator<Item = &Grid> {
        self.plots.iter().map(|plot| &plot.grid)
    }
}

fn professionals(features: &[Feature]) -> BTreeMap<String, Professional> {
    let of = |feature: &Feature| match &feature.about {
        About::Professional(professional) => Some((professional.id.clone(), professional.clone())),
        About::County(_) | About::Village(_) | About::Grid(_) => None,
    };
    features.iter().filter_map(of).collect()
}

fn stretches(shape: &MultiPolygon<f64>, owner: Owner) -> impl Iterator<Item = Edge> {
    let lines = BooleanOps::rings(shape).flat_map(geo::LineString::lines);
    lines.map(move |line| Edge {
        from: line.start,
        to: line.end,
        owner,
    })
}
