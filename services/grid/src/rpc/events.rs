//! The front door of events: parse, look up, execute, answer. Whether the caller may was decided at the gate.

use shiyu_kit::rpc::caller;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::event_service_server::EventService;
use tonic::{Request, Response, Status};

use super::desk::Desk;
use super::export::Pieces;
use crate::{sight, wire};

type Answer<T = pb::Event> = Result<Response<T>, Status>;

#[tonic::async_trait]
impl EventService for Desk {
    type ExportEventsStream = Pieces;

    async fn report_event(&self, request: Request<pb::ReportEventRequest>) -> Answer<pb::ReportEventResponse> {
        let (by, request) = caller(request)?;
        self.report(by, wire::report_event(request, self.county())?).await
    }

    async fn reopen_event(&self, request: Request<pb::ReopenEventRequest>) -> Answer<pb::ReportEventResponse> {
        let (by, request) = caller(request)?;
        let reporting = self.reopening(&by, wire::reopen_event(request, self.county())?).await?;
        self.report(by, reporting).await
    }

    async fn get_event(&self, request: Request<pb::GetEventRequest>) -> Answer {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        let mut event = self.in_full(&filed).await?;
        if sight::only_looks(&by) {
            wire::masking::event(&mut event);
        }
        Ok(Response::new(event))
    }

    async fn list_events(&self, request: Request<pb::ListEventsRequest>) -> Answer<pb::ListEventsResponse> {
        self.listed(request).await
    }

    async fn count_events(&self, request: Request<pb::CountEventsRequest>) -> Answer<pb::CountEventsResponse> {
        self.counted(request).await
    }

    async fn export_events(&self, request: Request<pb::ExportEventsRequest>) -> Answer<Pieces> {
        self.export(request)
    }

    async fn list_timeline(&self, request: Request<pb::ListTimelineRequest>) -> Answer<pb::ListTimelineResponse> {
        self.steps(request).await
    }

    async fn who_can_see(&self, request: Request<pb::WhoCanSeeRequest>) -> Answer<pb::WhoCanSeeResponse> {
        self.who_sees(request).await
    }

    async fn list_duplicate_candidates(
        &self,
        request: Request<pb::ListDuplicateCandidatesRequest>,
    ) -> Answer<pb::ListDuplicateCandidatesResponse> {
        self.duplicates(request).await
    }

    async fn slot_gap_report(&self, request: Request<pb::SlotGapReportRequest>) -> Answer<pb::SlotGapReportResponse> {
        self.slot_gaps(request).await
    }

    async fn offer_referral(&self, request: Request<pb::OfferReferralRequest>) -> Answer {
        self.offer(request).await
    }

    async fn pay_reward(&self, request: Request<pb::PayRewardRequest>) -> Answer {
        let index = |code: &str| self.vault.code_index(code);
        self.obey(request, |request, county| wire::pay_reward(request, county, index)).await
    }

    async fn order_verification(&self, request: Request<pb::OrderVerificationRequest>) -> Answer {
        self.obey(request, wire::order_verification).await
    }

    async fn report_verification(&self, request: Request<pb::ReportVerificationRequest>) -> Answer {
        self.obey(request, wire::report_verification).await
    }

    async fn accept_event(&self, request: Request<pb::AcceptEventRequest>) -> Answer {
        self.obey(request, wire::accept_event).await
    }

    async fn reject_event(&self, request: Request<pb::RejectEventRequest>) -> Answer {
        self.obey(request, wire::reject_event).await
    }

    async fn merge_event(&self, request: Request<pb::MergeEventRequest>) -> Answer {
        self.obey(request, wire::merge_event).await
    }

    async fn unmerge_event(&self, request: Request<pb::UnmergeEventRequest>) -> Answer {
        self.obey(request, wire::unmerge_event).await
    }

    async fn transfer_emergency(&self, request: Request<pb::TransferEmergencyRequest>) -> Answer {
        self.obey(request, wire::transfer_emergency).await
    }

    async fn take_back_emergency(&self, request: Request<pb::TakeBackEmergencyRequest>) -> Answer {
        self.obey(request, wire::take_back_emergency).await
    }

    async fn take_up_in_grid(&self, request: Request<pb::TakeUpInGridRequest>) -> Answer {
        self.obey(request, wire::take_up_in_grid).await
    }

    async fn file_event(&self, request: Request<pb::FileEventRequest>) -> Answer {
        self.obey(request, wire::file_event).await
    }

    async fn dispatch_event(&self, request: Request<pb::DispatchEventRequest>) -> Answer {
        self.obey(request, wire::dispatch_event).await
    }

    async fn transfer_event(&self, request: Request<pb::TransferEventRequest>) -> Answer {
        self.obey(request, wire::transfer_event).await
    }

    async fn sign_in(&self, request: Request<pb::SignInRequest>) -> Answer {
        self.obey(request, wire::sign_in).await
    }

    async fn return_event(&self, request: Request<pb::ReturnEventRequest>) -> Answer {
        self.obey(request, wire::return_event).await
    }

    async fn designate_handler(&self, request: Request<pb::DesignateHandlerRequest>) -> Answer {
        self.obey(request, wire::designate_handler).await
    }

    async fn escalate_event(&self, request: Request<pb::EscalateEventRequest>) -> Answer {
        self.obey(request, wire::escalate_event).await
    }

    async fn extend_handling(&self, request: Request<pb::ExtendHandlingRequest>) -> Answer {
        self.obey(request, wire::extend_handling).await
    }

    async fn suspend_event(&self, request: Request<pb::SuspendEventRequest>) -> Answer {
        self.obey(request, wire::suspend_event).await
    }

    async fn renew_suspension(&self, request: Request<pb::RenewSuspensionRequest>) -> Answer {
        self.obey(request, wire::renew_suspension).await
    }

    async fn resume_event(&self, request: Request<pb::ResumeEventRequest>) -> Answer {
        self.obey(request, wire::resume_event).await
    }

    async fn report_step(&self, request: Request<pb::ReportStepRequest>) -> Answer {
        self.obey(request, wire::report_step).await
    }

    async fn report_handled(&self, request: Request<pb::ReportHandledRequest>) -> Answer {
        self.obey(request, wire::report_handled).await
    }

    async fn inspect_event(&self, request: Request<pb::InspectEventRequest>) -> Answer {
        self.obey(request, wire::inspect_event).await
    }

    async fn close_event(&self, request: Request<pb::CloseEventRequest>) -> Answer {
        self.obey(request, wire::close_event).await
    }

    async fn evaluate_event(&self, request: Request<pb::EvaluateEventRequest>) -> Answer {
        self.obey(request, wire::evaluate_event).await
    }

    async fn grant_reward(&self, request: Request<pb::GrantRewardRequest>) -> Answer {
        self.obey(request, wire::grant_reward).await
    }

    async fn reclassify_event(&self, request: Request<pb::ReclassifyEventRequest>) -> Answer {
        self.obey(request, wire::reclassify_event).await
    }

    async fn withdraw_referral(&self, request: Request<pb::WithdrawReferralRequest>) -> Answer {
        self.obey(request, wire::withdraw_referral).await
    }

    async fn recuse_staff(&self, request: Request<pb::RecuseStaffRequest>) -> Answer {
        self.obey(request, wire::recuse_staff).await
    }

    async fn end_recusal(&self, request: Request<pb::EndRecusalRequest>) -> Answer {
        self.obey(request, wire::end_recusal).await
    }

    async fn raise_boundary(&self, request: Request<pb::RaiseBoundaryRequest>) -> Answer {
        self.obey(request, wire::raise_boundary).await
    }

    async fn agree_boundary(&self, request: Request<pb::AgreeBoundaryRequest>) -> Answer {
        self.obey(request, wire::agree_boundary).await
    }

    async fn offer_outside(&self, request: Request<pb::OfferOutsideRequest>) -> Answer {
        self.obey(request, wire::offer_outside).await
    }

    async fn record_contact(&self, request: Request<pb::RecordContactRequest>) -> Answer {
        self.obey(request, wire::record_contact).await
    }

    async fn record_receipt(&self, request: Request<pb::RecordReceiptRequest>) -> Answer {
        self.obey(request, wire::record_receipt).await
    }
}
