//! Somebody who acts for an agency.

use serde::{Deserialize, Serialize};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Leave, Person, Refusal, Suspend};
use crate::domain::terms::vocabulary;
use crate::sitting::Sitting;

vocabulary! {
    /// What somebody may do.
    OfficerKind {
        /// 行政执法人员.
        Officer "officer",
        /// 行政执法辅助人员: may only assist.
        Auxiliary "auxiliary",
    }
}

/// That a certificate was taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// First day.
    pub from: Date,
    /// Last day; none takes it away for good.
    pub to: Option<Date>,
    /// Why.
    pub reason: String,
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Its number.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// First day it is valid.
    pub from: Date,
    /// Last day it is valid.
    pub to: Date,
    /// Whether it was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspension: Option<Suspension>,
}

/// Somebody in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Id in the register.
    pub id: Uuid,
    /// Subject of the token.
    pub subject: String,
    /// The name as documents have it.
    pub name: String,
    /// The unit.
    pub unit: Code,
    /// Officer or auxiliary.
    pub kind: OfficerKind,
    /// The certificate of an officer.
    pub certificate: Option<Certificate>,
    /// The last day of somebody who left.
    pub left_on: Option<Date>,
    /// When it last changed.
    pub changed_at: OffsetDateTime,
}

impl Certificate {
    /// Whether it is valid on a day.
    #[must_use]
    pub fn is_valid(&self, on: Date) -> bool {
        let taken = |suspension: &Suspension| suspension.from <= on && suspension.to.is_none_or(|to| on <= to);
        (self.from..=self.to).contains(&on) && !self.suspension.as_ref().is_some_and(taken)
    }
}

impl Officer {
    /// Whether somebody works for the agency on a day.
    #[must_use]
    pub fn is_there(&self, on: Date) -> bool {
        self.left_on.is_none_or(|last| on <= last)
    }

    /// The certificate, if it is valid on a day (行政处罚法 art. 42). An auxiliary has none.
    #[must_use]
    pub fn valid(&self, on: Date) -> Option<&Certificate> {
        let certificate = self
            .certificate
            .as_ref()
            .filter(|_| self.kind == OfficerKind::Officer && self.is_there(on));
        certificate.filter(|certificate| certificate.is_valid(on))
    }

    /// Somebody new, or what changed of somebody known. A new certificate takes the place of the former one; the same one keeps what
    /// was said of it.
    ///
    /// # Errors
    /// `OFFICER_LEFT`, `OFFICER_FIXED`, and as [`Sitting::writes_for`] the unit, and the unit before.
    pub fn put(person: &Person, before: Option<&Self>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.writes_for(&person.unit)?;
        let mut certificate = person.certificate.clone();
        if let Some(before) = before {
            sitting.governs(&before.unit)?;
            before.stays(sitting)?;
            if before.subject != person.subject || before.kind != person.kind {
                return Err(Refusal::OfficerFixed);
            }
            let known = before.certificate.as_ref();
            if let (Some(put), Some(known)) = (certificate.as_mut(), known.filter(|known| is_same(known, person))) {
                put.suspension.clone_from(&known.suspension);
            }
        }
        Ok(Self {
            id: person.id,
            subject: person.subject.clone(),
            name: person.name.clone(),
            unit: person.unit.clone(),
            kind: person.kind,
            certificate,
            left_on: before.and_then(|before| before.left_on),
            changed_at: sitting.now,
        })
    }

    /// Takes the certificate away.
    ///
    /// # Errors
    /// `OFFICER_LEFT`, `CERTIFICATE_MISSING`, `CERTIFICATE_REVOKED`, `SUSPENSION_PAST`, and as [`Sitting::governs`] the unit.
    pub fn suspend(self, told: &Suspend, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        self.stays(sitting)?;
        let mut certificate = self.certificate.ok_or(Refusal::CertificateMissing)?;
        if certificate.suspension.as_ref().is_some_and(|suspension| suspension.to.is_none()) {
            return Err(Refusal::CertificateRevoked);
        }
        if told.suspension.from < sitting.today() {
            return Err(Refusal::SuspensionPast);
        }
        certificate.suspension = Some(told.suspension.clone());
        Ok(Self {
            certificate: Some(certificate),
            changed_at: sitting.now,
            ..self
        })
    }

    /// Somebody left.
    ///
    /// # Errors
    /// `OFFICER_LEFT`, `LEAVING_PAST`, and as [`Sitting::governs`] the unit.
    pub fn leave(self, told: &Leave, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        self.stays(sitting)?;
        if told.last < sitting.today() {
            return Err(Refusal::LeavingPast);
        }
        Ok(Self {
            left_on: Some(told.last),
            changed_at: sitting.now,
            ..self
        })
    }

    fn stays(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        if self.is_there(sitting.today()) {
            Ok(())
        } else {
            Err(Refusal::OfficerLeft)
        }
    }
}

fn is_same(known: &Certificate, person: &Person) -> bool {
    person.certificate.as_ref().is_some_and(|put| put.number == known.number)
}
