//! Where something is, for every service that has places.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A point on the ellipsoid of WGS 84 (as CGCS 2000, to the metre), in ten-millionths of a degree (about 1 cm).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Point {
    /// Longitude, east positive, −1,800,000,000 to 1,800,000,000.
    pub longitude_e7: i32,
    /// Latitude, north positive, −900,000,000 to 900,000,000.
    pub latitude_e7: i32,
}

/// Degrees that are no point on earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("longitude from -180 to 180 and latitude from -90 to 90, in degrees")]
pub struct NotAPoint;

impl Point {
    /// From degrees.
    ///
    /// # Errors
    /// [`NotAPoint`] for what is not finite or out of range.
    pub fn from_degrees(longitude: f64, latitude: f64) -> Result<Self, NotAPoint> {
        Ok(Self {
            longitude_e7: e7(longitude, 180.0)?,
            latitude_e7: e7(latitude, 90.0)?,
        })
    }

    /// Longitude in degrees.
    #[must_use]
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude_e7) / 1e7
    }

    /// Latitude in degrees.
    #[must_use]
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude_e7) / 1e7
    }
}

fn e7(degrees: f64, most: f64) -> Result<i32, NotAPoint> {
    if !degrees.is_finite() || degrees.abs() > most {
        return Err(NotAPoint);
    }
    #[expect(clippy::cast_possible_truncation, reason = "180e7 fits into 32 bits")]
    let e7 = (degrees * 1e7).round() as i32;
    Ok(e7)
}
