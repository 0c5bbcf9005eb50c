//! Safety awards by consecutive years, and the one-vote veto: registers on the shelf.

mod desk;
mod domain;
mod objection;
mod refusal;
mod rpc;
#[cfg(test)]
mod tests;
mod tier;
mod veto;
mod wire;

pub use desk::AwardDesk;
pub use domain::RULES;
