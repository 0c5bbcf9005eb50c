//! What a moving of the clock did to the petitions.

use shiyu_proto::petition::v1::{Petition, Stage};

use super::moment::Scene;
use super::rings::overdue;

/// What the moving of the clock did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossing {
    /// By how many days it moved.
    pub days: u32,
    /// How many clocks passed their legal due time by it.
    pub overdue: usize,
    /// How many petitions closed by it.
    pub closed: usize,
}

/// Between how they stood before it, and after it.
pub fn crossing(days: u32, before: &[Scene], after: &[Scene]) -> Crossing {
    let count =
        |scenes: &[Scene], of: fn(&Petition) -> usize| -> usize { scenes.iter().filter_map(|scene| scene.petition.as_ref()).map(of).sum() };
    let closings = before.iter().zip(after).filter(|(before, after)| {
        let stage = |scene: &Scene| scene.petition.as_ref().map(Petition::stage);
        stage(after) == Some(Stage::Closed) && stage(before) != Some(Stage::Closed)
    });
    Crossing {
        days,
        overdue: count(after, overdue).saturating_sub(count(before, overdue)),
        closed: closings.count(),
    }
}
