//! A version that calculations go by: one that periods may use, or might. What it says never changes any more. Pure.

use std::ops::Deref;

use super::domain::{Indicator, Stage};

/// A version that was adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted(Indicator);

impl Indicator {
    /// As calculations use it; none of what periods may not use yet.
    #[must_use]
    pub fn adopted(self) -> Option<Adopted> {
        match self.stage {
            Stage::Active | Stage::Retired => Some(Adopted(self)),
            Stage::Draft | Stage::Consulted | Stage::Published => None,
        }
    }
}

impl Deref for Adopted {
    type Target = Indicator;

    fn deref(&self) -> &Indicator {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use time::OffsetDateTime;
    use uuid::Uuid;

    use super::super::defaults::defaults;
    use super::*;

    #[test]
    fn what_may_still_change_is_no_ground_for_a_calculation() {
        let county = "330602".parse().unwrap();
        let (code, content) = defaults(&county, "越考〔2026〕1号").pop_first().unwrap();
        let at = |stage| Indicator {
            id: Uuid::from_u128(1),
            code: code.clone(),
            version: 1,
            stage,
            moved_at: OffsetDateTime::UNIX_EPOCH,
            content: content.clone(),
            consultation: None,
        };
        let adopted = Stage::ALL.into_iter().filter(|stage| at(*stage).adopted().is_some());
        assert_eq!(adopted.collect::<Vec<_>>(), [Stage::Active, Stage::Retired]);
        assert_eq!(at(Stage::Active).adopted().unwrap().content, content);
    }
}
