//! A lattice of crooked cells: neighbours share every corner of the border between them, so that nothing lies between.

use geo::Coord;

use crate::place::geometry::Shape;

/// A lattice.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lattice {
    west: f64,
    north: f64,
    size: f64,
    corners: usize,
    /// Cells in a row.
    columns: usize,
    many: usize,
}

impl Lattice {
    /// So many cells in about a square.
    pub(super) fn new((west, north): (f64, f64), size: f64, corners: usize, many: usize) -> Self {
        let mut columns = many.isqrt();
        columns += usize::from(columns * columns < many);
        Self {
            west,
            north,
            size,
            corners,
            columns: columns.max(1),
            many,
        }
    }

    /// Row and column of every cell, so that each lies beside the one before.
    pub(super) fn walk(self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.many).map(move |index| {
            let (row, along) = (index / self.columns, index % self.columns);
            let column = if row.is_multiple_of(2) { along } else { self.columns - 1 - along };
            (row, column)
        })
    }

    /// The outline of a cell.
    pub(super) fn cell(&self, (row, column): (usize, usize)) -> Shape {
        let knots = [(row, column), (row + 1, column), (row + 1, column + 1), (row, column + 1)];
        let mut ring = Vec::with_capacity(4 * (self.corners + 1));
        for (from, to) in knots.iter().zip(knots.iter().cycle().skip(1)) {
            ring.extend(self.side(*from, *to));
        }
        Shape::ring(ring)
    }

    /// The corners of a side without its last. It is drawn from its lesser end, so that both neighbours draw the same.
    fn side(&self, from: (usize, usize), to: (usize, usize)) -> Vec<Coord<f64>> {
        let (low, high) = (from.min(to), from.max(to));
        let (start, end) = (self.knot(low), self.knot(high));
        let mut all: Vec<Coord<f64>> = (0..=self.corners + 1)
            .map(|step| {
                let part = float(step) / float(self.corners + 1);
                let inner = step > 0 && step <= self.corners;
                let reach = if inner { self.size * 0.06 } else { 0.0 };
                let seed = [low.0, low.1, high.0, high.1, step];
                Coord {
                    x: start.x + (end.x - start.x) * part + reach * chance(&seed, 1),
                    y: start.y + (end.y - start.y) * part + reach * chance(&seed, 2),
                }
            })
            .collect();
        if from > to {
            all.reverse();
        }
        all.pop();
        all
    }

    fn knot(&self, (row, column): (usize, usize)) -> Coord<f64> {
        let reach = self.size * 0.2;
        Coord {
            x: self.west + self.size * float(column) + reach * chance(&[row, column], 3),
            y: self.north - self.size * float(row) + reach * chance(&[row, column], 4),
        }
    }
}

/// A number from -1 to 1 that is the same for the same seed (splitmix64).
fn chance(seed: &[usize], salt: u64) -> f64 {
    let mut state = salt;
    for part in seed {
        state = mix(state ^ u64::try_from(*part).unwrap_or_default());
    }
    let part = u32::try_from(mix(state) >> 32).unwrap_or_default();
    f64::from(part) / f64::from(u32::MAX) * 2.0 - 1.0
}

const fn mix(state: u64) -> u64 {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

fn float(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}
