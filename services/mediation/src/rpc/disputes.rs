//! The front door of disputes: parse, look up, execute, answer. Whether the caller may was decided at the gate.

use shiyu_kit::rpc::caller;
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::mediation_service_server::MediationService;
use tonic::{Request, Response, Status};

use super::desk::Desk;
use super::export::Pieces;
use crate::wire;

type Answer<T = pb::Dispute> = Result<Response<T>, Status>;

#[tonic::async_trait]
impl MediationService for Desk {
    type ExportDisputesStream = Pieces;

    async fn open_dispute(&self, request: Request<pb::OpenDisputeRequest>) -> Answer<pb::OpenDisputeResponse> {
        self.opened(request).await
    }

    async fn get_dispute(&self, request: Request<pb::GetDisputeRequest>) -> Answer {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        Ok(Response::new(self.in_full(&by, &filed).await?))
    }

    async fn list_disputes(&self, request: Request<pb::ListDisputesRequest>) -> Answer<pb::ListDisputesResponse> {
        self.listed(request).await
    }

    async fn count_disputes(&self, request: Request<pb::CountDisputesRequest>) -> Answer<pb::CountDisputesResponse> {
        self.counted(request).await
    }

    async fn export_disputes(&self, request: Request<pb::ExportDisputesRequest>) -> Answer<Pieces> {
        self.export(request).await
    }

    async fn list_timeline(&self, request: Request<pb::ListTimelineRequest>) -> Answer<pb::ListTimelineResponse> {
        self.steps(request).await
    }

    async fn who_can_see(&self, request: Request<pb::WhoCanSeeRequest>) -> Answer<pb::WhoCanSeeResponse> {
        self.who_sees(request).await
    }

    async fn take_up_dispute(&self, request: Request<pb::TakeUpDisputeRequest>) -> Answer {
        self.obey(request, wire::take_up_dispute).await
    }

    async fn accept_dispute(&self, request: Request<pb::AcceptDisputeRequest>) -> Answer {
        self.obey(request, wire::accept_dispute).await
    }

    async fn decline_dispute(&self, request: Request<pb::DeclineDisputeRequest>) -> Answer {
        self.obey(request, wire::decline_dispute).await
    }

    async fn transfer_dispute(&self, request: Request<pb::TransferDisputeRequest>) -> Answer {
        self.obey(request, wire::transfer_dispute).await
    }

    async fn refer_jurisdiction(&self, request: Request<pb::ReferJurisdictionRequest>) -> Answer {
        self.obey(request, wire::refer_jurisdiction).await
    }

    async fn designate_unit(&self, request: Request<pb::DesignateUnitRequest>) -> Answer {
        self.obey(request, wire::designate_unit).await
    }

    async fn change_procedure(&self, request: Request<pb::ChangeProcedureRequest>) -> Answer {
        self.obey(request, wire::change_procedure).await
    }

    async fn add_party(&self, request: Request<pb::AddPartyRequest>) -> Answer {
        self.join(request, wire::add_party).await
    }

    async fn import_parties(&self, request: Request<pb::ImportPartiesRequest>) -> Answer {
        self.import(request).await
    }

    async fn record_consent(&self, request: Request<pb::RecordConsentRequest>) -> Answer {
        self.obey(request, wire::record_consent).await
    }

    async fn choose_mediators(&self, request: Request<pb::ChooseMediatorsRequest>) -> Answer {
        self.obey(request, wire::choose_mediators).await
    }

    async fn appoint_mediators(&self, request: Request<pb::AppointMediatorsRequest>) -> Answer {
        self.obey(request, wire::appoint_mediators).await
    }

    async fn disclose_interests(&self, request: Request<pb::DiscloseInterestsRequest>) -> Answer {
        self.obey(request, wire::disclose_interests).await
    }

    async fn recuse_mediator(&self, request: Request<pb::RecuseMediatorRequest>) -> Answer {
        self.obey(request, wire::recuse_mediator).await
    }

    async fn begin_mediation(&self, request: Request<pb::BeginMediationRequest>) -> Answer {
        self.obey(request, wire::begin_mediation).await
    }

    async fn plan_session(&self, request: Request<pb::PlanSessionRequest>) -> Answer {
        self.obey(request, wire::plan_session).await
    }

    async fn record_session(&self, request: Request<pb::RecordSessionRequest>) -> Answer {
        self.obey(request, wire::record_session).await
    }

    async fn cancel_session(&self, request: Request<pb::CancelSessionRequest>) -> Answer {
        self.obey(request, wire::cancel_session).await
    }

    async fn invite_person(&self, request: Request<pb::InvitePersonRequest>) -> Answer {
        self.join(request, wire::invite_person).await
    }

    async fn make_offer(&self, request: Request<pb::MakeOfferRequest>) -> Answer {
        self.obey(request, wire::make_offer).await
    }

    async fn answer_offer(&self, request: Request<pb::AnswerOfferRequest>) -> Answer {
        self.obey(request, wire::answer_offer).await
    }

    async fn record_undisputed_fact(&self, request: Request<pb::RecordUndisputedFactRequest>) -> Answer {
        self.obey(request, wire::record_undisputed_fact).await
    }

    async fn extend_mediation(&self, request: Request<pb::ExtendMediationRequest>) -> Answer {
        self.obey(request, wire::extend_mediation).await
    }

    async fn draft_agreement(&self, request: Request<pb::DraftAgreementRequest>) -> Answer {
        self.obey(request, wire::draft_agreement).await
    }

    async fn sign_agreement(&self, request: Request<pb::SignAgreementRequest>) -> Answer {
        self.obey(request, wire::sign_agreement).await
    }

    async fn sign_as_mediator(&self, request: Request<pb::SignAsMediatorRequest>) -> Answer {
        self.obey(request, wire::sign_as_mediator).await
    }

    async fn seal_agreement(&self, request: Request<pb::SealAgreementRequest>) -> Answer {
        self.obey(request, wire::seal_agreement).await
    }

    async fn void_draft(&self, request: Request<pb::VoidDraftRequest>) -> Answer {
        self.obey(request, wire::void_draft).await
    }

    async fn record_performance(&self, request: Request<pb::RecordPerformanceRequest>) -> Answer {
        self.obey(request, wire::record_performance).await
    }

    async fn remind_performance(&self, request: Request<pb::RemindPerformanceRequest>) -> Answer {
        self.obey(request, wire::remind_performance).await
    }

    async fn declare_breach(&self, request: Request<pb::DeclareBreachRequest>) -> Answer {
        self.obey(request, wire::declare_breach).await
    }

    async fn apply_confirmation(&self, request: Request<pb::ApplyConfirmationRequest>) -> Answer {
        self.obey(request, wire::apply_confirmation).await
    }

    async fn record_confirmation(&self, request: Request<pb::RecordConfirmationRequest>) -> Answer {
        self.obey(request, wire::record_confirmation).await
    }

    async fn resume_mediation(&self, request: Request<pb::ResumeMediationRequest>) -> Answer {
        self.obey(request, wire::resume_mediation).await
    }

    async fn apply_enforcement(&self, request: Request<pb::ApplyEnforcementRequest>) -> Answer {
        self.obey(request, wire::apply_enforcement).await
    }

    async fn record_court_step(&self, request: Request<pb::RecordCourtStepRequest>) -> Answer {
        self.obey(request, wire::record_court_step).await
    }

    async fn record_court_verdict(&self, request: Request<pb::RecordCourtVerdictRequest>) -> Answer {
        self.obey(request, wire::record_court_verdict).await
    }

    async fn end_by_party(&self, request: Request<pb::EndByPartyRequest>) -> Answer {
        self.obey(request, wire::end_by_party).await
    }

    async fn terminate_mediation(&self, request: Request<pb::TerminateMediationRequest>) -> Answer {
        self.obey(request, wire::terminate_mediation).await
    }

    async fn flag_escalation(&self, request: Request<pb::FlagEscalationRequest>) -> Answer {
        self.obey(request, wire::flag_escalation).await
    }

    async fn report_escalation(&self, request: Request<pb::ReportEscalationRequest>) -> Answer {
        self.obey(request, wire::report_escalation).await
    }

    async fn report_mediator_fault(&self, request: Request<pb::ReportMediatorFaultRequest>) -> Answer {
        self.obey(request, wire::report_mediator_fault).await
    }

    async fn give_routes_notice(&self, request: Request<pb::GiveRoutesNoticeRequest>) -> Answer {
        self.obey(request, wire::give_routes_notice).await
    }

    async fn report_back(&self, request: Request<pb::ReportBackRequest>) -> Answer {
        self.obey(request, wire::report_back).await
    }

    async fn record_follow_up(&self, request: Request<pb::RecordFollowUpRequest>) -> Answer {
        self.obey(request, wire::record_follow_up).await
    }

    async fn evaluate_mediation(&self, request: Request<pb::EvaluateMediationRequest>) -> Answer {
        self.obey(request, wire::evaluate_mediation).await
    }

    async fn archive_dispute(&self, request: Request<pb::ArchiveDisputeRequest>) -> Answer {
        self.obey(request, wire::archive_dispute).await
    }

    async fn reveal_party(&self, request: Request<pb::RevealPartyRequest>) -> Answer<pb::RevealPartyResponse> {
        self.reveal(request).await
    }
}
