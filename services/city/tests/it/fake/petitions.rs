//! The made-up petition service.

use shiyu_proto::petition::v1::petition_service_server::PetitionService;
use shiyu_proto::petition::v1::*;
use tonic::{Code, Request, Response, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt};

use super::City;
use super::course::{ACCEPT, FORWARD, ISSUE, SERVE, START};
use super::state::{State, answer, refused};

type Answer<T> = Result<Response<T>, Status>;

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
    if state.replayed(&request.request_id, format!("{request:?}"))? {
        let petition = Some(state.petition(&name)?);
        return Ok(answer(RegisterPetitionResponse { petition }, true));
    }
    petition.name.clone_from(&name);
    petition.set_stage(Stage::Registered);
    state.turn(&mut petition, &[], "forward", 15);
    state.note(&name, "matter.registered");
    state.petitions.insert(name, petition.clone());
    let petition = Some(petition);
    Ok(answer(RegisterPetitionResponse { petition }, false))
}

fn check(petition: &Petition) -> Result<(), Status> {
    if petition.title.is_empty() {
        let mut violation = FieldViolation::new("petition.title", "empty");
        violation.reason = "REQUIRED".into();
        let details = ErrorDetails::with_bad_request(vec![violation]);
        return Err(Status::with_error_details(Code::InvalidArgument, "malformed", details));
    }
    if !petition.place.starts_with("3306") {
        return Err(refused(Code::FailedPrecondition, "UNIT_UNKNOWN"));
    }
    Ok(())
}

#[tonic::async_trait]
impl PetitionService for City {
    async fn register_petition(&self, request: Request<RegisterPetitionRequest>) -> Answer<RegisterPetitionResponse> {
        register(&mut self.state(), request.get_ref())
    }

    async fn get_petition(&self, request: Request<GetPetitionRequest>) -> Answer<GetPetitionResponse> {
        let mut state = self.state();
        let petition = Some(state.petition(&request.get_ref().name)?);
        // The first reader after the clock was moved still sees what was before.
        if state.due {
            state.ring();
        }
        Ok(Response::new(GetPetitionResponse { petition }))
    }

    async fn list_petitions(&self, request: Request<ListPetitionsRequest>) -> Answer<ListPetitionsResponse> {
        let request = request.get_ref();
        let from: usize = request.page_token.parse().unwrap_or_default();
        let size = usize::try_from(request.page_size).unwrap();
        let state = self.state();
        let fits = |petition: &&Petition| request.stage == 0 || petition.stage == request.stage;
        let all: Vec<Petition> = state.petitions.values().filter(fits).cloned().collect();
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

    async fn forward_petition(&self, request: Request<ForwardPetitionRequest>) -> Answer<ForwardPetitionResponse> {
        let it = request.get_ref();
        let petition = self.state().take(&it.name, &it.request_id, format!("{it:?}"), &FORWARD)?;
        let petition = Some(petition);
        Ok(Response::new(ForwardPetitionResponse { petition }))
    }

    async fn accept_petition(&self, request: Request<AcceptPetitionRequest>) -> Answer<AcceptPetitionResponse> {
        let it = request.get_ref();
        let petition = self.state().take(&it.name, &it.request_id, format!("{it:?}"), &ACCEPT)?;
        let petition = Some(petition);
        Ok(Response::new(AcceptPetitionResponse { petition }))
    }

    async fn start_handling(&self, request: Request<StartHandlingRequest>) -> Answer<StartHandlingResponse> {
        let it = request.get_ref();
        let petition = self.state().take(&it.name, &it.request_id, format!("{it:?}"), &START)?;
        let petition = Some(petition);
        Ok(Response::new(StartHandlingResponse { petition }))
    }

    async fn issue_opinion(&self, request: Request<IssueOpinionRequest>) -> Answer<IssueOpinionResponse> {
        let it = request.get_ref();
        let petition = self.state().take(&it.name, &it.request_id, format!("{it:?}"), &ISSUE)?;
        let petition = Some(petition);
        Ok(Response::new(IssueOpinionResponse { petition }))
    }

    async fn serve_opinion(&self, request: Request<ServeOpinionRequest>) -> Answer<ServeOpinionResponse> {
        let it = request.get_ref();
        let petition = self.state().take(&it.name, &it.request_id, format!("{it:?}"), &SERVE)?;
        let petition = Some(petition);
        Ok(Response::new(ServeOpinionResponse { petition }))
    }

    async fn close_petition(&self, _: Request<ClosePetitionRequest>) -> Answer<ClosePetitionResponse> {
        Err(Status::unimplemented("nobody closes by hand here"))
    }

    async fn list_timeline(&self, request: Request<ListTimelineRequest>) -> Answer<ListTimelineResponse> {
        let state = self.state();
        let name = &request.get_ref().name;
        state.petition(name)?;
        let entries = state.timelines.get(name).cloned().unwrap_or_default();
        Ok(Response::new(ListTimelineResponse { entries }))
    }
}
