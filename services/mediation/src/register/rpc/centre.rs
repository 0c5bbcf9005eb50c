//! `CentreService`.

use shiyu_kit::booking;
use shiyu_kit::ledger::Unread;
use shiyu_kit::rpc::caller;
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::centre_service_server::CentreService;
use tonic::{Request, Response, Status};

use crate::register::domain::{Centre, Counter, Room};
use crate::register::{Registers, wire};

#[tonic::async_trait]
impl CentreService for Registers {
    async fn put_centre(&self, request: Request<pb::PutCentreRequest>) -> Result<Response<pb::Centre>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_centre(request, &self.county)?).await
    }

    async fn list_centres(&self, request: Request<pb::ListCentresRequest>) -> Result<Response<pb::ListCentresResponse>, Status> {
        let listing = wire::centres(&request.into_inner(), &self.county, self.today())?;
        let page = self.public_page::<Centre>(listing).await?;
        let page = page.map(|entry| wire::centre(&entry, &self.county));
        Ok(Response::new(pb::ListCentresResponse {
            centres: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn put_counter(&self, request: Request<pb::PutCounterRequest>) -> Result<Response<pb::Counter>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_counter(request, &self.county)?).await
    }

    async fn list_counters(&self, request: Request<pb::ListCountersRequest>) -> Result<Response<pb::ListCountersResponse>, Status> {
        let listing = wire::counters(&request.into_inner(), &self.county, self.today())?;
        let page = self.public_page::<Counter>(listing).await?;
        let page = page.map(|entry| wire::counter(&entry, &self.county));
        Ok(Response::new(pb::ListCountersResponse {
            counters: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn put_room(&self, request: Request<pb::PutRoomRequest>) -> Result<Response<pb::Room>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_room(request, &self.county)?).await
    }

    async fn list_busy_times(&self, request: Request<pb::ListBusyTimesRequest>) -> Result<Response<pb::ListBusyTimesResponse>, Status> {
        let asked = wire::busy_times(request.into_inner(), &self.county)?;
        let taken = booking::taken(&self.office().db.reader, &asked.resources(), asked.slots.clone()).await;
        let taken = taken.map_err(Unread::from)?;
        Ok(Response::new(pb::ListBusyTimesResponse {
            times: wire::told_busy(&asked, &taken),
        }))
    }

    async fn list_rooms(&self, request: Request<pb::ListRoomsRequest>) -> Result<Response<pb::ListRoomsResponse>, Status> {
        let listing = wire::rooms(&request.into_inner(), &self.county, self.today())?;
        let page = self.public_page::<Room>(listing).await?;
        let page = page.map(|entry| wire::room(&entry, &self.county));
        Ok(Response::new(pb::ListRoomsResponse {
            rooms: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}
