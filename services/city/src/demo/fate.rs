//! What becomes of each petition of the demo, act by act.

use shiyu_proto::petition::v1::Stage;

/// The days that the clock moves after each act but the last: across 15 days to forward or accept, 60 to answer, 30 in
/// which review may be asked for.
pub const ADVANCES: [u32; 3] = [16, 61, 31];

/// What becomes of a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Answered at once.
    Answered,
    /// Never forwarded.
    Forgotten,
    /// Forwarded too late, then answered at once.
    ForwardedLate,
    /// Never accepted.
    NotAccepted,
    /// Accepted too late, and never answered.
    AcceptedLate,
    /// Never answered.
    NotAnswered,
    /// Answered too late.
    AnsweredLate,
    /// The opinion was written and never served.
    NotServed,
    /// Came later, and is being handled.
    InHand,
    /// Came on the last day.
    Fresh,
}

impl Fate {
    /// Every fate and how many petitions have it.
    const SHARES: [(Self, usize); 10] = [
        (Self::Answered, 12),
        (Self::Forgotten, 3),
        (Self::ForwardedLate, 3),
        (Self::NotAccepted, 3),
        (Self::AcceptedLate, 2),
        (Self::NotAnswered, 3),
        (Self::AnsweredLate, 4),
        (Self::NotServed, 2),
        (Self::InHand, 4),
        (Self::Fresh, 4),
    ];

    /// The fate of every petition.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::SHARES.iter().flat_map(|(fate, share)| std::iter::repeat_n(*fate, *share))
    }

    /// How far the officers bring it in an act (from 0); nothing if they leave it as it is.
    pub fn goal(self, act: usize) -> Option<Stage> {
        match (self, act) {
            (Self::Answered, 0) | (Self::ForwardedLate, 1) | (Self::AnsweredLate, 2) => Some(Stage::OpinionServed),
            (Self::Forgotten | Self::ForwardedLate, 0) => Some(Stage::Registered),
            (Self::NotAccepted | Self::AcceptedLate, 0) | (Self::Fresh, 3) => Some(Stage::Forwarded),
            (Self::NotAnswered | Self::AnsweredLate, 0) | (Self::AcceptedLate, 1) | (Self::InHand, 2) => Some(Stage::Handling),
            (Self::NotServed, 0) => Some(Stage::OpinionIssued),
            (
                Self::Answered
                | Self::Forgotten
                | Self::ForwardedLate
                | Self::NotAccepted
                | Self::AcceptedLate
                | Self::NotAnswered
                | Self::AnsweredLate
                | Self::NotServed
                | Self::InHand
                | Self::Fresh,
                _,
            ) => None,
        }
    }

    /// How many calls bring every petition to its end.
    pub fn calls() -> u64 {
        let furthest = |fate: Self| (0..=ADVANCES.len()).filter_map(|act| fate.goal(act)).map(i32::from).max();
        Self::all().filter_map(furthest).filter_map(|stage| u64::try_from(stage).ok()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_petition_is_registered_and_only_ever_goes_on() {
        assert_eq!(Fate::all().count(), 40);
        for fate in Fate::all() {
            let goals: Vec<Stage> = (0..=ADVANCES.len()).filter_map(|act| fate.goal(act)).collect();
            assert!(!goals.is_empty() && goals.is_sorted(), "{fate:?}");
        }
        assert_eq!(
            Fate::calls(),
            12 * 6 + 3 + 3 * 6 + 3 * 2 + 2 * 4 + 3 * 4 + 4 * 6 + 2 * 5 + 4 * 4 + 4 * 2
        );
    }
}
