//! Grids, patrols and the events of places (网格化管理): the closed loop from report to verified closure.

pub mod catalogue;
pub mod dispatch;
pub mod domain;
pub mod meeting;
pub mod migration;
pub mod patrol;
pub mod place;
pub mod sight;
pub mod team;
