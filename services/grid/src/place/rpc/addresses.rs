//! The address library's door.

use std::pin::Pin;

use futures::{Stream, TryStreamExt};
use shiyu_kit::case::Actor;
use shiyu_kit::register::Wanted;
use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::address_service_server::AddressService;
use shiyu_proto::grid::v1::import_addresses_request::Part as Told;
use tonic::{Request, Response, Status, Streaming};
use uuid::Uuid;

use super::file::{Part, aside, in_turn, take};
use super::refused;
use crate::domain::terms::GridCode;
use crate::place::Places;
use crate::place::atlas::{Located, NotLocated};
use crate::place::domain::{Address, Order, Problem, Refusal, Row};
use crate::place::import::{self, Ground};
use crate::place::store::address;
use crate::place::wire::{self, AddressesHead};
use crate::team::domain::Sitting;

/// Rows of one transaction, and of one message.
const BATCH: usize = 500;

type Verdicts = Pin<Box<dyn Stream<Item = Result<pb::ImportAddressesResponse, Status>> + Send>>;

#[tonic::async_trait]
impl AddressService for Places {
    type ImportAddressesStream = Verdicts;

    async fn import_addresses(&self, request: Request<Streaming<pb::ImportAddressesRequest>>) -> Result<Response<Verdicts>, Status> {
        let (by, stream) = caller(request)?;
        let parts = stream.map_ok(|message| {
            message.part.map(|part| match part {
                Told::Header(header) => Part::Header(header),
                Told::Chunk(chunk) => Part::Chunk(chunk),
            })
        });
        let (header, file, _turn) = take(parts).await?;
        let head = wire::addresses_head(&header, &self.county)?;
        self.import_addresses_file(by, head, file).await.map(Response::new)
    }

    async fn get_address(&self, request: Request<pb::GetAddressRequest>) -> Result<Response<pb::Address>, Status> {
        let id = wire::address_name(&request.get_ref().name, &self.county)?;
        let found = address::get(&self.office().db.reader, id).await?;
        let found = found.ok_or_else(|| refused(Refusal::AddressUnknown))?;
        Ok(Response::new(self.shown(&found)))
    }

    async fn list_addresses(&self, request: Request<pb::ListAddressesRequest>) -> Result<Response<pb::ListAddressesResponse>, Status> {
        let listing = wire::addresses(request.get_ref(), &self.county)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let rows = address::list(&self.office().db.reader, &filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, address::key)?.map(|found| self.shown(&found));
        Ok(Response::new(pb::ListAddressesResponse {
            addresses: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}

impl Places {
    /// A whole file into the library, batch by batch: each is an act of its own, named by the request and its number.
    pub(in crate::place) async fn import_addresses_file(&self, by: Actor, head: AddressesHead, file: Vec<u8>) -> Result<Verdicts, Status> {
        let (county, units, today) = (self.county.clone(), self.office().reference.units(), self.today());
        let reading = move || {
            let ground = Ground {
                county: &county,
                units: &units,
                today,
            };
            import::read_addresses(&file, &ground)
        };
        let mut rows: Vec<Row> = aside(reading).await??;
        self.weigh(&by, &mut rows)?;
        let batches: Vec<Vec<Row>> = rows.chunks(BATCH).map(<[Row]>::to_vec).collect();
        let places = self.clone();
        let verdicts = in_turn(batches, move |(number, batch)| {
            let (places, by) = (places.clone(), by.clone());
            async move {
                let id = Uuid::new_v5(&head.id, number.to_string().as_bytes());
                let order = Order::Addresses(batch);
                let done = places.perform::<pb::ImportAddressesResponse>(&by, Wanted { id, order }).await;
                done.map(Response::into_inner)
            }
        });
        Ok(Box::pin(verdicts))
    }

    /// An address lies in its village by the map of the day, if there is one, and is brought by who acts for the village.
    fn weigh(&self, by: &Actor, rows: &mut [Row]) -> Result<(), Status> {
        let (units, atlas) = (self.office().reference.units(), self.atlas.get());
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now: self.office().clock.now(),
        };
        sitting.own_unit().map_err(refused)?;
        for row in rows {
            let Ok(address) = &row.read else { continue };
            let problems = [
                sitting.governs(&address.village).err().map(|_| NOT_YOURS),
                elsewhere(address, &atlas.locate(address.point, sitting.today())),
            ];
            let problems: Vec<Problem> = problems.into_iter().flatten().map(problem).collect();
            if !problems.is_empty() {
                row.read = Err(problems);
            }
        }
        Ok(())
    }

    fn shown(&self, found: &Address) -> pb::Address {
        let grid: Option<GridCode> = self.atlas.get().locate(found.point, self.today()).ok().map(|located| located.grid);
        wire::address(found, grid, &self.county)
    }
}

/// What is wrong with a row: the column, the reason and the words.
type Wrong = (&'static str, &'static str, &'static str);

const NOT_YOURS: Wrong = ("village", "UNIT_NOT_YOURS", "the village is not the caller's, nor below it");

/// What is wrong with the point; nothing while no map says where it lies.
fn elsewhere(address: &Address, located: &Result<Located, NotLocated>) -> Option<Wrong> {
    match located {
        Ok(located) if located.village == address.village => None,
        Ok(_) => Some(("longitude", "POINT_ELSEWHERE", "the point lies in another village")),
        Err(NotLocated::OutsideMap) => Some(("longitude", "OUTSIDE_MAP", "the point lies outside the county")),
        Err(NotLocated::MapMissing) => None,
    }
}

fn problem((field, reason, description): Wrong) -> Problem {
    Problem {
        field: field.to_owned(),
        reason,
        description: description.to_owned(),
    }
}
