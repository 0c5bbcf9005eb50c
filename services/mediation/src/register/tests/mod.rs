//! The registers over both databases, through their doors.

mod clinics;
mod lists;
mod policy;
mod roster;
pub(crate) mod scene;
mod screenings;
