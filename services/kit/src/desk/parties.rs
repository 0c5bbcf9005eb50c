//! Who stands in a case: sealed, masked, in the clear, or as far as another service was granted it.

use std::collections::BTreeSet;

use shiyu_proto::common::v1 as common;
use uuid::Uuid;

use super::{CaseDesk, Shown};
use crate::case::{Actor, Filed};
use crate::fault::{Corrupt, Fault, Violations};
use crate::party::{Identity, Masked, Sealed, mentions, personal_in, restriction, row, store};
use crate::referral::Asked;
use crate::wire::granted;

impl<C: Shown> CaseDesk<C> {
    /// Who stands in a case, in the clear; nothing of it leaves the process unmasked but by a reveal or a grant.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    pub async fn identities(&self, case: Uuid) -> Result<Vec<(Uuid, Identity)>, Fault<C::Refusal>> {
        let rows = store::of_case(&self.ledger.database().writer, case).await?;
        rows.iter().map(|row| Ok((row.id, self.unseal(row)?))).collect()
    }

    /// As [`CaseDesk::identities`], of these alone: nobody else is taken out of the vault.
    ///
    /// # Errors
    /// As [`CaseDesk::identities`].
    pub async fn identities_of(&self, case: Uuid, these: &BTreeSet<Uuid>) -> Result<Vec<(Uuid, Identity)>, Fault<C::Refusal>> {
        let rows = store::of_case(&self.ledger.database().writer, case).await?;
        let rows = rows.iter().filter(|row| these.contains(&row.id));
        rows.map(|row| Ok((row.id, self.unseal(row)?))).collect()
    }

    /// Nobody who serves their case alone is revealed (PIPL art. 47): asked before the order, so that nothing is written of it.
    ///
    /// # Errors
    /// [`Shown::restricted`], or the database's.
    pub async fn may_be_revealed(&self, party: Uuid) -> Result<(), Fault<C::Refusal>> {
        let restricted = restriction::among(&self.ledger.database().writer, &[party]).await?;
        if restricted.is_empty() {
            Ok(())
        } else {
            Err(Fault::Refused(C::restricted()))
        }
    }

    /// One of them, in the clear, to be revealed; none if the vault has none of this id.
    ///
    /// # Errors
    /// [`Shown::restricted`]; else as [`CaseDesk::identities`].
    pub async fn identity(&self, party: Uuid) -> Result<Option<Identity>, Fault<C::Refusal>> {
        self.may_be_revealed(party).await?;
        let row = store::get(&self.ledger.database().writer, party).await?;
        Ok(row.map(|row| self.unseal(&row)).transpose()?)
    }

    /// An identity out of its row of the vault.
    ///
    /// # Errors
    /// [`Corrupt`] if it does not open.
    pub fn unseal(&self, row: &row::Model) -> Result<Identity, Corrupt> {
        self.vault.unseal(row).map_err(|error| Corrupt {
            table: "party",
            id: row.id.to_string(),
            what: error.to_string(),
        })
    }

    /// Identities of a case, sealed at the door.
    pub fn sealed<'a>(&self, case: Uuid, identities: impl IntoIterator<Item = (Uuid, &'a Identity)>) -> Vec<Sealed> {
        let now = self.clock.now();
        let seal = |(party, identity): (Uuid, &Identity)| self.vault.seal(party, case, identity, now);
        identities.into_iter().map(seal).collect()
    }

    /// Who stands in a case, masked.
    ///
    /// # Errors
    /// As [`CaseDesk::identities`].
    pub async fn masked(&self, filed: &Filed<C>) -> Result<Vec<(Uuid, Masked)>, Fault<C::Refusal>> {
        if filed.case.stands().is_empty() {
            return Ok(Vec::new());
        }
        Ok(masked(&self.identities(filed.id).await?))
    }

    /// What a service was granted, once its reading is on record. A grant holds or not at the moment of reading: a repeated request is
    /// no way around its end. Of whoever is restricted nothing is given.
    ///
    /// # Errors
    /// [`Shown::not_granted`], or a fault.
    pub async fn granted(&self, by: &Actor, case: Uuid, asked: &Asked) -> Result<Vec<common::GrantedParty>, Fault<C::Refusal>> {
        let filed = self.ledger.get(case).await?.ok_or(Fault::Refused(C::unknown()))?;
        let offer = filed.case.referrals().iter().find(|offer| offer.id == asked.referral);
        let grant = offer.and_then(|offer| offer.granted_to(by, self.clock.now()));
        let grant = grant.ok_or(Fault::Refused(C::not_granted()))?;
        let mut identities = self.identities(case).await?;
        let all: Vec<Uuid> = identities.iter().map(|(party, _)| *party).collect();
        let restricted = restriction::among(&self.ledger.database().writer, &all).await?;
        identities.retain(|(party, _)| !restricted.contains(party));
        let stands = filed.case.stands().into_iter().filter(|(party, _)| asked.is_of(*party));
        let parties = stands.map(|(party, role)| {
            let identity = identities.iter().find(|(id, _)| *id == party).map(|(_, identity)| identity);
            common::GrantedParty {
                id: party.to_string(),
                role,
                identity: identity.map(|identity| granted(identity, &grant.fields)),
            }
        });
        Ok(parties.collect())
    }

    /// A text that travels names nobody who stands in the case, and holds nobody's number. Violation: `PERSONAL_DATA_IN_SUMMARY`.
    ///
    /// # Errors
    /// As [`CaseDesk::identities`].
    pub async fn check_summary(&self, case: Uuid, field: &str, text: &str) -> Result<Violations, Fault<C::Refusal>> {
        let identities = self.identities(case).await?;
        let named = identities.iter().any(|(_, identity)| mentions(text, identity));
        let clean = !named && personal_in(text).is_empty();
        let mut violations = Violations::new();
        violations.require(clean, field, "PERSONAL_DATA_IN_SUMMARY", "it names a person");
        Ok(violations)
    }
}

/// Identities as they are shown.
#[must_use]
pub fn masked(identities: &[(Uuid, Identity)]) -> Vec<(Uuid, Masked)> {
    identities.iter().map(|(id, identity)| (*id, identity.masked())).collect()
}
