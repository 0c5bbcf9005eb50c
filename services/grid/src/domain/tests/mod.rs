//! The rules, each in a sentence.

mod after;
mod agreed;
mod anew;
mod aside;
mod beside;
mod boundary;
mod clocks;
mod desk;
mod dispatch;
mod fitting;
pub(crate) mod given;
mod ground;
mod handling;
mod intake;
mod ladder;
mod offered;
mod orders;
mod random;
mod referral;
mod report;
mod sequel;
mod stages;
mod steps;
mod still;
mod world;
