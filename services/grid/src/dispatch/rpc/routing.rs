//! Routing tables.

use shiyu_kit::fault::Fault;
use shiyu_kit::register::Wanted;
use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::routing_service_server::RoutingService;
use time::OffsetDateTime;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::dispatch::domain::{Explanation, Order, PastEvents, Question, Refusal, Table, Window, replay};
use crate::dispatch::store::table;
use crate::dispatch::{DispatchDesk, wire};
use crate::domain::terms::GridCode;

#[tonic::async_trait]
impl<P: PastEvents> RoutingService for DispatchDesk<P> {
    async fn put_routing_table(&self, request: Request<pb::PutRoutingTableRequest>) -> Result<Response<pb::RoutingTable>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_table(request, &self.county)?).await
    }

    async fn get_routing_table(&self, request: Request<pb::GetRoutingTableRequest>) -> Result<Response<pb::RoutingTable>, Status> {
        let (by, request) = caller(request)?;
        let table = self.table(wire::named(&request, &self.county)?).await?;
        let units = self.office().reference.units();
        let sitting = self.sitting(&by, &units);
        let findings = self.findings(&table, &sitting);
        Ok(Response::new(wire::table(&table, Some(&findings), sitting.now, &self.county)))
    }

    async fn get_active_routing(&self, request: Request<pb::GetActiveRoutingRequest>) -> Result<Response<pb::RoutingTable>, Status> {
        let at = wire::active(&request.into_inner(), &self.county, self.office().clock.now())?;
        let routing = self.tables.routing.get();
        Ok(Response::new(wire::table(routing.active(at), None, at, &self.county)))
    }

    async fn list_routing_tables(
        &self,
        request: Request<pb::ListRoutingTablesRequest>,
    ) -> Result<Response<pb::ListRoutingTablesResponse>, Status> {
        let paging = wire::tables(&request.into_inner(), &self.county)?.paging;
        let now = self.office().clock.now();
        let rows = table::list(&self.office().db.reader, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, table::key)?.map(|row| pb::RoutingTable {
            rules: Vec::new(),
            ..wire::table(&row, None, now, &self.county)
        });
        Ok(Response::new(pb::ListRoutingTablesResponse {
            tables: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn explain_routing(&self, request: Request<pb::ExplainRoutingRequest>) -> Result<Response<pb::RoutingExplanation>, Status> {
        let asked = wire::question(request.into_inner(), &self.county, self.office().clock.now())?;
        let explanation = self.explain(&asked).await?;
        Ok(Response::new(wire::explanation(&explanation)))
    }

    async fn simulate_routing(&self, request: Request<pb::SimulateRoutingRequest>) -> Result<Response<pb::RoutingSimulation>, Status> {
        let (by, request) = caller(request)?;
        let (id, table, window) = wire::simulate(&request, &self.county)?;
        let units = self.office().reference.units();
        self.sitting(&by, &units).county_wide().map_err(Fault::Refused)?;
        let now = self.office().clock.now();
        if window.to > now {
            return Err(Fault::Refused(Refusal::WindowAhead).into());
        }
        // Outside the transaction: it reads for a while, and what it found is put on record if the draft is still the same.
        let draft = self.table(table).await?;
        let catalogue = self.tables.catalogue.get();
        let calendar = self.office().reference.calendar();
        let replay = replay(&self.past, window, &draft, (catalogue.edition(self.today()), &calendar)).await?;
        if replay.asked == 0 && self.has_a_past(now).await? {
            return Err(Fault::Refused(Refusal::SimulationEmpty).into());
        }
        let order = Order::Simulate {
            table,
            window,
            drafted_at: draft.drafted_at,
            replay: Box::new(replay),
        };
        self.perform(&by, Wanted { id, order }).await
    }

    async fn activate_routing(&self, request: Request<pb::ActivateRoutingRequest>) -> Result<Response<pb::RoutingTable>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::activate(&request, &self.county)?).await
    }
}

impl<P: PastEvents> DispatchDesk<P> {
    async fn table(&self, id: Uuid) -> Result<Table, Status> {
        let table = table::find(&self.office().db.reader, id).await?;
        Ok(table.ok_or(Fault::Refused(Refusal::RoutingUnknown))?)
    }

    /// Whether anything was ever reported: a county that begins has nothing to simulate on.
    async fn has_a_past(&self, now: OffsetDateTime) -> Result<bool, Status> {
        let ever = Window {
            from: OffsetDateTime::UNIX_EPOCH,
            to: now,
        };
        Ok(!self.past.page(ever, None, 1).await?.is_empty())
    }

    fn on_map(&self, grid: &GridCode) -> Result<(), Fault<Refusal>> {
        match self.tables.grids.ever(grid) {
            Some(true) => Ok(()),
            Some(false) => Err(Fault::Refused(Refusal::GridUnknown(grid.clone()))),
            None => Err(Fault::Refused(Refusal::MapMissing)),
        }
    }

    async fn explain(&self, asked: &wire::Asked) -> Result<Explanation, Status> {
        let catalogue = self.tables.catalogue.get();
        let subclass = catalogue.edition(self.today()).content.subclass(asked.class);
        let subclass = subclass.ok_or(Fault::Refused(Refusal::ClassUnknown(asked.class)))?;
        self.on_map(&asked.place.grid)?;
        let calendar = self.office().reference.calendar();
        let question = Question::at(asked.at, (asked.class, subclass.platform), asked.level, &asked.place, &calendar);
        let question = question.returned_by(&asked.returned);
        Ok(match asked.table {
            Some(id) => self.table(id).await?.explain(&question),
            None => self.tables.routing.get().explain(&question),
        })
    }
}
