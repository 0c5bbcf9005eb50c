//! What a point lies in, against a scan of every grid; the map of the day; what is near.

use geo::{BoundingRect, Contains, Coord, InteriorPoint};
use proptest::prelude::*;
use time::macros::date;
use time::{Date, Duration};

use super::{Atlas, Distances, NotLocated, Sheet};
use crate::domain::terms::{GridCode, Point};
use crate::place::domain::{About, Feature};
use crate::place::geometry::{Shape, coord, point};
use crate::place::synthetic::Plan;

const DAY: Date = date!(2026 - 05 - 06);

fn plan(grids: usize) -> Plan {
    Plan {
        professional: [4, 3, 2],
        ..Plan::of(&"330602".parse().unwrap(), (120.5, 30.1), grids)
    }
}

fn atlas(versions: &[(i64, Date)], features: &[Feature]) -> Atlas {
    let county = "330602".parse().unwrap();
    Atlas::new(versions.iter().map(|of| Sheet::new(&county, *of, features.to_vec())).collect())
}

fn outline(features: &[Feature]) -> &Shape {
    features[0].shape.as_ref().unwrap()
}

/// A point at parts of the county's rectangle.
fn at(features: &[Feature], (x, y): (f64, f64)) -> Point {
    let bounds = outline(features).polygons().bounding_rect().unwrap();
    let at = Coord {
        x: bounds.min().x + bounds.width() * x,
        y: bounds.min().y + bounds.height() * y,
    };
    point(at).unwrap()
}

/// The middle of a grid.
fn inside(features: &[Feature], index: usize) -> (String, Point) {
    let grid = features.iter().filter(|feature| feature.grid().is_some()).nth(index).unwrap();
    let inside = grid.shape.as_ref().unwrap().polygons().interior_point().unwrap();
    (grid.code().to_owned(), point(inside.0).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn the_tree_agrees_with_a_scan(grids in 1_usize..80, points in prop::collection::vec((-0.1..1.1, -0.1..1.1), 40)) {
        let features = plan(grids).features();
        let atlas = atlas(&[(1, DAY)], &features);
        for parts in points {
            let at = at(&features, parts);
            let scanned = features.iter().find(|feature| {
                feature.grid().is_some() && feature.shape.as_ref().unwrap().polygons().contains(&coord(at))
            });
            let found = atlas.locate(at, DAY);
            match scanned {
                Some(feature) => prop_assert_eq!(found.unwrap().grid.to_string(), feature.code()),
                // On a border, or as near to one as the map may leave strips.
                None => prop_assert!(found.is_err() || found.is_ok_and(|found| found.map == 1)),
            }
        }
    }

    #[test]
    fn a_point_on_a_border_has_one_grid(index in 0_usize..60) {
        let features = plan(60).features();
        let atlas = atlas(&[(1, DAY)], &features);
        let grid = features.iter().filter(|feature| feature.grid().is_some()).nth(index).unwrap();
        let corner = grid.shape.as_ref().unwrap().polygons().0[0].exterior().0[0];
        let found = atlas.locate(point(corner).unwrap(), DAY).unwrap();
        prop_assert_eq!(&found, &atlas.locate(point(corner).unwrap(), DAY).unwrap());
        let exclusive = grid.grid().unwrap().host.is_some();
        prop_assert!(exclusive || found.grid.is_exclusive() || found.grid.as_str() <= grid.code());
        prop_assert!(found.neighbours.iter().any(|code| code.as_str() == grid.code()) || found.grid.as_str() == grid.code());
    }
}

#[test]
fn a_point_lies_in_its_grid_village_town_county_and_professional_grids() {
    let features = plan(60).features();
    let (code, at) = inside(&features, 52);
    let found = atlas(&[(7, DAY)], &features).locate(at, DAY).unwrap();
    assert_eq!((found.grid.to_string(), found.map), (code.clone(), 7));
    assert_eq!((found.village.as_str(), found.town.as_str()), (&code[..12], &code[..9]));
    assert_eq!((found.town.as_str(), found.county.as_str()), ("330602002", "330602"));
    assert_eq!(found.professional.len(), 3);
    let place = found.into_place(Some(at), None);
    assert_eq!((place.map, place.point), (7, Some(at)));
}

#[test]
fn the_map_of_the_day_is_asked() {
    let features = plan(10).features();
    let later = DAY + Duration::days(30);
    let atlas = atlas(&[(1, DAY), (2, later), (3, later)], &features);
    let (_, at) = inside(&features, 0);
    let map = |day| atlas.locate(at, day).map(|found| found.map);
    assert_eq!(map(DAY - Duration::DAY), Err(NotLocated::MapMissing));
    assert_eq!(map(DAY), Ok(1));
    assert_eq!(map(later - Duration::DAY), Ok(1));
    // Of two from the same day on, the later version.
    assert_eq!(map(later), Ok(3));
    assert_eq!(atlas.last_day(DAY), Some(later - Duration::DAY));
    assert_eq!(atlas.last_day(later), None);
    assert_eq!(atlas.grids(DAY).count(), 10);
    assert_eq!(Atlas::default().locate(at, DAY), Err(NotLocated::MapMissing));
}

#[test]
fn far_away_is_no_grid() {
    let features = plan(10).features();
    let sea = Point::from_degrees(125.0, 30.0).unwrap();
    assert_eq!(atlas(&[(1, DAY)], &features).locate(sea, DAY), Err(NotLocated::OutsideMap));
}

#[test]
fn what_is_handed_over_from_afar_goes_to_the_nearest_grid() {
    let features = plan(100).features();
    let atlas = atlas(&[(1, DAY)], &features);
    let sheet = atlas.sheet(DAY).unwrap();
    let (code, middle) = inside(&features, 15);
    assert_eq!(sheet.locate_nearest(middle, Distances::default()).unwrap().grid.as_str(), code);
    let column = |x: f64| (0..10).map(move |row| (x, 0.05 + 0.1 * f64::from(row)));
    let western: Vec<_> = column(0.05)
        .map(|spot| atlas.locate(at(&features, spot), DAY).unwrap().grid)
        .collect();
    let west = Point::from_degrees(middle.longitude() - 1.0, middle.latitude()).unwrap();
    assert!(sheet.locate(west, Distances::default()).is_none());
    let nearest = sheet.locate_nearest(west, Distances::default()).unwrap();
    assert!(western.contains(&nearest.grid), "{:?}", nearest.grid);
}

#[test]
fn another_town_is_near_at_the_border_and_not_in_the_middle() {
    // 100 grids in rows of 10: the first 50 are one town, the next 50 another.
    let features = plan(100).features();
    let atlas = atlas(&[(1, DAY)], &features);
    let (_, middle) = inside(&features, 15);
    assert!(!atlas.locate(middle, DAY).unwrap().border);
    let wide = Distances {
        border: 2_000.0,
        neighbours: 2_000.0,
    };
    let (code, south) = inside(&features, 45);
    let found = atlas.locate_within(south, DAY, wide).unwrap();
    assert_eq!(
        found.border_with.iter().map(shiyu_kit::unit::Code::as_str).collect::<Vec<_>>(),
        ["330602002"]
    );
    assert!(found.border && found.neighbours.len() > 8);
    assert!(found.neighbours.iter().all(|other| other.as_str() != code));
    let sorted = found.neighbours.windows(2).all(|pair| pair[0] < pair[1]);
    assert!(sorted);
}

#[test]
fn a_neighbour_county_is_named_and_the_outline_alone_is_a_border() {
    let mut features = plan(9).features();
    let corner = outline(&features).polygons().bounding_rect().unwrap().min();
    let (_, at) = inside(&features, 6);
    let wide = Distances {
        border: 1_000.0,
        neighbours: 0.0,
    };
    let alone = atlas(&[(1, DAY)], &features).locate_within(at, DAY, wide).unwrap();
    assert!(alone.border && alone.border_with.is_empty());
    let (west, south) = (corner.x - 0.1, corner.y - 0.1);
    let ring = [(west, south), (corner.x, south), (corner.x, south + 1.0), (west, south + 1.0)];
    features.push(Feature {
        about: About::County("330603".parse().unwrap()),
        shape: Some(Shape::ring(ring.into_iter().map(Coord::from).collect())),
    });
    let named = atlas(&[(1, DAY)], &features).locate_within(at, DAY, wide).unwrap();
    assert_eq!(
        named.border_with.iter().map(shiyu_kit::unit::Code::as_str).collect::<Vec<_>>(),
        ["330603"]
    );
}

#[test]
fn a_grid_that_came_as_another_of_its_village_went_is_known() {
    let county = "330602".parse().unwrap();
    let before = plan(20).features();
    let mut after = before.clone();
    let place = after.iter().position(|feature| feature.grid().is_some()).unwrap();
    let gone = after[place].grid().unwrap().code.clone();
    let came: GridCode = format!("{}088", &gone.as_str()[..12]).parse().unwrap();
    let kept = after[place + 1..].iter().find_map(Feature::grid).unwrap().code.clone();
    if let About::Grid(grid) = &mut after[place].about {
        grid.code = came.clone();
    }
    let next = DAY + Duration::days(9);
    let sheets = vec![Sheet::new(&county, (1, DAY), before), Sheet::new(&county, (2, next), after)];
    let atlas = Atlas::new(sheets);
    assert!(atlas.came_after(&came, &gone, next));
    assert!(!atlas.came_after(&came, &gone, DAY), "not yet");
    assert!(!atlas.came_after(&gone, &came, next));
    assert!(!atlas.came_after(&kept, &gone, next), "it was there before");
}
