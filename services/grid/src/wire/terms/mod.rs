//! The vocabularies, word by word, both ways.

mod vocabulary;

pub(super) use shiyu_kit::wire::{Word, clock, many, number, point, timestamp};
pub(super) use vocabulary::limit_unit;
