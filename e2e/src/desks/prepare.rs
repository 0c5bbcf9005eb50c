//! The three desks before the first event: the units of each, and of the counties a map and the team of one grid.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use futures::stream;
use shiyu_grid::place::synthetic::{Plan, Town, geojson};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::import_grids_request::Part;
use time::Duration;

use super::{CITY, COUNTY, Desks, NEIGHBOUR};
use crate::ground::people::{CHIEF, LEAD, PATROL, TOWN_HEAD};
use crate::people::{OPERATOR, Post, post};
use crate::sample::unit;

const NORTH: f64 = 30.1;
/// Width and height of a grid, in degrees.
const SIZE: f64 = 0.005;

/// The middle of the first grid of the first county; the second one lies east of it.
#[must_use]
pub fn spot() -> common::Point {
    common::Point {
        longitude: west(COUNTY) + SIZE / 2.0,
        latitude: NORTH - SIZE / 2.0,
    }
}

fn west(county: &str) -> f64 {
    if county == COUNTY { 120.5 } else { 120.6 }
}

/// Commands a county or the city, in its command centre.
const NEIGHBOURS_CHIEF: Post = post("staff-of-neighbour", "command_chief", Some("330681-ZHZX"));

pub(super) async fn prepare(desks: &Desks, county: &str) {
    let import = common::ImportUnitsRequest {
        parent: format!("counties/{county}"),
        units: units(county),
        request_id: new_id().to_string(),
    };
    let imported = desks.caller(county, &OPERATOR).units().import_units(import).await;
    imported.expect("the units of a desk");
    if county == CITY {
        return;
    }
    let chief = if county == COUNTY { CHIEF } else { NEIGHBOURS_CHIEF };
    drawn(desks, county, &chief).await;
    if county == COUNTY {
        for (post, role) in [(PATROL, pb::GridRole::Patrol), (LEAD, pb::GridRole::Lead)] {
            assigned(desks, &post, role).await;
        }
    }
}

/// The city, both counties, and what lies in the one that asks.
fn units(county: &str) -> Vec<common::Unit> {
    let mut units = vec![
        unit(CITY, "绍兴市", ""),
        unit("330600-ZHZX", "绍兴市联动指挥中心", CITY),
        unit(COUNTY, "越城区", CITY),
        unit(NEIGHBOUR, "诸暨市", CITY),
    ];
    if county == CITY {
        return units;
    }
    let own = |rest: &str| format!("{county}{rest}");
    units.extend([
        unit(&own("-ZHZX"), "联动指挥中心", county),
        unit(&own("-XFJ"), "信访局", county),
        unit(&own("001"), "一镇", county),
        unit(&own("001-ZHS"), "一镇综合信息指挥室", &own("001")),
        unit(&own("001-ZFZ"), "一镇综合行政执法队", &own("001")),
        unit(&own("001-SPS"), "一镇市场监管所", &own("001")),
        unit(&own("001001"), "一村", &own("001")),
        unit(&own("001003"), "三村", &own("001")),
    ]);
    units
}

/// One village of two grids, in force since last year.
async fn drawn(desks: &Desks, county: &str, chief: &Post) {
    let plan = Plan {
        county: county.parse().expect("a code"),
        west: west(county),
        north: NORTH,
        size: SIZE,
        corners: 2,
        towns: vec![Town {
            code: format!("{county}001").parse().expect("a code"),
            villages: vec![2],
        }],
        exclusive_each: 0,
        professional: [0, 0, 0],
    };
    let mut maps = desks.caller(county, chief).maps();
    let request = pb::CreateMapRequest {
        parent: format!("counties/{county}"),
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
    let parts = [header, Part::Chunk(geojson(&plan.features()).into_bytes())];
    let parts = parts.map(|part| pb::ImportGridsRequest { part: Some(part) });
    let imported = maps.import_grids(stream::iter(parts)).await.expect("a map").into_inner();
    assert_eq!(imported.problems, [], "the map can be read");
    let request = pb::LintMapRequest {
        name: name.clone(),
        request_id: new_id().to_string(),
    };
    assert_eq!(
        maps.lint_map(request).await.expect("a verdict").into_inner().errors,
        0,
        "the map is whole"
    );
    let request = pb::PublishMapRequest {
        name,
        effective_date: (local_date(desks.now()) - Duration::days(365)).to_string(),
        request_id: new_id().to_string(),
    };
    maps.publish_map(request).await.expect("a map in force");
}

async fn assigned(desks: &Desks, post: &Post, role: pb::GridRole) {
    let assignment = pb::Assignment {
        grid: "330602001001001".to_owned(),
        subject: post.subject.to_owned(),
        role: role.into(),
        from_date: (local_date(desks.now()) - Duration::days(30)).to_string(),
        ..pb::Assignment::default()
    };
    let request = pb::PutAssignmentRequest {
        parent: format!("counties/{COUNTY}"),
        assignment: Some(assignment),
        request_id: new_id().to_string(),
    };
    let put = desks.caller(COUNTY, &TOWN_HEAD).teams().put_assignment(request).await;
    put.expect("an assignment");
}
