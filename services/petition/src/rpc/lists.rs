//! Lists and counts within the caller's reach.

use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::fault::Fault;
use shiyu_kit::listing::Counted;
use shiyu_proto::petition::v1 as pb;
use tonic::{Response, Status};

use super::desk::Desk;
use crate::domain::{Petition, Refusal};
use crate::store;
use crate::wire;
use crate::wire::listing::{Filter, Listing};

impl Desk {
    /// One page of a list.
    pub(super) async fn listed(&self, by: &Actor, listing: Listing) -> Result<Response<pb::ListPetitionsResponse>, Status> {
        let page = self.page(&self.viewer(by), &listing).await?.map(|filed| wire::listed(&filed));
        Ok(Response::new(pb::ListPetitionsResponse {
            petitions: page.items,
            next_page_token: page.next_page_token,
        }))
    }

    /// How many there are.
    pub(super) async fn counted(&self, by: &Actor, filter: &Filter) -> Result<Response<pb::CountPetitionsResponse>, Status> {
        let Counted { count, more } = self.count(&self.viewer(by), filter).await?;
        Ok(Response::new(pb::CountPetitionsResponse { count, more }))
    }

    /// What a clerk of the unit that holds a petition may find to be the same matter (S8).
    pub(super) async fn repeats(&self, by: &Actor, filed: &Filed<Petition>) -> Result<Response<pb::ListRepeatCandidatesResponse>, Status> {
        if by.unit() != Some(filed.case.unit.as_str()) {
            return Err(Fault::Refused(Refusal::UnitNotHolding(filed.case.unit.clone())).into());
        }
        let found = store::candidates(self.reader(), &self.viewer(by), filed).await;
        let found = found.map_err(Fault::<Refusal>::from)?;
        let candidates = found.iter().map(|candidate| wire::candidate(&candidate.filed, &candidate.agreeing));
        Ok(Response::new(pb::ListRepeatCandidatesResponse {
            candidates: candidates.collect(),
        }))
    }
}
