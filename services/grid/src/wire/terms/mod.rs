//! The vocabularies, word by word, both ways.

mod clock;
mod vocabulary;

pub(super) use clock::clock;
pub(super) use shiyu_kit::operations::timestamp;
pub(super) use vocabulary::limit_unit;

use shiyu_proto::grid::v1 as pb;

use crate::domain::terms::Point;

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

pub(super) fn point(point: Point) -> pb::Point {
    pb::Point {
        longitude: point.longitude(),
        latitude: point.latitude(),
    }
}

/// How many there are.
pub(super) fn many(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
