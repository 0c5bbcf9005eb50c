//! The door to the vault: who joins, and who is shown to whom.

use shiyu_kit::case::{Actor, Case, Context, Filed};
use shiyu_kit::fault::Fault;
use shiyu_kit::peer::Asking;
use shiyu_kit::rpc::{answer, caller};
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::party_service_server::PartyService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::{CaseFile, Command, Known, Order, Refusal};
use crate::wire::{self, Asked};

#[tonic::async_trait]
impl PartyService for Desk {
    async fn add_party(&self, request: Request<pb::AddPartyRequest>) -> Result<Response<pb::Case>, Status> {
        let (by, request) = caller(request)?;
        let joining = wire::add_party(request, self.county())?;
        let sealed = self.cases.sealed(joining.case, [(joining.party.id, &joining.identity)]);
        let sealed = sealed.into_iter().next().ok_or(Fault::Refused(Refusal::CaseUnknown))?;
        Ok(self.shown(&self.give(by, joining.asked(sealed)).await?))
    }

    async fn reveal_party(&self, request: Request<pb::RevealPartyRequest>) -> Result<Response<pb::RevealPartyResponse>, Status> {
        let (by, request) = caller(request)?;
        let asked = wire::reveal_party(request, self.county())?;
        let wanted = party_of(&asked);
        if let Some(party) = wanted {
            self.seen(&by, asked.case).await?;
            self.cases.may_be_revealed(party).await?;
        }
        let done = self.give(by, asked).await?;
        let identity = match wanted {
            Some(party) => self.cases.identity(party).await?,
            None => None,
        };
        let party = wanted.and_then(|party| done.filed.case.party(party).copied());
        let party = party.map(|party| wire::party(party, identity.as_ref()));
        Ok(answer(&done, |filed| pb::RevealPartyResponse {
            case: Some(self.of(filed, &[])),
            party,
        }))
    }

    async fn read_complainant(
        &self,
        request: Request<pb::ReadComplainantRequest>,
    ) -> Result<Response<pb::ReadComplainantResponse>, Status> {
        let (by, request) = caller(request)?;
        let asked = wire::read_complainant(request, self.county())?;
        let filed = self.seen(&by, asked.case).await?;
        self.may(&by, &filed, &asked.command).map_err(Fault::Refused)?;
        let offer = filed.case.clue.referred.clone().ok_or(Fault::Refused(Refusal::NotGranted))?;
        let asking = Asking {
            request: asked.id,
            party: None,
        };
        let parties = self.settings.peers.granted_identity(&offer, asking).await?;
        // Nobody is shown it before it is on record, and before the case can tell when somebody writes it down.
        let known = Known {
            kept: self.marks(filed.id, &parties),
            ..Known::default()
        };
        let done = self.execute(by, asked, known).await?;
        Ok(answer(&done, |_| pb::ReadComplainantResponse { parties }))
    }
}

impl Desk {
    /// Whether an order would be carried out now; nothing is.
    fn may(&self, by: &Actor, filed: &Filed<CaseFile>, command: &Command) -> Result<(), Refusal> {
        let reference = self.cases.ledger.reference();
        let (calendar, units) = (reference.calendar(), reference.units());
        let context = Context {
            now: self.cases.clock.now(),
            by,
            calendar: &calendar,
            units: &units,
            limits: reference.limits(),
        };
        let order = Order {
            command: command.clone(),
            known: Known {
                caller: self.certificate_of(by),
                ..Known::default()
            },
        };
        <CaseFile as Case>::decide(Some(&filed.case), &order, &context).map(drop)
    }
}

fn party_of(asked: &Asked) -> Option<Uuid> {
    if let Command::Reveal { party, .. } = &asked.command {
        return Some(*party);
    }
    None
}
