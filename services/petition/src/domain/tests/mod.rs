//! The law in sentences: given a petition, when somebody orders, then this.

mod clocks;
pub(crate) mod given;
mod random;
mod stages;
