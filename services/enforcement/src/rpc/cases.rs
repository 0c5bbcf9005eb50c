//! The front door of cases: parse, look up, execute, answer. Whether the caller may was decided at the gate.

use shiyu_kit::rpc::caller;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::case_service_server::CaseService;
use tonic::{Request, Response, Status};

use super::desk::Desk;
use super::lists::Pieces;
use crate::wire;

type Answer<T = pb::Case> = Result<Response<T>, Status>;

#[tonic::async_trait]
impl CaseService for Desk {
    type ExportCasesStream = Pieces;

    async fn receive_clue(&self, request: Request<pb::ReceiveClueRequest>) -> Answer<pb::ReceiveClueResponse> {
        let (by, request) = caller(request)?;
        self.receive(by, wire::receive_clue(request, self.county())?).await
    }

    async fn decide_on_spot(&self, request: Request<pb::DecideOnSpotRequest>) -> Answer {
        let (by, request) = caller(request)?;
        self.on_the_spot(by, wire::decide_on_spot(request, self.county())?).await
    }

    async fn get_case(&self, request: Request<pb::GetCaseRequest>) -> Answer {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        Ok(Response::new(self.in_full(&filed).await?))
    }

    async fn list_cases(&self, request: Request<pb::ListCasesRequest>) -> Answer<pb::ListCasesResponse> {
        self.list(request).await
    }

    async fn count_cases(&self, request: Request<pb::CountCasesRequest>) -> Answer<pb::CountCasesResponse> {
        self.count(request).await
    }

    async fn export_cases(&self, request: Request<pb::ExportCasesRequest>) -> Answer<Pieces> {
        self.export(request)
    }

    async fn list_timeline(&self, request: Request<pb::ListTimelineRequest>) -> Answer<pb::ListTimelineResponse> {
        self.timeline(request).await
    }

    async fn who_can_see(&self, request: Request<pb::WhoCanSeeRequest>) -> Answer<pb::WhoCanSeeResponse> {
        self.who_sees(request).await
    }

    async fn find_remedies(&self, request: Request<pb::FindRemediesRequest>) -> Answer<pb::FindRemediesResponse> {
        self.find_ways(request).await
    }

    async fn verify_clue(&self, request: Request<pb::VerifyClueRequest>) -> Answer {
        self.obey(request, wire::verify_clue).await
    }

    async fn extend_clue(&self, request: Request<pb::ExtendClueRequest>) -> Answer {
        self.obey(request, wire::extend_clue).await
    }

    async fn dismiss_clue(&self, request: Request<pb::DismissClueRequest>) -> Answer {
        self.obey(request, wire::dismiss_clue).await
    }

    async fn transfer_out(&self, request: Request<pb::TransferOutRequest>) -> Answer {
        self.obey(request, wire::transfer_out).await
    }

    async fn file_case(&self, request: Request<pb::FileCaseRequest>) -> Answer {
        self.obey(request, wire::file_case).await
    }

    async fn refuse_filing(&self, request: Request<pb::RefuseFilingRequest>) -> Answer {
        self.obey(request, wire::refuse_filing).await
    }

    async fn raise_dispute(&self, request: Request<pb::RaiseDisputeRequest>) -> Answer {
        self.obey(request, wire::raise_dispute).await
    }

    async fn settle_dispute(&self, request: Request<pb::SettleDisputeRequest>) -> Answer {
        self.obey(request, wire::settle_dispute).await
    }

    async fn designate_jurisdiction(&self, request: Request<pb::DesignateJurisdictionRequest>) -> Answer {
        self.obey(request, wire::designate_jurisdiction).await
    }

    async fn offer_outside(&self, request: Request<pb::OfferOutsideRequest>) -> Answer {
        self.obey(request, wire::offer_outside).await
    }

    async fn record_receipt(&self, request: Request<pb::RecordReceiptRequest>) -> Answer {
        self.obey(request, wire::record_receipt).await
    }

    async fn verify_evidence(&self, request: Request<pb::VerifyEvidenceRequest>) -> Answer {
        self.obey(request, wire::verify_evidence).await
    }

    async fn exclude_evidence(&self, request: Request<pb::ExcludeEvidenceRequest>) -> Answer {
        self.obey(request, wire::exclude_evidence).await
    }

    async fn review_monitoring(&self, request: Request<pb::ReviewMonitoringRequest>) -> Answer {
        self.obey(request, wire::review_monitoring).await
    }

    async fn record_custody(&self, request: Request<pb::RecordCustodyRequest>) -> Answer {
        self.obey(request, wire::record_custody).await
    }

    async fn preserve_evidence(&self, request: Request<pb::PreserveEvidenceRequest>) -> Answer {
        self.obey(request, wire::preserve_evidence).await
    }

    async fn dispose_preserved(&self, request: Request<pb::DisposePreservedRequest>) -> Answer {
        self.obey(request, wire::dispose_preserved).await
    }

    async fn take_measure(&self, request: Request<pb::TakeMeasureRequest>) -> Answer {
        self.obey(request, wire::take_measure).await
    }

    async fn approve_measure(&self, request: Request<pb::ApproveMeasureRequest>) -> Answer {
        self.obey(request, wire::approve_measure).await
    }

    async fn extend_measure(&self, request: Request<pb::ExtendMeasureRequest>) -> Answer {
        self.obey(request, wire::extend_measure).await
    }

    async fn release_measure(&self, request: Request<pb::ReleaseMeasureRequest>) -> Answer {
        self.obey(request, wire::release_measure).await
    }

    async fn assign_officers(&self, request: Request<pb::AssignOfficersRequest>) -> Answer {
        self.obey(request, wire::assign_officers).await
    }

    async fn order_correction(&self, request: Request<pb::OrderCorrectionRequest>) -> Answer {
        self.obey(request, wire::order_correction).await
    }

    async fn check_correction(&self, request: Request<pb::CheckCorrectionRequest>) -> Answer {
        self.obey(request, wire::check_correction).await
    }

    async fn suspend_investigation(&self, request: Request<pb::SuspendInvestigationRequest>) -> Answer {
        self.obey(request, wire::suspend_investigation).await
    }

    async fn resume_investigation(&self, request: Request<pb::ResumeInvestigationRequest>) -> Answer {
        self.obey(request, wire::resume_investigation).await
    }

    async fn extend_decision(&self, request: Request<pb::ExtendDecisionRequest>) -> Answer {
        self.obey(request, wire::extend_decision).await
    }

    async fn conclude_investigation(&self, request: Request<pb::ConcludeInvestigationRequest>) -> Answer {
        self.obey(request, wire::conclude_investigation).await
    }

    async fn propose_outcome(&self, request: Request<pb::ProposeOutcomeRequest>) -> Answer {
        self.obey(request, wire::propose_outcome).await
    }

    async fn withdraw_case(&self, request: Request<pb::WithdrawCaseRequest>) -> Answer {
        self.obey(request, wire::withdraw_case).await
    }

    async fn serve_notice(&self, request: Request<pb::ServeNoticeRequest>) -> Answer {
        self.obey(request, wire::serve_notice).await
    }

    async fn receive_statement(&self, request: Request<pb::ReceiveStatementRequest>) -> Answer {
        self.obey(request, wire::receive_statement).await
    }

    async fn review_statement(&self, request: Request<pb::ReviewStatementRequest>) -> Answer {
        self.obey(request, wire::review_statement).await
    }

    async fn waive_rights(&self, request: Request<pb::WaiveRightsRequest>) -> Answer {
        self.obey(request, wire::waive_rights).await
    }

    async fn request_hearing(&self, request: Request<pb::RequestHearingRequest>) -> Answer {
        self.obey(request, wire::request_hearing).await
    }

    async fn schedule_hearing(&self, request: Request<pb::ScheduleHearingRequest>) -> Answer {
        self.obey(request, wire::schedule_hearing).await
    }

    async fn hold_hearing(&self, request: Request<pb::HoldHearingRequest>) -> Answer {
        self.obey(request, wire::hold_hearing).await
    }

    async fn submit_case(&self, request: Request<pb::SubmitCaseRequest>) -> Answer {
        self.obey(request, wire::submit_case).await
    }

    async fn decide_review(&self, request: Request<pb::DecideReviewRequest>) -> Answer {
        self.obey(request, wire::decide_review).await
    }

    async fn record_discussion(&self, request: Request<pb::RecordDiscussionRequest>) -> Answer {
        self.obey(request, wire::record_discussion).await
    }

    async fn decide_case(&self, request: Request<pb::DecideCaseRequest>) -> Answer {
        self.obey(request, wire::decide_case).await
    }

    async fn serve_decision(&self, request: Request<pb::ServeDecisionRequest>) -> Answer {
        self.obey(request, wire::serve_decision).await
    }

    async fn record_payment(&self, request: Request<pb::RecordPaymentRequest>) -> Answer {
        self.obey(request, wire::record_payment).await
    }

    async fn hand_in_cash(&self, request: Request<pb::HandInCashRequest>) -> Answer {
        self.obey(request, wire::hand_in_cash).await
    }

    async fn bank_cash(&self, request: Request<pb::BankCashRequest>) -> Answer {
        self.obey(request, wire::bank_cash).await
    }

    async fn record_performance(&self, request: Request<pb::RecordPerformanceRequest>) -> Answer {
        self.obey(request, wire::record_performance).await
    }

    async fn grant_deferral(&self, request: Request<pb::GrantDeferralRequest>) -> Answer {
        self.obey(request, wire::grant_deferral).await
    }

    async fn serve_demand(&self, request: Request<pb::ServeDemandRequest>) -> Answer {
        self.obey(request, wire::serve_demand).await
    }

    async fn apply_to_court(&self, request: Request<pb::ApplyToCourtRequest>) -> Answer {
        self.obey(request, wire::apply_to_court).await
    }

    async fn record_court_acceptance(&self, request: Request<pb::RecordCourtAcceptanceRequest>) -> Answer {
        self.obey(request, wire::record_court_acceptance).await
    }

    async fn record_court_ruling(&self, request: Request<pb::RecordCourtRulingRequest>) -> Answer {
        self.obey(request, wire::record_court_ruling).await
    }

    async fn end_execution(&self, request: Request<pb::EndExecutionRequest>) -> Answer {
        self.obey(request, wire::end_execution).await
    }

    async fn refund_payment(&self, request: Request<pb::RefundPaymentRequest>) -> Answer {
        self.obey(request, wire::refund_payment).await
    }

    async fn close_case(&self, request: Request<pb::CloseCaseRequest>) -> Answer {
        self.obey(request, wire::close_case).await
    }

    async fn publish_decision(&self, request: Request<pb::PublishDecisionRequest>) -> Answer {
        self.obey(request, wire::publish_decision).await
    }

    async fn withdraw_publication(&self, request: Request<pb::WithdrawPublicationRequest>) -> Answer {
        self.obey(request, wire::withdraw_publication).await
    }

    async fn record_spot_decision(&self, request: Request<pb::RecordSpotDecisionRequest>) -> Answer {
        self.obey(request, wire::record_spot_decision).await
    }

    async fn lodge_remedy(&self, request: Request<pb::LodgeRemedyRequest>) -> Answer {
        self.obey(request, wire::lodge_remedy).await
    }

    async fn record_remedy_ruling(&self, request: Request<pb::RecordRemedyRulingRequest>) -> Answer {
        self.obey(request, wire::record_remedy_ruling).await
    }

    async fn report_crime(&self, request: Request<pb::ReportCrimeRequest>) -> Answer {
        self.obey(request, wire::report_crime).await
    }

    async fn decide_transfer(&self, request: Request<pb::DecideTransferRequest>) -> Answer {
        self.obey(request, wire::decide_transfer).await
    }

    async fn transfer_to_police(&self, request: Request<pb::TransferToPoliceRequest>) -> Answer {
        self.obey(request, wire::transfer_to_police).await
    }

    async fn record_police_answer(&self, request: Request<pb::RecordPoliceAnswerRequest>) -> Answer {
        self.obey(request, wire::record_police_answer).await
    }

    async fn ask_police_again(&self, request: Request<pb::AskPoliceAgainRequest>) -> Answer {
        self.obey(request, wire::ask_police_again).await
    }

    async fn hand_over_materials(&self, request: Request<pb::HandOverMaterialsRequest>) -> Answer {
        self.obey(request, wire::hand_over_materials).await
    }

    async fn return_from_justice(&self, request: Request<pb::ReturnFromJusticeRequest>) -> Answer {
        self.obey(request, wire::return_from_justice).await
    }

    async fn request_recusal(&self, request: Request<pb::RequestRecusalRequest>) -> Answer {
        self.obey(request, wire::request_recusal).await
    }

    async fn decide_recusal(&self, request: Request<pb::DecideRecusalRequest>) -> Answer {
        self.obey(request, wire::decide_recusal).await
    }

    async fn record_document(&self, request: Request<pb::RecordDocumentRequest>) -> Answer {
        self.obey(request, wire::record_document).await
    }

    async fn rehome_case(&self, request: Request<pb::RehomeCaseRequest>) -> Answer {
        self.obey(request, wire::rehome_case).await
    }
}
