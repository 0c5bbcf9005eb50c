//! The rules, each in a sentence.

mod accountability;
mod agreed;
mod answer;
mod beside;
mod boundary;
mod clocks;
mod competent;
mod ending;
mod fast;
pub(crate) mod given;
mod handling;
mod hands;
mod intake;
mod jurisdiction;
mod link;
mod message;
mod orders;
mod outside;
mod owed;
mod publication;
mod random;
mod referral;
mod remedy;
mod sealed;
mod spared;
mod stages;
mod withdrawal;
