//! What a point lies in, and what is near it.

use rstar::AABB;

use super::sheet::{Owner, Sheet};
use super::{Distances, FARTHEST, Located};
use crate::domain::terms::Point;
use crate::place::geometry::{Local, coord};

/// Metres from which a point on no ground is given to the nearest grid: the map may leave strips that thin, and a point on a border
/// lies inside neither side.
const SNAP: f64 = 2.0;

impl Sheet {
    /// What a point lies in; none where no grid is.
    #[must_use]
    pub fn locate(&self, at: Point, around: Distances) -> Option<Located> {
        let at = coord(at);
        let local = Local::at(at);
        let own = self.inside(at).or_else(|| self.nearest(&local))?;
        self.seen_from(own, &local, around)
    }

    /// The same, a point on no ground being given to the nearest grid, however far. It looks at the whole map.
    #[must_use]
    pub fn locate_nearest(&self, at: Point, around: Distances) -> Option<Located> {
        let local = Local::at(coord(at));
        let plots = self.edges.iter().filter_map(|edge| match edge.owner {
            Owner::Plot(place) => Some((place, local.distance(edge.from, edge.to))),
            Owner::Land(_) => None,
        });
        let nearest = plots.min_by(|(one, near), (other, far)| near.total_cmp(far).then_with(|| self.rank(*one).cmp(&self.rank(*other))));
        self.locate(at, around).or_else(|| self.seen_from(nearest?.0, &local, around))
    }

    fn seen_from(&self, own: usize, local: &Local, around: Distances) -> Option<Located> {
        let plot = self.plots.get(own)?;
        let mut located = Located {
            grid: plot.grid.code.clone(),
            map: self.version,
            village: plot.village.clone(),
            town: plot.town.clone(),
            county: self.county.clone(),
            space: plot.grid.space,
            area: plot.grid.area,
            professional: plot.professional.clone(),
            border: false,
            border_with: Vec::new(),
            neighbours: Vec::new(),
        };
        let (border, neighbours) = (around.border.min(FARTHEST), around.neighbours.min(FARTHEST));
        for (owner, distance) in self.near(local, border.max(neighbours)) {
            match owner {
                Owner::Land(land) if distance <= border => self.meets(land, &mut located),
                Owner::Plot(other) if other != own => {
                    let Some(other) = self.plots.get(other) else { continue };
                    if distance <= border && other.town != plot.town && !located.border_with.contains(&other.town) {
                        located.border_with.push(other.town.clone());
                    }
                    if distance <= neighbours {
                        located.neighbours.push(other.grid.code.clone());
                    }
                }
                Owner::Land(_) | Owner::Plot(_) => {}
            }
        }
        located.border |= !located.border_with.is_empty();
        located.border_with.sort_unstable();
        Some(located)
    }

    /// The outline of a county is near: the one served has no other name for its far side than what neighbours drew.
    fn meets(&self, land: usize, located: &mut Located) {
        located.border = true;
        if let Some(code) = self.lands.get(land).filter(|code| **code != self.county) {
            located.border_with.push(code.clone());
        }
    }

    /// The grid within [`SNAP`] whose border is nearest.
    fn nearest(&self, local: &Local) -> Option<usize> {
        let near = self.near(local, SNAP);
        let plots = near.into_iter().filter_map(|(owner, distance)| match owner {
            Owner::Plot(place) => Some((place, distance)),
            Owner::Land(_) => None,
        });
        let first = plots.min_by(|(one, near), (other, far)| near.total_cmp(far).then_with(|| self.rank(*one).cmp(&self.rank(*other))));
        first.map(|(place, _)| place)
    }

    /// Whose border comes within so many metres, and how near, by owner.
    fn near(&self, local: &Local, metres: f64) -> Vec<(Owner, f64)> {
        let (low, high) = local.square(metres);
        let edges = self.edges.locate_in_envelope_intersecting(&AABB::from_corners(low, high));
        let mut near: Vec<(Owner, f64)> = edges
            .map(|edge| (edge.owner, local.distance(edge.from, edge.to)))
            .filter(|(_, distance)| *distance <= metres)
            .collect();
        near.sort_unstable_by(|(one, near), (other, far)| one.cmp(other).then_with(|| near.total_cmp(far)));
        near.dedup_by_key(|(owner, _)| *owner);
        near
    }
}
