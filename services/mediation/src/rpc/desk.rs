//! What every handler of disputes works with: the desk of the kit, the registers, the numbers, and the other services.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use sea_orm::DbErr;
use shiyu_kit::audience::Audience;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::database::Database;
use shiyu_kit::demand::{Demand, Demanded};
use shiyu_kit::desk::{CaseDesk, Shown};
use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::ledger::Done;
use shiyu_kit::number::{self, Numbers};
use shiyu_kit::peer::Peers;
use shiyu_kit::referral::Referral;
use shiyu_kit::rpc::{answer, caller};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::Word;
use shiyu_proto::mediation::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::lookup::Tables;
use crate::domain::terms::{Party, PartyRole};
use crate::domain::{Dispute, Known, Order, Refusal};
use crate::sight::Listener;
use crate::store;
use crate::wire::{self, Asked};

/// What the desk of a county's disputes has beside the kit's.
#[derive(Debug, Clone)]
pub struct Ground {
    /// The unit that receives what other services offer; none: the county itself.
    pub intake: Option<Code>,
    /// Whether agreements of administrative mediation are taken to the court for confirmation here.
    pub administrative_confirmation: bool,
    /// The registers.
    pub tables: Arc<dyn Tables>,
    /// The other services of the county.
    pub peers: Peers,
    /// The offices' words in their numbers.
    pub number_words: Arc<BTreeMap<String, String>>,
}

/// The desk of one county's disputes.
#[derive(Debug, Clone)]
pub struct Desk {
    cases: CaseDesk<Dispute>,
    pub(super) ground: Ground,
    pub(super) numbers: Arc<Numbers<Register>>,
}

impl Deref for Desk {
    type Target = CaseDesk<Dispute>;

    fn deref(&self) -> &CaseDesk<Dispute> {
        &self.cases
    }
}

impl Shown for Dispute {
    fn audience(&self) -> Audience {
        Dispute::audience(self)
    }

    fn stands(&self) -> Vec<(Uuid, String)> {
        self.parties.iter().map(wire::stands).collect()
    }

    /// Mediation offers nothing to other services: what is said in it stays in it.
    fn referrals(&self) -> &[Referral] {
        &[]
    }

    fn unknown() -> Refusal {
        Refusal::DisputeUnknown
    }

    fn not_granted() -> Refusal {
        Refusal::NothingGranted
    }

    fn restricted() -> Refusal {
        Refusal::IdentityRestricted
    }
}

impl Demanded for Dispute {
    fn demand(&self) -> Option<Demand> {
        let asks = |party: &&Party| match party.role {
            PartyRole::Applicant | PartyRole::ApplicantRepresentative => true,
            PartyRole::Respondent | PartyRole::ThirdParty | PartyRole::RespondentRepresentative | PartyRole::Agent | PartyRole::Invited => {
                false
            }
        };
        Some(Demand {
            category: format!("dispute-{}", self.submission.category.number()),
            place: self.submission.place.clone(),
            applicants: self.parties.iter().filter(asks).map(|party| party.id).collect(),
        })
    }
}

/// Which running counts the disputes have.
#[derive(Debug, Clone)]
pub struct Register(pub Database);

impl number::Register for Register {
    async fn used(&self, unit: &str, year: i32, numbers: std::ops::RangeInclusive<i64>) -> Result<Vec<i64>, DbErr> {
        store::numbers(&self.0.writer, unit, year, numbers).await
    }
}

impl Desk {
    /// A desk over the kit's.
    #[must_use]
    pub fn new(cases: CaseDesk<Dispute>, ground: Ground) -> Self {
        let db = cases.ledger.database().clone();
        let numbers = Numbers::new(db.clone(), cases.clock.clone(), Register(db), number::Settings::default());
        Self {
            cases,
            ground,
            numbers: Arc::new(numbers),
        }
    }

    /// Gives back the numbers that were not used, once nobody calls any more.
    ///
    /// # Errors
    /// The database's.
    pub async fn close(&self) -> Result<(), DbErr> {
        self.numbers.close().await
    }

    /// What every order has in common: read it, look up what it needs, carry it out, show the dispute.
    pub(super) async fn obey<R>(
        &self,
        request: Request<R>,
        read: impl FnOnce(R, &Code) -> Result<Asked, Violations>,
    ) -> Result<Response<pb::Dispute>, Status> {
        let (by, request) = caller(request)?;
        let done = self.give(by.clone(), read(request, self.county())?).await?;
        Ok(self.shown(&by, &done))
    }

    /// Gives an order upon a dispute. To whom the dispute is not shown, there is none.
    ///
    /// # Errors
    /// The refusal, or a fault.
    pub async fn give(&self, by: Actor, asked: Asked) -> Result<Done<Dispute>, Fault<Refusal>> {
        let filed = self.seen(&by, asked.case).await?;
        let known = self.known(&filed.case, &asked.command).await?;
        self.give_knowing(by, asked, known).await
    }

    /// The same, once what it needs was looked up.
    pub(super) async fn give_knowing(&self, by: Actor, asked: Asked, known: Known) -> Result<Done<Dispute>, Fault<Refusal>> {
        self.cases.execute(by, asked.map(|command| Order { command, known })).await
    }

    /// A dispute with its parties, masked, as it is told to an actor.
    pub(super) async fn in_full(&self, by: &Actor, filed: &Filed<Dispute>) -> Result<pb::Dispute, Fault<Refusal>> {
        Ok(wire::dispute(filed, &self.masked(filed).await?, self.listener(by, &filed.case)))
    }

    /// A dispute as an order left it, as it is told to who gave it; identities are for those who ask for them.
    pub(super) fn shown(&self, by: &Actor, done: &Done<Dispute>) -> Response<pb::Dispute> {
        answer(done, |filed| wire::dispute(filed, &[], self.listener(by, &filed.case)))
    }

    /// As whom a dispute is told to an actor now.
    pub(super) fn listener(&self, by: &Actor, dispute: &Dispute) -> Listener {
        Listener::of(by, dispute, self.clock.now())
    }
}
