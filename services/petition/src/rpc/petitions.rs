//! The front door of petitions: parse, execute, answer. Whether the caller may was decided at the gate.

use shiyu_kit::fault::Fault;
use shiyu_kit::rpc::caller;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::petition_service_server::PetitionService;
use tonic::{Request, Response, Status};

use super::desk::{Desk, shown};
use super::export::{self, Pieces};
use crate::domain::Refusal;
use crate::wire;

type Answer = Result<Response<pb::Petition>, Status>;

#[tonic::async_trait]
impl PetitionService for Desk {
    type ExportPetitionsStream = Pieces;

    async fn register_petition(
        &self,
        request: Request<pb::RegisterPetitionRequest>,
    ) -> Result<Response<pb::RegisterPetitionResponse>, Status> {
        let (by, request) = caller(request)?;
        self.register(by, wire::register_petition(request, self.county())?).await
    }

    async fn get_petition(&self, request: Request<pb::GetPetitionRequest>) -> Answer {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        Ok(Response::new(self.in_full(&filed).await?))
    }

    async fn list_petitions(&self, request: Request<pb::ListPetitionsRequest>) -> Result<Response<pb::ListPetitionsResponse>, Status> {
        let (by, request) = caller(request)?;
        self.listed(&by, wire::list(request, self.county())?).await
    }

    async fn count_petitions(&self, request: Request<pb::CountPetitionsRequest>) -> Result<Response<pb::CountPetitionsResponse>, Status> {
        let (by, request) = caller(request)?;
        self.counted(&by, &wire::count(request, self.county())?).await
    }

    async fn export_petitions(&self, request: Request<pb::ExportPetitionsRequest>) -> Result<Response<Pieces>, Status> {
        let (by, request) = caller(request)?;
        let filter = wire::export(request, self.county())?;
        Ok(Response::new(export::pieces(self.reader().clone(), self.viewer(&by), filter)))
    }

    async fn list_repeat_candidates(
        &self,
        request: Request<pb::ListRepeatCandidatesRequest>,
    ) -> Result<Response<pb::ListRepeatCandidatesResponse>, Status> {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::candidates(&request, self.county())?).await?;
        self.repeats(&by, &filed).await
    }

    async fn who_can_see(&self, request: Request<pb::WhoCanSeeRequest>) -> Result<Response<pb::WhoCanSeeResponse>, Status> {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        Ok(Response::new(self.who_sees(&by, &filed.case)))
    }

    async fn account_numbers(&self, request: Request<pb::AccountNumbersRequest>) -> Result<Response<pb::AccountNumbersResponse>, Status> {
        let (by, request) = caller(request)?;
        let (unit, year) = wire::account(&request, self.county())?;
        if !self.viewer(&by).reach.has(&unit) {
            return Err(Fault::Refused(Refusal::UnitNotHolding(unit)).into());
        }
        let spans = self.numbers.account(unit.as_str(), year).await.map_err(Fault::<Refusal>::from)?;
        Ok(Response::new(pb::AccountNumbersResponse {
            spans: spans.iter().map(wire::span).collect(),
        }))
    }

    async fn list_timeline(&self, request: Request<pb::ListTimelineRequest>) -> Result<Response<pb::ListTimelineResponse>, Status> {
        let (by, request) = caller(request)?;
        let filed = self.seen(&by, wire::name(&request.name, self.county())?).await?;
        let entries = self.timeline(filed.id).await?.into_iter().map(wire::step);
        Ok(Response::new(pb::ListTimelineResponse {
            entries: entries.collect(),
        }))
    }

    async fn forward_petition(&self, request: Request<pb::ForwardPetitionRequest>) -> Answer {
        self.obey(request, wire::forward_petition).await
    }

    async fn assign_petition(&self, request: Request<pb::AssignPetitionRequest>) -> Answer {
        self.obey(request, wire::assign_petition).await
    }

    async fn accept_petition(&self, request: Request<pb::AcceptPetitionRequest>) -> Answer {
        self.accept(request).await
    }

    async fn redirect_petition(&self, request: Request<pb::RedirectPetitionRequest>) -> Answer {
        self.obey(request, wire::redirect_petition).await
    }

    async fn divert_petition(&self, request: Request<pb::DivertPetitionRequest>) -> Answer {
        self.obey(request, wire::divert_petition).await
    }

    async fn merge_petition(&self, request: Request<pb::MergePetitionRequest>) -> Answer {
        self.link(request, wire::merge_petition).await
    }

    async fn unmerge_petition(&self, request: Request<pb::UnmergePetitionRequest>) -> Answer {
        self.unmerge(request).await
    }

    async fn decline_petition(&self, request: Request<pb::DeclinePetitionRequest>) -> Answer {
        self.link(request, wire::decline_petition).await
    }

    async fn give_completeness_notice(&self, request: Request<pb::GiveCompletenessNoticeRequest>) -> Answer {
        self.obey(request, wire::give_completeness_notice).await
    }

    async fn supplement_petition(&self, request: Request<pb::SupplementPetitionRequest>) -> Answer {
        self.obey(request, wire::supplement_petition).await
    }

    async fn send_message(&self, request: Request<pb::SendMessageRequest>) -> Answer {
        self.obey(request, wire::send_message).await
    }

    async fn object_to_forwarding(&self, request: Request<pb::ObjectToForwardingRequest>) -> Answer {
        self.obey(request, wire::object_to_forwarding).await
    }

    async fn decide_objection(&self, request: Request<pb::DecideObjectionRequest>) -> Answer {
        self.obey(request, wire::decide_objection).await
    }

    async fn refer_dispute(&self, request: Request<pb::ReferDisputeRequest>) -> Answer {
        self.obey(request, wire::refer_dispute).await
    }

    async fn designate_unit(&self, request: Request<pb::DesignateUnitRequest>) -> Answer {
        self.obey(request, wire::designate_unit).await
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

    async fn record_receipt(&self, request: Request<pb::RecordReceiptRequest>) -> Answer {
        self.obey(request, wire::record_receipt).await
    }

    async fn transfer_petition(&self, request: Request<pb::TransferPetitionRequest>) -> Answer {
        self.obey(request, wire::transfer_petition).await
    }

    async fn classify_petition(&self, request: Request<pb::ClassifyPetitionRequest>) -> Answer {
        self.obey(request, wire::classify_petition).await
    }

    async fn simplify_handling(&self, request: Request<pb::SimplifyHandlingRequest>) -> Answer {
        self.obey(request, wire::simplify_handling).await
    }

    async fn resume_ordinary_handling(&self, request: Request<pb::ResumeOrdinaryHandlingRequest>) -> Answer {
        self.obey(request, wire::resume_ordinary_handling).await
    }

    async fn extend_handling(&self, request: Request<pb::ExtendHandlingRequest>) -> Answer {
        self.obey(request, wire::extend_handling).await
    }

    async fn open_hearing(&self, request: Request<pb::OpenHearingRequest>) -> Answer {
        self.obey(request, wire::open_hearing).await
    }

    async fn close_hearing(&self, request: Request<pb::CloseHearingRequest>) -> Answer {
        self.obey(request, wire::close_hearing).await
    }

    async fn request_assistance(&self, request: Request<pb::RequestAssistanceRequest>) -> Answer {
        self.obey(request, wire::request_assistance).await
    }

    async fn report_assistance(&self, request: Request<pb::ReportAssistanceRequest>) -> Answer {
        self.obey(request, wire::report_assistance).await
    }

    async fn reply_petition(&self, request: Request<pb::ReplyPetitionRequest>) -> Answer {
        self.obey(request, wire::reply_petition).await
    }

    async fn report_duty(&self, request: Request<pb::ReportDutyRequest>) -> Answer {
        self.obey(request, wire::report_duty).await
    }

    async fn decline_duty(&self, request: Request<pb::DeclineDutyRequest>) -> Answer {
        self.obey(request, wire::decline_duty).await
    }

    async fn reroute_duty(&self, request: Request<pb::RerouteDutyRequest>) -> Answer {
        self.obey(request, wire::reroute_duty).await
    }

    async fn draft_opinion(&self, request: Request<pb::DraftOpinionRequest>) -> Answer {
        self.obey(request, wire::draft_opinion).await
    }

    async fn issue_opinion(&self, request: Request<pb::IssueOpinionRequest>) -> Answer {
        self.obey(request, wire::issue_opinion).await
    }

    async fn serve_opinion(&self, request: Request<pb::ServeOpinionRequest>) -> Answer {
        self.obey(request, wire::serve_opinion).await
    }

    async fn settle_petition(&self, request: Request<pb::SettlePetitionRequest>) -> Answer {
        self.obey(request, wire::settle_petition).await
    }

    async fn offer_referral(&self, request: Request<pb::OfferReferralRequest>) -> Answer {
        self.offer(request).await
    }

    async fn withdraw_referral(&self, request: Request<pb::WithdrawReferralRequest>) -> Answer {
        self.obey(request, wire::withdraw_referral).await
    }

    async fn request_remedy(&self, request: Request<pb::RequestRemedyRequest>) -> Answer {
        self.obey(request, wire::request_remedy).await
    }

    async fn take_up_remedy(&self, request: Request<pb::TakeUpRemedyRequest>) -> Answer {
        self.obey(request, wire::take_up_remedy).await
    }

    async fn dismiss_remedy(&self, request: Request<pb::DismissRemedyRequest>) -> Answer {
        self.obey(request, wire::dismiss_remedy).await
    }

    async fn decide_remedy(&self, request: Request<pb::DecideRemedyRequest>) -> Answer {
        self.obey(request, wire::decide_remedy).await
    }

    async fn serve_ruling(&self, request: Request<pb::ServeRulingRequest>) -> Answer {
        self.obey(request, wire::serve_ruling).await
    }

    async fn publish_ruling(&self, request: Request<pb::PublishRulingRequest>) -> Answer {
        self.obey(request, wire::publish_ruling).await
    }

    async fn withdraw_publication(&self, request: Request<pb::WithdrawPublicationRequest>) -> Answer {
        self.obey(request, wire::withdraw_publication).await
    }

    async fn report_execution(&self, request: Request<pb::ReportExecutionRequest>) -> Answer {
        self.obey(request, wire::report_execution).await
    }

    async fn close_petition(&self, request: Request<pb::ClosePetitionRequest>) -> Answer {
        self.obey(request, wire::close_petition).await
    }

    async fn withdraw_petition(&self, request: Request<pb::WithdrawPetitionRequest>) -> Answer {
        let (by, request) = caller(request)?;
        let order = wire::withdraw_petition(request, self.county())?;
        self.nameless(&by, &order).await?;
        Ok(shown(&self.withdrawing(by, order).await?))
    }

    async fn record_diversion_outcome(&self, request: Request<pb::RecordDiversionOutcomeRequest>) -> Answer {
        self.obey(request, wire::record_diversion_outcome).await
    }

    async fn archive_petition(&self, request: Request<pb::ArchivePetitionRequest>) -> Answer {
        self.put_away(request).await
    }

    async fn report_urgent(&self, request: Request<pb::ReportUrgentRequest>) -> Answer {
        self.obey(request, wire::report_urgent).await
    }

    async fn recuse_staff(&self, request: Request<pb::RecuseStaffRequest>) -> Answer {
        self.obey(request, wire::recuse_staff).await
    }

    async fn sponsor_petition(&self, request: Request<pb::SponsorPetitionRequest>) -> Answer {
        self.obey(request, wire::sponsor_petition).await
    }

    async fn complete_milestone(&self, request: Request<pb::CompleteMilestoneRequest>) -> Answer {
        self.obey(request, wire::complete_milestone).await
    }

    async fn supervise_petition(&self, request: Request<pb::SupervisePetitionRequest>) -> Answer {
        self.obey(request, wire::supervise_petition).await
    }

    async fn answer_supervision(&self, request: Request<pb::AnswerSupervisionRequest>) -> Answer {
        self.obey(request, wire::answer_supervision).await
    }

    async fn propose_accountability(&self, request: Request<pb::ProposeAccountabilityRequest>) -> Answer {
        self.obey(request, wire::propose_accountability).await
    }

    async fn answer_accountability(&self, request: Request<pb::AnswerAccountabilityRequest>) -> Answer {
        self.obey(request, wire::answer_accountability).await
    }

    async fn add_care_task(&self, request: Request<pb::AddCareTaskRequest>) -> Answer {
        self.obey(request, wire::add_care_task).await
    }

    async fn complete_care_task(&self, request: Request<pb::CompleteCareTaskRequest>) -> Answer {
        self.obey(request, wire::complete_care_task).await
    }

    async fn evaluate_petition(&self, request: Request<pb::EvaluatePetitionRequest>) -> Answer {
        self.obey(request, wire::evaluate_petition).await
    }
}
