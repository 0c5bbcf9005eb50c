//! Protobuf ↔ what the kit knows: words of vocabularies, clocks, identities. The services' own `wire` builds upon it.

mod clock;
mod identity;
#[cfg(test)]
mod tests;
mod vocabulary;
mod warning;

pub use crate::operations::timestamp;
pub use clock::clock;
pub use identity::{clear, granted, hidden, unmasked};
pub use warning::warnings;

use shiyu_proto::common::v1 as common;
use time::OffsetDateTime;

use crate::place::Point;

/// A word of a closed vocabulary of the contract.
pub trait Word: Copy + Sized {
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
pub fn number<W: Word>(word: Option<W>) -> i32 {
    word.map(W::number).unwrap_or_default()
}

/// A moment of the wire; none outside the years that have one.
#[must_use]
pub fn moment(at: prost_types::Timestamp) -> Option<OffsetDateTime> {
    let nanos = i128::from(at.seconds) * 1_000_000_000 + i128::from(at.nanos);
    OffsetDateTime::from_unix_timestamp_nanos(nanos).ok()
}

/// A point as it travels.
#[must_use]
pub fn point(point: Point) -> common::Point {
    common::Point {
        longitude: point.longitude(),
        latitude: point.latitude(),
    }
}

/// How many there are.
#[must_use]
pub fn many(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// [`Word`] both ways from one list of words that have the same names on both sides; a new word on either side breaks the build.
#[macro_export]
macro_rules! vocabulary {
    ($ours:ident is $package:ident::$theirs:ident: $($word:ident)+) => {
        impl $crate::wire::Word for $ours {
            type Told = $package::$theirs;

            fn told(self) -> Self::Told {
                match self {
                    $(Self::$word => $package::$theirs::$word,)+
                }
            }

            fn read(told: Self::Told) -> Option<Self> {
                match told {
                    $package::$theirs::Unspecified => None,
                    $($package::$theirs::$word => Some(Self::$word),)+
                }
            }
        }
    };
}
