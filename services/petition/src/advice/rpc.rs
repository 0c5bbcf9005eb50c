//! The front door: parse, perform, answer. Whether the caller may at all was decided at the gate.

use shiyu_kit::rpc::caller;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::policy_suggestion_service_server::PolicySuggestionService;
use tonic::{Request, Response, Status};

use super::{Advice, store, wire};
use crate::reception::store::petition;

#[tonic::async_trait]
impl PolicySuggestionService for Advice {
    async fn make_policy_suggestion(
        &self,
        request: Request<pb::MakePolicySuggestionRequest>,
    ) -> Result<Response<pb::PolicySuggestion>, Status> {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::make(request, &self.county)?).await
    }

    async fn answer_policy_suggestion(
        &self,
        request: Request<pb::AnswerPolicySuggestionRequest>,
    ) -> Result<Response<pb::PolicySuggestion>, Status> {
        let (by, request) = caller(request)?;
        self.register.perform(self, &by, wire::answer(request, &self.county)?).await
    }

    async fn list_policy_suggestions(
        &self,
        request: Request<pb::ListPolicySuggestionsRequest>,
    ) -> Result<Response<pb::ListPolicySuggestionsResponse>, Status> {
        let (by, request) = caller(request)?;
        let listing = wire::list(&request, &self.county)?;
        let (viewer, db) = (self.viewer(&by), &self.office().db.reader);
        let (filter, paging) = (listing.filter, listing.paging);
        let rows = store::list(db, (&filter, &viewer.reach), paging.after(), paging.limit()).await;
        let page = paging.page(rows?, store::key)?;
        let named = page.items.iter().flat_map(|row| row.made.petitions.iter().copied()).collect();
        let seen = petition::seen(db, &viewer, named).await?;
        let page = page.map(|row| wire::suggestion(&row, &self.county, |petition| seen.contains(&petition)));
        Ok(Response::new(pb::ListPolicySuggestionsResponse {
            suggestions: page.items,
            next_page_token: page.next_page_token,
        }))
    }
}
