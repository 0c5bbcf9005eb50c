//! The ground before the first event: units copied, the map drawn and published, the team of one grid in its place.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use futures::stream;
use shiyu_grid::place::synthetic::{Plan, Town as Drawn, geojson};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::testkit::eventually;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::import_grids_request::Part;
use time::Duration;

use super::people::{CHIEF, LEAD, PATROL, POLICE, SECOND_PATROL, SUPERVISOR, TOWN_HEAD};
use super::{GRID, Ground, MARKET, STATION, TOWN};
use crate::PATIENCE;
use crate::people::{OPERATOR, Post};
use crate::sample::{COUNTY, import, parent, unit};

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
    copied(ground).await;
    drawn(ground).await;
    for (post, role) in [
        (LEAD, pb::GridRole::Lead),
        (PATROL, pb::GridRole::Patrol),
        (SECOND_PATROL, pb::GridRole::Patrol),
        (POLICE, pb::GridRole::Police),
        (SUPERVISOR, pb::GridRole::Supervisor),
    ] {
        assigned(ground, &post, role).await;
    }
}

/// Waits until the grid has the units that the petition service keeps.
async fn copied(ground: &Ground) {
    let imported = ground.town.caller(&OPERATOR).units().import_units(import(units())).await;
    imported.expect("the units of the grids");
    let wanted = crate::sample::units().len() + units().len();
    eventually(PATIENCE, async || {
        let request = common::ListUnitsRequest {
            parent: parent(),
            page_size: 200,
            ..common::ListUnitsRequest::default()
        };
        let found = ground.caller(&OPERATOR).units().list_units(request).await;
        found.expect("the units").into_inner().units.len() == wanted
    })
    .await;
}

/// Imported in pieces, checked, and in force since last year.
async fn drawn(ground: &Ground) {
    let mut maps = ground.caller(&CHIEF).maps();
    let request = pb::CreateMapRequest {
        parent: parent(),
        request_id: new_id().to_string(),
        ..pb::CreateMapRequest::default()
    };
    let name = maps.create_map(request).await.expect("a draft").into_inner().name;
    let header = Part::Header(pb::ImportGridsHeader {
        name: name.clone(),
        mode: pb::ImportMode::Replace.into(),
        validate_only: false,
        request_id: new_id().to_string(),
    });
    let file = geojson(&plan().features()).into_bytes();
    let chunks: Vec<Part> = file.chunks(8 * 1024).map(|chunk| Part::Chunk(chunk.to_vec())).collect();
    let parts = std::iter::once(header).chain(chunks);
    let parts = parts.map(|part| pb::ImportGridsRequest { part: Some(part) });
    let imported = maps.import_grids(stream::iter(parts.collect::<Vec<_>>())).await;
    let imported = imported.expect("a map").into_inner();
    assert_eq!(imported.problems, [], "the map can be read");
    let request = pb::LintMapRequest {
        name: name.clone(),
        request_id: new_id().to_string(),
    };
    let linted = maps.lint_map(request).await.expect("a verdict").into_inner();
    assert_eq!(linted.errors, 0, "the map is whole");
    let request = pb::PublishMapRequest {
        name,
        effective_date: (local_date(ground.town.now()) - Duration::days(365)).to_string(),
        request_id: new_id().to_string(),
    };
    maps.publish_map(request).await.expect("a map in force");
}

async fn assigned(ground: &Ground, post: &Post, role: pb::GridRole) {
    let assignment = pb::Assignment {
        grid: GRID.to_owned(),
        subject: post.subject.to_owned(),
        role: role.into(),
        from_date: (local_date(ground.town.now()) - Duration::days(30)).to_string(),
        ..pb::Assignment::default()
    };
    let request = pb::PutAssignmentRequest {
        parent: parent(),
        assignment: Some(assignment),
        request_id: new_id().to_string(),
    };
    let put = ground.caller(&TOWN_HEAD).teams().put_assignment(request).await;
    put.expect("an assignment");
}
