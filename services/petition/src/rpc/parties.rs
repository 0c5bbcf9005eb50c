//! The door to the vault: who joins, and who is shown to whom.

use shiyu_kit::fault::Fault;
use shiyu_kit::party::{Identity, store as parties};
use shiyu_kit::referral::asked;
use shiyu_kit::rpc::{answer, caller};
use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::identity_service_server::IdentityService;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::party_service_server::PartyService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::{Desk, shown};
use crate::domain::{Command, Refusal};
use crate::wire::{self, Order};

#[tonic::async_trait]
impl PartyService for Desk {
    async fn add_party(&self, request: Request<pb::AddPartyRequest>) -> Result<Response<pb::Petition>, Status> {
        let (by, request) = caller(request)?;
        let joining = wire::add_party(request, self.county())?;
        let sealed = self.vault.seal(joining.party.id, joining.case, &joining.identity, self.clock.now());
        let done = self.execute(by, joining.order(sealed)).await?;
        Ok(shown(&done))
    }

    async fn reveal_party(&self, request: Request<pb::RevealPartyRequest>) -> Result<Response<pb::RevealPartyResponse>, Status> {
        let (by, request) = caller(request)?;
        let order = wire::reveal_party(request, self.county())?;
        self.seen(&by, order.case).await?;
        let party = party_of(&order);
        let done = self.execute(by, order).await?;
        let identity = self.identity(party).await?;
        let party = party.and_then(|party| done.filed.case.party(party));
        Ok(answer(&done, |filed| pb::RevealPartyResponse {
            party: party.map(|party| wire::party(party, &identity)),
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
        let order = asked(&request, self.county(), wire::PETITIONS)?;
        let (case, wanted) = (order.case, order.command);
        let done = self.execute(by.clone(), order.map(Command::ReadIdentity)).await?;
        // A grant holds or not at the moment of reading: a repeated request is no way around its end.
        let filed = self.ledger.get(case).await.map_err(Fault::<Refusal>::from)?;
        let petition = filed.ok_or(Fault::Refused(Refusal::PetitionUnknown))?.case;
        let offer = petition.course.referrals.iter().find(|offer| offer.id == wanted.referral);
        let grant = offer.and_then(|offer| offer.granted_to(&by, self.clock.now()));
        let grant = grant.ok_or(Fault::Refused(Refusal::NotGranted))?;
        let identities = self.identities(case).await?;
        let parties = petition.parties.iter().filter(|party| wanted.is_of(party.id)).map(|party| {
            let identity = identities.iter().find(|(id, _)| *id == party.id).map(|(_, identity)| identity);
            wire::granted_party(party, identity, &grant.fields)
        });
        let parties = parties.collect();
        Ok(answer(&done, |_| common::ReadGrantedIdentityResponse { parties }))
    }
}

impl Desk {
    async fn identity(&self, party: Option<Uuid>) -> Result<Identity, Fault<Refusal>> {
        let unknown = || Fault::Refused(Refusal::PetitionUnknown);
        let row = parties::get(&self.ledger.database().writer, party.ok_or_else(unknown)?).await?;
        Ok(self.unseal(&row.ok_or_else(unknown)?)?)
    }
}

fn party_of(order: &Order) -> Option<Uuid> {
    if let Command::Reveal { party, .. } = &order.command {
        return Some(*party);
    }
    None
}
