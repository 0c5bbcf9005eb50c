//! The registers as a caller finds them, on both databases.

mod campaigns;
mod hazards;
mod patrols;
mod policy;
pub(crate) mod scene;
mod screenings;
