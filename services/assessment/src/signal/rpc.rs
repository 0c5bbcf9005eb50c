//! The front door: parse, perform, answer.

use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::signal_service_server::SignalService;
use tonic::{Request, Response, Status};

use super::domain::{Refusal, Signal};
use super::{SignalDesk, wire};
use crate::shelf;

#[tonic::async_trait]
impl SignalService for SignalDesk {
    async fn detect_signals(&self, request: Request<pb::DetectSignalsRequest>) -> Result<Response<pb::DetectSignalsResponse>, Status> {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::detect(&request, &self.county)?).await
    }

    async fn answer_signal(&self, request: Request<pb::AnswerSignalRequest>) -> Result<Response<pb::Signal>, Status> {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::answer(request, &self.county)?).await
    }

    async fn get_signal(&self, request: Request<pb::GetSignalRequest>) -> Result<Response<pb::Signal>, Status> {
        let (by, request) = caller(request)?;
        let id = wire::name(&request.name, &self.county)?;
        let reach = shelf::reach(&by, &self.county, self.office());
        let seen = shelf::seen::<Signal>(&self.office().db.reader, id, &reach).await?;
        let seen = seen.ok_or(Fault::Refused(Refusal::Unknown))?;
        Ok(Response::new(wire::signal(&seen, &self.county, self.office().clock.now())))
    }

    async fn list_signals(&self, request: Request<pb::ListSignalsRequest>) -> Result<Response<pb::ListSignalsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::list(&request, &self.county)?;
        let reach = shelf::reach(&by, &self.county, self.office());
        let page = shelf::page::<Signal>(&self.office().db.reader, &reach, &listing.paging).await?;
        let now = self.office().clock.now();
        Ok(Response::new(pb::ListSignalsResponse {
            signals: page.items.iter().map(|signal| wire::signal(signal, &self.county, now)).collect(),
            next_page_token: page.next_page_token,
        }))
    }
}
