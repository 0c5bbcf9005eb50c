//! Every order upon one petition, by one caller, with nothing in it but what the sentence says.

use shiyu_kit::clock::new_id;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use tonic::{Response, Status};

use crate::people::Caller;

/// What an order is answered with.
pub type Answer = Result<pb::Petition, Status>;

/// Somebody with a petition before them.
#[derive(Debug, Clone)]
pub struct Orders {
    name: String,
    etag: String,
    /// Whoever gives the orders.
    pub caller: Caller,
}

impl Orders {
    /// This caller, upon the petition of this name.
    #[must_use]
    pub fn new(name: &str, caller: Caller) -> Self {
        Self {
            name: name.to_owned(),
            etag: String::new(),
            caller,
        }
    }

    /// The same, who insists that the petition stands as it did.
    #[must_use]
    pub fn at(mut self, etag: &str) -> Self {
        etag.clone_into(&mut self.etag);
        self
    }
}

macro_rules! orders {
    ($($door:ident: $order:ident, $method:ident, $request:ident { $($field:ident: $kind:ty),* };)*) => {
        #[expect(clippy::needless_update, reason = "some requests have fields that no order here fills")]
        impl Orders {
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
                    let mut door = self.caller.$door();
                    async move { door.$method(request).await.map(Response::into_inner) }
                }
            )*
        }
    };
}

orders! {
    petitions: forward, forward_petition, ForwardPetitionRequest { unit: &str };
    petitions: assign, assign_petition, AssignPetitionRequest { unit: &str, report_days: i32 };
    petitions: accept, accept_petition, AcceptPetitionRequest { notice_method: pb::DeliveryMethod };
    petitions: redirect, redirect_petition, RedirectPetitionRequest { to: &str };
    petitions: divert, divert_petition, DivertPetitionRequest { kind: pb::MatterKind, path: pb::ReliefPath, organ: &str, act_known_date: &str };
    petitions: merge, merge_petition, MergePetitionRequest { into: &str };
    petitions: unmerge, unmerge_petition, UnmergePetitionRequest { reason: &str };
    petitions: decline, decline_petition, DeclinePetitionRequest { ground: pb::DeclineGround, earlier: &str };
    petitions: give_notice, give_completeness_notice, GiveCompletenessNoticeRequest { missing: Vec<String>, method: pb::DeliveryMethod };
    petitions: supplement, supplement_petition, SupplementPetitionRequest { party: String, text: &str };
    petitions: send_message, send_message, SendMessageRequest { text: &str };
    petitions: object, object_to_forwarding, ObjectToForwardingRequest { reasons: &str, competent_unit: &str };
    petitions: decide_objection, decide_objection, DecideObjectionRequest { agree: bool };
    petitions: refer_dispute, refer_dispute, ReferDisputeRequest { };
    petitions: designate, designate_unit, DesignateUnitRequest { unit: &str, reasons: &str };
    petitions: raise_boundary, raise_boundary, RaiseBoundaryRequest { counties: Vec<String>, reason: &str };
    petitions: agree_boundary, agree_boundary, AgreeBoundaryRequest { owner: &str, reference: &str };
    petitions: offer_outside, offer_outside, OfferOutsideRequest { organ: &str, packet: &str };
    petitions: record_receipt, record_receipt, RecordReceiptRequest { reference: &str };
    petitions: transfer, transfer_petition, TransferPetitionRequest { unit: &str };
    petitions: simplify, simplify_handling, SimplifyHandlingRequest { };
    petitions: resume, resume_ordinary_handling, ResumeOrdinaryHandlingRequest { reason: &str };
    petitions: reroute_duty, reroute_duty, RerouteDutyRequest { duty_organ: &str, reason: &str };
    petitions: extend, extend_handling, ExtendHandlingRequest { days: i32, reason: &str, notice_method: pb::DeliveryMethod };
    petitions: open_hearing, open_hearing, OpenHearingRequest { };
    petitions: close_hearing, close_hearing, CloseHearingRequest { finding: &str };
    petitions: request_assistance, request_assistance, RequestAssistanceRequest { unit: &str, task: &str, days: i32 };
    petitions: report_assistance, report_assistance, ReportAssistanceRequest { report: &str };
    petitions: reply, reply_petition, ReplyPetitionRequest { adoption: pb::Adoption, text: &str };
    petitions: report_duty, report_duty, ReportDutyRequest { report: &str };
    petitions: decline_duty, decline_duty, DeclineDutyRequest { reason: &str };
    petitions: draft, draft_opinion, DraftOpinionRequest { opinion: pb::Opinion };
    petitions: issue, issue_opinion, IssueOpinionRequest { };
    petitions: serve, serve_opinion, ServeOpinionRequest { method: pb::DeliveryMethod, proof: &str };
    petitions: settle, settle_petition, SettlePetitionRequest { agreement: &str };
    petitions: withdraw_referral, withdraw_referral, WithdrawReferralRequest { referral: &str };
    petitions: request_remedy, request_remedy, RequestRemedyRequest { party: String, reasons: &str };
    petitions: take_up, take_up_remedy, TakeUpRemedyRequest { };
    petitions: dismiss, dismiss_remedy, DismissRemedyRequest { reason: &str };
    petitions: decide, decide_remedy, DecideRemedyRequest { ruling: pb::Ruling, text: &str, legal_basis: Vec<String>, supported: bool };
    petitions: serve_ruling, serve_ruling, ServeRulingRequest { method: pb::DeliveryMethod, proof: &str };
    petitions: publish_ruling, publish_ruling, PublishRulingRequest { text: &str, consent_reference: &str };
    petitions: withdraw_publication, withdraw_publication, WithdrawPublicationRequest { reason: &str };
    petitions: report_execution, report_execution, ReportExecutionRequest { report: &str };
    petitions: close, close_petition, ClosePetitionRequest { };
    petitions: withdraw, withdraw_petition, WithdrawPetitionRequest { party: String, reason: &str, proof: &str };
    petitions: record_outcome, record_diversion_outcome, RecordDiversionOutcomeRequest { outcome: &str };
    petitions: archive, archive_petition, ArchivePetitionRequest { };
    petitions: report_urgent, report_urgent, ReportUrgentRequest { units: Vec<String>, reason: &str };
    petitions: recuse, recuse_staff, RecuseStaffRequest { subject: &str, reason: &str };
    petitions: sponsor, sponsor_petition, SponsorPetitionRequest { sponsorship: pb::Sponsorship };
    petitions: complete_milestone, complete_milestone, CompleteMilestoneRequest { index: i32 };
    petitions: supervise, supervise_petition, SupervisePetitionRequest { unit: &str, fault: pb::SupervisionFault, suggestion: &str };
    petitions: answer_supervision, answer_supervision, AnswerSupervisionRequest { supervision: &str, answer: &str };
    petitions: propose_accountability, propose_accountability, ProposeAccountabilityRequest { unit: &str, ground: pb::AccountabilityGround, reason: &str, organ: &str, reference: &str };
    petitions: answer_accountability, answer_accountability, AnswerAccountabilityRequest { proposal: &str, adoption: pb::Adoption, answer: &str };
    petitions: add_care, add_care_task, AddCareTaskRequest { unit: &str, task: &str };
    petitions: complete_care, complete_care_task, CompleteCareTaskRequest { task: &str };
    petitions: evaluate, evaluate_petition, EvaluatePetitionRequest { party: String, petition_office: pb::Rating, handling_unit: pb::Rating };
    parties: add_party, add_party, AddPartyRequest { party: pb::Party };
}

impl Orders {
    /// `ClassifyPetitionRequest`: what it says beside the name is the caller's.
    ///
    /// # Errors
    /// The refusal.
    pub async fn classify(&self, request: pb::ClassifyPetitionRequest) -> Answer {
        let request = pb::ClassifyPetitionRequest {
            name: self.name.clone(),
            etag: self.etag.clone(),
            request_id: new_id().to_string(),
            ..request
        };
        let done = self.caller.petitions().classify_petition(request).await;
        done.map(Response::into_inner)
    }

    /// As an appeal for relief on this path.
    ///
    /// # Errors
    /// The refusal.
    pub async fn relieve(&self, path: pb::ReliefPath) -> Answer {
        let request = pb::ClassifyPetitionRequest {
            kind: pb::MatterKind::AppealForRelief.into(),
            path: path.into(),
            ..pb::ClassifyPetitionRequest::default()
        };
        self.classify(request).await
    }

    /// `OfferReferralRequest`: what it says beside the name is the caller's.
    ///
    /// # Errors
    /// The refusal.
    pub async fn offer(&self, request: pb::OfferReferralRequest) -> Answer {
        let request = pb::OfferReferralRequest {
            name: self.name.clone(),
            etag: self.etag.clone(),
            request_id: new_id().to_string(),
            ..request
        };
        let done = self.caller.petitions().offer_referral(request).await;
        done.map(Response::into_inner)
    }

    /// `RevealPartyRequest`.
    ///
    /// # Errors
    /// The refusal.
    pub async fn reveal(&self, party: String, reason: &str) -> Result<pb::RevealPartyResponse, Status> {
        let request = pb::RevealPartyRequest {
            name: self.name.clone(),
            request_id: new_id().to_string(),
            party,
            reason: reason.to_owned(),
            ..pb::RevealPartyRequest::default()
        };
        self.caller.parties().reveal_party(request).await.map(Response::into_inner)
    }

    /// `ReadGrantedIdentityRequest`.
    ///
    /// # Errors
    /// The refusal.
    pub async fn read_identity(&self, referral: &str, party: String) -> Result<common::Identity, Status> {
        let request = common::ReadGrantedIdentityRequest {
            name: self.name.clone(),
            request_id: new_id().to_string(),
            referral: referral.to_owned(),
            party,
        };
        let read = self.caller.identities().read_granted_identity(request).await?;
        let party = read.into_inner().parties.into_iter().next();
        Ok(party.and_then(|party| party.identity).unwrap_or_default())
    }

    /// `GetPetitionRequest`.
    ///
    /// # Errors
    /// The refusal.
    pub async fn get(&self) -> Answer {
        let request = pb::GetPetitionRequest { name: self.name.clone() };
        self.caller.petitions().get_petition(request).await.map(Response::into_inner)
    }

    /// `ListRepeatCandidatesRequest`.
    ///
    /// # Errors
    /// The refusal.
    pub async fn candidates(&self) -> Result<Vec<pb::RepeatCandidate>, Status> {
        let request = pb::ListRepeatCandidatesRequest { name: self.name.clone() };
        let found = self.caller.petitions().list_repeat_candidates(request).await?;
        Ok(found.into_inner().candidates)
    }

    /// `WhoCanSeeRequest`.
    ///
    /// # Errors
    /// The refusal.
    pub async fn who_can_see(&self) -> Result<pb::WhoCanSeeResponse, Status> {
        let request = pb::WhoCanSeeRequest { name: self.name.clone() };
        self.caller.petitions().who_can_see(request).await.map(Response::into_inner)
    }
}
