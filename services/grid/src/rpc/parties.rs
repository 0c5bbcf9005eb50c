//! The door to the vault: who is shown to whom.

use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::party::{mentions, personal_in};
use shiyu_kit::rpc::{answer, caller};
use shiyu_proto::grid::v1 as pb;
use shiyu_proto::grid::v1::party_service_server::PartyService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::{Desk, shown};
use crate::domain::{Command, Refusal};
use crate::wire::{self, Asked};

#[tonic::async_trait]
impl PartyService for Desk {
    async fn reveal_reporter(&self, request: Request<pb::RevealReporterRequest>) -> Result<Response<pb::RevealReporterResponse>, Status> {
        let (by, request) = caller(request)?;
        let asked = wire::reveal_reporter(request, self.county())?;
        let (case, wanted) = (asked.case, party_of(&asked));
        let done = self.give(by, asked).await?;
        let identities = self.identities(case).await?;
        let identity = identities.iter().find(|(id, _)| Some(*id) == wanted).map(|(_, identity)| identity);
        let party = done.filed.case.parties.iter().find(|party| Some(party.id) == wanted);
        let party = party.map(|party| wire::party(*party, identity));
        Ok(answer(&done, |filed| pb::RevealReporterResponse {
            event: Some(wire::event(filed, &[])),
            party,
        }))
    }

    async fn read_granted_identity(
        &self,
        request: Request<pb::ReadGrantedIdentityRequest>,
    ) -> Result<Response<pb::ReadGrantedIdentityResponse>, Status> {
        let (by, request) = caller(request)?;
        let asked = wire::read_granted_identity(request, self.county())?;
        let (case, referral) = (asked.case, referral_of(&asked));
        let done = self.give(by, asked).await?;
        // A grant holds or not at the moment of reading: a repeated request is no way around its end.
        let filed = self.ledger.get(case).await.map_err(Fault::<Refusal>::from)?;
        let offer = filed.and_then(|filed| filed.case.course.referrals.into_iter().find(|offer| Some(offer.id) == referral));
        let grant = offer.and_then(|offer| offer.grant).filter(|grant| grant.holds(self.clock.now()));
        let grant = grant.ok_or(Fault::Refused(Refusal::NotGranted))?;
        let identities = self.identities(case).await?;
        let party = |party: &crate::domain::terms::Party| {
            let identity = identities.iter().find(|(id, _)| *id == party.id).map(|(_, identity)| identity);
            wire::granted(*party, identity, &grant.fields)
        };
        Ok(answer(&done, |filed| pb::ReadGrantedIdentityResponse {
            parties: filed.case.parties.iter().map(party).collect(),
        }))
    }
}

impl Desk {
    /// The gist that travels names nobody of the event, and holds nobody's number.
    pub(super) async fn offer(&self, request: Request<pb::OfferReferralRequest>) -> Result<Response<pb::Event>, Status> {
        let (by, request) = caller(request)?;
        let asked = wire::offer_referral(request, self.county())?;
        let filed = self.seen(&by, asked.case).await?;
        if let Command::OfferReferral(offer) = &asked.command {
            let identities = self.identities(filed.id).await?;
            let named = identities.iter().any(|(_, identity)| mentions(&offer.summary, identity));
            let clean = !named && personal_in(&offer.summary).is_empty();
            let mut violations = Violations::new();
            violations.require(clean, "summary", "PERSONAL_DATA_IN_SUMMARY", "the summary names a person");
            violations.finish()?;
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

fn referral_of(asked: &Asked) -> Option<Uuid> {
    if let Command::ReadIdentity { referral } = &asked.command {
        return Some(*referral);
    }
    None
}
