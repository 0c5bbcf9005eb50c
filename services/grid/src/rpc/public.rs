//! The public door: anybody reports, and follows the report with its code (G-25). A wrong code cannot be told from the answer to a
//! right one by the time it takes: both are one look into one index.

use std::net::{IpAddr, Ipv4Addr};
use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::Arc;
use std::time::Duration;

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::fault::{Fault, rate_limited};
use shiyu_kit::party::read_code;
use shiyu_kit::rpc::answer;
use shiyu_kit::throttle::Throttle;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::report_service_server::ReportService;
use tonic::{Request, Response, Status, Streaming};
use uuid::Uuid;

use super::desk::Desk;
use super::evidence::EvidenceDesk;
use super::photo::{self, Photographs};
use super::report::Reported;
use crate::domain::terms::{ClassCode, PartyRole};
use crate::domain::{Command, End, Incident, Known, Refusal};
use crate::store;
use crate::wire::{Asked, public};

/// How often strangers may knock, each by itself and one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Calls a minute from one address.
    pub per_address: NonZeroU32,
    /// Reports an hour from one address.
    pub reports_per_address: NonZeroU32,
    /// Calls a minute with one code, wrong ones too.
    pub per_code: NonZeroU32,
    /// The most bytes of a photograph.
    pub photo_bytes: usize,
}

/// Keys remembered of each kind.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(20_000).unwrap();

/// How many merges are followed.
const LINKS: usize = 8;

/// The public door of one county's events.
#[derive(Debug, Clone)]
pub struct Public {
    desk: Desk,
    /// The subclass of what its reporter does not classify.
    otherwise: ClassCode,
    addresses: Arc<Throttle<IpAddr>>,
    reports: Arc<Throttle<IpAddr>>,
    codes: Arc<Throttle<String>>,
    photographs: Photographs,
    evidence: EvidenceDesk,
}

impl Public {
    /// The public door of a desk, with that of its files.
    #[must_use]
    pub fn new(desk: Desk, evidence: EvidenceDesk, limits: Limits, otherwise: ClassCode) -> Self {
        let (minute, hour) = (Duration::from_mins(1), Duration::from_hours(1));
        Self {
            desk,
            otherwise,
            addresses: Arc::new(Throttle::new(limits.per_address, minute, REMEMBERED)),
            reports: Arc::new(Throttle::new(limits.reports_per_address, hour, REMEMBERED)),
            codes: Arc::new(Throttle::new(limits.per_code, minute, REMEMBERED)),
            photographs: Photographs::new(evidence.files.keep().clone(), limits.photo_bytes),
            evidence,
        }
    }

    /// The event of a code.
    async fn find(&self, from: IpAddr, code: &str) -> Result<Filed<Incident>, Status> {
        let code = read_code(code).unwrap_or_default();
        self.addresses.check(&from).map_err(rate_limited)?;
        self.codes.check(&code).map_err(rate_limited)?;
        let index = self.desk.vault.code_index(&code);
        let filed = store::by_query_index(self.desk.reader(), &index).await;
        let filed = filed.map_err(Fault::<Refusal>::from)?;
        filed.ok_or_else(|| Fault::Refused(Refusal::StatusUnknown).into())
    }

    /// What a reporter is shown. A duplicate shows the event that goes on for it.
    async fn shown(&self, filed: &Filed<Incident>) -> Result<pb::QueryReportResponse, Fault<Refusal>> {
        let going_on = self.merged_into(filed).await?;
        let main = &going_on.as_ref().unwrap_or(filed).case;
        let now = self.desk.clock.now();
        let units = self.desk.ledger.reference().units();
        let unit = units.get(main.elsewhere().unwrap_or(&main.unit), local_date(now));
        let name = unit.map(|unit| unit.name.as_str()).unwrap_or_default();
        if going_on.is_some() {
            return Ok(public::answer_to_duplicate((&filed.case, main), name, now));
        }
        Ok(public::answer(main, name, now))
    }

    /// The event that goes on, for one that was merged, and merged again; none if it was not.
    async fn merged_into(&self, filed: &Filed<Incident>) -> Result<Option<Filed<Incident>>, Fault<Refusal>> {
        let mut main = None;
        let mut next = merged(&filed.case);
        for _ in 0..LINKS {
            let Some(into) = next else { break };
            main = self.desk.ledger.get(into).await?;
            next = main.as_ref().and_then(|main: &Filed<Incident>| merged(&main.case));
        }
        Ok(main)
    }
}

#[tonic::async_trait]
impl ReportService for Public {
    async fn submit_report(&self, request: Request<pb::SubmitReportRequest>) -> Result<Response<pb::SubmitReportResponse>, Status> {
        let from = from(&request);
        let reporting = public::submit_report(request.into_inner(), self.desk.county(), self.otherwise)?;
        self.addresses.check(&from).map_err(rate_limited)?;
        self.reports.check(&from).map_err(rate_limited)?;
        let by = Actor::Party { id: reporting.id };
        let Reported { done, code } = self.desk.put_on_record(by, reporting).await?;
        let report = self.shown(&done.filed).await?;
        Ok(answer(&done, |_| pb::SubmitReportResponse {
            query_code: code,
            report: Some(report),
        }))
    }

    async fn query_report(&self, request: Request<pb::QueryReportRequest>) -> Result<Response<pb::QueryReportResponse>, Status> {
        let from = from(&request);
        let code = public::query(&request.into_inner())?;
        let filed = self.find(from, &code).await?;
        Ok(Response::new(self.shown(&filed).await?))
    }

    async fn list_organs(&self, request: Request<pb::ListOrgansRequest>) -> Result<Response<pb::ListOrgansResponse>, Status> {
        let from = from(&request);
        let pb::ListOrgansRequest { query_code } = request.into_inner();
        let code = public::query(&pb::QueryReportRequest { query_code })?;
        let filed = self.find(from, &code).await?;
        let organs = shiyu_kit::look::organs(self.desk.reader(), filed.id).await;
        let organs = organs.map_err(Fault::<Refusal>::from)?;
        let (units, today) = (self.desk.ledger.reference().units(), local_date(self.desk.clock.now()));
        let organs = organs.into_iter().map(|organ| public::organ::shown(organ, &units, today));
        Ok(Response::new(pb::ListOrgansResponse { organs: organs.collect() }))
    }

    async fn submit_rating(&self, request: Request<pb::SubmitRatingRequest>) -> Result<Response<pb::QueryReportResponse>, Status> {
        let from = from(&request);
        let rated = public::submit_rating(&request.into_inner(), self.desk.county())?;
        let filed = self.find(from, &rated.code).await?;
        let reporter = reporter(&filed.case)?;
        let asked = Asked {
            id: rated.id,
            case: filed.id,
            expected: None,
            command: Command::Evaluate { rating: rated.rating },
        };
        let known = Known {
            linked: self.merged_into(&filed).await?.map(|main| self.desk.linked(&main)),
            ..Known::default()
        };
        let done = self.desk.execute(Actor::Party { id: reporter }, asked, known).await?;
        let shown = self.shown(&done.filed).await?;
        Ok(answer(&done, |_| shown))
    }

    async fn submit_photo(&self, request: Request<Streaming<pb::SubmitPhotoRequest>>) -> Result<Response<pb::QueryReportResponse>, Status> {
        let (from, mut parts) = (from(&request), request.into_inner());
        let head = photo::head(&mut parts).await?;
        let photo = public::photo_head(head, self.desk.county())?;
        let filed = self.find(from, &photo.code).await?;
        let reporter = reporter(&filed.case)?;
        // What would not be taken is not kept either. What was taken before is answered as it was.
        let repeated = self.desk.ledger.has_done(photo.id, filed.id).await;
        if !repeated.map_err(Fault::<Refusal>::from)? {
            filed.case.takes_photo().map_err(Fault::Refused)?;
        }
        let stored = self.photographs.take_in(&photo.media_type, &mut parts).await?;
        let asked = photo.asked(filed.id, &stored);
        let by = Actor::Party { id: reporter };
        let done = self.evidence.put_on_record(by, asked, stored.hash).await?;
        let shown = self.shown(&done.filed).await?;
        Ok(answer(&done, |_| shown))
    }
}

/// Whoever has the code of an event stands in it.
fn reporter(incident: &Incident) -> Result<Uuid, Fault<Refusal>> {
    let reporter = incident.parties.iter().find(|party| party.role == PartyRole::Reporter);
    reporter.map(|party| party.id).ok_or(Fault::Refused(Refusal::StatusUnknown))
}

fn merged(incident: &Incident) -> Option<Uuid> {
    if let Some(End::Duplicate { of }) = incident.stage.ending().map(|ending| &ending.end) {
        return Some(*of);
    }
    None
}

fn from<T>(request: &Request<T>) -> IpAddr {
    let address = request.remote_addr().map(|address| address.ip());
    address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}
