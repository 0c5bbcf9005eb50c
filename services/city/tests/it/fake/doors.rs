//! The made-up party service and public door.

use shiyu_proto::petition::v1::party_service_server::PartyService;
use shiyu_proto::petition::v1::status_service_server::StatusService;
use shiyu_proto::petition::v1::*;
use tonic::{Code, Request, Response, Status};

use super::City;
use super::state::{State, refused};

type Answer<T> = Result<Response<T>, Status>;

fn nobody<T>() -> Answer<T> {
    Err(Status::unimplemented("nobody does that here"))
}

#[tonic::async_trait]
impl PartyService for City {
    async fn add_party(&self, _: Request<AddPartyRequest>) -> Answer<Petition> {
        nobody()
    }

    /// Everything is shown, and the reason is kept.
    async fn reveal_party(&self, request: Request<RevealPartyRequest>) -> Answer<RevealPartyResponse> {
        let request = request.into_inner();
        let mut state = self.state();
        let petition = state.petition(&request.name)?;
        state.reasons.push(request.reason);
        let party = petition.parties.iter().find(|party| party.id == request.party).cloned();
        party.as_ref().ok_or_else(|| refused(Code::PermissionDenied, "NOT_A_PARTY"))?;
        let petition = Some(petition);
        Ok(Response::new(RevealPartyResponse { party, petition }))
    }
}

#[tonic::async_trait]
impl StatusService for City {
    /// There is one code, and whoever shows a token came through the wrong door.
    async fn query_status(&self, request: Request<QueryStatusRequest>) -> Answer<QueryStatusResponse> {
        if request.metadata().contains_key("authorization") {
            return Err(Status::permission_denied("a token at the public door"));
        }
        let known = request.get_ref().query_code == State::QUERY_CODE && request.get_ref().second_factor == "1234";
        if !known {
            return Err(refused(Code::NotFound, "STATUS_UNKNOWN"));
        }
        Ok(Response::new(QueryStatusResponse::default()))
    }

    async fn list_organs(&self, _: Request<ListOrgansRequest>) -> Answer<ListOrgansResponse> {
        nobody()
    }

    async fn submit_supplement(&self, _: Request<SubmitSupplementRequest>) -> Answer<QueryStatusResponse> {
        nobody()
    }

    async fn submit_withdrawal(&self, _: Request<SubmitWithdrawalRequest>) -> Answer<QueryStatusResponse> {
        nobody()
    }

    async fn submit_remedy_request(&self, _: Request<SubmitRemedyRequestRequest>) -> Answer<QueryStatusResponse> {
        nobody()
    }

    async fn submit_message(&self, _: Request<SubmitMessageRequest>) -> Answer<QueryStatusResponse> {
        nobody()
    }

    async fn submit_evaluation(&self, _: Request<SubmitEvaluationRequest>) -> Answer<QueryStatusResponse> {
        nobody()
    }

    async fn list_published_rulings(&self, _: Request<ListPublishedRulingsRequest>) -> Answer<ListPublishedRulingsResponse> {
        nobody()
    }
}
