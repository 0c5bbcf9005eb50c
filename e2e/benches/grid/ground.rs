//! The county before its first event: units, a made-up map of a thousand grids, and a patrol in some of them.

use futures::stream;
use shiyu_grid::domain::terms::GridCode;
use shiyu_grid::place::geometry::{Shape, middle};
use shiyu_grid::place::synthetic::{Plan, geojson};
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::unit_service_client::UnitServiceClient;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::grid_map_service_client::GridMapServiceClient;
use shiyu_proto::grid::v1::import_grids_request::Part;
use shiyu_proto::grid::v1::team_service_client::TeamServiceClient;
use time::Duration;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::transport::Channel;

use crate::Outcome;
use crate::calls::{COUNTY, PARENT, PATROL, by};

/// Grids of the county.
const GRIDS: usize = 1_000;
/// Every so manieth has a patrol, and events.
const EACH: usize = 10;

/// The command centre of the county, whose dispatchers dispatch.
pub const CENTRE: &str = "330602-ZHZX";

/// Where events happen.
pub type Spots = Vec<common::Point>;

type Token = MetadataValue<Ascii>;

/// Prepares it over one connection.
pub async fn prepare(channel: &Channel, operator: &Token, chief: &Token) -> Outcome<Spots> {
    let plan = Plan::of(&COUNTY.parse()?, (120.4, 30.2), GRIDS);
    units(channel, operator, &plan).await?;
    map(channel, chief, &plan).await?;
    let features = plan.features();
    let grids = features.iter().filter_map(|feature| {
        feature
            .grid()
            .zip(feature.shape.as_ref())
            .map(|(grid, shape)| (grid.code.clone(), shape))
    });
    let mut spots = Spots::new();
    for (code, shape) in grids.step_by(EACH) {
        assign(channel, chief, &code).await?;
        spots.push(spot(shape).ok_or("a grid without a middle")?);
    }
    Ok(spots)
}

fn spot(shape: &Shape) -> Option<common::Point> {
    let point = middle(shape.polygons().0.first()?)?;
    Some(common::Point {
        longitude: point.longitude(),
        latitude: point.latitude(),
    })
}

async fn units(channel: &Channel, operator: &Token, plan: &Plan) -> Outcome<()> {
    let unit = |code: String, superior: &str| common::Unit {
        display_name: code.clone(),
        code,
        superior: superior.to_owned(),
        valid_from: "2020-01-01".to_owned(),
        ..common::Unit::default()
    };
    let mut units = vec![unit(COUNTY.to_owned(), ""), unit(CENTRE.to_owned(), COUNTY)];
    for town in &plan.towns {
        units.push(unit(town.code.to_string(), COUNTY));
    }
    for village in plan.villages() {
        let town = village.enclosing().ok_or("a village of no town")?;
        units.push(unit(village.to_string(), town.as_str()));
    }
    let request = common::ImportUnitsRequest {
        parent: PARENT.to_owned(),
        units,
        request_id: new_id().to_string(),
    };
    UnitServiceClient::new(channel.clone()).import_units(by(operator, request)).await?;
    Ok(())
}

async fn map(channel: &Channel, chief: &Token, plan: &Plan) -> Outcome<()> {
    let mut maps = GridMapServiceClient::new(channel.clone());
    let request_id = || new_id().to_string();
    let create = pb::CreateMapRequest {
        parent: PARENT.to_owned(),
        request_id: request_id(),
        ..pb::CreateMapRequest::default()
    };
    let name = maps.create_map(by(chief, create)).await?.into_inner().name;
    let header = pb::ImportGridsHeader {
        name: name.clone(),
        mode: pb::ImportMode::Replace.into(),
        validate_only: false,
        request_id: request_id(),
    };
    let file = geojson(&plan.features()).into_bytes();
    let chunks = file.chunks(64 * 1024).map(|chunk| Part::Chunk(chunk.to_vec()));
    let parts = std::iter::once(Part::Header(header)).chain(chunks);
    let parts: Vec<_> = parts.map(|part| pb::ImportGridsRequest { part: Some(part) }).collect();
    maps.import_grids(by(chief, stream::iter(parts))).await?;
    let lint = pb::LintMapRequest {
        name: name.clone(),
        request_id: request_id(),
    };
    maps.lint_map(by(chief, lint)).await?;
    let publish = pb::PublishMapRequest {
        name,
        effective_date: (today() - Duration::days(365)).to_string(),
        request_id: request_id(),
        ..pb::PublishMapRequest::default()
    };
    maps.publish_map(by(chief, publish)).await?;
    Ok(())
}

async fn assign(channel: &Channel, chief: &Token, grid: &GridCode) -> Outcome<()> {
    let request = pb::PutAssignmentRequest {
        parent: PARENT.to_owned(),
        assignment: Some(pb::Assignment {
            grid: grid.to_string(),
            subject: PATROL.to_owned(),
            role: pb::GridRole::Patrol.into(),
            from_date: (today() - Duration::days(30)).to_string(),
            ..pb::Assignment::default()
        }),
        request_id: new_id().to_string(),
    };
    TeamServiceClient::new(channel.clone()).put_assignment(by(chief, request)).await?;
    Ok(())
}

fn today() -> time::Date {
    local_date(WallClock::system().now())
}
