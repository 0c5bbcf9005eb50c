//! Why a court is not asked to confirm what was agreed, or what waits for its word.

use thiserror::Error;

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoConfirmation {
    /// The parties apply within 30 days of effect (人民调解法 art. 33).
    #[error("the thirty days are over")]
    WindowClosed,
    /// A court has an application for confirmation before it.
    #[error("the court has not said whether it confirms")]
    Open,
    /// Status, title, and what belongs to other procedures is not confirmed (民诉法解释 art. 355).
    #[error("a court does not confirm this")]
    NotConfirmable,
    /// Agreements of administrative mediation are not taken to the court here.
    #[error("agreements of administrative mediation are not confirmed here")]
    NotHere,
    /// Only the court that sent it is the inviting court, and a court is of the rank that its basis says (民诉法 art. 205).
    #[error("not that court")]
    CourtNotFitting,
}

impl NoConfirmation {
    pub(super) fn reason(&self) -> &'static str {
        match self {
            Self::WindowClosed => "CONFIRMATION_WINDOW_CLOSED",
            Self::Open => "CONFIRMATION_OPEN",
            Self::NotConfirmable => "NOT_CONFIRMABLE",
            Self::NotHere => "NOT_CONFIRMABLE_HERE",
            Self::CourtNotFitting => "COURT_NOT_FITTING",
        }
    }
}
