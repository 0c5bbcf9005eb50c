//! Who works in the grids, in the command rooms and in the units that are asked. Every subject begins with [`STAFF`], so that one that
//! comes out is seen.

use crate::people::{Post, post};

/// How the subject of every post here begins.
pub const STAFF: &str = "staff-of-";

/// Patrols the grid.
pub const PATROL: Post = post("staff-of-patrol", "grid_patrol", Some("330602001003"));
/// Patrols it too.
pub const SECOND_PATROL: Post = post("staff-of-second-patrol", "grid_patrol", Some("330602001003"));
/// Leads the grid.
pub const LEAD: Post = post("staff-of-lead", "grid_lead", Some("330602001003"));
/// The grid's police officer.
pub const POLICE: Post = post("staff-of-police", "grid_patrol", Some("330602001003"));
/// Supervises the grid.
pub const SUPERVISOR: Post = post("staff-of-supervisor", "grid_supervisor", Some("330602001"));
/// Patrols in a village of the town, but in no grid of it.
pub const IDLE_PATROL: Post = post("staff-of-no-grid", "grid_patrol", Some("330602001002"));
/// Dispatches, in the command room of the town.
pub const DISPATCHER: Post = post("staff-of-dispatcher", "dispatcher", Some("330602001-ZHS"));
/// Dispatches in another town.
pub const OTHER_DISPATCHER: Post = post("staff-of-other-dispatcher", "dispatcher", Some("330602002-ZHS"));
/// Commands the county.
pub const CHIEF: Post = post("staff-of-chief", "command_chief", Some("330602-ZHZX"));
/// Heads the town.
pub const TOWN_HEAD: Post = post("staff-of-town-head", "unit_head", Some("330602001"));
/// Handles what goes to the town.
pub const TOWN_HANDLER: Post = post("staff-of-town", "unit_handler", Some("330602001"));
/// Handles what goes to the town's enforcement station.
pub const STATION_HANDLER: Post = post("staff-of-station", "unit_handler", Some(super::STATION));
/// Handles what goes to the town's market station.
pub const MARKET_HANDLER: Post = post("staff-of-market", "unit_handler", Some(super::MARKET));
/// Handles for the county's housing bureau.
pub const BUREAU_HANDLER: Post = post("staff-of-bureau", "unit_handler", Some("330602-ZJJ"));
/// Heads the housing bureau.
pub const BUREAU_HEAD: Post = post("staff-of-bureau-head", "unit_head", Some("330602-ZJJ"));
/// Reads what was done, in the county.
pub const GRID_AUDITOR: Post = post("staff-of-audit", "auditor", Some("330602-SJJ"));
