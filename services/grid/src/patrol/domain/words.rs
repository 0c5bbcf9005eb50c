//! The words of these registers. A word in a table never changes.

use serde::{Deserialize, Serialize};

/// An enum whose words have one spelling in tables.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $word:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $text)] $word,)+
        }

        impl $name {
            /// Every word.
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            /// Its spelling.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)+
                }
            }
        }
    };
}

words! {
    /// Where a round of a patrol stands.
    RoundState {
        /// Nobody was there yet.
        Planned = "planned",
        /// Some checkpoints were visited.
        InProgress = "in_progress",
        /// All were visited in time.
        Finished = "finished",
        /// Not all were visited in time.
        Missed = "missed",
    }
}

words! {
    /// How dangerous a place is (安全风险分级管控).
    Danger {
        /// 低.
        Low = "low",
        /// 一般.
        General = "general",
        /// 较大.
        Considerable = "considerable",
        /// 重大.
        Major = "major",
    }
}

words! {
    /// Where a hazard stands.
    HazardState {
        /// It is there.
        Open = "open",
        /// It is gone.
        Removed = "removed",
        /// It is there, known, and looked at again on the day of review.
        Accepted = "accepted",
    }
}

words! {
    /// Where a screening round stands.
    ScreeningState {
        /// Not reported yet.
        Open = "open",
        /// Reported.
        Reported = "reported",
        /// Not reported in time.
        Missed = "missed",
    }
}

words! {
    /// What came of an item of a checklist.
    Outcome {
        /// Looked at, nothing found.
        Clear = "clear",
        /// Something was found.
        Found = "found",
        /// There is nothing of the kind here.
        NotApplicable = "not_applicable",
    }
}
