//! The door to the vault: who joins, and who is shown to whom.

use shiyu_kit::fault::Violations;
use shiyu_kit::rpc::{answer, caller};
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;
use tonic::{Request, Response, Status};

use super::desk::Desk;
use crate::domain::Command;
use crate::wire::{self, Joining};

impl Desk {
    pub(super) async fn join<R>(
        &self,
        request: Request<R>,
        read: impl FnOnce(R, &Code) -> Result<Joining, Violations>,
    ) -> Result<Response<pb::Dispute>, Status> {
        let (by, request) = caller(request)?;
        let joining = read(request, self.county())?;
        let sealed = self.vault.seal(joining.party.id, joining.case, &joining.identity, self.clock.now());
        let done = self.give(by.clone(), joining.asked(sealed)).await?;
        Ok(self.shown(&by, &done))
    }

    pub(super) async fn reveal(&self, request: Request<pb::RevealPartyRequest>) -> Result<Response<pb::RevealPartyResponse>, Status> {
        let (by, request) = caller(request)?;
        let asked = wire::reveal_party(request, self.county())?;
        let wanted = revealed(&asked.command);
        let done = self.give(by.clone(), asked).await?;
        let party = wanted.and_then(|party| done.filed.case.party(party)).copied();
        let identity = match party {
            Some(party) => self.identity(party.id).await?,
            None => None,
        };
        let party = party.map(|party| wire::party(party, identity.as_ref()));
        Ok(answer(&done, |filed| pb::RevealPartyResponse {
            dispute: Some(wire::dispute(filed, &[], self.listener(&by, &filed.case))),
            party,
        }))
    }
}

fn revealed(command: &Command) -> Option<uuid::Uuid> {
    if let Command::Reveal { party, .. } = command {
        return Some(*party);
    }
    None
}
