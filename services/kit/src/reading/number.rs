//! Numbers, and the words of a vocabulary, which travel as numbers.

use std::fmt::Display;
use std::ops::RangeInclusive;

use shiyu_proto::common::v1 as common;

use super::Reading;
use crate::place::Point;
use crate::wire::Word;

/// Degrees of longitude (WGS 84).
pub const LONGITUDE: RangeInclusive<f64> = -180.0..=180.0;
/// Degrees of latitude (WGS 84).
pub const LATITUDE: RangeInclusive<f64> = -90.0..=90.0;

impl Reading<'_> {
    /// A number of a range. Violation: `OUT_OF_RANGE`.
    pub fn number<T, N>(&mut self, field: &str, number: T, range: &RangeInclusive<N>) -> Option<N>
    where
        N: TryFrom<T> + PartialOrd + Display,
    {
        let number = N::try_from(number).ok().filter(|number| range.contains(number));
        let form = || format!("{} to {}", range.start(), range.end());
        self.violations.present(number, field, "OUT_OF_RANGE", form())
    }

    /// As [`Reading::number`], or none.
    pub fn optional_number<T, N>(&mut self, field: &str, number: Option<T>, range: &RangeInclusive<N>) -> Option<N>
    where
        N: TryFrom<T> + PartialOrd + Display,
    {
        self.number(field, number?, range)
    }

    /// A finite number with a fraction, of a range, as in [`LONGITUDE`]. Violation: `OUT_OF_RANGE`.
    pub fn fraction(&mut self, field: &str, number: f64, range: &RangeInclusive<f64>) -> Option<f64> {
        let number = Some(number).filter(|number| number.is_finite() && range.contains(number));
        let form = || format!("{} to {}", range.start(), range.end());
        self.violations.present(number, field, "OUT_OF_RANGE", form())
    }

    /// As [`Reading::fraction`], or none.
    pub fn optional_fraction(&mut self, field: &str, number: Option<f64>, range: &RangeInclusive<f64>) -> Option<f64> {
        self.fraction(field, number?, range)
    }

    /// As [`Reading::point`], or none.
    pub fn optional_point(&mut self, field: &str, point: Option<common::Point>) -> Option<Point> {
        self.point(field, point?)
    }

    /// A point. Violations: `OUT_OF_RANGE` under `longitude` or `latitude`.
    pub fn point(&mut self, field: &str, point: common::Point) -> Option<Point> {
        let longitude = self.fraction(&format!("{field}.longitude"), point.longitude, &LONGITUDE);
        let latitude = self.fraction(&format!("{field}.latitude"), point.latitude, &LATITUDE);
        Point::from_degrees(longitude?, latitude?).ok()
    }

    /// A word of a vocabulary; the unspecified one will not do. Violations: `UNKNOWN_VALUE`, `REQUIRED`.
    pub fn word<W: Word>(&mut self, field: &str, number: i32) -> Option<W> {
        self.value(field, number, W::read)
    }

    /// As [`Reading::word`], or none.
    pub fn optional_word<W: Word>(&mut self, field: &str, number: i32) -> Option<W> {
        self.optional_value(field, number, W::read)
    }

    /// What a word of a vocabulary means; the unspecified one, for which `word` answers `None`, will not do. Violations:
    /// `UNKNOWN_VALUE`, `REQUIRED`.
    pub fn value<P: TryFrom<i32>, T>(&mut self, field: &str, number: i32, word: impl FnOnce(P) -> Option<T>) -> Option<T> {
        let value = word(self.known(field, number)?);
        self.violations.present(value, field, "REQUIRED", "a value is needed")
    }

    /// As [`Reading::value`], or none.
    pub fn optional_value<P: TryFrom<i32>, T>(&mut self, field: &str, number: i32, word: impl FnOnce(P) -> Option<T>) -> Option<T> {
        word(self.known(field, number)?)
    }

    /// A word of this version of the contract, the unspecified one among them. Violation: `UNKNOWN_VALUE`.
    pub fn known<P: TryFrom<i32>>(&mut self, field: &str, number: i32) -> Option<P> {
        let known = P::try_from(number).ok();
        self.violations
            .present(known, field, "UNKNOWN_VALUE", "not a value of this version")
    }
}
