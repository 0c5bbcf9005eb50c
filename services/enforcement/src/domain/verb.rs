//! Every order to a case by its name, which is the name of its method in the contract.

/// An order by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// `VerifyClue`.
    VerifyClue,
}

impl Verb {
    /// The orders that go on beside every stage before the end.
    pub const BESIDE: [Self; 0] = [];

    /// The name of its method.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::VerifyClue => "VerifyClue",
        }
    }
}
