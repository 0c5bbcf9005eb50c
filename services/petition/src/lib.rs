//! Petition matters (信访事项) from intake to the final answer, under the clocks of 信访工作条例.

pub mod domain;
pub mod migration;
pub mod store;
pub mod wire;
