//! `MeetingService`.

use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::meeting_service_server::MeetingService;
use tonic::{Request, Response, Status};

use super::narrowed;
use crate::meeting::store::gathering;
use crate::meeting::{MeetingDesk, wire};

#[tonic::async_trait]
impl MeetingService for MeetingDesk {
    async fn put_meeting(&self, request: Request<pb::PutMeetingRequest>) -> Result<Response<pb::Meeting>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_meeting(request, &self.county)?).await
    }

    async fn follow_up_meeting(&self, request: Request<pb::FollowUpMeetingRequest>) -> Result<Response<pb::Meeting>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::follow_up(request, &self.county)?).await
    }

    async fn list_meetings(&self, request: Request<pb::ListMeetingsRequest>) -> Result<Response<pb::ListMeetingsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::meetings(&request, &self.county)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let of_grid = filter.grid.as_ref().and_then(|grid| grid.village().ok());
        let reach = narrowed(self.reach(&by), of_grid.as_ref().or(filter.village.as_ref()));
        let rows = gathering::list(&self.office().db.reader, (&filter, &reach), paging.after(), paging.limit()).await;
        let today = self.today();
        let page = paging
            .page(rows?, gathering::key)?
            .map(|row| wire::meeting(&row, &self.county, today));
        Ok(Response::new(pb::ListMeetingsResponse {
            meetings: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}
