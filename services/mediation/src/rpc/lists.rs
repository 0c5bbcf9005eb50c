//! Reads of more than one dispute, and of who sees one.

use shiyu_kit::case::Actor;
use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::listing::Counted;
use shiyu_kit::rpc::caller;
use shiyu_proto::mediation::v1 as pb;
use tonic::{Request, Response, Status};

use super::desk::Desk;
use super::export::{self, Pieces};
use crate::domain::Refusal;
use crate::sight::WIDE;
use crate::wire;
use crate::wire::listing::{Filter, Listing};

/// What reading a dispute is called in the policies.
const READING: &str = "shiyu.mediation.v1.MediationService/GetDispute";

impl Desk {
    pub(super) async fn listed(&self, request: Request<pb::ListDisputesRequest>) -> Result<Response<pb::ListDisputesResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::list(request, self.county())?;
        let filter = self.looked_up(listing.filter).await?;
        let listing = Listing { filter, ..listing };
        let page = self.page(&self.viewer(&by), &listing).await?.map(|filed| wire::summary(&filed));
        Ok(Response::new(pb::ListDisputesResponse {
            disputes: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    pub(super) async fn counted(&self, request: Request<pb::CountDisputesRequest>) -> Result<Response<pb::CountDisputesResponse>, Status> {
        let (by, request) = caller(request)?;
        let filter = self.looked_up(wire::count(request, self.county())?).await?;
        counts_nobody(&by, &filter)?;
        let Counted { count, more } = self.count(&self.viewer(&by), &filter).await?;
        Ok(Response::new(pb::CountDisputesResponse { count, more }))
    }

    pub(super) async fn export(&self, request: Request<pb::ExportDisputesRequest>) -> Result<Response<Pieces>, Status> {
        let (by, request) = caller(request)?;
        let filter = self.looked_up(wire::export(request, self.county())?).await?;
        counts_nobody(&by, &filter)?;
        Ok(Response::new(export::pieces(self.reader().clone(), self.viewer(&by), filter)))
    }

    /// A mediator is found in the lists by the subject of their token.
    async fn looked_up(&self, filter: Filter) -> Result<Filter, Fault<Refusal>> {
        let subject = self.subject_of(filter.mediator).await?;
        Ok(Filter { subject, ..filter })
    }

    pub(super) async fn steps(&self, request: Request<pb::ListTimelineRequest>) -> Result<Response<pb::ListTimelineResponse>, Status> {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        let entries = self.timeline(filed.id).await?;
        Ok(Response::new(pb::ListTimelineResponse { entries }))
    }

    /// Who may see a dispute: roles by the policies, units by what they have to do with it, and who mediates it by name.
    pub(super) async fn who_sees(&self, request: Request<pb::WhoCanSeeRequest>) -> Result<Response<pb::WhoCanSeeResponse>, Status> {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        let audience = filed.case.audience();
        Ok(Response::new(pb::WhoCanSeeResponse {
            roles: self.readers(READING),
            units: texts(&audience.units),
            wide_roles: texts(WIDE),
            subjects: texts(&audience.subjects),
            barred_subjects: texts(&audience.barred_subjects),
        }))
    }
}

/// Nobody is counted (G-07): how many disputes a mediator has, and all of them in one file, only the mediator asks.
fn counts_nobody(by: &Actor, filter: &Filter) -> Result<(), Violations> {
    let own = filter.subject.as_deref() == Some(by.name());
    if filter.mediator.is_none() || own {
        return Ok(());
    }
    let mut violations = Violations::new();
    violations.add("filter.mediator", "COUNTS_A_PERSON", "only the mediator counts their own disputes");
    Err(violations)
}

fn texts(words: impl IntoIterator<Item: ToString>) -> Vec<String> {
    words.into_iter().map(|word| word.to_string()).collect()
}
