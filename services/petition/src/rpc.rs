//! The front door: parse, execute, answer. Whether the caller may was decided at the gate.

use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::journal;
use shiyu_kit::ledger::{Done, Ledger};
use shiyu_kit::operations::timeline_entry;
use shiyu_kit::rpc::{answer, caller};
use shiyu_kit::telemetry::current_traceparent;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::petition_service_server::PetitionService;
use tonic::{Request, Response, Status};

use crate::domain::{Command, Petition, Refusal};
use crate::store;
use crate::wire::{self, Order};

/// The petition service of one county.
#[derive(Debug, Clone)]
pub struct Petitions {
    /// The county.
    pub county: Code,
    /// Its petitions.
    pub ledger: Ledger<Petition>,
}

#[tonic::async_trait]
impl PetitionService for Petitions {
    async fn register_petition(
        &self,
        request: Request<pb::RegisterPetitionRequest>,
    ) -> Result<Response<pb::RegisterPetitionResponse>, Status> {
        let (by, request) = caller(request)?;
        let done = self.register(by, wire::register(request, &self.county)?).await?;
        Ok(answer(&done, |filed| pb::RegisterPetitionResponse {
            petition: Some(wire::petition(filed)),
        }))
    }

    async fn get_petition(&self, request: Request<pb::GetPetitionRequest>) -> Result<Response<pb::GetPetitionResponse>, Status> {
        let id = wire::name(&request.into_inner().name, &self.county)?;
        let filed = self.ledger.get(id).await.map_err(Fault::<Refusal>::from)?;
        let filed = filed.ok_or(Fault::Refused(Refusal::PetitionUnknown))?;
        Ok(Response::new(pb::GetPetitionResponse {
            petition: Some(wire::petition(&filed)),
        }))
    }

    async fn list_petitions(&self, request: Request<pb::ListPetitionsRequest>) -> Result<Response<pb::ListPetitionsResponse>, Status> {
        let listing = wire::list(&request.into_inner(), &self.county)?;
        let (order, paging) = (listing.order, listing.paging);
        let rows = store::list(
            &self.ledger.database().reader,
            &listing.filter,
            (order, paging.after()),
            paging.limit(),
        )
        .await;
        let page = paging
            .page(rows.map_err(Fault::<Refusal>::from)?, |filed| order.key(filed))?
            .map(|filed| wire::petition(&filed));
        Ok(Response::new(pb::ListPetitionsResponse {
            petitions: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn forward_petition(
        &self,
        request: Request<pb::ForwardPetitionRequest>,
    ) -> Result<Response<pb::ForwardPetitionResponse>, Status> {
        let (by, request) = caller(request)?;
        let done = self.execute(by, wire::forward(&request, &self.county)?).await?;
        Ok(answer(&done, |filed| pb::ForwardPetitionResponse {
            petition: Some(wire::petition(filed)),
        }))
    }

    async fn accept_petition(&self, request: Request<pb::AcceptPetitionRequest>) -> Result<Response<pb::AcceptPetitionResponse>, Status> {
        let (by, request) = caller(request)?;
        let done = self.execute(by, wire::accept(&request, &self.county)?).await?;
        Ok(answer(&done, |filed| pb::AcceptPetitionResponse {
            petition: Some(wire::petition(filed)),
        }))
    }

    async fn start_handling(&self, request: Request<pb::StartHandlingRequest>) -> Result<Response<pb::StartHandlingResponse>, Status> {
        let (by, request) = caller(request)?;
        let done = self.execute(by, wire::start_handling(&request, &self.county)?).await?;
        Ok(answer(&done, |filed| pb::StartHandlingResponse {
            petition: Some(wire::petition(filed)),
        }))
    }

    async fn issue_opinion(&self, request: Request<pb::IssueOpinionRequest>) -> Result<Response<pb::IssueOpinionResponse>, Status> {
        let (by, request) = caller(request)?;
        let done = self.execute(by, wire::issue(request, &self.county)?).await?;
        Ok(answer(&done, |filed| pb::IssueOpinionResponse {
            petition: Some(wire::petition(filed)),
        }))
    }

    async fn serve_opinion(&self, request: Request<pb::ServeOpinionRequest>) -> Result<Response<pb::ServeOpinionResponse>, Status> {
        let (by, request) = caller(request)?;
        let done = self.execute(by, wire::serve(request, &self.county)?).await?;
        Ok(answer(&done, |filed| pb::ServeOpinionResponse {
            petition: Some(wire::petition(filed)),
        }))
    }

    async fn close_petition(&self, request: Request<pb::ClosePetitionRequest>) -> Result<Response<pb::ClosePetitionResponse>, Status> {
        let (by, request) = caller(request)?;
        let done = self.execute(by, wire::close(&request, &self.county)?).await?;
        Ok(answer(&done, |filed| pb::ClosePetitionResponse {
            petition: Some(wire::petition(filed)),
        }))
    }

    async fn list_timeline(&self, request: Request<pb::ListTimelineRequest>) -> Result<Response<pb::ListTimelineResponse>, Status> {
        let id = wire::name(&request.into_inner().name, &self.county)?;
        let rows = journal::timeline(&self.ledger.database().reader, id)
            .await
            .map_err(Fault::<Refusal>::from)?;
        if rows.is_empty() {
            return Err(Fault::Refused(Refusal::PetitionUnknown).into());
        }
        let entries = rows.into_iter().map(timeline_entry).collect();
        Ok(Response::new(pb::ListTimelineResponse { entries }))
    }
}

impl Petitions {
    async fn execute(&self, by: Actor, order: Order) -> Result<Done<Petition>, Fault<Refusal>> {
        let (act, command) = order.by(by, current_traceparent());
        self.ledger.execute(act, command).await
    }

    /// A channel's own id is taken once. The table is what holds it; asking first, and after a lost race again, is what
    /// gives the caller a reason.
    async fn register(&self, by: Actor, order: Order) -> Result<Done<Petition>, Fault<Refusal>> {
        let taken = order.clone();
        self.not_taken(&taken).await?;
        match self.execute(by, order).await {
            Err(Fault::Busy) => {
                self.not_taken(&taken).await?;
                Err(Fault::Busy)
            }
            answer => answer,
        }
    }

    async fn not_taken(&self, order: &Order) -> Result<(), Fault<Refusal>> {
        let Command::Register(register) = &order.command else {
            return Ok(());
        };
        let Some(reference) = &register.submission.source_reference else {
            return Ok(());
        };
        let holder = store::by_source(&self.ledger.database().reader, register.submission.channel, reference).await?;
        match holder {
            Some(filed) if filed.id != order.case => Err(Fault::Refused(Refusal::SourceReferenceTaken)),
            Some(_) | None => Ok(()),
        }
    }
}
