//! The map's door.

use std::pin::Pin;

use futures::{Stream, TryStreamExt, stream};
use shiyu_kit::case::Actor;
use shiyu_kit::fault::Corrupt;
use shiyu_kit::register::Wanted;
use shiyu_kit::rpc::caller;
use shiyu_kit::unit::{Code, Level};
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::grid_map_service_server::GridMapService;
use shiyu_proto::grid::v1::import_grids_request::Part as Told;
use tonic::{Request, Response, Status, Streaming};
use uuid::Uuid;

use super::file::{Part, aside, digest, take};
use super::refused;
use crate::domain::terms::Point;
use crate::place::atlas::{Distances, NotLocated};
use crate::place::domain::{Feature, Finding, FindingKind, Order, Refusal};
use crate::place::export::geojson;
use crate::place::import::{self, Ground};
use crate::place::store::{address, feature, finding, hanging, map, micro};
use crate::place::wire::{self, ImportHead};
use crate::place::{Places, lint};

/// Bytes of a piece of an exported map.
const PIECE: usize = 64 * 1024;

/// The pieces of an exported map.
type Pieces = Pin<Box<dyn Stream<Item = Result<pb::ExportMapResponse, Status>> + Send>>;

#[tonic::async_trait]
impl GridMapService for Places {
    type ExportMapStream = Pieces;

    async fn create_map(&self, request: Request<pb::CreateMapRequest>) -> Result<Response<pb::Map>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::create_map(&request, &self.county)?).await
    }

    async fn import_grids(&self, request: Request<Streaming<pb::ImportGridsRequest>>) -> Result<Response<pb::ImportGridsResponse>, Status> {
        let (by, stream) = caller(request)?;
        let parts = stream.map_ok(|message| {
            message.part.map(|part| match part {
                Told::Header(header) => Part::Header(header),
                Told::Chunk(chunk) => Part::Chunk(chunk),
            })
        });
        let (header, file, _turn) = take(parts).await?;
        self.import_file(&by, wire::import_head(&header, &self.county)?, file).await
    }

    async fn lint_map(&self, request: Request<pb::LintMapRequest>) -> Result<Response<pb::Map>, Status> {
        let (by, request) = caller(request)?;
        let (id, version) = wire::lint_map(&request, &self.county)?;
        self.lint_version(&by, id, version).await
    }

    async fn list_findings(&self, request: Request<pb::ListFindingsRequest>) -> Result<Response<pb::ListFindingsResponse>, Status> {
        let listing = wire::findings(request.get_ref(), &self.county)?;
        let (version, paging) = (listing.filter, listing.paging);
        self.version(version).await?;
        let rows = finding::list(&self.office().db.reader, version, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, finding::key)?.map(|(_, found)| wire::finding(&found));
        Ok(Response::new(pb::ListFindingsResponse {
            findings: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn publish_map(&self, request: Request<pb::PublishMapRequest>) -> Result<Response<pb::Map>, Status> {
        let (by, request) = caller(request)?;
        let published = self.perform(&by, wire::publish_map(&request, &self.county)?).await?;
        // It is published whatever becomes of this: every replica reads it again within a second.
        if let Err(error) = self.atlas.refresh().await {
            tracing::warn!(error = %error, "the atlas could not be read again at once");
        }
        Ok(published)
    }

    async fn discard_map(&self, request: Request<pb::DiscardMapRequest>) -> Result<Response<pb::Map>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::discard_map(&request, &self.county)?).await
    }

    async fn get_map(&self, request: Request<pb::GetMapRequest>) -> Result<Response<pb::Map>, Status> {
        let version = wire::map_name("name", &request.get_ref().name, &self.county)?;
        let map = self.version(version).await?;
        Ok(Response::new(wire::map(&map, &self.county)))
    }

    async fn export_map(&self, request: Request<pb::ExportMapRequest>) -> Result<Response<Pieces>, Status> {
        let version = wire::map_name("name", &request.get_ref().name, &self.county)?;
        self.version(version).await?;
        let rows = feature::rows(&self.office().db.reader, version).await.map_err(feature::unread)?;
        let file = aside(move || Ok::<_, Corrupt>(geojson(&feature::read_all(&rows)?).into_bytes())).await??;
        let piece = |data: &[u8]| Ok(pb::ExportMapResponse { data: data.to_vec() });
        let pieces: Vec<Result<pb::ExportMapResponse, Status>> = file.chunks(PIECE).map(piece).collect();
        Ok(Response::new(Box::pin(stream::iter(pieces))))
    }

    async fn list_maps(&self, request: Request<pb::ListMapsRequest>) -> Result<Response<pb::ListMapsResponse>, Status> {
        let paging = wire::maps(request.get_ref(), &self.county)?.paging;
        let rows = map::list(&self.office().db.reader, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, map::key)?.map(|map| wire::map(&map, &self.county));
        Ok(Response::new(pb::ListMapsResponse {
            maps: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn get_grid(&self, request: Request<pb::GetGridRequest>) -> Result<Response<pb::Grid>, Status> {
        let (code, day) = wire::grid_name(request.get_ref(), &self.county, self.today())?;
        let span = self.span(day)?;
        let found = feature::get(&self.office().db.reader, span.0, &code).await?;
        let grid = found.and_then(|found| wire::grid(&found, span, &self.county));
        grid.map(Response::new).ok_or_else(|| refused(Refusal::GridUnknown))
    }

    async fn list_grids(&self, request: Request<pb::ListGridsRequest>) -> Result<Response<pb::ListGridsResponse>, Status> {
        let listing = wire::grids(request.get_ref(), &self.county, self.today())?;
        let (asked, paging) = (listing.filter, listing.paging);
        let span = self.span(asked.day)?;
        let filter = feature::Filter {
            map: span.0,
            kind: asked.kind,
            village: asked.village,
        };
        let rows = feature::list(&self.office().db.reader, &filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, feature::key)?;
        let shown = page.items.iter().filter_map(|found| wire::grid(found, span, &self.county));
        Ok(Response::new(pb::ListGridsResponse {
            grids: shown.collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn locate(&self, request: Request<pb::LocateRequest>) -> Result<Response<pb::LocateResponse>, Status> {
        let around = Distances {
            border: self.settings.border_metres,
            neighbours: self.settings.neighbour_metres,
        };
        let asked = wire::locate(request.get_ref(), &self.county, (self.today(), around))?;
        let at = match asked.at {
            Ok(point) => point,
            Err(address) => self.point_of(address).await?,
        };
        let located = self.atlas.get().locate_within(at, asked.day, asked.around).map_err(refused)?;
        Ok(Response::new(wire::located(located)))
    }

    async fn put_micro_unit(&self, request: Request<pb::PutMicroUnitRequest>) -> Result<Response<pb::MicroUnit>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_micro_unit(request, &self.county)?).await
    }

    async fn list_micro_units(&self, request: Request<pb::ListMicroUnitsRequest>) -> Result<Response<pb::ListMicroUnitsResponse>, Status> {
        let listing = wire::micro_units(request.get_ref(), &self.county, self.today())?;
        let (Some(filter), paging) = (listing.filter, listing.paging) else {
            return Err(refused(Refusal::GridUnknown));
        };
        let rows = micro::list(&self.office().db.reader, &filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, micro::key)?.map(|unit| wire::micro_unit(&unit, &self.county));
        Ok(Response::new(pb::ListMicroUnitsResponse {
            micro_units: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}

impl Places {
    /// A whole file into a draft; of one that only asks, what is wrong.
    pub(in crate::place) async fn import_file(
        &self,
        by: &Actor,
        head: ImportHead,
        file: Vec<u8>,
    ) -> Result<Response<pb::ImportGridsResponse>, Status> {
        let (county, units, today) = (self.county.clone(), self.office().reference.units(), self.today());
        let reading = move || {
            let ground = Ground {
                county: &county,
                units: &units,
                today,
            };
            (digest(&file), import::read(&file, &ground))
        };
        let (file, read): (String, Result<Vec<Feature>, _>) = aside(reading).await?;
        if head.validate_only {
            let draft = self.version(head.map).await?;
            let problems = read.as_ref().err().map(wire::problems).unwrap_or_default();
            return Ok(Response::new(pb::ImportGridsResponse {
                map: Some(wire::map(&draft, &self.county)),
                features: i32::try_from(read.map_or(0, |read| read.len())).unwrap_or(i32::MAX),
                problems,
            }));
        }
        let order = Order::Import {
            map: head.map,
            mode: head.mode,
            file,
            features: read?,
        };
        self.perform(by, Wanted { id: head.id, order }).await
    }

    /// What is found is put down only if the draft is still what was checked.
    async fn lint_version(&self, by: &Actor, id: Uuid, version: i64) -> Result<Response<pb::Map>, Status> {
        let draft = self.version(version).await?;
        let rows = feature::rows(&self.office().db.reader, version).await.map_err(feature::unread)?;
        if rows.is_empty() && draft.open().is_ok() {
            return Err(refused(Refusal::MapEmpty));
        }
        let (county, tolerance) = (self.county.clone(), self.settings.tolerance);
        let (villages, before) = (self.villages(), self.newest_published().await?);
        let checking = move || {
            let (features, before) = (feature::read_all(&rows)?, feature::read_all(&before)?);
            let beside = lint::Beside {
                villages: &villages,
                before: &before,
            };
            Ok::<_, Corrupt>(lint::lint_beside(&features, beside, &county, tolerance))
        };
        let mut findings = aside(checking).await??;
        self.count_hanging(&mut findings).await?;
        let order = Order::Lint {
            map: version,
            revision: draft.revision,
            findings,
        };
        self.perform(by, Wanted { id, order }).await
    }

    /// What hangs today on the grids that go is counted: it is to be known before the map is published.
    async fn count_hanging(&self, findings: &mut [Finding]) -> Result<(), Status> {
        let gone: Vec<&mut Finding> = findings.iter_mut().filter(|found| found.kind == FindingKind::GridGone).collect();
        if gone.is_empty() {
            return Ok(());
        }
        let hanging = hanging::on(&self.office().db.reader, self.today()).await?;
        for found in gone {
            let all = found.grids.iter().filter_map(|grid| hanging.get(grid));
            found.hanging = all.copied().next().unwrap_or_default();
        }
        Ok(())
    }

    /// The villages and communities of the county today.
    fn villages(&self) -> Vec<Code> {
        let units = self.office().reference.units();
        let all = units.subtree(&self.county, self.today()).into_iter();
        all.filter(|unit| unit.level() == Level::Village && !unit.is_office()).collect()
    }

    /// What stands on the newest published version; nothing where there is none.
    async fn newest_published(&self) -> Result<Vec<feature::Model>, Status> {
        let db = &self.office().db.reader;
        match map::published(db, 1).await?.first() {
            Some(newest) => feature::rows(db, newest.version).await.map_err(feature::unread),
            None => Ok(Vec::new()),
        }
    }

    async fn version(&self, version: i64) -> Result<crate::place::domain::Map, Status> {
        let found = map::get(&self.office().db.reader, version).await?;
        found.ok_or_else(|| refused(Refusal::MapUnknown))
    }

    /// The version in force on a day, its first day and its last.
    fn span(&self, day: time::Date) -> Result<(i64, time::Date, Option<time::Date>), Status> {
        let atlas = self.atlas.get();
        let sheet = atlas.sheet(day).ok_or_else(|| refused(NotLocated::MapMissing))?;
        Ok((sheet.version, sheet.effective, atlas.last_day(day)))
    }

    async fn point_of(&self, id: Uuid) -> Result<Point, Status> {
        let found = address::get(&self.office().db.reader, id).await?;
        found.map(|found| found.point).ok_or_else(|| refused(Refusal::AddressUnknown))
    }
}
