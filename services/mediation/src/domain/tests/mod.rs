//! The rules, one sentence each.

mod after;
mod agency;
mod agreement;
mod breach;
mod closing;
mod confirmation;
mod consent;
mod court;
mod draft;
mod fee;
pub(crate) mod given;
mod intake;
mod interest;
mod mediator;
mod offered;
mod random;
mod referral;
mod rest;
mod session;
mod stages;
mod whose;
