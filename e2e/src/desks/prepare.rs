//! The three desks before the first event: the units of each, and of the counties a map and the team of one grid.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use shiyu_grid::place::synthetic::{Plan, Town};
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;

use super::{CITY, COUNTY, Desks, NEIGHBOUR};
use crate::ground::people::{CHIEF, LEAD, PATROL, TOWN_HEAD};
use crate::ground::{assigned, drawn};
use crate::people::{Caller, Post};
use crate::sample::unit;

const NORTH: f64 = 30.1;
/// Width and height of a grid, in degrees.
const SIZE: f64 = 0.005;

/// The middle of the first grid of the first county; the second one lies east of it.
#[must_use]
pub fn spot() -> common::Point {
    spot_in(COUNTY)
}

/// The middle of the first grid of a county.
#[must_use]
pub fn spot_in(county: &str) -> common::Point {
    common::Point {
        longitude: west(county) + SIZE / 2.0,
        latitude: NORTH - SIZE / 2.0,
    }
}

/// Each county a tenth of a degree east of the one before.
fn west(county: &str) -> f64 {
    let last: u8 = county.get(4..).and_then(|digits| digits.parse().ok()).unwrap_or_default();
    match county {
        COUNTY => 120.5,
        NEIGHBOUR => 120.6,
        _ => 120.7 + 0.1 * f64::from(last),
    }
}

pub(super) async fn prepare(desks: &Desks, county: &str) {
    desks.import(county, units(county)).await;
    if county == CITY {
        return;
    }
    let grids = Grids {
        county,
        now: desks.now(),
        caller: &|post| desks.caller(county, post),
    };
    grids.drawn().await;
    if county == COUNTY {
        grids.manned().await;
    }
}

/// The grid service of a county, as whoever prepares it calls it.
pub(crate) struct Grids<'a> {
    pub county: &'a str,
    pub now: OffsetDateTime,
    pub caller: &'a (dyn Fn(&Post) -> Caller + Sync),
}

/// The same post in this county.
#[must_use]
pub fn in_county(county: &str, post: &Post) -> Post {
    let unit = post.unit.map(|unit| &*unit.replacen(COUNTY, county, 1).leak());
    Post { unit, ..*post }
}

/// The city, both counties, and what lies in the one that asks.
pub(crate) fn units(county: &str) -> Vec<common::Unit> {
    let mut units = vec![
        unit(CITY, "绍兴市", ""),
        unit("330600-ZHZX", "绍兴市联动指挥中心", CITY),
        unit(COUNTY, "越城区", CITY),
        unit(NEIGHBOUR, "诸暨市", CITY),
    ];
    if county == CITY {
        return units;
    }
    if ![COUNTY, NEIGHBOUR].contains(&county) {
        units.push(unit(county, "又一县", CITY));
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

impl Grids<'_> {
    /// One village of two grids, in force since last year.
    pub async fn drawn(&self) {
        let county = self.county;
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
        let chief = (self.caller)(&in_county(county, &CHIEF));
        drawn(&chief, county, &plan, self.now).await;
    }

    /// A patrol and a lead in the first of them.
    pub async fn manned(&self) {
        let head = (self.caller)(&in_county(self.county, &TOWN_HEAD));
        let grid = format!("{}001001001", self.county);
        for (post, role) in [(PATROL, pb::GridRole::Patrol), (LEAD, pb::GridRole::Lead)] {
            assigned(&head, &grid, (&post, role), self.now).await;
        }
    }
}
