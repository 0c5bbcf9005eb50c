//! Reads of more than one case, and of who sees one.

use std::pin::Pin;

use futures::{Stream, StreamExt};
use shiyu_kit::case::Filed;
use shiyu_kit::fault::Fault;
use shiyu_kit::listing::{file, time};
use shiyu_kit::rpc::caller;
use shiyu_kit::table::Row;
use shiyu_proto::enforcement::v1 as pb;
use tonic::{Request, Response, Status};

use super::desk::Desk;
use crate::domain::{CaseFile, Refusal};
use crate::sight::WIDE;
use crate::store;
use crate::wire;

/// What reading a case is called in the policies.
const READING: &str = "shiyu.enforcement.v1.CaseService/GetCase";

/// The pieces of a file.
pub(super) type Pieces = Pin<Box<dyn Stream<Item = Result<pb::ExportCasesResponse, Status>> + Send>>;

/// No identities, and no amounts.
const HEADER: [&str; 13] = [
    "name",
    "number",
    "title",
    "stage",
    "unit",
    "receiver",
    "source",
    "place",
    "power",
    "on_the_spot",
    "receive_time",
    "due_time",
    "end_time",
];

impl Desk {
    pub(super) async fn list(&self, request: Request<pb::ListCasesRequest>) -> Result<Response<pb::ListCasesResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::list(request, self.county())?;
        let page = self.cases.page(&self.cases.viewer(&by), &listing).await?;
        let page = page.map(|filed| wire::summary(&filed));
        Ok(Response::new(pb::ListCasesResponse {
            cases: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    pub(super) async fn count(&self, request: Request<pb::CountCasesRequest>) -> Result<Response<pb::CountCasesResponse>, Status> {
        let (by, request) = caller(request)?;
        let filter = wire::count(request, self.county())?;
        let counted = self.cases.count(&self.cases.viewer(&by), &filter).await?;
        Ok(Response::new(pb::CountCasesResponse {
            count: counted.count,
            more: counted.more,
        }))
    }

    pub(super) fn export(&self, request: Request<pb::ExportCasesRequest>) -> Result<Response<Pieces>, Status> {
        let (by, request) = caller(request)?;
        let filter = wire::export(request, self.county())?;
        let viewer = self.cases.viewer(&by);
        let pieces = file::<CaseFile>(self.cases.reader().clone(), (viewer, filter), &HEADER, row);
        Ok(Response::new(Box::pin(
            pieces.map(|piece| piece.map(|data| pb::ExportCasesResponse { data })),
        )))
    }

    pub(super) async fn timeline(&self, request: Request<pb::ListTimelineRequest>) -> Result<Response<pb::ListTimelineResponse>, Status> {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        let entries = self.cases.timeline(filed.id).await?;
        Ok(Response::new(pb::ListTimelineResponse { entries }))
    }

    pub(super) async fn who_sees(&self, request: Request<pb::WhoCanSeeRequest>) -> Result<Response<pb::WhoCanSeeResponse>, Status> {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        Ok(Response::new(pb::WhoCanSeeResponse {
            roles: self.cases.readers(READING),
            units: filed.case.audience().units.iter().map(ToString::to_string).collect(),
            wide_roles: WIDE.map(str::to_owned).to_vec(),
        }))
    }

    /// Whoever is asked about a penalty is told what is open against it, by its number, and nothing else of the case (S6).
    pub(super) async fn find_ways(&self, request: Request<pb::FindRemediesRequest>) -> Result<Response<pb::FindRemediesResponse>, Status> {
        let (_, request) = caller(request)?;
        let number = wire::number(request, self.county())?;
        let filed = store::by_number(self.cases.reader(), &number).await?;
        let filed = filed.ok_or(Fault::Refused(Refusal::CaseUnknown))?;
        let units = self.cases.ledger.reference().units();
        Ok(Response::new(wire::remedies(&filed, &units, self.cases.today())))
    }
}

fn row(filed: &Filed<CaseFile>) -> Row {
    let (case, clue) = (&filed.case, &filed.case.clue);
    let power = case.course.filing.as_ref().map(|filing| filing.power.code.clone());
    vec![
        wire::case_name(&case.county, filed.id),
        case.number.text.clone(),
        clue.title.clone(),
        case.stage.name().as_str().to_owned(),
        case.unit.to_string(),
        case.receiver.to_string(),
        clue.source.as_str().to_owned(),
        clue.place.to_string(),
        power.unwrap_or_default(),
        case.is_on_the_spot().to_string(),
        time(Some(case.received_at)),
        time(case.legal_due()),
        time(case.stage.ending().map(|ending| ending.at)),
    ]
}
