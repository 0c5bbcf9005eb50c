//! The ground before the first event: units copied, the map drawn and published, the team of one grid in its place.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use shiyu_grid::place::synthetic::{Plan, Town as Drawn};
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;

use super::map::{assigned, drawn};
use super::people::{CHIEF, LEAD, PATROL, POLICE, SECOND_PATROL, SUPERVISOR, TOWN_HEAD};
use super::{GRID, Ground, MARKET, STATION, TOWN};
use crate::people::OPERATOR;
use crate::sample::{COUNTY, unit};

const WEST: f64 = 120.5;
const NORTH: f64 = 30.1;
/// Width and height of a grid, in degrees.
const SIZE: f64 = 0.005;

/// Two towns with four villages of four grids, which lie in four rows.
///
/// # Panics
/// Never: its codes are codes.
#[must_use]
pub fn plan() -> Plan {
    let town = |code: &str, villages: usize| Drawn {
        code: code.parse().expect("a code"),
        villages: vec![4; villages],
    };
    Plan {
        county: COUNTY.parse().expect("a code"),
        west: WEST,
        north: NORTH,
        size: SIZE,
        corners: 2,
        towns: vec![town(TOWN, 3), town("330602002", 1)],
        exclusive_each: 0,
        professional: [2, 2, 2],
    }
}

/// The middle of a grid: row and column from the north-west, both from 0. Row 2, column 0 is [`GRID`].
#[must_use]
pub fn spot(row: u8, column: u8) -> common::Point {
    let whole = |degrees: f64| (degrees * 1e7).round() / 1e7;
    common::Point {
        longitude: whole(WEST + SIZE * (f64::from(column) + 0.5)),
        latitude: whole(NORTH - SIZE * (f64::from(row) + 0.5)),
    }
}

/// The units that the grids need beside the town's.
#[must_use]
pub fn units() -> Vec<common::Unit> {
    vec![
        unit("330602001001", "一社区", TOWN),
        unit("330602001002", "二社区", TOWN),
        unit("330602002", "府山街道", COUNTY),
        unit("330602002001", "三社区", "330602002"),
        unit("330602001-ZHS", "塔山街道综合信息指挥室", TOWN),
        unit("330602002-ZHS", "府山街道综合信息指挥室", "330602002"),
        unit(STATION, "塔山街道综合行政执法队", TOWN),
        unit(MARKET, "塔山街道市场监管所", TOWN),
        unit("330602-ZHZX", "越城区联动指挥中心", COUNTY),
        unit("330602-SJJ", "越城区审计局", COUNTY),
    ]
}

pub(super) async fn prepare(ground: &Ground) {
    ground.town.extend(&ground.caller(&OPERATOR), units()).await;
    drawn(&ground.caller(&CHIEF), COUNTY, &plan(), ground.town.now()).await;
    for (post, role) in [
        (LEAD, pb::GridRole::Lead),
        (PATROL, pb::GridRole::Patrol),
        (SECOND_PATROL, pb::GridRole::Patrol),
        (POLICE, pb::GridRole::Police),
        (SUPERVISOR, pb::GridRole::Supervisor),
    ] {
        assigned(&ground.caller(&TOWN_HEAD), GRID, (&post, role), ground.town.now()).await;
    }
}
