//! How long the identities of a service's cases are kept: by the class of the case, unless a deployment says otherwise.

use std::num::NonZeroU32;

use time::Duration;

use crate::config::KeptConfig;

/// How long after the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// As usual.
    pub usual: Duration,
    /// If the case is major.
    pub major: Duration,
}

impl Kept {
    /// So many years as usual, and so many if the case is major.
    #[must_use]
    pub const fn years(usual: i64, major: i64) -> Self {
        Self {
            usual: days(usual),
            major: days(major),
        }
    }

    /// As a deployment says; what it does not speak of stays. What is major is never kept shorter than the rest.
    #[must_use]
    pub fn told(self, config: KeptConfig) -> Self {
        let told = |days: Option<NonZeroU32>, ours: Duration| days.map_or(ours, |days| Duration::days(days.get().into()));
        let usual = told(config.usual_days, self.usual);
        let major = told(config.major_days, self.major).max(usual);
        Self { usual, major }
    }

    /// How long one case is kept.
    #[must_use]
    pub const fn of(self, major: bool) -> Duration {
        if major { self.major } else { self.usual }
    }
}

/// Whole days, the last one whole.
const fn days(years: i64) -> Duration {
    Duration::days((years * 1_461 + 3) / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deployment_says_otherwise_of_what_it_speaks_of() {
        let ours = Kept::years(10, 30);
        assert_eq!((ours.usual.whole_days(), ours.major.whole_days()), (3_653, 10_958));
        assert_eq!(ours.told(KeptConfig::default()), ours);
        let longer = KeptConfig {
            usual_days: NonZeroU32::new(20_000),
            major_days: None,
        };
        let told = ours.told(longer);
        assert_eq!((told.of(false).whole_days(), told.of(true).whole_days()), (20_000, 20_000));
        let shorter = KeptConfig {
            usual_days: None,
            major_days: NonZeroU32::new(30),
        };
        assert_eq!(ours.told(shorter).of(true), ours.usual, "what is major is kept as long as the rest");
    }
}
