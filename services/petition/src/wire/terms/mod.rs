//! The vocabularies, word by word, both ways.

mod kind;
mod vocabulary;

pub(super) use kind::{classification, read_classification};
pub(super) use shiyu_kit::wire::{Word, clock, number, timestamp};
