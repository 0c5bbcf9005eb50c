//! Special campaigns.

use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::campaign_service_server::CampaignService;
use tonic::{Request, Response, Status};

use super::unknown;
use crate::patrol::domain::Refusal;
use crate::patrol::store::{campaign, tally};
use crate::patrol::{Patrols, wire};

#[tonic::async_trait]
impl CampaignService for Patrols {
    async fn put_campaign(&self, request: Request<pb::PutCampaignRequest>) -> Result<Response<pb::Campaign>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_campaign(request, &self.county)?).await
    }

    async fn end_campaign(&self, request: Request<pb::EndCampaignRequest>) -> Result<Response<pb::Campaign>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::end_campaign(request, &self.county)?).await
    }

    async fn record_campaign_check(
        &self,
        request: Request<pb::RecordCampaignCheckRequest>,
    ) -> Result<Response<pb::CampaignProgress>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::record_check(&request, &self.county)?).await
    }

    async fn list_campaigns(&self, request: Request<pb::ListCampaignsRequest>) -> Result<Response<pb::ListCampaignsResponse>, Status> {
        let paging = wire::campaigns(&request.into_inner(), &self.county)?.paging;
        let rows = campaign::list(&self.office().db.reader, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, campaign::key)?.map(|row| wire::campaign(&row, &self.county));
        Ok(Response::new(pb::ListCampaignsResponse {
            campaigns: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_campaign_progress(
        &self,
        request: Request<pb::ListCampaignProgressRequest>,
    ) -> Result<Response<pb::ListCampaignProgressResponse>, Status> {
        let listing = wire::progress(&request.into_inner(), &self.county)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let reader = &self.office().db.reader;
        unknown(campaign::get(reader, filter.0).await?, Refusal::CampaignUnknown)?;
        let rows = tally::list(reader, filter, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, |row| row.place.clone())?.map(|row| wire::progress_of(&row));
        Ok(Response::new(pb::ListCampaignProgressResponse {
            progress: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}
