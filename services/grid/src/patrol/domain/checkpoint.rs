//! A place that a patrol visits.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::terms::Point;

/// A place that a patrol visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// What the place is called.
    pub title: String,
    /// Where it is.
    pub point: Point,
    /// The standard address, if it was given by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Uuid>,
    /// What to look at.
    pub look_at: String,
}

/// Metres in a degree of latitude, on the average.
const DEGREE: f64 = 111_195.0;

/// Metres between two points: right to about 1 in 200 within some kilometres.
#[must_use]
pub fn metres(one: Point, other: Point) -> f64 {
    let north = (one.latitude() - other.latitude()) * DEGREE;
    let around = (one.longitude() - other.longitude()).abs();
    let middle = f64::midpoint(one.latitude(), other.latitude());
    let east = around.min(360.0 - around) * DEGREE * middle.to_radians().cos();
    north.hypot(east)
}
