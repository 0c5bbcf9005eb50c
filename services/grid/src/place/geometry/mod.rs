//! Outlines on the ellipsoid, in degrees, and what is measured of them in metres. Pure.

mod check;
mod measure;
mod shape;

pub use check::{crosses_itself, nests};
pub use measure::{Local, area_m2, middle, thickness_m};
pub use shape::{Shape, coord, point, polygons};
