//! The front door: parse, perform, answer.

use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::backlog_service_server::BacklogService;
use tonic::{Request, Response, Status};

use super::domain::{Campaign, Refusal};
use super::{BacklogDesk, wire};
use crate::shelf;

type Answer = Result<Response<pb::BacklogCampaign>, Status>;

#[tonic::async_trait]
impl BacklogService for BacklogDesk {
    async fn open_backlog_campaign(&self, request: Request<pb::OpenBacklogCampaignRequest>) -> Answer {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::open(request, &self.county)?).await
    }

    async fn reach_backlog_milestone(&self, request: Request<pb::ReachBacklogMilestoneRequest>) -> Answer {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::reach(&request, &self.county)?).await
    }

    async fn release_backlog_case(&self, request: Request<pb::ReleaseBacklogCaseRequest>) -> Answer {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::release(request, &self.county)?).await
    }

    async fn close_backlog_campaign(&self, request: Request<pb::CloseBacklogCampaignRequest>) -> Answer {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::close(&request, &self.county)?).await
    }

    async fn get_backlog_campaign(&self, request: Request<pb::GetBacklogCampaignRequest>) -> Answer {
        let (by, request) = caller(request)?;
        let id = wire::name(&request.name, &self.county)?;
        let db = &self.office().db.reader;
        let reach = shelf::reach(&by, &self.county, self.office());
        let seen = shelf::seen::<Campaign>(db, id, &reach).await?;
        let seen = seen.ok_or(Fault::Refused(Refusal::Unknown))?;
        let ended = self.ended(db, &seen).await?;
        Ok(Response::new(wire::campaign(&seen, &ended, &self.county)))
    }

    async fn list_backlog_campaigns(
        &self,
        request: Request<pb::ListBacklogCampaignsRequest>,
    ) -> Result<Response<pb::ListBacklogCampaignsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::list(&request, &self.county)?;
        let reach = shelf::reach(&by, &self.county, self.office());
        let db = &self.office().db.reader;
        let page = shelf::page::<Campaign>(db, &reach, &listing.paging).await?;
        let mut campaigns = Vec::with_capacity(page.items.len());
        for campaign in &page.items {
            let ended = self.ended(db, campaign).await?;
            let mut shown = wire::campaign(campaign, &ended, &self.county);
            shown.cases.clear();
            campaigns.push(shown);
        }
        Ok(Response::new(pb::ListBacklogCampaignsResponse {
            campaigns,
            next_page_token: page.next_page_token,
        }))
    }
}
