//! What every handler of cases works with: the kit's desk, the registers, the numbers, and our other services.

use std::collections::BTreeMap;
use std::sync::Arc;

use sea_orm::DbErr;
use shiyu_kit::audience::Audience;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::database::Database;
use shiyu_kit::desk::{CaseDesk, Shown};
use shiyu_kit::fault::{Corrupt, Fault, Violations};
use shiyu_kit::ledger::{Done, Unread};
use shiyu_kit::number::{self, Numbers};
use shiyu_kit::packet::Seals;
use shiyu_kit::party::{Identity, Masked};
use shiyu_kit::peer::Peers;
use shiyu_kit::referral::Referral;
use shiyu_kit::rpc::{answer, caller};
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::lookup::Tables;
use crate::config::Thresholds;
use crate::domain::terms::Officer;
use crate::domain::{CaseFile, Command, Known, Order, Refusal};
use crate::paper::Printery;
use crate::store;
use crate::wire::{self, Asked};

/// What the desk is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The offices' words in the numbers of their cases, by unit code.
    pub number_words: BTreeMap<String, String>,
    /// From what on a fine gives the right to a hearing.
    pub hearings: Thresholds,
    /// The unit that receives what other services offer.
    pub intake: Option<Code>,
    /// Our other services.
    pub peers: Peers,
    /// What packets for other cities are signed with, and their receipts known by.
    pub seals: Seals,
}

/// The desk of one county's cases.
#[derive(Debug, Clone)]
pub struct Desk {
    pub(super) cases: CaseDesk<CaseFile>,
    pub(super) tables: Arc<dyn Tables>,
    pub(super) numbers: Arc<Numbers<Register>>,
    pub(super) settings: Arc<Settings>,
    printery: Printery,
}

/// Which running counts the cases have.
#[derive(Debug, Clone)]
pub struct Register(pub Database);

impl number::Register for Register {
    async fn used(&self, unit: &str, year: i32, numbers: std::ops::RangeInclusive<i64>) -> Result<Vec<i64>, DbErr> {
        store::numbers(&self.0.writer, unit, year, numbers).await
    }
}

impl Shown for CaseFile {
    fn audience(&self) -> Audience {
        Self::audience(self)
    }

    fn stands(&self) -> Vec<(Uuid, String)> {
        self.parties
            .iter()
            .map(|party| (party.id, party.role.as_str().to_owned()))
            .collect()
    }

    /// Nothing is offered from here.
    fn referrals(&self) -> &[Referral] {
        &[]
    }

    fn unknown() -> Refusal {
        Refusal::CaseUnknown
    }

    fn not_granted() -> Refusal {
        Refusal::NotGranted
    }

    fn restricted() -> Refusal {
        Refusal::IdentityRestricted
    }
}

impl Desk {
    /// A desk over the cases and the registers, with the press that sets what is published.
    #[must_use]
    pub fn new(cases: CaseDesk<CaseFile>, tables: Arc<dyn Tables>, printery: Printery, settings: Settings) -> Self {
        let db = cases.ledger.database().clone();
        let numbers = Numbers::new(db.clone(), cases.clock.clone(), Register(db), number::Settings::default());
        Self {
            cases,
            tables,
            numbers: Arc::new(numbers),
            settings: Arc::new(settings),
            printery,
        }
    }

    /// Where documents are set.
    pub(crate) const fn printery(&self) -> &Printery {
        &self.printery
    }

    /// The county.
    #[must_use]
    pub fn county(&self) -> &Code {
        self.cases.county()
    }

    /// A case, whoever may see it.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    pub async fn case(&self, id: Uuid) -> Result<Option<Filed<CaseFile>>, Unread> {
        self.cases.ledger.get(id).await
    }

    /// Gives back the numbers that were not used, once nobody calls any more.
    ///
    /// # Errors
    /// The database's.
    pub async fn close(&self) -> Result<(), DbErr> {
        self.numbers.close().await
    }

    /// What every order has in common: read it, look up what it needs, carry it out, show the case.
    pub(super) async fn obey<R>(
        &self,
        request: Request<R>,
        read: impl FnOnce(R, &Code) -> Result<Asked, Violations>,
    ) -> Result<Response<pb::Case>, Status> {
        let (by, request) = caller(request)?;
        let done = self.give(by, read(request, self.county())?).await?;
        Ok(self.shown(&done))
    }

    /// Gives an order upon a case. To whom the case is not shown, there is none.
    ///
    /// # Errors
    /// The case's refusal, or a fault.
    pub async fn give(&self, by: Actor, asked: Asked) -> Result<Done<CaseFile>, Fault<Refusal>> {
        let asked = self.under_seal(asked);
        let filed = self.cases.seen(&by, asked.case).await?;
        if asked.command.decides_a_first() {
            return self.first_in_turn(by, asked, &filed).await;
        }
        let suspected = self.suspected(&filed, &asked.command).await?;
        let known = self.known(&filed, &asked.command, suspected.as_ref()).await?;
        self.in_turn(by, asked, known, suspected.as_ref()).await
    }

    pub(super) async fn execute(&self, by: Actor, asked: Asked, known: Known) -> Result<Done<CaseFile>, Fault<Refusal>> {
        let receipt = asked.command.receipt().map(str::to_owned);
        let known = Known {
            caller: self.certificate_of(&by),
            ..known
        };
        let outcome = self.cases.execute(by, asked.map(|command| Order { command, known })).await;
        match (outcome, receipt) {
            (Err(Fault::BookedAlready), Some(receipt)) => Err(Fault::Refused(Refusal::ReceiptTaken(receipt))),
            (outcome, _) => outcome,
        }
    }

    /// The certificate of whoever gives an order, where they have one.
    pub(super) fn certificate_of(&self, by: &Actor) -> Option<Officer> {
        match by {
            Actor::Person { subject, .. } => self.tables.officer(subject, self.cases.today()),
            Actor::Service { .. } | Actor::Party { .. } | Actor::Clock => None,
        }
    }

    /// A case the caller may see.
    ///
    /// # Errors
    /// `CASE_UNKNOWN`, or a fault.
    pub async fn seen(&self, by: &Actor, id: Uuid) -> Result<Filed<CaseFile>, Fault<Refusal>> {
        self.cases.seen(by, id).await
    }

    /// Who stands in a case, in the clear: for what may name none of them.
    pub(crate) async fn identities(&self, case: Uuid) -> Result<Vec<(Uuid, Identity)>, Fault<Refusal>> {
        self.cases.identities(case).await
    }

    /// Whether a hash is that of the decision of a case as it is published.
    pub(super) async fn is_published_as(&self, filed: &Filed<CaseFile>, hash: &str) -> Result<bool, Fault<Refusal>> {
        let identities = self.identities(filed.id).await?;
        let same = self.printery.is_published_as(filed.clone(), &identities, hash).await;
        Ok(same.map_err(Corrupt::from)?)
    }

    /// A case with its parties, masked.
    pub(super) async fn in_full(&self, filed: &Filed<CaseFile>) -> Result<pb::Case, Fault<Refusal>> {
        let identities = self.cases.masked(filed).await?;
        Ok(self.of(filed, &identities))
    }

    /// A case as an order left it; identities are for those who ask for them.
    pub(super) fn shown(&self, done: &Done<CaseFile>) -> Response<pb::Case> {
        answer(done, |filed| self.of(filed, &[]))
    }

    /// A case with these identities, as it stands today.
    pub(super) fn of(&self, filed: &Filed<CaseFile>, identities: &[(Uuid, Masked)]) -> pb::Case {
        let calendar = self.cases.ledger.reference().calendar();
        wire::case(filed, identities, filed.case.accruing(self.cases.today(), &calendar))
    }

    /// A case goes to whoever has its power now (S15): for the register of powers, case by case, under an id of its own.
    ///
    /// # Errors
    /// The case's refusal, or a fault.
    pub async fn rehome(
        &self,
        by: Actor,
        (act, case): (Uuid, Uuid),
        rehome: crate::domain::command::Rehome,
    ) -> Result<Done<CaseFile>, Fault<Refusal>> {
        self.give(by, upon(act, case, Command::Rehome(rehome))).await
    }

    /// A document was rendered: its hash goes on record.
    ///
    /// # Errors
    /// The case's refusal, or a fault.
    pub async fn record_document(&self, by: Actor, (act, case): (Uuid, Uuid), document: Command) -> Result<Done<CaseFile>, Fault<Refusal>> {
        self.give(by, upon(act, case, document)).await
    }
}

fn upon(act: Uuid, case: Uuid, command: Command) -> Asked {
    Asked {
        id: act,
        case,
        expected: None,
        command,
    }
}
