//! Protobuf ↔ the words of the teams, and nothing else.

mod fact;
mod listing;
mod reading;
mod request;
mod resource;
mod terms;
#[cfg(test)]
mod tests;

pub use fact::{admission_decided, team_changed};
pub use listing::{Where, admitted, assignments, capabilities_of, check_admission, check_team, items, own_assignments};
pub use reading::{grid_code, optional_grid_code};
pub use request::{approve, end_assignment, propose, put_assignment, refuse, withdraw};
pub use resource::{assignment, capabilities, gap, item};
