//! What a map of 5,000 made-up grids costs: to check it whole before it is published, and to say which grid a point lies in, p50 and p99
//! of one question, beside a scan of every grid.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::time::{Duration, Instant};

use geo::Contains;
use shiyu_grid::domain::terms::Point;
use shiyu_grid::place::atlas::{Atlas, Sheet};
use shiyu_grid::place::geometry::coord;
use shiyu_grid::place::lint::{Tolerance, lint};
use shiyu_grid::place::synthetic::Plan;
use time::macros::date;

const GRIDS: usize = 5_000;
const QUESTIONS: u32 = 20_000;

fn main() {
    let Ok(county) = "330602".parse() else { return };
    let plan = Plan {
        corners: 7,
        professional: [178, 169, 158],
        ..Plan::of(&county, (120.0, 30.4), GRIDS)
    };
    let features = plan.features();
    let day = date!(2026 - 05 - 06);
    let began = Instant::now();
    let findings = lint(&features, &county, Tolerance::default()).len();
    println!("lint: the whole map in {:?}, {findings} findings", began.elapsed());
    let began = Instant::now();
    let atlas = Atlas::new(vec![Sheet::new(&county, (1, day), features.clone())]);
    println!("{GRIDS} grids, built in {:?}", began.elapsed());
    let points: Vec<Point> = (0..QUESTIONS).filter_map(|index| point(&plan, index)).collect();
    let located = measure(&points, |at| atlas.locate(at, day).is_ok());
    let few: Vec<Point> = points.iter().copied().step_by(100).collect();
    let scanned = measure(&few, |at| {
        let at = coord(at);
        let grids = features.iter().filter(|feature| feature.grid().is_some());
        let mut shapes = grids.filter_map(|feature| feature.shape.as_ref());
        shapes.any(|shape| shape.polygons().contains(&at))
    });
    report("locate", &located);
    report("scan", &scanned);
    let ratio = part(&scanned, 50).as_secs_f64() / part(&located, 50).as_secs_f64().max(1e-9);
    println!("a scan takes {ratio:.0} times as long");
}

/// Points spread evenly over the county (the golden ratio's additive recurrence).
fn point(plan: &Plan, index: u32) -> Option<Point> {
    let index = f64::from(index);
    let side = plan.size * 70.0;
    let (x, y) = ((index * 0.754_877_666).fract(), (index * 0.569_840_296).fract());
    Point::from_degrees(plan.west + side * x, plan.north - side * y).ok()
}

fn measure(points: &[Point], ask: impl Fn(Point) -> bool) -> Vec<Duration> {
    let mut taken: Vec<Duration> = points
        .iter()
        .map(|at| {
            let began = Instant::now();
            std::hint::black_box(ask(*at));
            began.elapsed()
        })
        .collect();
    taken.sort_unstable();
    taken
}

fn part(taken: &[Duration], percent: usize) -> Duration {
    taken.get(taken.len() * percent / 100).copied().unwrap_or_default()
}

fn report(name: &str, taken: &[Duration]) {
    println!(
        "{name}: p50 {:?}, p99 {:?}, {} questions",
        part(taken, 50),
        part(taken, 99),
        taken.len()
    );
}
