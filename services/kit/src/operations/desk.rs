//! The operations service: three lines a call.

use std::sync::Arc;

use futures::future::BoxFuture;
use shiyu_proto::common::v1 as wire;
use shiyu_proto::common::v1::operations_service_server::OperationsService;
use tonic::{Request, Response, Status};

use super::{Fold, Office, replace_calendar};
use crate::consumer::Outcome;
use crate::nats::Fact;
use crate::rpc::caller;

/// What a service does with a fact: its consumer and a replayed dead letter go through the same.
pub type Handler = Arc<dyn Fn(Fact) -> BoxFuture<'static, Outcome> + Send + Sync>;

/// The operations service of one office.
#[derive(Clone)]
pub struct Desk {
    /// What it works on.
    pub office: Office,
    /// What the service does with a fact.
    pub handler: Handler,
    /// Whether a case's row is the fold of its journal.
    pub fold: Fold,
}

#[tonic::async_trait]
impl OperationsService for Desk {
    async fn verify_journal(&self, request: Request<wire::VerifyJournalRequest>) -> Result<Response<wire::VerifyJournalResponse>, Status> {
        let (by, request) = caller(request)?;
        self.office.verdict(&by, &request.name, &self.fold).await.map(Response::new)
    }

    async fn list_lookings(&self, request: Request<wire::ListLookingsRequest>) -> Result<Response<wire::ListLookingsResponse>, Status> {
        let (by, request) = caller(request)?;
        self.office.lookings(&by, &request).await.map(Response::new)
    }

    async fn list_dead_letters(
        &self,
        request: Request<wire::ListDeadLettersRequest>,
    ) -> Result<Response<wire::ListDeadLettersResponse>, Status> {
        self.list_letters(request.into_inner()).await.map(Response::new)
    }

    async fn replay_dead_letter(
        &self,
        request: Request<wire::ReplayDeadLetterRequest>,
    ) -> Result<Response<wire::ReplayDeadLetterResponse>, Status> {
        let (by, request) = caller(request)?;
        let letter = self.replay_letter(request, &by).await?;
        Ok(Response::new(wire::ReplayDeadLetterResponse { dead_letter: Some(letter) }))
    }

    async fn discard_dead_letter(
        &self,
        request: Request<wire::DiscardDeadLetterRequest>,
    ) -> Result<Response<wire::DiscardDeadLetterResponse>, Status> {
        let (by, request) = caller(request)?;
        let letter = self.discard_letter(request, &by).await?;
        Ok(Response::new(wire::DiscardDeadLetterResponse { dead_letter: Some(letter) }))
    }

    async fn get_calendar(&self, request: Request<wire::GetCalendarRequest>) -> Result<Response<wire::GetCalendarResponse>, Status> {
        let calendar = self.office.calendar(&request.into_inner().name)?;
        Ok(Response::new(wire::GetCalendarResponse { calendar: Some(calendar) }))
    }

    async fn replace_calendar(
        &self,
        request: Request<wire::ReplaceCalendarRequest>,
    ) -> Result<Response<wire::ReplaceCalendarResponse>, Status> {
        let (by, request) = caller(request)?;
        let calendar = replace_calendar(&self.office, request, &by).await?;
        Ok(Response::new(wire::ReplaceCalendarResponse { calendar: Some(calendar) }))
    }
}
