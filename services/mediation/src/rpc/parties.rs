//! The door to the vault: who joins, and who is shown to whom.

use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::party::Identity;
use shiyu_kit::rpc::{answer, caller};
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::terms::Party;
use crate::domain::{Command, Dispute, Known, Refusal};
use crate::wire::{self, Joining};

impl Desk {
    pub(super) async fn join<R>(
        &self,
        request: Request<R>,
        read: impl FnOnce(R, &Code) -> Result<Joining, Violations>,
    ) -> Result<Response<pb::Dispute>, Status> {
        let (by, request) = caller(request)?;
        let joining = read(request, self.county())?;
        let dispute = self.seen(&by, joining.case).await?.case;
        let opposed = self.is_opposed(&dispute, &joining).await?;
        let sealed = self.vault.seal(joining.party.id, joining.case, &joining.identity, self.clock.now());
        let asked = joining.asked(sealed);
        let known = Known {
            opposed,
            ..self.known(&dispute, &asked.command).await?
        };
        let done = self.give_knowing(by.clone(), asked, known).await?;
        Ok(self.shown(&by, &done))
    }

    /// Whether whoever joins has the document of somebody on the other side.
    async fn is_opposed(&self, dispute: &Dispute, joining: &Joining) -> Result<bool, Fault<Refusal>> {
        if joining.identity.document.is_none() {
            return Ok(false);
        }
        let known = self.identities(joining.case).await?;
        let others = known.iter().filter(|(id, _)| *id != joining.party.id);
        let others = others.filter_map(|(id, identity)| Some((*dispute.party(*id)?, identity)));
        Ok(is_opposed(joining.party, &joining.identity, others))
    }

    pub(super) async fn reveal(&self, request: Request<pb::RevealPartyRequest>) -> Result<Response<pb::RevealPartyResponse>, Status> {
        let (by, request) = caller(request)?;
        let asked = wire::reveal_party(request, self.county())?;
        let wanted = revealed(&asked.command);
        if let Some(party) = wanted {
            self.seen(&by, asked.case).await?;
            self.may_be_revealed(party).await?;
        }
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

/// Whether whoever joins has the document of somebody on the other side, among these.
pub(super) fn is_opposed<'a>(party: Party, identity: &Identity, mut others: impl Iterator<Item = (Party, &'a Identity)>) -> bool {
    others.any(|(other, known)| other.role.opposes(party.role) && identity.has_the_document_of(known))
}

fn revealed(command: &Command) -> Option<Uuid> {
    if let Command::Reveal { party, .. } = command {
        return Some(*party);
    }
    None
}

#[cfg(test)]
mod tests {
    use shiyu_kit::testkit::party::person;

    use super::*;
    use crate::domain::terms::PartyRole;

    #[test]
    fn whoever_has_the_document_of_the_other_side_is_on_both() {
        let party = |id: u128, role| Party {
            id: Uuid::from_u128(id),
            role,
            speaks_for: None,
            granted: true,
        };
        let (asks, answers) = (party(1, PartyRole::Applicant), party(2, PartyRole::Respondent));
        let (one, other) = (person("沈小满", 7), person("裘大海", 8));
        let beside = |joining: Party, identity: &Identity, known: &Identity| is_opposed(joining, identity, std::iter::once((asks, known)));
        assert!(beside(answers, &one, &one));
        assert!(!beside(answers, &other, &one));
        assert!(!beside(asks, &one, &one), "they are on the same side");
        let unproved = Identity {
            document: None,
            ..one.clone()
        };
        assert!(!beside(answers, &unproved, &unproved));
    }
}
