//! The made-up petition service: it registers, lists and shows; nobody works on petitions here.

use std::pin::Pin;

use futures::{Stream, stream};
use shiyu_proto::petition::v1::petition_service_server::PetitionService;
use shiyu_proto::petition::v1::*;
use tonic::{Code, Request, Response, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt};

use super::City;
use super::state::{State, answer, refused};

type Answer<T> = Result<Response<T>, Status>;
type Pieces = Pin<Box<dyn Stream<Item = Result<ExportPetitionsResponse, Status>> + Send>>;

fn register(state: &mut State, request: &RegisterPetitionRequest) -> Answer<RegisterPetitionResponse> {
    state.calls += 1;
    if let Some(status) = state.trouble.pop_front() {
        return Err(status);
    }
    let name = format!("{}/petitions/{}", request.parent, request.request_id);
    let mut petition = request.petition.clone().unwrap();
    check(&petition)?;
    if state.petitions.len() >= state.full_at && !state.petitions.contains_key(&name) {
        return Err(Status::unavailable("full"));
    }
    let registered = |petition| RegisterPetitionResponse {
        petition: Some(petition),
        query_code: State::QUERY_CODE.to_owned(),
        warnings: Vec::new(),
    };
    if state.replayed(&request.request_id, format!("{request:?}"))? {
        return Ok(answer(registered(state.petition(&name)?), true));
    }
    petition.name.clone_from(&name);
    petition.number = format!("330602-XFJ信访〔2026〕{}号", state.petitions.len() + 1);
    petition.set_stage(Stage::Registered);
    state.note(&name, "matter.registered");
    state.petitions.insert(name, petition.clone());
    Ok(answer(registered(petition), false))
}

fn check(petition: &Petition) -> Result<(), Status> {
    let violated = |field: &str, reason: &str| {
        let mut violation = FieldViolation::new(field, "wrong");
        violation.reason = reason.into();
        let details = ErrorDetails::with_bad_request(vec![violation]);
        Err(Status::with_error_details(Code::InvalidArgument, "malformed", details))
    };
    if petition.title.is_empty() {
        return violated("petition.title", "REQUIRED");
    }
    if petition.parties.is_empty() && petition.channel() != Channel::Referral {
        return violated("petition.parties", "PETITIONER_MISSING");
    }
    if !petition.place.starts_with("3306") {
        return Err(refused(Code::FailedPrecondition, "UNIT_UNKNOWN"));
    }
    Ok(())
}

/// The fields of the filter that the tests use.
fn found(state: &State, filter: Option<&PetitionFilter>) -> Vec<Petition> {
    let filter = filter.cloned().unwrap_or_default();
    let fits = |petition: &&Petition| {
        (filter.stage == 0 || petition.stage == filter.stage)
            && (filter.number.is_empty() || petition.number == filter.number)
            && petition.title.contains(&filter.query)
    };
    state.petitions.values().filter(fits).cloned().collect()
}

/// The service, its verbs upon petitions refused: a test that needs them asks the real one.
macro_rules! petition_service {
    ({ $($written:tt)* } { $($verb:ident($request:ident);)* }) => {
        #[tonic::async_trait]
        impl PetitionService for City {
            $($written)*

            $(async fn $verb(&self, _: Request<$request>) -> Answer<Petition> {
                Err(Status::unimplemented("nobody works here"))
            })*
        }
    };
}

petition_service! {
    {
        type ExportPetitionsStream = Pieces;

        async fn register_petition(&self, request: Request<RegisterPetitionRequest>) -> Answer<RegisterPetitionResponse> {
            register(&mut self.state(), request.get_ref())
        }

        async fn get_petition(&self, request: Request<GetPetitionRequest>) -> Answer<Petition> {
            Ok(Response::new(self.state().petition(&request.get_ref().name)?))
        }

        async fn list_petitions(&self, request: Request<ListPetitionsRequest>) -> Answer<ListPetitionsResponse> {
            let request = request.get_ref();
            let from: usize = request.page_token.parse().unwrap_or_default();
            let size = usize::try_from(request.page_size).unwrap();
            let all = found(&self.state(), request.filter.as_ref());
            let next = if all.len() > from + size {
                (from + size).to_string()
            } else {
                String::new()
            };
            Ok(Response::new(ListPetitionsResponse {
                petitions: all.into_iter().skip(from).take(size).collect(),
                next_page_token: next,
            }))
        }

        async fn count_petitions(&self, request: Request<CountPetitionsRequest>) -> Answer<CountPetitionsResponse> {
            let count = found(&self.state(), request.get_ref().filter.as_ref()).len();
            Ok(Response::new(CountPetitionsResponse {
                count: i64::try_from(count).unwrap(),
                more: false,
            }))
        }

        async fn export_petitions(&self, request: Request<ExportPetitionsRequest>) -> Answer<Pieces> {
            let state = self.state();
            let titles = found(&state, request.get_ref().filter.as_ref()).into_iter().map(|petition| petition.title + "\r\n");
            let lines = std::iter::once("title\r\n".to_owned()).chain(titles);
            let mut pieces: Vec<_> = lines.map(|line| Ok(ExportPetitionsResponse { data: line.into_bytes() })).collect();
            if state.breaks_off {
                pieces.push(Err(refused(Code::Unavailable, "GONE")));
            }
            Ok(Response::new(Box::pin(stream::iter(pieces))))
        }

        async fn list_repeat_candidates(&self, _: Request<ListRepeatCandidatesRequest>) -> Answer<ListRepeatCandidatesResponse> {
            let candidates = found(&self.state(), None).into_iter().map(|petition| RepeatCandidate {
                petition: Some(petition),
                agreeing: vec!["name".to_owned()],
            });
            Ok(Response::new(ListRepeatCandidatesResponse { candidates: candidates.collect() }))
        }

        async fn who_can_see(&self, _: Request<WhoCanSeeRequest>) -> Answer<WhoCanSeeResponse> {
            Ok(Response::new(WhoCanSeeResponse::default()))
        }

        async fn account_numbers(&self, _: Request<AccountNumbersRequest>) -> Answer<AccountNumbersResponse> {
            Err(Status::unimplemented("the numbers run on from 1"))
        }

        async fn list_timeline(&self, request: Request<ListTimelineRequest>) -> Answer<ListTimelineResponse> {
            let state = self.state();
            let name = &request.get_ref().name;
            state.petition(name)?;
            let entries = state.timelines.get(name).cloned().unwrap_or_default();
            Ok(Response::new(ListTimelineResponse { entries }))
        }
    }
    {
        forward_petition(ForwardPetitionRequest);
        assign_petition(AssignPetitionRequest);
        accept_petition(AcceptPetitionRequest);
        redirect_petition(RedirectPetitionRequest);
        divert_petition(DivertPetitionRequest);
        merge_petition(MergePetitionRequest);
        unmerge_petition(UnmergePetitionRequest);
        decline_petition(DeclinePetitionRequest);
        give_completeness_notice(GiveCompletenessNoticeRequest);
        supplement_petition(SupplementPetitionRequest);
        send_message(SendMessageRequest);
        object_to_forwarding(ObjectToForwardingRequest);
        decide_objection(DecideObjectionRequest);
        refer_dispute(ReferDisputeRequest);
        designate_unit(DesignateUnitRequest);
        raise_boundary(RaiseBoundaryRequest);
        agree_boundary(AgreeBoundaryRequest);
        offer_outside(OfferOutsideRequest);
        record_receipt(RecordReceiptRequest);
        simplify_handling(SimplifyHandlingRequest);
        resume_ordinary_handling(ResumeOrdinaryHandlingRequest);
        transfer_petition(TransferPetitionRequest);
        classify_petition(ClassifyPetitionRequest);
        extend_handling(ExtendHandlingRequest);
        open_hearing(OpenHearingRequest);
        close_hearing(CloseHearingRequest);
        request_assistance(RequestAssistanceRequest);
        report_assistance(ReportAssistanceRequest);
        reply_petition(ReplyPetitionRequest);
        report_duty(ReportDutyRequest);
        decline_duty(DeclineDutyRequest);
        reroute_duty(RerouteDutyRequest);
        draft_opinion(DraftOpinionRequest);
        issue_opinion(IssueOpinionRequest);
        serve_opinion(ServeOpinionRequest);
        settle_petition(SettlePetitionRequest);
        offer_referral(OfferReferralRequest);
        withdraw_referral(WithdrawReferralRequest);
        request_remedy(RequestRemedyRequest);
        take_up_remedy(TakeUpRemedyRequest);
        dismiss_remedy(DismissRemedyRequest);
        decide_remedy(DecideRemedyRequest);
        serve_ruling(ServeRulingRequest);
        publish_ruling(PublishRulingRequest);
        withdraw_publication(WithdrawPublicationRequest);
        report_execution(ReportExecutionRequest);
        close_petition(ClosePetitionRequest);
        withdraw_petition(WithdrawPetitionRequest);
        record_diversion_outcome(RecordDiversionOutcomeRequest);
        archive_petition(ArchivePetitionRequest);
        report_urgent(ReportUrgentRequest);
        recuse_staff(RecuseStaffRequest);
        sponsor_petition(SponsorPetitionRequest);
        complete_milestone(CompleteMilestoneRequest);
        supervise_petition(SupervisePetitionRequest);
        answer_supervision(AnswerSupervisionRequest);
        propose_accountability(ProposeAccountabilityRequest);
        answer_accountability(AnswerAccountabilityRequest);
        add_care_task(AddCareTaskRequest);
        complete_care_task(CompleteCareTaskRequest);
        evaluate_petition(EvaluatePetitionRequest);
    }
}
