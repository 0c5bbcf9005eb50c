//! The front door: parse, perform, answer.

use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::covert_service_server::CovertService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::domain::{Refusal, Round};
use super::{CovertDesk, Done, wire};
use crate::shelf;

type Answer = Result<Response<pb::CovertRound>, Status>;

#[tonic::async_trait]
impl CovertService for CovertDesk {
    async fn announce_covert_round(&self, request: Request<pb::AnnounceCovertRoundRequest>) -> Answer {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::announce(request, &self.county)?).await
    }

    async fn draw_covert_visits(&self, request: Request<pb::DrawCovertVisitsRequest>) -> Answer {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::draw(request, &self.county)?).await
    }

    async fn record_covert_visit(&self, request: Request<pb::RecordCovertVisitRequest>) -> Answer {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::visit(&request, &self.county)?).await
    }

    async fn record_covert_findings(&self, request: Request<pb::RecordCovertFindingsRequest>) -> Answer {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::findings(request, &self.county)?).await
    }

    async fn share_covert_visit(&self, request: Request<pb::ShareCovertVisitRequest>) -> Answer {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::share(&request, &self.county)?).await
    }

    async fn rectify_covert_visit(&self, request: Request<pb::RectifyCovertVisitRequest>) -> Answer {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::rectify(request, &self.county)?).await
    }

    async fn get_covert_round(&self, request: Request<pb::GetCovertRoundRequest>) -> Answer {
        let (by, request) = caller(request)?;
        let round = self.found(wire::name(&request.name, &self.county)?).await?;
        let reach = shelf::reach(&by, &self.county, self.office());
        Ok(Response::new(wire::round(&round, &reach)))
    }

    async fn list_covert_rounds(
        &self,
        request: Request<pb::ListCovertRoundsRequest>,
    ) -> Result<Response<pb::ListCovertRoundsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::list(&request, &self.county)?;
        let page = shelf::page::<Round>(&self.office().db.reader, &Reach::Everything, &listing.paging).await?;
        let reach = shelf::reach(&by, &self.county, self.office());
        Ok(Response::new(pb::ListCovertRoundsResponse {
            rounds: page.items.iter().map(|round| wire::round(round, &reach)).collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn verify_covert_draw(
        &self,
        request: Request<pb::VerifyCovertDrawRequest>,
    ) -> Result<Response<pb::VerifyCovertDrawResponse>, Status> {
        let round = self.found(wire::name(&request.into_inner().name, &self.county)?).await?;
        let (same, drawn) = round.verified().map_err(Fault::Refused)?;
        Ok(Response::new(pb::VerifyCovertDrawResponse {
            same,
            drawn: drawn.iter().map(ToString::to_string).collect(),
        }))
    }
}

impl CovertDesk {
    async fn found(&self, id: Uuid) -> Done<Round> {
        let found = shelf::get::<Round>(&self.office().db.reader, id).await?;
        found.ok_or(Fault::Refused(Refusal::Unknown))
    }
}
