//! The front doors: of the office, of whoever asks on its behalf, and of whoever has a token.

use std::pin::Pin;

use futures::stream::{self, Stream};
use sea_orm::TransactionTrait as _;
use shiyu_kit::audience::Reach;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::{Fault, rate_limited};
use shiyu_kit::lottery::fingerprint;
use shiyu_kit::register::Wanted;
use shiyu_kit::rpc::caller;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::survey_service_server::SurveyService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::domain::{Drawn, Pool, Refusal, Survey};
use super::{Done, Order, SurveyDesk, store, wire};
use crate::shelf;

type Cases = Pin<Box<dyn Stream<Item = Result<pb::SurveyCase, Status>> + Send>>;
type Tokens = Pin<Box<dyn Stream<Item = Result<pb::SurveyToken, Status>> + Send>>;

#[tonic::async_trait]
impl SurveyService for SurveyDesk {
    type IssueSurveyTokensStream = Tokens;
    type ExportSurveyPoolStream = Cases;

    async fn open_survey(&self, request: Request<pb::OpenSurveyRequest>) -> Result<Response<pb::Survey>, Status> {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::open(request, &self.county)?).await
    }

    async fn draw_survey(&self, request: Request<pb::DrawSurveyRequest>) -> Result<Response<pb::Survey>, Status> {
        let (by, request) = caller(request)?;
        self.register
            .perform(self, &by, wire::draw(&request, &self.county, secret())?)
            .await
    }

    async fn issue_survey_tokens(&self, request: Request<pb::IssueSurveyTokensRequest>) -> Result<Response<Tokens>, Status> {
        let (by, request) = caller(request)?;
        let survey = self.found(wire::name(&request.name, &self.county)?).await?;
        let tokens: Vec<pb::SurveyToken> = survey.drawn.iter().map(token).collect();
        let mut hashes: Vec<(String, String)> = tokens.iter().map(|token| (hash(&token.token), token.unit.clone())).collect();
        // In their own order, which says nothing of the cases'.
        hashes.sort_unstable();
        let wanted = Wanted {
            id: new_id(),
            order: Order::Issue(survey.plan.id, hashes),
        };
        let _issued: Response<pb::Survey> = self.register.perform(self, &by, wanted).await?;
        let tokens: Tokens = Box::pin(stream::iter(tokens.into_iter().map(Ok)));
        Ok(Response::new(tokens))
    }

    async fn answer_survey(&self, request: Request<pb::AnswerSurveyRequest>) -> Result<Response<pb::AnswerSurveyResponse>, Status> {
        if let Some(address) = request.remote_addr().map(|address| address.ip()) {
            self.addresses.check(&address).map_err(rate_limited)?;
        }
        let request = request.into_inner();
        let rating = wire::answer(&request, &self.county)?;
        if !self.counted(&request.token, rating).await? {
            return Err(Fault::Refused(Refusal::TokenInvalid).into());
        }
        Ok(Response::new(pb::AnswerSurveyResponse {}))
    }

    async fn close_survey(&self, request: Request<pb::CloseSurveyRequest>) -> Result<Response<pb::Survey>, Status> {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::close(&request, &self.county)?).await
    }

    async fn verify_survey_draw(
        &self,
        request: Request<pb::VerifySurveyDrawRequest>,
    ) -> Result<Response<pb::VerifySurveyDrawResponse>, Status> {
        let survey = self.found(wire::name(&request.into_inner().name, &self.county)?).await?;
        survey.told().map_err(Fault::Refused)?;
        let pool = self.pool(&survey).await?;
        let same = survey.verified(&pool).map_err(Fault::Refused)?;
        Ok(Response::new(wire::verified(same, &survey, &pool)))
    }

    async fn export_survey_pool(&self, request: Request<pb::ExportSurveyPoolRequest>) -> Result<Response<Cases>, Status> {
        let survey = self.found(wire::name(&request.into_inner().name, &self.county)?).await?;
        survey.told().map_err(Fault::Refused)?;
        let pool = self.pool(&survey).await?;
        let cases: Cases = Box::pin(stream::iter(pool.into_cases().into_iter().map(|case| Ok(wire::case(case)))));
        Ok(Response::new(cases))
    }

    async fn get_survey(&self, request: Request<pb::GetSurveyRequest>) -> Result<Response<pb::Survey>, Status> {
        let survey = self.found(wire::name(&request.into_inner().name, &self.county)?).await?;
        Ok(Response::new(self.shown(&survey).await?))
    }

    async fn list_surveys(&self, request: Request<pb::ListSurveysRequest>) -> Result<Response<pb::ListSurveysResponse>, Status> {
        let listing = wire::list(&request.into_inner(), &self.county)?;
        let page = shelf::page::<Survey>(&self.office().db.reader, &Reach::Everything, &listing.paging).await?;
        let mut surveys = Vec::with_capacity(page.items.len());
        for survey in &page.items {
            surveys.push(self.shown(survey).await?);
        }
        Ok(Response::new(pb::ListSurveysResponse {
            surveys,
            next_page_token: page.next_page_token,
        }))
    }
}

impl SurveyDesk {
    async fn found(&self, id: Uuid) -> Done<Survey> {
        let found = shelf::get::<Survey>(&self.office().db.reader, id).await?;
        found.ok_or(Fault::Refused(Refusal::Unknown))
    }

    async fn pool(&self, survey: &Survey) -> Done<Pool> {
        Ok(store::pool(&self.office().db.reader, survey.plan.id).await?)
    }

    async fn shown(&self, survey: &Survey) -> Done<pb::Survey> {
        let results = store::results(&self.office().db.reader, survey.plan.id).await?;
        Ok(wire::survey(survey, &results, self.settings.weights))
    }

    async fn counted(&self, token: &str, rating: super::domain::Rating) -> Done<bool> {
        let transaction = self.office().db.writer.begin_with_options(crate::figures::WRITING).await?;
        let counted = store::answer(&transaction, &hash(token), rating).await?;
        transaction.commit().await?;
        Ok(counted)
    }
}

fn token(drawn: &Drawn) -> pb::SurveyToken {
    pb::SurveyToken {
        case: drawn.case.to_string(),
        service: drawn.service.clone(),
        unit: drawn.unit.clone(),
        token: secret(),
    }
}

/// 128 bits that nobody can guess, and nobody chose.
fn secret() -> String {
    format!("{:032x}", rand::random::<u128>())
}

fn hash(token: &str) -> String {
    fingerprint([token])
}
