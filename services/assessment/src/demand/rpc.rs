//! The front door: parse, ask, perform, answer.

use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::demand_service_server::DemandService;
use tonic::{Request, Response, Status};

use super::{DemandDesk, HeatMap, Refusal, wire};
use crate::figures::plain;
use crate::shelf;
use crate::statistics::{Pieces, file};

#[tonic::async_trait]
impl DemandService for DemandDesk {
    type ExportHeatMapStream = Pieces;

    async fn take_demand(&self, request: Request<pb::TakeDemandRequest>) -> Result<Response<pb::HeatMap>, Status> {
        let (by, request) = caller(request)?;
        let (week, mut wanted) = wire::take(&request, &self.county)?;
        wanted.order.counted = Some((week, self.counted(week).await?));
        self.register.perform(self, &by, wanted).await
    }

    async fn get_heat_map(&self, request: Request<pb::GetHeatMapRequest>) -> Result<Response<pb::GetHeatMapResponse>, Status> {
        let request = request.into_inner();
        let mut maps = self.of_week(&request.name).await?;
        for map in &mut maps {
            map.cells
                .retain(|cell| request.service.is_empty() || cell.service == request.service);
        }
        Ok(Response::new(pb::GetHeatMapResponse {
            maps: maps.iter().map(|map| wire::map(map, &self.county)).collect(),
        }))
    }

    async fn list_heat_maps(&self, request: Request<pb::ListHeatMapsRequest>) -> Result<Response<pb::ListHeatMapsResponse>, Status> {
        let listing = wire::list(&request.into_inner(), &self.county)?;
        let page = shelf::page::<HeatMap>(&self.office().db.reader, &Reach::Everything, &listing.paging).await?;
        Ok(Response::new(pb::ListHeatMapsResponse {
            maps: page.items.iter().map(|map| wire::map(map, &self.county)).collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn export_heat_map(&self, request: Request<pb::ExportHeatMapRequest>) -> Result<Response<Pieces>, Status> {
        let maps = self.of_week(&request.into_inner().name).await?;
        let rows = maps.into_iter().flat_map(|map| {
            let counted = plain(map.at);
            map.cells.into_iter().map(move |cell| {
                let cases = cell.cases.to_string();
                vec![cell.service, cell.category, cell.place, cases, counted.clone()]
            })
        });
        Ok(Response::new(file(
            &["service", "category", "place", "cases", "as_of"],
            rows.collect(),
        )))
    }
}

impl DemandDesk {
    async fn of_week(&self, name: &str) -> Result<Vec<HeatMap>, Status> {
        let week = wire::week(name, &self.county)?;
        let maps = self.week(week).await?;
        if maps.is_empty() {
            return Err(Fault::Refused(Refusal::Unknown).into());
        }
        Ok(maps)
    }
}
