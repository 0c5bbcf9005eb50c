//! The door to the vault: who is shown to whom.

use shiyu_kit::referral::asked;
use shiyu_kit::rpc::{answer, caller};
use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::identity_service_server::IdentityService;
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::party_service_server::PartyService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::{Desk, shown};
use crate::domain::Command;
use crate::wire::{self, Asked};

#[tonic::async_trait]
impl PartyService for Desk {
    async fn reveal_reporter(&self, request: Request<pb::RevealReporterRequest>) -> Result<Response<pb::RevealReporterResponse>, Status> {
        let (by, request) = caller(request)?;
        let asked = wire::reveal_reporter(request, self.county())?;
        let wanted = party_of(&asked);
        if let Some(party) = wanted {
            self.seen(&by, asked.case).await?;
            self.may_be_revealed(party).await?;
        }
        let done = self.give(by, asked).await?;
        let identity = match wanted {
            Some(party) => self.identity(party).await?,
            None => None,
        };
        let party = done.filed.case.parties.iter().find(|party| Some(party.id) == wanted);
        let party = party.map(|party| wire::party(*party, identity.as_ref()));
        Ok(answer(&done, |filed| pb::RevealReporterResponse {
            event: Some(wire::event(filed, &[])),
            party,
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
        let order = asked(&request, self.county(), wire::EVENTS)?;
        let (case, wanted) = (order.case, order.command);
        let done = self.give(by.clone(), order.map(Command::ReadIdentity)).await?;
        let parties = self.granted(&by, case, &wanted).await?;
        Ok(answer(&done, |_| common::ReadGrantedIdentityResponse { parties }))
    }
}

impl Desk {
    /// The gist that travels names nobody of the event, and holds nobody's number.
    pub(super) async fn offer(&self, request: Request<pb::OfferReferralRequest>) -> Result<Response<pb::Event>, Status> {
        let (by, request) = caller(request)?;
        let asked = wire::offer_referral(request, self.county())?;
        let filed = self.seen(&by, asked.case).await?;
        if let Command::OfferReferral(offer) = &asked.command {
            self.check_summary(filed.id, "summary", &offer.summary).await?.finish()?;
        }
        Ok(shown(&self.give(by, asked).await?))
    }
}

fn party_of(asked: &Asked) -> Option<Uuid> {
    if let Command::Reveal { party, .. } = &asked.command {
        return Some(*party);
    }
    None
}
