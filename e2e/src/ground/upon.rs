//! Every order upon one event, by one caller, with nothing in it but what the sentence says.

use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::upload_evidence_request::Part;
use tonic::{Response, Status};

use crate::people::Caller;

/// What an order is answered with.
pub type Answer = Result<pb::Event, Status>;

/// Somebody with an event before them.
#[derive(Debug, Clone)]
pub struct Upon {
    name: String,
    etag: String,
    /// Whoever gives the orders.
    pub caller: Caller,
}

impl Upon {
    /// This caller, upon the event of this name.
    #[must_use]
    pub fn new(name: &str, caller: Caller) -> Self {
        Self {
            name: name.to_owned(),
            etag: String::new(),
            caller,
        }
    }

    /// The same, who insists that the event stands as it did.
    #[must_use]
    pub fn at(mut self, etag: &str) -> Self {
        etag.clone_into(&mut self.etag);
        self
    }
}

macro_rules! orders {
    ($($order:ident, $method:ident, $request:ident { $($field:ident: $kind:ty),* };)*) => {
        #[expect(clippy::needless_update, reason = "some requests have fields that no order here fills")]
        impl Upon {
            $(
                #[doc = concat!("`", stringify!($request), "`.")]
                ///
                /// # Errors
                /// The refusal.
                pub fn $order(&self $(, $field: $kind)*) -> impl Future<Output = Answer> + Send + use<> {
                    let request = pb::$request {
                        name: self.name.clone(),
                        etag: self.etag.clone(),
                        request_id: new_id().to_string(),
                        $($field: $field.into(),)*
                        ..pb::$request::default()
                    };
                    let mut events = self.caller.events();
                    async move { events.$method(request).await.map(Response::into_inner) }
                }
            )*
        }
    };
}

orders! {
    order_verification, order_verification, OrderVerificationRequest { };
    report_verification, report_verification, ReportVerificationRequest { found: bool, note: &str };
    accept, accept_event, AcceptEventRequest { };
    reject, reject_event, RejectEventRequest { ground: pb::RejectionGround, reason: &str };
    merge, merge_event, MergeEventRequest { other_event: &str };
    unmerge, unmerge_event, UnmergeEventRequest { reason: &str };
    take_up, take_up_in_grid, TakeUpInGridRequest { };
    file, file_event, FileEventRequest { };
    dispatch, dispatch_event, DispatchEventRequest { unit: &str, reason: &str };
    sign_in, sign_in, SignInRequest { };
    contacted, record_contact, RecordContactRequest { };
    send_back, return_event, ReturnEventRequest { reason: &str };
    designate, designate_handler, DesignateHandlerRequest { unit: &str, reasons: &str };
    escalate, escalate_event, EscalateEventRequest { reason: &str };
    raise_boundary, raise_boundary, RaiseBoundaryRequest { counties: Vec<String>, reason: &str };
    agree_boundary, agree_boundary, AgreeBoundaryRequest { owner: &str, reference: &str };
    inspect, inspect_event, InspectEventRequest { passed: bool, note: &str };
    close, close_event, CloseEventRequest { };
    evaluate, evaluate_event, EvaluateEventRequest { rating: pb::EventRating };
    grant_reward, grant_reward, GrantRewardRequest { amount_fen: i64, basis: &str };
    pay_reward, pay_reward, PayRewardRequest { code: &str, voucher: &str };
}

impl Upon {
    /// `ReportHandledRequest`.
    ///
    /// # Errors
    /// The refusal.
    pub async fn report_handled(&self, report: &str, measure: pb::Measure, evidence: Vec<String>) -> Answer {
        let request = pb::ReportHandledRequest {
            name: self.name.clone(),
            etag: self.etag.clone(),
            request_id: new_id().to_string(),
            report: report.to_owned(),
            measures: vec![measure.into()],
            evidence,
            enforcement_case: String::new(),
        };
        self.caller.events().report_handled(request).await.map(Response::into_inner)
    }

    /// `ReopenEventRequest`; the name of the new event is answered.
    ///
    /// # Errors
    /// The refusal.
    pub async fn reopen(&self, report: pb::EventReport) -> Result<pb::ReportEventResponse, Status> {
        let request = pb::ReopenEventRequest {
            name: self.name.clone(),
            request_id: new_id().to_string(),
            report: Some(report),
        };
        self.caller.events().reopen_event(request).await.map(Response::into_inner)
    }

    /// `UploadEvidenceRequest`s: a head, then the content in pieces.
    ///
    /// # Errors
    /// The refusal.
    pub async fn upload(&self, media_type: &str, content: &[u8], taken_at: Option<common::Point>) -> Answer {
        let head = Part::Head(pb::EvidenceHead {
            name: self.name.clone(),
            etag: self.etag.clone(),
            request_id: new_id().to_string(),
            media_type: media_type.to_owned(),
            taken_at,
        });
        let pieces = content.chunks(100).map(|piece| Part::Content(piece.to_vec()));
        let parts = std::iter::once(head).chain(pieces);
        let parts: Vec<_> = parts.map(|part| pb::UploadEvidenceRequest { part: Some(part) }).collect();
        let done = self.caller.evidence().upload_evidence(futures::stream::iter(parts)).await;
        done.map(Response::into_inner)
    }

    /// `GetEventRequest`.
    ///
    /// # Errors
    /// The refusal.
    pub async fn get(&self) -> Answer {
        let request = pb::GetEventRequest { name: self.name.clone() };
        self.caller.events().get_event(request).await.map(Response::into_inner)
    }
}
