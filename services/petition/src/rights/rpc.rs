//! The front doors: parse, perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_kit::fault::{Corrupt, Fault};
use shiyu_kit::look;
use shiyu_kit::party;
use shiyu_kit::register::Wanted;
use shiyu_kit::rpc::caller;
use shiyu_kit::wire::clear;
use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::subject_identity_service_server::SubjectIdentityService;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::subject_request_service_server::SubjectRequestService;
use tonic::{Request, Response, Status};

use super::domain::{Order, Refusal};
use super::{Rights, store, wire};

#[tonic::async_trait]
impl SubjectRequestService for Rights {
    async fn take_subject_request(&self, request: Request<pb::TakeSubjectRequestRequest>) -> Result<Response<pb::SubjectRequest>, Status> {
        let (by, request) = caller(request)?;
        let taking = wire::take(request, &self.county)?;
        let id = taking.take.id;
        let sealed = self.vault.seal(id, id, &taking.identity, self.office().clock.now());
        let order = Order::Take { take: taking.take, sealed };
        self.register.perform(self, &by, Wanted { id, order }).await
    }

    async fn list_subject_requests(
        &self,
        request: Request<pb::ListSubjectRequestsRequest>,
    ) -> Result<Response<pb::ListSubjectRequestsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::list(&request, &self.county)?;
        let (viewer, paging) = (self.viewer(&by), listing.paging);
        let shown = (listing.filter, &viewer.reach);
        let rows = store::list(&self.office().db.reader, shown, paging.after(), paging.limit()).await?;
        let page = paging.page(rows, store::key)?.map(|row| wire::request(&row, &self.county));
        Ok(Response::new(pb::ListSubjectRequestsResponse {
            subject_requests: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn reply_subject_request(
        &self,
        request: Request<pb::ReplySubjectRequestRequest>,
    ) -> Result<Response<pb::SubjectRequest>, Status> {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::reply(request, &self.county)?).await
    }
}

#[tonic::async_trait]
impl SubjectIdentityService for Rights {
    async fn read_subject(&self, request: Request<common::ReadSubjectRequest>) -> Result<Response<common::ReadSubjectResponse>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::read(&request, &self.county)?;
        let (db, now) = (&self.office().db.writer, self.office().clock.now());
        let asked = store::get(db, id).await?.ok_or(Fault::Refused(Refusal::RequestUnknown))?;
        asked.granted_to(&by).map_err(Fault::Refused)?;
        if let Some(door) = look::through() {
            look::note(db, &by, id, &door, now).await.map_err(Fault::<Refusal>::Database)?;
        }
        let row = party::store::get(db, id).await.map_err(Fault::<Refusal>::Database)?;
        let row = row.ok_or(Fault::Refused(Refusal::NotGranted))?;
        let identity = self.vault.unseal(&row).map_err(|error| Corrupt {
            table: "party",
            id: id.to_string(),
            what: error.to_string(),
        })?;
        Ok(Response::new(common::ReadSubjectResponse {
            identity: Some(common::Identity {
                address: String::new(),
                ..clear(&identity)
            }),
        }))
    }
}
