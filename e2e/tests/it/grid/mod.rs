//! Grids and their events, the grid service beside the petition service of the same county.

mod bad_input;
mod borders;
pub mod citizen;
mod evidence;
mod hands;
mod in_grid;
mod ladder;
mod offered;
mod same;
mod steps;
mod wrong_dispatch;
