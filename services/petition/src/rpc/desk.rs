//! What every handler of petitions works with: the ledger, the vault, the numbers, and who may see what.

use std::collections::BTreeMap;
use std::sync::Arc;

use sea_orm::{DatabaseConnection, DbErr};
use shiyu_kit::audience::Viewer;
use shiyu_kit::auth::Policy;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::clock::WallClock;
use shiyu_kit::database::Database;
use shiyu_kit::fault::{Corrupt, Fault, Violations};
use shiyu_kit::ledger::{Done, Ledger};
use shiyu_kit::number::{self, Numbers};
use shiyu_kit::party::{Identity, Masked, Vault, row, store as parties};
use shiyu_kit::rpc::{answer, caller};
use shiyu_kit::telemetry::current_traceparent;
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::domain::{Command, Petition, Refusal};
use crate::sight::{self, WIDE};
use crate::store;
use crate::wire::{self, Order};

/// What reading a petition is called in the policies.
const READING: &str = "shiyu.petition.v1.PetitionService/GetPetition";

/// The desk of one county's petitions.
#[derive(Debug, Clone)]
pub struct Desk {
    pub(super) county: Code,
    pub(super) ledger: Ledger<Petition>,
    pub(super) vault: Vault,
    pub(super) numbers: Arc<Numbers<Register>>,
    pub(super) number_words: Arc<BTreeMap<String, String>>,
    pub(super) policy: Arc<Policy>,
    pub(super) clock: WallClock,
}

/// Which running counts the petitions have.
#[derive(Debug, Clone)]
pub struct Register(pub Database);

impl number::Register for Register {
    async fn used(&self, unit: &str, year: i32, numbers: std::ops::RangeInclusive<i64>) -> Result<Vec<i64>, DbErr> {
        store::numbers(&self.0.writer, unit, year, numbers).await
    }
}

impl Desk {
    /// A desk over a ledger.
    #[must_use]
    pub fn new(county: Code, ledger: Ledger<Petition>, vault: Vault, policy: Arc<Policy>, clock: WallClock) -> Self {
        let register = Register(ledger.database().clone());
        let numbers = Numbers::new(ledger.database().clone(), clock.clone(), register, number::Settings::default());
        Self {
            county,
            ledger,
            vault,
            numbers: Arc::new(numbers),
            number_words: Arc::default(),
            policy,
            clock,
        }
    }

    /// With the offices' words in their numbers.
    #[must_use]
    pub fn numbering(mut self, words: BTreeMap<String, String>) -> Self {
        self.number_words = Arc::new(words);
        self
    }

    pub(super) fn county(&self) -> &Code {
        &self.county
    }

    pub(super) fn reader(&self) -> &DatabaseConnection {
        &self.ledger.database().reader
    }

    /// Gives back the numbers that were not used, once nobody calls any more.
    ///
    /// # Errors
    /// The database's.
    pub async fn close(&self) -> Result<(), DbErr> {
        self.numbers.close().await
    }

    /// What every order has in common: read it, carry it out, show the petition.
    pub(super) async fn obey<R>(
        &self,
        request: Request<R>,
        read: impl FnOnce(R, &Code) -> Result<Order, Violations>,
    ) -> Result<Response<pb::Petition>, Status> {
        let (by, request) = caller(request)?;
        let done = self.execute(by, read(request, &self.county)?).await?;
        Ok(shown(&done))
    }

    /// Carries an order out. A refusal is told only to those who see the petition: for others of the staff there is none, and
    /// why not this order would tell them that there is.
    pub(super) async fn execute(&self, by: Actor, order: Order) -> Result<Done<Petition>, Fault<Refusal>> {
        let asked = concerns_somebody_elses(&by, &order.command).then(|| (by.clone(), order.case));
        let (act, command) = order.by(by, current_traceparent());
        let done = self.ledger.execute(act, command).await;
        if let (Some((by, case)), Err(fault)) = (asked, &done)
            && tells(fault)
        {
            self.seen(&by, case).await?;
        }
        done
    }

    /// A petition with its parties, masked.
    pub(super) async fn in_full(&self, filed: &Filed<Petition>) -> Result<pb::Petition, Fault<Refusal>> {
        let identities = if filed.case.parties.is_empty() {
            Vec::new()
        } else {
            self.identities(filed.id).await?
        };
        Ok(wire::petition(filed, &masked(&identities)))
    }

    /// Who stands in a case, in the clear; nothing of it leaves the process unmasked but by a reveal or a grant.
    pub(super) async fn identities(&self, case: Uuid) -> Result<Vec<(Uuid, Identity)>, Fault<Refusal>> {
        let rows = parties::of_case(&self.ledger.database().writer, case).await?;
        rows.iter().map(|row| Ok((row.id, self.unseal(row)?))).collect()
    }

    pub(super) fn unseal(&self, row: &row::Model) -> Result<Identity, Corrupt> {
        self.vault.unseal(row).map_err(|error| Corrupt {
            table: "party",
            id: row.id.to_string(),
            what: error.to_string(),
        })
    }

    /// A petition the caller may see; to whom it is not shown, there is none.
    pub(super) async fn seen(&self, by: &Actor, id: Uuid) -> Result<Filed<Petition>, Fault<Refusal>> {
        let filed = self.ledger.get(id).await?;
        let seen = filed.filter(|filed| self.viewer(by).sees(&filed.case.audience()));
        seen.ok_or(Fault::Refused(Refusal::PetitionUnknown))
    }

    pub(super) fn viewer(&self, by: &Actor) -> Viewer {
        sight::viewer(by, &self.county, &self.ledger.reference().units(), self.clock.now())
    }

    /// Who may see a petition: roles by the policies, units by what they have to do with it.
    pub(super) fn who_sees(&self, by: &Actor, petition: &Petition) -> pb::WhoCanSeeResponse {
        let audience = petition.audience();
        let mut seen = pb::WhoCanSeeResponse {
            roles: texts(self.policy.roles(READING, self.county.as_str())),
            units: texts(&audience.units),
            wide_roles: texts(WIDE),
            ..pb::WhoCanSeeResponse::default()
        };
        if sight::in_petition_office(by) {
            seen.barred_units = texts(&audience.barred_units);
            seen.barred_subjects = texts(&audience.barred_subjects);
        }
        seen
    }
}

/// Whether an order is a person's upon a petition that may be none of theirs. Whoever registers one makes it theirs; parties
/// come by the public door, which knows them, and services by their grants.
fn concerns_somebody_elses(by: &Actor, command: &Command) -> bool {
    matches!(by, Actor::Person { .. }) && !matches!(command, Command::Register(_))
}

/// Whether an answer could only be given about a petition there is.
fn tells(fault: &Fault<Refusal>) -> bool {
    match fault {
        Fault::Refused(refusal) => *refusal != Refusal::PetitionUnknown,
        Fault::Stale { .. } | Fault::PartyTaken => true,
        Fault::Reused | Fault::Busy | Fault::Unavailable | Fault::Corrupt(_) | Fault::Database(_) => false,
    }
}

fn texts(words: impl IntoIterator<Item: ToString>) -> Vec<String> {
    words.into_iter().map(|word| word.to_string()).collect()
}

/// Identities as they are shown.
pub(super) fn masked(identities: &[(Uuid, Identity)]) -> Vec<(Uuid, Masked)> {
    identities.iter().map(|(id, identity)| (*id, identity.masked())).collect()
}

/// A petition as an order left it; identities are for those who ask for them.
pub(super) fn shown(done: &Done<Petition>) -> Response<pb::Petition> {
    answer(done, |filed| wire::petition(filed, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_presupposes_a_petition_tells_of_one() {
        let not_asked = Refusal::UnitNotAsked("330602-ZJJ".parse().unwrap());
        let stale = Fault::Stale { expected: 1, actual: 2 };
        for fault in [Fault::Refused(not_asked), stale, Fault::PartyTaken] {
            assert!(tells(&fault), "{fault:?}");
        }
        for fault in [
            Fault::Refused(Refusal::PetitionUnknown),
            Fault::Reused,
            Fault::Busy,
            Fault::Unavailable,
        ] {
            assert!(!tells(&fault), "{fault:?}");
        }
    }

    #[test]
    fn only_staff_are_asked_whether_they_see_it() {
        let person = Actor::Person {
            subject: "handler".to_owned(),
            unit: None,
            roles: std::collections::BTreeSet::new(),
        };
        let service = Actor::Service {
            name: "mediation".to_owned(),
        };
        assert!(concerns_somebody_elses(&person, &Command::Close));
        assert!(!concerns_somebody_elses(&service, &Command::Close));
    }
}
