//! The stages by name, and the orders that belong to each.

use crate::domain::terms::vocabulary;
use crate::domain::verb::Verb;

vocabulary! {
    /// A stage without what lies in it.
    StageName {
        /// [`Stage::Clue`](super::Stage::Clue).
        Clue "clue",
        /// [`End::Dismissed`](super::End::Dismissed).
        Dismissed "dismissed",
    }
}

impl StageName {
    /// Whether a case here has come to its end.
    #[must_use]
    pub fn is_end(self) -> bool {
        self >= Self::Dismissed
    }

    /// The orders that belong to this stage. Those of [`Verb::BESIDE`] go on beside every stage before the end.
    #[must_use]
    pub fn takes(self) -> &'static [Verb] {
        match self {
            Self::Clue | Self::Dismissed => &[],
        }
    }

    /// The names of the methods that may be called now.
    #[must_use]
    pub fn allowed(self) -> Vec<&'static str> {
        let beside: &[Verb] = if self.is_end() { &[] } else { &Verb::BESIDE };
        self.takes().iter().chain(beside).map(|verb| verb.as_str()).collect()
    }
}
