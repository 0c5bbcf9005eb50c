//! Money, in fen (0.01 yuan), never in floating point.

use std::fmt;
use std::iter::Sum;

use serde::{Deserialize, Serialize};

/// An amount of money in fen, never negative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(u64);

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The most one amount may be: a hundred billion yuan.
    pub const MOST: Self = Self(10_000_000_000_000);

    /// So many fen.
    #[must_use]
    pub const fn new(fen: u64) -> Self {
        Self(fen)
    }

    /// So many yuan.
    #[must_use]
    pub const fn yuan(yuan: u64) -> Self {
        Self(yuan.saturating_mul(100))
    }

    /// How many fen.
    #[must_use]
    pub const fn fen(self) -> u64 {
        self.0
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left after taking away, nothing if more is taken than there is.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// Three per cent of it (行政处罚法 art. 72), cut to whole fen.
    #[must_use]
    pub fn three_per_cent(self) -> Self {
        let fen = u128::from(self.0) * 3 / 100;
        Self(u64::try_from(fen).unwrap_or(u64::MAX))
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Self::plus)
    }
}

impl fmt::Display for Fen {
    /// In yuan, as in `2000.00`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_per_cent_is_taken_of_whole_fen() {
        assert_eq!(Fen::yuan(2_000).three_per_cent(), Fen::yuan(60));
        assert_eq!(Fen::new(33).three_per_cent(), Fen::ZERO);
        assert_eq!(Fen::new(34).three_per_cent(), Fen::new(1));
        assert_eq!(
            Fen::new(u64::MAX).three_per_cent().fen(),
            u64::MAX / 100 * 3,
            "and it never overflows"
        );
    }

    #[test]
    fn an_amount_is_written_in_yuan() {
        assert_eq!(Fen::new(200_005).to_string(), "2000.05");
        assert_eq!(Fen::ZERO.less(Fen::yuan(1)), Fen::ZERO);
    }
}
