//! What other services offer (S1, S4): opened as their facts are heard, ended when they take it back, and the identities they granted
//! read at their own door.

use shiyu_kit::consumer::Outcome;
use shiyu_kit::fault::Fault;
use shiyu_kit::nats::Fact;
use shiyu_kit::peer::Asking;
use shiyu_kit::referral::{Moved, Offer};
use shiyu_kit::rpc::caller;
use shiyu_proto::mediation::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::{Command, Order, Refusal};
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
        let mut answer = None;
        for (party, identity) in wire::granted(granted, filed.id) {
            if filed.case.party(party.id).is_some() {
                continue;
            }
            let sealed = self.vault.seal(party.id, case, &identity, self.clock.now());
            let asked = wire::Asked {
                id: Uuid::new_v5(&request, party.id.as_bytes()),
                case,
                expected: None,
                command: Command::AddParty { party, sealed },
            };
            answer = Some(self.give(by.clone(), asked).await?);
        }
        let done = answer.ok_or(Fault::Refused(Refusal::NothingGranted))?;
        Ok(self.shown(&by, &done))
    }
}
