//! What every handler of petitions works with: the desk of the kit, the numbers, and what is told to whom.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use sea_orm::DbErr;
use shiyu_kit::audience::Audience;
use shiyu_kit::auth::Policy;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::clock::WallClock;
use shiyu_kit::database::Database;
use shiyu_kit::demand::{Demand, Demanded};
use shiyu_kit::desk::{CaseDesk, Shown};
use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::ledger::{Done, Ledger};
use shiyu_kit::number::{self, Numbers};
use shiyu_kit::packet::{Packet, Seals};
use shiyu_kit::party::{Vault, mentions};
use shiyu_kit::referral::Referral;
use shiyu_kit::rpc::{answer, caller};
use shiyu_kit::unit::Code;
use shiyu_proto::petition::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::domain::{Command, Party, PartyRole, Petition, Refusal};
use crate::sight::{self, WIDE};
use crate::store;
use crate::wire::{self, Order};

/// What reading a petition is called in the policies.
const READING: &str = "shiyu.petition.v1.PetitionService/GetPetition";

/// The desk of one county's petitions: the kit's, and the numbers.
#[derive(Debug, Clone)]
pub struct Desk {
    cases: CaseDesk<Petition>,
    pub(super) numbers: Arc<Numbers<Register>>,
    pub(super) number_words: Arc<BTreeMap<String, String>>,
    seals: Seals,
}

impl Deref for Desk {
    type Target = CaseDesk<Petition>;

    fn deref(&self) -> &CaseDesk<Petition> {
        &self.cases
    }
}

impl Shown for Petition {
    fn audience(&self) -> Audience {
        Petition::audience(self)
    }

    fn stands(&self) -> Vec<(Uuid, String)> {
        self.parties.iter().map(wire::stands).collect()
    }

    fn referrals(&self) -> &[Referral] {
        &self.course.referrals
    }

    fn unknown() -> Refusal {
        Refusal::PetitionUnknown
    }

    fn not_granted() -> Refusal {
        Refusal::NotGranted
    }

    fn restricted() -> Refusal {
        Refusal::IdentityRestricted
    }
}

impl Demanded for Petition {
    fn demand(&self) -> Option<Demand> {
        let asks = |party: &&Party| match party.role {
            PartyRole::Petitioner | PartyRole::Representative => true,
            PartyRole::Agent | PartyRole::Attorney | PartyRole::Respondent => false,
        };
        (!self.is_sealed()).then(|| Demand {
            category: self.submission.category.to_string(),
            place: self.submission.place.clone(),
            applicants: self.parties.iter().filter(asks).map(|party| party.id).collect(),
        })
    }
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
            cases: CaseDesk {
                county,
                ledger,
                vault,
                policy,
                clock,
                sight: sight::viewer,
            },
            numbers: Arc::new(numbers),
            number_words: Arc::default(),
            seals: Seals::default(),
        }
    }

    /// With a key for what is handed to other cities, and theirs.
    #[must_use]
    pub fn sealing(mut self, seals: Seals) -> Self {
        self.seals = seals;
        self
    }

    /// With the offices' words in their numbers.
    #[must_use]
    pub fn numbering(mut self, words: BTreeMap<String, String>) -> Self {
        self.number_words = Arc::new(words);
        self
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
        let order = self.under_seal(read(request, &self.county)?);
        self.nameless(&by, &order).await?;
        let done = self.execute(by, order).await?;
        Ok(shown(&done))
    }

    /// A reference names nobody of the matter: it is shown where identities are not (G-05). Whether a name is in a matter is told to nobody
    /// who does not see it. Violation: `PERSONAL_DATA_IN_TEXT`.
    pub(super) async fn nameless(&self, by: &Actor, order: &Order) -> Result<(), Status> {
        let Some((field, text)) = order.command.reference() else {
            return Ok(());
        };
        self.seen(by, order.case).await?;
        let identities = self.identities(order.case).await?;
        let named = identities.iter().any(|(_, identity)| mentions(text, identity));
        let mut violations = Violations::new();
        violations.require(!named, field, "PERSONAL_DATA_IN_TEXT", "it names somebody of the matter");
        violations.finish()?;
        Ok(())
    }

    /// What is handed to another city is signed; its receipt is looked at by the keys that are known.
    fn under_seal(&self, mut order: Order) -> Order {
        let case = wire::petition_name(&self.county, order.case);
        if let Command::OfferOutside(offer) = &mut order.command {
            let packet = Packet {
                case: &case,
                organ: &offer.organ,
                hash: &offer.packet,
            };
            offer.seal = self.seals.sign(&packet);
        }
        if let Command::RecordReceipt { receipt, .. } = &mut order.command {
            receipt.organs = self.seals.organs();
            receipt.case = case;
        }
        order
    }

    /// Carries an order out. A refusal is told only to those who see the petition: for others of the staff there is none, and
    /// why not this order would tell them that there is.
    pub(super) async fn execute(&self, by: Actor, order: Order) -> Result<Done<Petition>, Fault<Refusal>> {
        let asked = concerns_somebody_elses(&by, &order.command).then(|| (by.clone(), order.case));
        let done = self.cases.execute(by, order).await;
        if let (Some((by, case)), Err(fault)) = (asked, &done)
            && tells(fault)
        {
            self.seen(&by, case).await?;
        }
        done
    }

    /// A petition with its parties, masked.
    pub(super) async fn in_full(&self, filed: &Filed<Petition>) -> Result<pb::Petition, Fault<Refusal>> {
        Ok(wire::petition(filed, &self.masked(filed).await?))
    }

    /// Who may see a petition: roles by the policies, units by what they have to do with it.
    pub(super) fn who_sees(&self, by: &Actor, petition: &Petition) -> pb::WhoCanSeeResponse {
        let audience = petition.audience();
        let mut seen = pb::WhoCanSeeResponse {
            roles: self.readers(READING),
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
        Fault::Stale { .. } | Fault::PartyTaken | Fault::BookedAlready => true,
        Fault::Reused | Fault::Busy | Fault::Unavailable | Fault::Corrupt(_) | Fault::Database(_) => false,
    }
}

fn texts(words: impl IntoIterator<Item: ToString>) -> Vec<String> {
    words.into_iter().map(|word| word.to_string()).collect()
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
