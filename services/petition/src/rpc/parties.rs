//! The door to the vault: who joins, and who is shown to whom.

use shiyu_kit::fault::Fault;
use shiyu_kit::party::{Identity, store as parties};
use shiyu_kit::rpc::{answer, caller};
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

    async fn read_granted_identity(
        &self,
        request: Request<pb::ReadGrantedIdentityRequest>,
    ) -> Result<Response<pb::ReadGrantedIdentityResponse>, Status> {
        let (by, request) = caller(request)?;
        let order = wire::read_granted_identity(request, self.county())?;
        let (case, party, referral) = (order.case, party_of(&order), referral_of(&order));
        let done = self.execute(by, order).await?;
        // A grant holds or not at the moment of reading: a repeated request is no way around its end.
        let filed = self.ledger.get(case).await.map_err(Fault::<Refusal>::from)?;
        let offer = filed.and_then(|filed| filed.case.course.referrals.into_iter().find(|offer| Some(offer.id) == referral));
        let grant = offer.and_then(|offer| offer.grant).filter(|grant| grant.holds(self.clock.now()));
        let grant = grant.ok_or(Fault::Refused(Refusal::NotGranted))?;
        let identity = self.identity(party).await?;
        Ok(answer(&done, |_| pb::ReadGrantedIdentityResponse {
            identity: Some(wire::granted(&identity, &grant.fields)),
        }))
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
    if let Command::Reveal { party, .. } | Command::ReadIdentity { party, .. } = &order.command {
        return Some(*party);
    }
    None
}

fn referral_of(order: &Order) -> Option<Uuid> {
    if let Command::ReadIdentity { referral, .. } = &order.command {
        return Some(*referral);
    }
    None
}
