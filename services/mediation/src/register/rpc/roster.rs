//! `CommitteeService` and `MediatorService`.

use shiyu_kit::audience::Reach;
use shiyu_kit::case::Actor;
use shiyu_kit::ledger::Unread;
use shiyu_kit::rpc::caller;
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::committee_service_server::CommitteeService;
use shiyu_proto::mediation::v1::mediator_service_server::MediatorService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::found;
use crate::register::domain::{Committee, Mediator, Refusal};
use crate::register::store::{self, engagement};
use crate::register::{Registers, wire};

/// Who keeps the register, and who decides on charges: they see them, and no colleague does.
const KEEPERS: [&str; 2] = ["committee_clerk", "unit_head"];

#[tonic::async_trait]
impl CommitteeService for Registers {
    async fn put_committee(&self, request: Request<pb::PutCommitteeRequest>) -> Result<Response<pb::Committee>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_committee(request, &self.county)?).await
    }

    async fn report_committee(&self, request: Request<pb::ReportCommitteeRequest>) -> Result<Response<pb::Committee>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::report_committee(&request, &self.county)?).await
    }

    async fn dissolve_committee(&self, request: Request<pb::DissolveCommitteeRequest>) -> Result<Response<pb::Committee>, Status> {
        let (by, request) = caller(request)?;
        self.perform_ending(&by, wire::dissolve_committee(request, &self.county)?).await
    }

    async fn get_committee(&self, request: Request<pb::GetCommitteeRequest>) -> Result<Response<pb::Committee>, Status> {
        let id = wire::one(&request.into_inner().name, wire::COMMITTEES, &self.county)?;
        let committee = store::get::<Committee>(&self.office().db.reader, id).await?;
        let committee = found(committee, Refusal::CommitteeUnknown)?;
        Ok(Response::new(wire::committee(&committee, &self.county)))
    }

    async fn list_committees(&self, request: Request<pb::ListCommitteesRequest>) -> Result<Response<pb::ListCommitteesResponse>, Status> {
        let listing = wire::committees(&request.into_inner(), &self.county)?;
        let page = self.public_page::<Committee>(listing).await?;
        let page = page.map(|entry| wire::committee(&entry, &self.county));
        Ok(Response::new(pb::ListCommitteesResponse {
            committees: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}

#[tonic::async_trait]
impl MediatorService for Registers {
    async fn put_mediator(&self, request: Request<pb::PutMediatorRequest>) -> Result<Response<pb::Mediator>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_mediator(request, &self.county)?).await
    }

    async fn end_mediator(&self, request: Request<pb::EndMediatorRequest>) -> Result<Response<pb::Mediator>, Status> {
        let (by, request) = caller(request)?;
        self.perform_ending(&by, wire::end_mediator(&request, &self.county)?).await
    }

    async fn charge_mediator(&self, request: Request<pb::ChargeMediatorRequest>) -> Result<Response<pb::Mediator>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::charge_mediator(&request, &self.county)?).await
    }

    async fn decide_charge(&self, request: Request<pb::DecideChargeRequest>) -> Result<Response<pb::Mediator>, Status> {
        let (by, request) = caller(request)?;
        self.perform_ending(&by, wire::decide_charge(request, &self.county)?).await
    }

    async fn get_mediator(&self, request: Request<pb::GetMediatorRequest>) -> Result<Response<pb::Mediator>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::one(&request.name, wire::MEDIATORS, &self.county)?;
        let mediator = store::get::<Mediator>(&self.office().db.reader, id).await?;
        let mediator = found(mediator, Refusal::MediatorUnknown)?;
        let shown = if self.sees_charges(&by, &mediator) {
            wire::mediator_in_full(&mediator, &self.county)
        } else {
            wire::mediator(&mediator, &self.county)
        };
        Ok(Response::new(shown))
    }

    async fn list_mediators(&self, request: Request<pb::ListMediatorsRequest>) -> Result<Response<pb::ListMediatorsResponse>, Status> {
        let listing = wire::mediators(&request.into_inner(), &self.county, self.today())?;
        let page = self.public_page::<Mediator>(listing).await?;
        let page = page.map(|entry| wire::mediator_public(&entry, &self.county));
        Ok(Response::new(pb::ListMediatorsResponse {
            mediators: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_workload(&self, request: Request<pb::ListWorkloadRequest>) -> Result<Response<pb::ListWorkloadResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::workload(&request, &self.county, self.today())?;
        let page = self.own_page::<Mediator>(&by, listing).await?;
        let ids: Vec<Uuid> = page.items.iter().map(|mediator| mediator.id).collect();
        let open = engagement::under_way(&self.office().db.reader, &ids).await.map_err(Unread::from)?;
        let page = page.map(|mediator| wire::workload_of(&mediator, open.get(&mediator.id).copied(), &self.county));
        Ok(Response::new(pb::ListWorkloadResponse {
            workloads: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}

impl Registers {
    /// Whoever oversees the unit decides on charges; the mediator knows what is said.
    fn sees_charges(&self, by: &Actor, mediator: &Mediator) -> bool {
        let is_theirs = match by {
            Actor::Person { subject, .. } => *subject == mediator.subject,
            Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => false,
        };
        let keeps = matches!(by, Actor::Person { roles, .. } if KEEPERS.iter().any(|role| roles.contains(*role)));
        is_theirs
            || keeps
                && match self.reach(by) {
                    Reach::Everything => true,
                    Reach::Units(units) => units.contains(&mediator.unit),
                    Reach::Nothing => false,
                }
    }
}
