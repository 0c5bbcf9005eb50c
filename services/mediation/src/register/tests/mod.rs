//! The registers over both databases, through their doors.

mod lists;
mod policy;
mod roster;
pub(crate) mod scene;
mod screenings;
