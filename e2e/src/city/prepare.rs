//! A city before its first case: the units of every county, told to all its services, and a map with a patrol and a lead.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::collections::BTreeMap;

use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::testkit::eventually;
use shiyu_proto::common::v1 as common;

use super::City;
use crate::PATIENCE;
use crate::desks::prepare::{Grids, units};
use crate::people::OPERATOR;
use crate::sample;

pub(super) async fn prepare(city: &City) {
    for (code, place) in &city.places {
        let units = of(code);
        let owner = place.owner();
        let import = common::ImportUnitsRequest {
            parent: format!("counties/{code}"),
            units: units.clone(),
            request_id: new_id().to_string(),
        };
        let imported = city.caller(code, owner, &OPERATOR).units().import_units(import).await;
        imported.expect("the units of the county");
        for office in place.offices() {
            eventually(PATIENCE, async || knows(city, code, office.service).await >= units.len()).await;
        }
        if city.desk != Some(code) && place.offices().iter().any(|office| office.service == "grid") {
            let grids = Grids {
                county: code,
                now: WallClock::system().now(),
                caller: &|post| city.caller(code, "grid", post),
            };
            grids.drawn().await;
            grids.manned().await;
        }
    }
}

/// What the sample papers need, and a mediation centre and an enforcement bureau beside it.
fn of(county: &str) -> Vec<common::Unit> {
    let here = |code: &str| code.replacen(sample::COUNTY, county, 1);
    let own = sample::units().into_iter().map(|unit| common::Unit {
        code: here(&unit.code),
        superior: here(&unit.superior),
        ..unit
    });
    let is_county = !county.ends_with("00");
    let own = own.filter(|_| is_county);
    let others = units(county).into_iter().chain([
        sample::unit(&format!("{county}-TJZX"), "社会矛盾纠纷调处化解中心", county),
        sample::unit(&format!("{county}-ZFJ"), "综合行政执法局", county),
    ]);
    let by_code: BTreeMap<_, _> = own.chain(others).map(|unit| (unit.code.clone(), unit)).collect();
    by_code.into_values().collect()
}

async fn knows(city: &City, code: &str, service: &str) -> usize {
    let request = common::ListUnitsRequest {
        parent: format!("counties/{code}"),
        page_size: 200,
        ..common::ListUnitsRequest::default()
    };
    let found = city.caller(code, service, &OPERATOR).units().list_units(request).await;
    found.expect("the units").into_inner().units.len()
}
