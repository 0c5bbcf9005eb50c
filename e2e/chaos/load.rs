//! The city before the first life, and lives at once.

use std::time::Duration;

use futures::future::join_all;
use shiyu_e2e::bureau::BUREAU;
use shiyu_e2e::ground::people::{CHIEF, PATROL, TOWN_HEAD};
use shiyu_e2e::ground::{GRID, assigned, drawn, plan, units as units_of_the_grids};
use shiyu_e2e::hall;
use shiyu_e2e::people::OPERATOR;
use shiyu_e2e::sample::{COUNTY, import, parent, unit, units};
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;

use crate::city::People;
use crate::lives::Citizen;
use crate::program::until;

/// Who live at once.
pub const CITIZENS: usize = 8;

/// How long the city may take until every service knows its units.
const PATIENCE: Duration = Duration::from_mins(1);

/// The units, known everywhere; the map; and whoever patrols.
pub async fn prepare(people: &People) {
    let all: Vec<common::Unit> = units()
        .into_iter()
        .chain(units_of_the_grids())
        .chain(hall::units())
        .chain([unit(BUREAU, "越城区综合行政执法局", COUNTY)])
        .collect();
    let wanted = all.len();
    let imported = people.caller("petition", &OPERATOR).units().import_units(import(all)).await;
    imported.expect("the city's units");
    for service in ["grid", "mediation", "enforcement", "assessment"] {
        let known = until(PATIENCE, async || known(people, service).await >= wanted).await;
        assert!(known, "{service} knows the units");
    }
    let now = people.plot.clock().now();
    drawn(&people.caller("grid", &CHIEF), COUNTY, &plan(), now).await;
    let head = people.caller("grid", &TOWN_HEAD);
    assigned(&head, GRID, (&PATROL, pb::GridRole::Patrol), now).await;
}

async fn known(people: &People, service: &str) -> usize {
    let request = common::ListUnitsRequest {
        parent: parent(),
        page_size: 200,
        ..common::ListUnitsRequest::default()
    };
    let listed = people.caller(service, &OPERATOR).units().list_units(request).await;
    listed.map_or(0, |listed| listed.into_inner().units.len())
}

/// So many lives of each citizen, one after the other, and all citizens at once.
pub async fn live(citizen: &Citizen, lives: usize) {
    let all = (0..CITIZENS).map(|own| {
        let citizen = citizen.clone();
        tokio::spawn(async move {
            for life in 0..lives {
                citizen.live(own + life).await;
            }
        })
    });
    for life in join_all(all).await {
        life.expect("a life");
    }
}
