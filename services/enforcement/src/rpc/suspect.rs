//! Whose act an order files, and what was filed against them before: the same act of the same suspect is filed once (一事不二罚), however
//! they are named.

use std::collections::BTreeSet;

use sea_orm::DatabaseConnection;
use shiyu_kit::case::Filed;
use shiyu_kit::fault::Fault;
use shiyu_kit::party::store::{self as parties, Match};
use shiyu_kit::party::{Document, Identity, PartyKind, Probe, Vault};
use shiyu_kit::unit::{Code, Level};
use time::Date;
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::course::Named;
use crate::domain::terms::{Party, PartyRole, is_nobody};
use crate::domain::{CaseFile, Command, Refusal};
use crate::store;

/// So many cases are read at once.
const PART: usize = 400;

/// Whose act is filed, which, and where.
pub(super) struct Suspected {
    identity: Identity,
    /// Its keyed index.
    pub(super) key: String,
    pub(super) town: Code,
    named: Named,
}

impl Suspected {
    /// None, where nothing is known by which they could be found again.
    fn of(vault: &Vault, identity: Identity, place: &Code, named: Named) -> Option<Self> {
        if identity.document.is_none() && is_nobody(&identity.name) {
            return None;
        }
        let town = town(place);
        let key = format!("{}:{}:{town}:{}", who(&vault.anchored(&identity))?, named.power, named.act.from);
        Some(Self {
            identity,
            key,
            town,
            named,
        })
    }

    /// The day of birth that the number of their document tells.
    pub(super) fn born(&self) -> Option<Date> {
        self.identity.document.as_ref().and_then(Document::born)
    }

    /// Whether it is an organisation, and no business of one person: that is punished as the person.
    pub(super) fn is_an_organisation(&self) -> bool {
        let trader = self.identity.document.as_ref().is_some_and(Document::is_of_one_trader);
        self.identity.kind == PartyKind::Organisation && !trader
    }

    /// Whether a case is about the same act, if it is about the same person.
    fn is_of(&self, case: &CaseFile) -> bool {
        let filing = case.course.filing.as_ref();
        let same = filing.is_some_and(|filing| filing.is_of(&self.named));
        same && town(&case.clue.place) == self.town && store::act_key(case).is_some()
    }
}

impl Desk {
    /// Whose act an order upon a case files.
    pub(super) async fn suspected(&self, filed: &Filed<CaseFile>, command: &Command) -> Result<Option<Suspected>, Fault<Refusal>> {
        let Some(named) = command.named() else {
            return Ok(None);
        };
        let suspect = self.suspect_of(filed).await?;
        Ok(suspect.and_then(|suspect| Suspected::of(&self.cases.vault, suspect, &filed.case.clue.place, named)))
    }

    /// The same, of a case that is not there yet.
    pub(super) fn suspected_of_new(&self, place: &Code, identities: &[(Party, Identity)], command: &Command) -> Option<Suspected> {
        let named = command.named()?;
        let (_, suspect) = identities.iter().find(|(party, _)| party.role == PartyRole::Suspect)?;
        Suspected::of(&self.cases.vault, suspect.clone(), place, named)
    }

    /// The same act is filed once: of one suspect and in one town, acts whose days overlap are the same, under whatever power, unless they
    /// are said to be two. Whoever is restricted is not left out: a restriction undoes no penalty.
    pub(super) async fn once(&self, case: Uuid, suspected: &Suspected) -> Result<(), Fault<Refusal>> {
        let keyed = store::of_suspect(self.writer(), &suspected.key).await?;
        let again = keyed.iter().any(|filed| filed.id != case && suspected.is_of(&filed.case));
        if again || self.is_against(&suspected.identity, case, |filed| suspected.is_of(filed)).await? {
            return Err(Fault::Refused(Refusal::ActFiledAlready));
        }
        Ok(())
    }

    /// Whether it is not the suspect's first time: another decision that stands punishes them, served or not yet, or let it pass as the first.
    pub(super) async fn was_punished(&self, filed: &Filed<CaseFile>) -> Result<bool, Fault<Refusal>> {
        let Some(suspect) = self.suspect_of(filed).await? else {
            return Ok(false);
        };
        let punished = |case: &CaseFile| {
            let decision = case.course.decision();
            decision.is_some_and(|decision| decision.is_first_spared() || decision.is_penalty())
        };
        self.is_against(&suspect, filed.id, punished).await
    }

    /// Whether another case of this kind was filed against the same person.
    async fn is_against(&self, suspect: &Identity, but: Uuid, kind: impl Fn(&CaseFile) -> bool + Send) -> Result<bool, Fault<Refusal>> {
        let (db, vault) = (self.writer(), &self.cases.vault);
        let mut found = Vec::new();
        for probe in vault.probes(suspect) {
            let named = Probe { phone: None, ..probe };
            found.extend(parties::matches_by_law(db, &named).await?);
        }
        let others: BTreeSet<Uuid> = found.iter().map(|one| one.case).filter(|case| *case != but).collect();
        let others: Vec<Uuid> = others.into_iter().rev().collect();
        for part in others.chunks(PART) {
            for filed in store::filed_among(db, part.iter().copied().collect()).await? {
                if kind(&filed.case) && self.is_theirs(suspect, &filed.case, &found).await? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Whether whoever is suspected in a case is among those found, and may be this person.
    async fn is_theirs(&self, suspect: &Identity, case: &CaseFile, found: &[Match]) -> Result<bool, Fault<Refusal>> {
        let accused = case.suspect().map(|party| party.id);
        let Some(party) = found.iter().find(|one| Some(one.party) == accused) else {
            return Ok(false);
        };
        let vault = &self.cases.vault;
        let row = parties::get(self.writer(), party.party).await?;
        let other = row.map(|row| self.cases.unseal(&row)).transpose()?;
        Ok(other.is_some_and(|other| may_be_one(&vault.anchored(suspect), &vault.anchored(&other))))
    }

    /// The suspect of a case, in the clear, and nobody else of it.
    pub(crate) async fn suspect_of(&self, filed: &Filed<CaseFile>) -> Result<Option<Identity>, Fault<Refusal>> {
        let Some(suspect) = filed.case.suspect() else {
            return Ok(None);
        };
        let row = parties::get(self.writer(), suspect.id).await?;
        Ok(row.map(|row| self.cases.unseal(&row)).transpose()?)
    }

    pub(super) fn writer(&self) -> &DatabaseConnection {
        &self.cases.ledger.database().writer
    }
}

/// Whether two are one person, as far as is known: by the numbers of their documents where both have one; else by name, and not if they
/// have different telephones.
fn may_be_one(one: &Probe, other: &Probe) -> bool {
    if let (Some(one), Some(other)) = (one.document, other.document) {
        return one == other;
    }
    let apart = one.phone.zip(other.phone).is_some_and(|(one, other)| one != other);
    one.name.is_some() && one.name == other.name && !apart
}

/// By the number of the document, else by name and telephone.
fn who(probe: &Probe) -> Option<String> {
    match (probe.document, probe.name, probe.phone) {
        (Some(document), _, _) => Some(hex(&document)),
        (None, Some(name), Some(phone)) => Some(hex(&name) + &hex(&phone)),
        (None, Some(name), None) => Some(hex(&name)),
        (None, None, _) => None,
    }
}

/// The town that a place lies in; a place above the towns is its own.
fn town(place: &Code) -> Code {
    let town = match place.level() {
        Level::Village => place.enclosing(),
        Level::Town | Level::County | Level::City => None,
    };
    town.unwrap_or_else(|| place.clone())
}

fn hex(index: &[u8]) -> String {
    let digits = index.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(document: Option<u8>, phone: Option<u8>, name: u8) -> Probe {
        let index = |of: u8| [of; 16];
        Probe {
            document: document.map(index),
            phone: phone.map(index),
            name: Some(index(name)),
        }
    }

    #[test]
    fn whoever_is_named_once_by_name_and_once_by_number_may_be_one() {
        let by_number = somebody(Some(1), None, 7);
        assert!(may_be_one(&by_number, &somebody(None, None, 7)));
        assert!(may_be_one(&somebody(None, Some(3), 7), &by_number));
        assert!(may_be_one(&by_number, &somebody(Some(1), Some(3), 8)), "one number is one person");
        assert!(!may_be_one(&by_number, &somebody(None, None, 8)));
    }

    #[test]
    fn two_of_one_name_are_two_by_their_numbers_or_telephones() {
        assert!(!may_be_one(&somebody(Some(1), None, 7), &somebody(Some(2), None, 7)));
        assert!(!may_be_one(&somebody(None, Some(3), 7), &somebody(None, Some(4), 7)));
        assert!(!may_be_one(&somebody(Some(1), Some(3), 7), &somebody(None, Some(4), 7)));
        assert!(may_be_one(&somebody(None, Some(3), 7), &somebody(None, None, 7)));
        let nameless = Probe {
            name: None,
            ..somebody(None, Some(3), 7)
        };
        assert!(!may_be_one(&nameless, &nameless), "of nobody nothing is known");
    }
}
