//! The vocabularies, word by word, both ways.

mod clock;
mod kind;
mod vocabulary;

pub(super) use clock::clock;
pub(super) use kind::{classification, read_classification};
pub(super) use shiyu_kit::operations::timestamp;

/// A word of a closed vocabulary of the contract.
pub(super) trait Word: Copy + Sized {
    /// The contract's enum.
    type Told: TryFrom<i32> + Into<i32>;

    /// As the contract says it.
    fn told(self) -> Self::Told;

    /// What the contract's word means; the unspecified one means nothing.
    fn read(told: Self::Told) -> Option<Self>;

    /// As it travels.
    fn number(self) -> i32 {
        self.told().into()
    }
}

/// As it travels, the unspecified word for none.
pub(super) fn number<W: Word>(word: Option<W>) -> i32 {
    word.map(W::number).unwrap_or_default()
}
