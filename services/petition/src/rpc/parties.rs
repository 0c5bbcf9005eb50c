//! The door to the vault: who joins, and who is shown to whom.

use shiyu_kit::fault::Fault;
use shiyu_kit::name;
use shiyu_kit::referral::asked;
use shiyu_kit::rpc::{answer, caller};
use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::identity_service_server::IdentityService;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::party_service_server::PartyService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::{Desk, shown};
use crate::domain::{Channel, Command, PartyRole, Petition, Refusal};
use crate::wire::{self, Order, PETITIONS};

#[tonic::async_trait]
impl PartyService for Desk {
    async fn add_party(&self, request: Request<pb::AddPartyRequest>) -> Result<Response<pb::Petition>, Status> {
        let (by, request) = caller(request)?;
        let joining = wire::add_party(request, self.county())?;
        self.born([("party.identity".to_owned(), &joining.identity)].into_iter())?;
        let sealed = self.vault.seal(joining.party.id, joining.case, &joining.identity, self.clock.now());
        let (case, role) = (joining.case, joining.party.role);
        let done = self.execute(by, joining.order(sealed)).await?;
        if role != PartyRole::Petitioner || !came_from_another_county(&done.filed.case) {
            return Ok(shown(&done));
        }
        let code = self.vault.code(case);
        Ok(answer(&done, |filed| pb::Petition {
            query_code: code,
            ..wire::petition(filed, &[])
        }))
    }

    async fn reveal_party(&self, request: Request<pb::RevealPartyRequest>) -> Result<Response<pb::RevealPartyResponse>, Status> {
        let (by, request) = caller(request)?;
        let order = wire::reveal_party(request, self.county())?;
        self.seen(&by, order.case).await?;
        let party = party_of(&order);
        if let Some(party) = party {
            self.may_be_revealed(party).await?;
        }
        let done = self.execute(by, order).await?;
        let party = party.and_then(|party| done.filed.case.party(party));
        let party = party.ok_or(Fault::Refused(Refusal::PetitionUnknown))?;
        let identity = self.identity(party.id).await?;
        let identity = identity.ok_or(Fault::Refused(Refusal::PetitionUnknown))?;
        Ok(answer(&done, |filed| pb::RevealPartyResponse {
            party: Some(wire::party(party, &identity)),
            petition: Some(wire::petition(filed, &[])),
        }))
    }
}

#[tonic::async_trait]
impl IdentityService for Desk {
    async fn read_granted_identity(
        &self,
        request: Request<common::ReadGrantedIdentityRequest>,
    ) -> Result<Response<common::ReadGrantedIdentityResponse>, Status> {
        let (by, request) = caller(request)?;
        let order = asked(&request, self.county(), PETITIONS)?;
        let (case, wanted) = (order.case, order.command);
        let done = self.execute(by.clone(), order.map(Command::ReadIdentity)).await?;
        let parties = self.granted(&by, case, &wanted).await?;
        Ok(answer(&done, |_| common::ReadGrantedIdentityResponse { parties }))
    }
}

/// Nobody was at the counter when it was registered, to be given a code.
fn came_from_another_county(petition: &Petition) -> bool {
    let source = petition.submission.source();
    source.is_some_and(|(channel, reference)| {
        let ours = name::own(&reference, petition.county.as_str(), PETITIONS);
        channel == Channel::Referral && reference.starts_with("counties/") && ours.is_none()
    })
}

fn party_of(order: &Order) -> Option<Uuid> {
    if let Command::Reveal { party, .. } = &order.command {
        return Some(*party);
    }
    None
}
