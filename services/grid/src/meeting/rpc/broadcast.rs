//! `BroadcastService`.

use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_kit::unit::NotCompetent;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::broadcast_service_server::BroadcastService;
use tonic::{Request, Response, Status};

use super::{narrowed, reaches};
use crate::domain::terms::GridRole;
use crate::meeting::domain::{Refusal, Target};
use crate::meeting::store::{broadcast, receipt};
use crate::meeting::{MeetingDesk, wire};

#[tonic::async_trait]
impl BroadcastService for MeetingDesk {
    async fn send_broadcast(&self, request: Request<pb::SendBroadcastRequest>) -> Result<Response<pb::Broadcast>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::send(request, &self.county)?).await
    }

    async fn acknowledge_broadcast(
        &self,
        request: Request<pb::AcknowledgeBroadcastRequest>,
    ) -> Result<Response<pb::BroadcastTarget>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::acknowledge(&request, &self.county)?).await
    }

    async fn list_broadcasts(&self, request: Request<pb::ListBroadcastsRequest>) -> Result<Response<pb::ListBroadcastsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::broadcasts(&request, &self.county)?;
        let (unit, paging) = (listing.filter, listing.paging);
        let reach = narrowed(self.reach(&by), unit.as_ref());
        let asked = (unit.as_ref(), &reach);
        let rows = broadcast::list(&self.office().db.reader, asked, paging.after(), paging.limit()).await;
        let now = self.now();
        let page = paging
            .page(rows?, broadcast::key)?
            .map(|row| wire::broadcast(&row, &self.county, now));
        Ok(Response::new(pb::ListBroadcastsResponse {
            broadcasts: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_received_broadcasts(
        &self,
        request: Request<pb::ListReceivedBroadcastsRequest>,
    ) -> Result<Response<pb::ListReceivedBroadcastsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::received(&request, &self.county)?;
        let ((target, which), paging) = (listing.filter, listing.paging);
        self.may_read(&by, &target).map_err(Fault::Refused)?;
        let db = &self.office().db.reader;
        let rows = receipt::by(db, (&target, which), paging.after(), paging.limit()).await?;
        let page = paging.page(rows, receipt::key)?;
        let ids: Vec<_> = page.items.iter().map(|row| row.broadcast).collect();
        let sent = broadcast::of(db, &ids).await?;
        let now = self.now();
        let shown = page.items.iter().filter_map(|row| {
            let sent = sent.get(&row.broadcast)?;
            Some(pb::ReceivedBroadcast {
                broadcast: Some(wire::broadcast(sent, &self.county, now)),
                target: Some(wire::receipt(row, sent.due_at, now)),
            })
        });
        Ok(Response::new(pb::ListReceivedBroadcastsResponse {
            broadcasts: shown.collect(),
            next_page_token: page.next_page_token,
        }))
    }

    async fn list_broadcast_targets(
        &self,
        request: Request<pb::ListBroadcastTargetsRequest>,
    ) -> Result<Response<pb::ListBroadcastTargetsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::targets(&request, &self.county)?;
        let ((id, which), paging) = (listing.filter, listing.paging);
        let db = &self.office().db.reader;
        let sent = broadcast::of(db, &[id]).await?.remove(&id);
        let reach = self.reach(&by);
        let sent = sent.filter(|sent| reaches(&reach, &sent.unit));
        let sent = sent.ok_or(Fault::Refused(Refusal::BroadcastUnknown))?;
        let rows = receipt::of(db, (id, which), paging.after(), paging.limit()).await?;
        let now = self.now();
        let page = paging
            .page(rows, |row| row.target.to_string())?
            .map(|row| wire::receipt(&row, sent.due_at, now));
        Ok(Response::new(pb::ListBroadcastTargetsResponse {
            targets: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}

impl MeetingDesk {
    /// What went to a unit or grid is read by who oversees it, and by who works in the grid.
    fn may_read(&self, by: &Actor, target: &Target) -> Result<(), Refusal> {
        let unit = target.unit()?;
        let works_there = self.role(by, target).is_some_and(|role| role != GridRole::Volunteer);
        if works_there || reaches(&self.reach(by), &unit) {
            Ok(())
        } else {
            Err(NotCompetent::UnitNotYours(unit).into())
        }
    }
}
