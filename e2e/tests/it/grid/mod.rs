//! Grids and their events, the grid service beside the petition service of the same county.

mod bad_input;
pub mod citizen;
mod evidence;
mod hands;
mod in_grid;
mod ladder;
mod offered;
mod same;
mod steps;
mod wrong_dispatch;
