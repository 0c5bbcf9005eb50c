//! The words of the lists. A word in a table never changes.

use crate::domain::terms::vocabulary;

vocabulary! {
    /// Where an edition stands.
    ListState {
        /// Drafted.
        Draft "draft",
        /// Published: in force from its cut-over day until the next one's.
        Published "published",
        /// Taken back before it was published.
        Discarded "discarded",
    }
}

vocabulary! {
    /// What becomes of cases that were filed before an item changes hands (S15).
    InFlight {
        /// They stay with who filed them.
        Keep "keep",
        /// They go with the power.
        Transfer "transfer",
    }
}

vocabulary! {
    /// What an evaluation says of an item.
    Verdict {
        /// It stays as it is.
        Keep "keep",
        /// It is to be taken back.
        Withdraw "withdraw",
        /// It is to be changed.
        Adjust "adjust",
    }
}
