//! What so many qualifying years in a row come to (平安鼎, domain.md B5). A year that is missed begins anew.

use std::collections::BTreeSet;

/// A tier, from the third year on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// 平安鼎.
    Tripod,
    /// 铜鼎.
    BronzeTripod,
    /// 银鼎.
    SilverTripod,
    /// 金鼎, with so many stars.
    GoldTripod(u32),
}

/// The tier of so many years in a row.
#[must_use]
pub const fn tier(years: u32) -> Option<Tier> {
    match years {
        0..=2 => None,
        3..=5 => Some(Tier::Tripod),
        6..=8 => Some(Tier::BronzeTripod),
        9..=11 => Some(Tier::SilverTripod),
        more => Some(Tier::GoldTripod((more - 12) / 3)),
    }
}

/// How many years in a row end with the latest of those granted, if that is this year's or the one before: the award of a year is
/// granted in the next one.
#[must_use]
pub fn streak(granted: &BTreeSet<i32>, this_year: i32) -> Option<(i32, u32)> {
    let latest = *granted.last()?;
    if latest + 2 < this_year {
        return None;
    }
    let mut years = 0;
    while granted.contains(&latest.saturating_sub(i32::try_from(years).ok()?)) {
        years += 1;
    }
    Some((latest, years))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of domain.md H.
    #[test]
    fn the_tiers_of_so_many_years() {
        let expected = [
            (2, None),
            (3, Some(Tier::Tripod)),
            (6, Some(Tier::BronzeTripod)),
            (9, Some(Tier::SilverTripod)),
            (12, Some(Tier::GoldTripod(0))),
            (15, Some(Tier::GoldTripod(1))),
            (18, Some(Tier::GoldTripod(2))),
        ];
        for (years, expected) in expected {
            assert_eq!(tier(years), expected, "{years}");
        }
        let between: Vec<_> = [5, 8, 11, 14, 17].into_iter().map(tier).collect();
        let same: Vec<_> = [3, 6, 9, 12, 15].into_iter().map(tier).collect();
        assert_eq!(between, same);
        assert_eq!((tier(0), tier(1)), (None, None));
    }

    #[test]
    fn a_year_that_is_missed_begins_anew() {
        let granted = BTreeSet::from([2019, 2020, 2021, 2023, 2024, 2025]);
        assert_eq!(streak(&granted, 2026), Some((2025, 3)));
        assert_eq!(streak(&granted, 2027), Some((2025, 3)));
        assert_eq!(streak(&granted, 2028), None);
        assert_eq!(streak(&BTreeSet::from([2019, 2020, 2021]), 2022), Some((2021, 3)));
        assert_eq!(streak(&BTreeSet::new(), 2026), None);
    }
}
