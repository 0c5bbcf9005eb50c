//! The officers as every act looks for them, held in memory.

use std::collections::BTreeMap;

use sea_orm::DatabaseConnection;
use shiyu_kit::ledger::Unread;
use shiyu_kit::snapshot::Held;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::domain::Officer;
use super::store;

/// Everybody in the register by the subject of their token, and that subject by the number of their certificate and by their id.
#[derive(Debug, Clone, Default)]
pub struct Officers {
    people: BTreeMap<String, Officer>,
    certificates: BTreeMap<String, String>,
    ids: BTreeMap<Uuid, String>,
}

impl Officers {
    /// These.
    #[must_use]
    pub fn of(all: impl IntoIterator<Item = Officer>) -> Self {
        let mut officers = Self::default();
        for officer in all {
            if let Some(certificate) = &officer.certificate {
                officers.certificates.insert(certificate.number.clone(), officer.subject.clone());
            }
            officers.ids.insert(officer.id, officer.subject.clone());
            officers.people.insert(officer.subject.clone(), officer);
        }
        officers
    }

    /// Somebody who works for an agency on a day.
    #[must_use]
    pub fn on(&self, subject: &str, day: Date) -> Option<&Officer> {
        self.people.get(subject).filter(|officer| officer.is_there(day))
    }

    /// Whoever has this id in the register.
    #[must_use]
    pub fn of_id(&self, id: Uuid) -> Option<&Officer> {
        self.people.get(self.ids.get(&id)?)
    }

    /// Whoever shows tokens of this subject, in the register then or no longer.
    #[must_use]
    pub fn of_subject(&self, subject: &str) -> Option<&Officer> {
        self.people.get(subject)
    }

    /// Whoever has a certificate of this number, valid or not.
    #[must_use]
    pub fn with_certificate(&self, number: &str) -> Option<&Officer> {
        self.people.get(self.certificates.get(number)?)
    }

    /// Those of a unit whose certificates are valid on a day, by the numbers of these.
    #[must_use]
    pub fn valid_of(&self, unit: &Code, day: Date) -> Vec<&Officer> {
        let named = self.certificates.values().filter_map(|subject| self.people.get(subject));
        named
            .filter(|officer| &officer.unit == unit && officer.valid(day).is_some())
            .collect()
    }
}

impl Held for Officers {
    const NAME: &'static str = "officers";

    async fn load(db: &DatabaseConnection) -> Result<Self, Unread> {
        Ok(Self::of(store::all(db).await?))
    }
}
