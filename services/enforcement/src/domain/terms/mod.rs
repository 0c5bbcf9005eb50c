//! The small vocabularies, each word with its Chinese term.

mod clue;
mod decision;
mod evidence;
mod money;
mod office;
mod party;
mod remedy;

pub use clue::{ClueSource, NotFiledGround, OutsidePurpose, TransferTarget};
pub use decision::{Exemption, Lightening, NoPenalty, PenaltyItem, PenaltyKind, Proposal, ReviewGround};
pub use evidence::{EvidenceKind, EvidenceStatus, MeasureKind, SuspensionGround};
pub use money::Fen;
pub use office::{Base, Benchmark, BenchmarkBand, Certificate, FineLaw, Multiple, MultipleOf, Officer, PenaltyRange, Power, Reckoning};
pub use party::{Capacity, DeliveryMethod, Party, PartyRole, SubjectKind, is_nobody};
pub use remedy::{CourtRuling, CriminalAnswer, RemedyKind, RemedyRuling};

/// A closed vocabulary: its words, all of them in order, and each as it stands in tables.
macro_rules! vocabulary {
    ($(#[$of:meta])* $name:ident { $($(#[$doc:meta])* $word:ident $text:literal,)+ }) => {
        $(#[$of])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$doc])* $word,)+
        }

        impl $name {
            /// Every word, in order.
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            /// Its word in tables.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)+
                }
            }
        }
    };
}
pub(crate) use vocabulary;
