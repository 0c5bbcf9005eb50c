//! The register's door: parse, look up or perform, answer. Whether the caller may at all was decided at the gate.

use std::pin::Pin;

use futures::{Stream, TryStreamExt};
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::ledger::Unread;
use shiyu_kit::register::Wanted;
use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::component_service_server::ComponentService;
use shiyu_proto::grid::v1::import_components_request::Part as Told;
use time::Date;
use tonic::{Request, Response, Status, Streaming};
use uuid::Uuid;

use super::domain::{Component, Order, Refusal, Row};
use super::store::{Filter, Key};
use super::wire::Asked;
use super::{ComponentDesk, import, store, wire};
use crate::domain::terms::{GridCode, Point};
use crate::place::geometry::{Local, coord};
use crate::place::rpc::file::{Part, aside, in_turn, take};

/// Rows of one transaction, and of one message.
const BATCH: usize = 500;
/// How many components of a rectangle are looked at together.
const LOOKED_AT: u64 = 2_000;
/// How many are told around a point.
const NEAREST: usize = 50;

type Verdicts = Pin<Box<dyn Stream<Item = Result<pb::ImportComponentsResponse, Status>> + Send>>;

#[tonic::async_trait]
impl ComponentService for ComponentDesk {
    type ImportComponentsStream = Verdicts;

    async fn import_components(&self, request: Request<Streaming<pb::ImportComponentsRequest>>) -> Result<Response<Verdicts>, Status> {
        let (by, stream) = caller(request)?;
        let parts = stream.map_ok(|message| {
            message.part.map(|part| match part {
                Told::Header(header) => Part::Header(header),
                Told::Chunk(chunk) => Part::Chunk(chunk),
            })
        });
        let (header, file, _turn) = take(parts).await?;
        let id = wire::import_head(&header, &self.county)?;
        self.import_file(by, id, file).await.map(Response::new)
    }

    async fn get_component(&self, request: Request<pb::GetComponentRequest>) -> Result<Response<pb::Component>, Status> {
        let code = wire::component_name(&request.get_ref().name, &self.county)?;
        let found = store::get(&self.office().db.reader, &code).await?;
        let found = found.ok_or(Fault::Refused(Refusal::ComponentUnknown))?;
        Ok(Response::new(self.shown(&found, self.today())))
    }

    async fn list_components(&self, request: Request<pb::ListComponentsRequest>) -> Result<Response<pb::ListComponentsResponse>, Status> {
        let listing = wire::components(request.get_ref(), &self.county, self.today())?;
        let (asked, paging) = (listing.filter, listing.paging);
        let day = asked.filter.day;
        let rows = self.listed(asked, paging.after().cloned(), paging.limit()).await?;
        let page = paging.page(rows, store::key)?.map(|found| self.shown(&found, day));
        Ok(Response::new(pb::ListComponentsResponse {
            components: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_nearby_components(
        &self,
        request: Request<pb::ListNearbyComponentsRequest>,
    ) -> Result<Response<pb::ListNearbyComponentsResponse>, Status> {
        let at = wire::nearby(request.get_ref(), &self.county)?;
        let today = self.today();
        let near = self.near(at, today).await?;
        let components = near.iter().map(|(metres, found)| pb::NearbyComponent {
            component: Some(self.shown(found, today)),
            metres: *metres,
        });
        Ok(Response::new(pb::ListNearbyComponentsResponse {
            components: components.collect(),
        }))
    }
}

impl ComponentDesk {
    /// A whole file into the register, batch by batch: each is an act of its own, named by the request and its number.
    pub(super) async fn import_file(&self, by: Actor, request: Uuid, file: Vec<u8>) -> Result<Verdicts, Status> {
        let county = self.county.clone();
        let rows: Vec<Row> = aside(move || import::read(&file, &county)).await??;
        let batches: Vec<Vec<Row>> = rows.chunks(BATCH).map(<[Row]>::to_vec).collect();
        let desk = self.clone();
        let verdicts = in_turn(batches, move |(number, batch)| {
            let (desk, by) = (desk.clone(), by.clone());
            async move {
                let id = Uuid::new_v5(&request, number.to_string().as_bytes());
                let order = Order::Import(batch);
                let done = desk.perform::<pb::ImportComponentsResponse>(&by, Wanted { id, order }).await;
                done.map(Response::into_inner)
            }
        });
        Ok(Box::pin(verdicts))
    }

    /// What passes, after the key. A grid is where the map of the day has it: its rectangle is asked of the table, the rest of the map.
    async fn listed(&self, asked: Asked, mut after: Option<Key>, limit: u64) -> Result<Vec<Component>, Unread> {
        let Asked { mut filter, grid } = asked;
        if let Some(grid) = &grid {
            let atlas = self.tables.atlas.get();
            let Some(corners) = atlas.sheet(filter.day).and_then(|sheet| sheet.corners(grid)) else {
                return Ok(Vec::new());
            };
            filter.within = Some(corners);
        }
        // Of a rectangle many may lie beside the grid.
        let step = if grid.is_some() { limit.max(LOOKED_AT) } else { limit };
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut found = Vec::new();
        loop {
            let rows = store::list(&self.office().db.reader, &filter, after.as_ref(), step).await?;
            let last = (rows.len() as u64) < step;
            after = rows.last().map(store::key);
            let here = |component: &Component| grid.is_none() || self.grid_of(component.point, filter.day) == grid;
            found.extend(rows.into_iter().filter(here));
            if last || found.len() >= most {
                found.truncate(most);
                return Ok(found);
            }
        }
    }

    /// What stands on a day within the deployment's distance of a point, the nearest first and no more than are told, in metres.
    async fn near(&self, at: Point, day: Date) -> Result<Vec<(i32, Component)>, Unread> {
        let plane = Local::at(coord(at));
        let ([west, south], [east, north]) = plane.square(self.near);
        let corners = Point::from_degrees(west, south).ok().zip(Point::from_degrees(east, north).ok());
        let Some(within) = corners else { return Ok(Vec::new()) };
        let filter = Filter {
            codes: None,
            within: Some(within),
            owner: None,
            day,
        };
        let mut near: Vec<(f64, Component)> = Vec::new();
        let mut after: Option<Key> = None;
        loop {
            let rows = store::list(&self.office().db.reader, &filter, after.as_ref(), LOOKED_AT).await?;
            let last = (rows.len() as u64) < LOOKED_AT;
            after = rows.last().map(store::key);
            let away = |component: &Component| plane.distance(coord(component.point), coord(component.point));
            near.extend(rows.into_iter().map(|component| (away(&component), component)));
            near.retain(|(metres, _)| *metres <= self.near);
            near.sort_by(|(one, _), (other, _)| one.total_cmp(other));
            near.truncate(NEAREST);
            if last {
                return Ok(near.into_iter().map(|(metres, component)| (whole(metres), component)).collect());
            }
        }
    }

    fn grid_of(&self, at: Point, day: Date) -> Option<GridCode> {
        self.tables.atlas.get().locate(at, day).ok().map(|located| located.grid)
    }

    fn shown(&self, found: &Component, day: Date) -> pb::Component {
        wire::component(found, self.grid_of(found.point, day), &self.county)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "at most some kilometres")]
fn whole(metres: f64) -> i32 {
    metres.round() as i32
}
