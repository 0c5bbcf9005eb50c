//! The rules, each in a sentence.

mod after;
mod beside;
mod boundary;
mod clocks;
mod dispatch;
pub(crate) mod given;
mod handling;
mod intake;
mod ladder;
mod offered;
mod orders;
mod random;
mod referral;
mod report;
mod stages;
mod steps;
