//! The front door: parse, look up or perform, answer.

use shiyu_kit::audience::Reach;
use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::award_service_server::AwardService;
use tonic::{Request, Response, Status};

use super::desk::AwardDesk;
use super::domain::{AwardYear, Step};
use super::refusal::Refusal;
use super::veto::Veto;
use super::wire;
use crate::shelf;

#[tonic::async_trait]
impl AwardService for AwardDesk {
    async fn nominate_unit(&self, request: Request<pb::NominateUnitRequest>) -> Result<Response<pb::AwardYear>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::nominate(request, &self.county)?).await
    }

    async fn decide_award(&self, request: Request<pb::DecideAwardRequest>) -> Result<Response<pb::AwardYear>, Status> {
        let (by, request) = caller(request)?;
        let of = (request.name.as_str(), request.request_id.as_str());
        let wanted = wire::step(of, request.document, Step::Decide(request.qualified), &self.county)?;
        self.perform(&by, wanted).await
    }

    async fn publicise_award(&self, request: Request<pb::PubliciseAwardRequest>) -> Result<Response<pb::AwardYear>, Status> {
        let (by, request) = caller(request)?;
        let of = (request.name.as_str(), request.request_id.as_str());
        let wanted = wire::step(of, request.document, Step::Publicise, &self.county)?;
        self.perform(&by, wanted).await
    }

    async fn grant_award(&self, request: Request<pb::GrantAwardRequest>) -> Result<Response<pb::AwardYear>, Status> {
        let (by, request) = caller(request)?;
        let of = (request.name.as_str(), request.request_id.as_str());
        let wanted = wire::step(of, request.document, Step::Grant, &self.county)?;
        self.perform(&by, wanted).await
    }

    async fn object_to_award(&self, request: Request<pb::ObjectToAwardRequest>) -> Result<Response<pb::AwardYear>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::object(request, &self.county)?).await
    }

    async fn answer_objection(&self, request: Request<pb::AnswerObjectionRequest>) -> Result<Response<pb::AwardYear>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::answer(request, &self.county)?).await
    }

    async fn get_award_objections(&self, request: Request<pb::GetAwardObjectionsRequest>) -> Result<Response<pb::AwardObjections>, Status> {
        let id = wire::named(&request.into_inner().name, &self.county)?;
        let year = shelf::get::<AwardYear>(&self.office().db.reader, id).await?;
        let year = year.ok_or(Fault::Refused(Refusal::AwardUnknown))?;
        Ok(Response::new(wire::objections(&year)))
    }

    async fn propose_veto(&self, request: Request<pb::ProposeVetoRequest>) -> Result<Response<pb::Veto>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::propose(request, &self.county)?).await
    }

    async fn hear_unit(&self, request: Request<pb::HearUnitRequest>) -> Result<Response<pb::Veto>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::hear(request, &self.county)?).await
    }

    async fn decide_veto(&self, request: Request<pb::DecideVetoRequest>) -> Result<Response<pb::Veto>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::decide(request, &self.county)?).await
    }

    async fn list_award_years(&self, request: Request<pb::ListAwardYearsRequest>) -> Result<Response<pb::ListAwardYearsResponse>, Status> {
        let listing = wire::years(&request.into_inner(), &self.county)?;
        let page = shelf::page::<AwardYear>(&self.office().db.reader, &Reach::Everything, &listing.paging).await?;
        Ok(Response::new(pb::ListAwardYearsResponse {
            years: page.items.iter().map(|it| wire::year(it, &self.county)).collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn get_award_streak(&self, request: Request<pb::GetAwardStreakRequest>) -> Result<Response<pb::AwardStreak>, Status> {
        let unit = wire::unit(&request.into_inner(), &self.county)?;
        Ok(Response::new(self.streak(&unit).await?))
    }

    async fn list_vetoes(&self, request: Request<pb::ListVetoesRequest>) -> Result<Response<pb::ListVetoesResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::vetoes(&request, &self.county)?;
        let reach = shelf::reach(&by, &self.county, self.office());
        let page = shelf::page::<Veto>(&self.office().db.reader, &reach, &listing.paging).await?;
        Ok(Response::new(pb::ListVetoesResponse {
            vetoes: page.items.iter().map(|it| wire::veto(it, &self.county)).collect(),
            next_page_token: page.next_page_token,
        }))
    }
}
