//! The bus end to end: relay, consumer, dead letters, declarations.
#![expect(clippy::unwrap_used, reason = "a bench that breaks must fail its test")]

mod bench;
mod consumer;
mod dead_letter;
mod declare;
mod outage;
mod relay;
