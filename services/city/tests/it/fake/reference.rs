//! The made-up units and the movable clock.

use shiyu_city::times::to_stamp;
use shiyu_proto::common::v1::development_service_server::DevelopmentService;
use shiyu_proto::common::v1::unit_service_server::UnitService;
use shiyu_proto::common::v1::*;
use time::Duration;
use tonic::{Request, Response, Status};

use super::City;

type Answer<T> = Result<Response<T>, Status>;

#[tonic::async_trait]
impl UnitService for City {
    async fn import_units(&self, request: Request<ImportUnitsRequest>) -> Answer<ImportUnitsResponse> {
        let units = request.into_inner().units;
        let added = i32::try_from(units.len()).unwrap();
        let mut state = self.state();
        state.units.extend(units.into_iter().map(|unit| (unit.code.clone(), unit)));
        Ok(Response::new(ImportUnitsResponse {
            added,
            ..ImportUnitsResponse::default()
        }))
    }

    async fn get_unit(&self, _: Request<GetUnitRequest>) -> Answer<GetUnitResponse> {
        Err(Status::unimplemented("lists are enough"))
    }

    async fn list_units(&self, _: Request<ListUnitsRequest>) -> Answer<ListUnitsResponse> {
        Ok(Response::new(ListUnitsResponse {
            units: self.state().units.values().cloned().collect(),
            next_page_token: String::new(),
        }))
    }
}

#[tonic::async_trait]
impl DevelopmentService for City {
    async fn advance_clock(&self, request: Request<AdvanceClockRequest>) -> Answer<AdvanceClockResponse> {
        let by = request.get_ref().duration.unwrap_or_default();
        let mut state = self.state();
        state.now += Duration::new(by.seconds, by.nanos);
        Ok(Response::new(AdvanceClockResponse {
            now: Some(to_stamp(state.now)),
            ahead: Some(by),
        }))
    }

    async fn get_clock(&self, _: Request<GetClockRequest>) -> Answer<GetClockResponse> {
        Ok(Response::new(GetClockResponse {
            now: Some(to_stamp(self.state().now)),
            ahead: None,
        }))
    }
}
