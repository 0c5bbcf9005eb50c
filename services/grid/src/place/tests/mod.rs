//! The map room as a caller finds it, on both databases.

mod addresses;
mod files;
mod lists;
mod maps;
mod policy;
pub(crate) mod scene;
mod succession;

use sea_orm::EntityTrait;
use shiyu_kit::journal;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::grid_map_service_server::GridMapService;
use shiyu_proto::grid::v1::locate_request::Where;
use tonic::Status;

use self::scene::{Room, asked, chief, parent, plan};
use super::geometry::Shape;

async fn told(room: &Room) -> Vec<(String, Option<Vec<u8>>)> {
    let rows = journal::Entity::find().all(&room.db.reader).await.unwrap();
    rows.into_iter().map(|row| (row.kind, row.fact)).collect()
}

/// The middle of a grid of the plan.
pub(crate) fn inside(index: usize) -> (String, common::Point) {
    let features = plan().features();
    let grid = features.iter().filter(|feature| feature.grid().is_some()).nth(index).unwrap();
    let shape = grid.shape.as_ref().map(Shape::polygons).unwrap();
    let middle = super::geometry::middle(&shape.0[0]).unwrap();
    let point = common::Point {
        longitude: middle.longitude(),
        latitude: middle.latitude(),
    };
    (grid.code().to_owned(), point)
}

async fn locate(room: &Room, at: Where, date: &str) -> Result<pb::LocateResponse, Status> {
    let request = pb::LocateRequest {
        parent: parent(),
        r#where: Some(at),
        date: date.to_owned(),
        neighbour_metres: 0,
    };
    Ok(room.places.locate(asked(&chief(), request)).await?.into_inner())
}
