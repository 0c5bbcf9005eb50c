//! The front door: parse, perform, answer. Whether the caller may at all was decided at the gate.

use std::collections::BTreeSet;

use shiyu_kit::audience::{Reach, Viewer};
use shiyu_kit::auth;
use shiyu_kit::case::Actor;
use shiyu_kit::rpc::caller;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::reception_service_server::ReceptionService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::Reception;
use super::store::{counter, outreach, petition, roster, visit};
use super::wire;

#[tonic::async_trait]
impl ReceptionService for Reception {
    async fn put_counter(&self, request: Request<pb::PutCounterRequest>) -> Result<Response<pb::ServiceCounter>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_counter(request, &self.county)?).await
    }

    async fn list_counters(&self, request: Request<pb::ListCountersRequest>) -> Result<Response<pb::ListCountersResponse>, Status> {
        let listing = wire::counters(&request.into_inner(), &self.county, self.today())?;
        let (filter, paging) = (listing.filter, listing.paging);
        let rows = counter::list(&self.office().db.reader, &filter, paging.after(), paging.limit()).await;
        let page = paging.page(rows?, counter::key)?.map(|row| wire::counter(&row, &self.county));
        Ok(Response::new(pb::ListCountersResponse {
            counters: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn put_roster_entry(&self, request: Request<pb::PutRosterEntryRequest>) -> Result<Response<pb::RosterEntry>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::put_roster_entry(request, &self.county)?).await
    }

    async fn cancel_roster_entry(&self, request: Request<pb::CancelRosterEntryRequest>) -> Result<Response<pb::RosterEntry>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::cancel_roster_entry(request, &self.county)?).await
    }

    async fn list_roster(&self, request: Request<pb::ListRosterRequest>) -> Result<Response<pb::ListRosterResponse>, Status> {
        let reach = self.inside(&request);
        let listing = wire::roster(&request.into_inner(), &self.county, self.today())?;
        let (filter, paging) = (listing.filter, listing.paging);
        let rows = roster::list(&self.office().db.reader, &filter, paging.after(), paging.limit()).await;
        let page = paging.page(rows?, roster::key)?.map(|row| {
            if reaches(&reach, &row.unit) {
                wire::roster_entry(&row, &self.county)
            } else {
                wire::public_entry(&row, &self.county)
            }
        });
        Ok(Response::new(pb::ListRosterResponse {
            entries: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn record_reception(&self, request: Request<pb::RecordReceptionRequest>) -> Result<Response<pb::Reception>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::receive(request, &self.county)?).await
    }

    async fn list_receptions(&self, request: Request<pb::ListReceptionsRequest>) -> Result<Response<pb::ListReceptionsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::receptions(&request, &self.county)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let viewer = self.viewer(&by);
        let asking = narrowed(&viewer, filter.unit.as_ref());
        let rows = visit::list(&self.office().db.reader, (&filter, &asking), paging.after(), paging.limit()).await;
        let page = paging.page(rows?, visit::key)?;
        let named = page.items.iter().filter_map(|row| row.told.petition).collect();
        let seen = self.seen(&viewer, named).await?;
        let page = page.map(|mut row| {
            row.told.petition = row.told.petition.filter(|petition| seen.contains(petition));
            wire::reception(&row, &self.county)
        });
        Ok(Response::new(pb::ListReceptionsResponse {
            receptions: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    async fn order_outreach(&self, request: Request<pb::OrderOutreachRequest>) -> Result<Response<pb::OutreachVisit>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::dispatch(request, &self.county)?).await
    }

    async fn report_outreach(&self, request: Request<pb::ReportOutreachRequest>) -> Result<Response<pb::OutreachVisit>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::report(request, &self.county)?).await
    }

    async fn cancel_outreach(&self, request: Request<pb::CancelOutreachRequest>) -> Result<Response<pb::OutreachVisit>, Status> {
        let (by, request) = caller(request)?;
        self.perform(&by, wire::call_off(request, &self.county)?).await
    }

    async fn list_outreach(&self, request: Request<pb::ListOutreachRequest>) -> Result<Response<pb::ListOutreachResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::outreach(&request, &self.county)?;
        let (filter, paging) = (listing.filter, listing.paging);
        let viewer = self.viewer(&by);
        let asking = narrowed(&viewer, filter.unit.as_ref());
        let rows = outreach::list(&self.office().db.reader, (&filter, &asking), paging.after(), paging.limit()).await;
        let page = paging.page(rows?, outreach::key)?;
        let named = page.items.iter().filter_map(|row| row.order.petition).collect();
        let seen = self.seen(&viewer, named).await?;
        let page = page.map(|mut row| {
            row.order.petition = row.order.petition.filter(|petition| seen.contains(petition));
            wire::outreach_visit(&row, &self.county)
        });
        Ok(Response::new(pb::ListOutreachResponse {
            visits: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}

impl Reception {
    /// How far into the roster a caller sees: a person with an office; nobody else.
    fn inside<T>(&self, request: &Request<T>) -> Reach {
        let by = auth::principal(request).ok().map(Actor::from);
        let person = by.filter(|by| matches!(by, Actor::Person { .. }));
        person.map_or(Reach::Nothing, |by| self.viewer(&by).reach)
    }

    async fn seen(&self, viewer: &Viewer, petitions: BTreeSet<Uuid>) -> Result<BTreeSet<Uuid>, Status> {
        Ok(petition::seen(&self.office().db.reader, viewer, petitions).await?)
    }
}

fn reaches(reach: &Reach, unit: &Code) -> bool {
    match reach {
        Reach::Everything => true,
        Reach::Units(units) => units.contains(unit),
        Reach::Nothing => false,
    }
}

/// Where one unit is asked for, the list is looked up by it, and the reach only says whether it may be.
fn narrowed(viewer: &Viewer, unit: Option<&Code>) -> Viewer {
    let reach = match unit {
        None => viewer.reach.clone(),
        Some(unit) if reaches(&viewer.reach, unit) => Reach::Everything,
        Some(_) => Reach::Nothing,
    };
    Viewer { reach, ..viewer.clone() }
}
