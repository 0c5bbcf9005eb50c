//! What other services offer (S1, S4): opened as their facts are heard, ended when they take it back, and the identities they granted
//! read at their own door.

use prost::Message as _;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Fault;
use shiyu_kit::nats::Fact;
use shiyu_kit::party::Identity;
use shiyu_kit::peer::{Asking, PeerFault};
use shiyu_kit::referral::{Moved, Offer};
use shiyu_kit::rpc::caller;
use shiyu_kit::subject::SubjectDesk;
use shiyu_proto::common::v1 as common;
use shiyu_proto::mediation::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::Desk;
use super::parties::is_opposed;
use crate::domain::terms::Party;
use crate::domain::{Command, Dispute, Known, Order, Refusal};
use crate::wire;

impl Desk {
    /// An offer becomes a dispute of the offer's id: heard twice, it is there once. Its first step is of the trace of the offer.
    pub async fn take_in(&self, fact: &Fact, offer: Offer) -> Outcome {
        let Some(opening) = wire::offered(offer, self.county()) else {
            return Outcome::Unreadable("OFFER_INVALID");
        };
        let act = fact.act(opening.id);
        match self.open_traced((act.by, act.trace), opening).await {
            Err(Fault::Refused(Refusal::AlreadyOpened)) => Outcome::Ignored,
            done => Outcome::of(done),
        }
    }

    /// What became of an offer there. Our own answers come back so too, and change nothing.
    pub async fn offer_moved(&self, fact: &Fact, moved: Moved) -> Outcome {
        let command = Command::OfferGone {
            referral: moved.referral,
            state: moved.state,
        };
        match self.ledger.execute(fact.act(moved.referral), Order::from(command)).await {
            Err(Fault::Refused(Refusal::DisputeUnknown)) => Outcome::Ignored,
            done => Outcome::of(done),
        }
    }

    /// Something was put right of somebody who was granted to us (PIPL art. 46): it is read there again, as long as the grant holds.
    pub async fn reread(&self, subjects: &SubjectDesk<Dispute>, fact: &Fact) -> Outcome {
        let told = common::SubjectCorrected::decode(fact.data.clone()).ok();
        let told = told.and_then(|told| {
            let offers: Option<Vec<Uuid>> = told.referrals.iter().map(|offer| offer.parse().ok()).collect();
            Some((told.party.parse::<Uuid>().ok()?, told.case, offers?))
        });
        let Some((party, case, offers)) = told else {
            return Outcome::Unreadable("DATA_UNREADABLE");
        };
        let mut outcome = Outcome::Ignored;
        for dispute in offers {
            match self.reread_of(subjects, fact, (dispute, party, case.as_str())).await {
                trouble @ Outcome::Trouble(_) => return trouble,
                Outcome::Ignored => {}
                done @ (Outcome::Done | Outcome::Refused(_) | Outcome::Unreadable(_)) => outcome = done,
            }
        }
        outcome
    }

    /// The dispute of an offer has the offer's id. Nobody joins it by this: who was not taken in before is not taken in now.
    async fn reread_of(&self, subjects: &SubjectDesk<Dispute>, fact: &Fact, (dispute, party, case): (Uuid, Uuid, &str)) -> Outcome {
        let filed = match self.ledger.get(dispute).await {
            Ok(Some(filed)) => filed,
            Ok(None) => return Outcome::Ignored,
            Err(error) => return Outcome::Trouble(error.to_string()),
        };
        let offer = filed.case.entrustment().map(|entrustment| &entrustment.offer);
        let offer = offer.filter(|offer| offer.from == fact.service() && offer.case == case);
        let taken_in = filed.case.parties.iter().any(|party| party.granted);
        let Some(offer) = offer.filter(|_| taken_in) else {
            return Outcome::Ignored;
        };
        let asking = Asking {
            request: Uuid::new_v5(&fact.id, dispute.as_bytes()),
            party: Some(party),
        };
        let granted = match self.ground.peers.granted_identity(offer, asking).await {
            Ok(granted) => granted,
            Err(PeerFault::Refused(..)) => return Outcome::Refused("NOT_GRANTED"),
            Err(fault) => return Outcome::Trouble(fault.to_string()),
        };
        let held = match self.identities(dispute).await {
            Ok(held) => held,
            Err(fault) => return Outcome::Trouble(fault.to_string()),
        };
        let right = wire::granted(granted, dispute).into_iter().filter_map(|(party, right)| {
            let (_, held) = held.iter().find(|(id, _)| *id == party.id)?;
            Some(self.vault.seal(party.id, dispute, &held.put_right(&right), self.clock.now()))
        });
        match right.collect::<Vec<_>>() {
            nobody if nobody.is_empty() => Outcome::Ignored,
            parties => subjects.put_right(fact, dispute, parties).await,
        }
    }

    /// The granted identities join the dispute, one act each: what was imported before stays as it is.
    pub(super) async fn import(&self, request: Request<pb::ImportPartiesRequest>) -> Result<Response<pb::Dispute>, Status> {
        let (by, request) = caller(request)?;
        let (request, case) = wire::import_parties(&request, self.county())?;
        let filed = self.seen(&by, case).await?;
        let entrustment = filed
            .case
            .entrustment()
            .filter(|entrustment| entrustment.is_readable(self.clock.now()));
        let offer = &entrustment.ok_or(Fault::Refused(Refusal::NothingGranted))?.offer;
        let asking = Asking { request, party: None };
        let granted = self.ground.peers.granted_identity(offer, asking).await?;
        let granted = wire::granted(granted, filed.id);
        let held = self.identities(case).await?;
        let there: Vec<(Party, &Identity)> = held
            .iter()
            .filter_map(|(id, known)| Some((*filed.case.party(*id)?, known)))
            .collect();
        let mut answer = None;
        for (index, (party, identity)) in granted.iter().enumerate() {
            if filed.case.party(party.id).is_some() {
                continue;
            }
            let before = granted.iter().take(index).map(|(other, known)| (*other, known));
            let opposed = is_opposed(*party, identity, there.iter().copied().chain(before));
            // The document tells who stands on both sides; it is not taken in.
            let taken_in = Identity {
                document: None,
                ..identity.clone()
            };
            let sealed = self.vault.seal(party.id, case, &taken_in, self.clock.now());
            let asked = wire::Asked {
                id: Uuid::new_v5(&request, party.id.as_bytes()),
                case,
                expected: None,
                command: Command::AddParty { party: *party, sealed },
            };
            let known = Known {
                opposed,
                ..self.known(&filed.case, &asked.command).await?
            };
            answer = Some(self.give_knowing(by.clone(), asked, known).await?);
        }
        let done = answer.ok_or(Fault::Refused(Refusal::NothingGranted))?;
        Ok(self.shown(&by, &done))
    }
}
