//! Mediators (人民调解法 arts. 13 to 16, 19).

use serde::{Deserialize, Serialize};
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::committee::fixed;
use super::{Charge, Committee, Days, EndingOrder, Refusal, Sitting};
use crate::domain::terms::{Category, MediatorKind};

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Its number.
    pub number: String,
    /// Last day it is valid.
    pub valid_to: Date,
}

/// Why a term ended before its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// 任期届满.
    TermEnded,
    /// 辞任.
    Resigned,
    /// 调动.
    Transferred,
    /// 罢免、解聘.
    Dismissed,
    /// The committee was dissolved.
    CommitteeDissolved,
    /// It was put down by mistake.
    Mistake,
}

impl Ending {
    /// Whether an order gives it; the others come of what was decided elsewhere.
    #[must_use]
    pub const fn is_given(self) -> bool {
        match self {
            Self::TermEnded | Self::Resigned | Self::Transferred | Self::Mistake => true,
            Self::Dismissed | Self::CommitteeDissolved => false,
        }
    }
}

/// That a term was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Its last day.
    pub last: Date,
    /// Why.
    pub why: Ending,
}

/// A mediator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mediator {
    /// The id.
    pub id: Uuid,
    /// The unit of the committee, or the agency.
    pub unit: Code,
    /// The committee.
    pub committee: Option<Uuid>,
    /// What kind.
    pub kind: MediatorKind,
    /// Subject of the token.
    pub subject: String,
    /// Who holds the office.
    pub name: String,
    /// The term.
    pub term: Days,
    /// The certificate.
    pub certificate: Option<Certificate>,
    /// What disputes the mediator knows about.
    pub categories: Vec<Category>,
    /// Standing interests.
    pub disclosures: Vec<String>,
    /// Last day of the committee's term: theirs is no longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committee_until: Option<Date>,
    /// Whether the term was ended.
    #[serde(default)]
    pub ended: Option<Ended>,
    /// Charges.
    #[serde(default)]
    pub charges: Vec<Charge>,
}

impl Mediator {
    /// Appoints, or changes what the register says. `others` are entries of the same person.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `COMMITTEE_MISSING`, `COMMITTEE_DISSOLVED`, `MEDIATOR_UNKNOWN`, `MEDIATOR_ENDED`,
    /// `MEDIATOR_FIXED`, `UNIT_FIXED`, `CERTIFICATE_MISSING`, `MEDIATOR_OVERLAPS`.
    pub fn put(
        mut self,
        (standing, before): (Standing, Option<&Self>),
        (committee, others): (Option<&Committee>, &[Self]),
        sitting: &Sitting<'_>,
    ) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        self.belongs(committee)?;
        self.committee_until = committee.and_then(|committee| committee.days().to);
        match (standing, before) {
            (Standing::New, _) => {}
            (Standing::Known, None) => return Err(Refusal::MediatorUnknown),
            (Standing::Known, Some(before)) => {
                before.gives_way_to(&self)?;
                self.charges.clone_from(&before.charges);
            }
        }
        let same = before.is_some_and(|before| before.certificate == self.certificate);
        let expired = !same && !self.certified(sitting.today());
        if self.needs_certificate() && (self.certificate.is_none() || expired) {
            return Err(Refusal::CertificateMissing);
        }
        if others.iter().any(|other| other.id != self.id && other.overlaps(&self)) {
            return Err(Refusal::MediatorOverlaps);
        }
        Ok(self)
    }

    /// A people's mediator belongs to a committee of the same unit; an agency's to none.
    fn belongs(&self, committee: Option<&Committee>) -> Result<(), Refusal> {
        match (self.kind, committee) {
            (MediatorKind::People, None) => Err(Refusal::CommitteeMissing),
            (MediatorKind::Administrative, Some(_)) => Err(Refusal::CommitteeOfAnAgency),
            (_, Some(committee)) => {
                committee.stands()?;
                fixed(&committee.unit, &self.unit)
            }
            (_, None) => Ok(()),
        }
    }

    fn gives_way_to(&self, new: &Self) -> Result<(), Refusal> {
        self.is_not_ended()?;
        fixed(&self.unit, &new.unit)?;
        if (&self.subject, self.kind, self.committee) == (&new.subject, new.kind, new.committee) {
            Ok(())
        } else {
            Err(Refusal::MediatorFixed)
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        let same = (&self.subject, self.kind, &self.unit) == (&other.subject, other.kind, &other.unit);
        same && self.days().meets(other.days())
    }

    /// The days of the term, no longer than it lasted, and than the committee's.
    #[must_use]
    pub fn days(&self) -> Days {
        let term = self.committee_until.map_or(self.term, |last| self.term.until(last));
        self.ended.map_or(term, |end| term.until(end.last))
    }

    /// Whether the term runs on a day.
    #[must_use]
    pub fn in_term(&self, day: Date) -> bool {
        self.days().holds(day)
    }

    /// Whether a day finds the mediator with the certificate that the kind needs: a lawyer's and an industry's mediator practise by
    /// one, the others are chosen by their neighbours or appointed by their agency.
    #[must_use]
    pub fn certified(&self, day: Date) -> bool {
        !self.needs_certificate() || self.certificate.as_ref().is_some_and(|held| day <= held.valid_to)
    }

    const fn needs_certificate(&self) -> bool {
        match self.kind {
            MediatorKind::People | MediatorKind::Administrative | MediatorKind::CommunityCommissioner => false,
            MediatorKind::Industry | MediatorKind::Lawyer => true,
        }
    }

    const fn is_not_ended(&self) -> Result<(), Refusal> {
        match self.ended {
            None => Ok(()),
            Some(_) => Err(Refusal::MediatorEnded),
        }
    }

    /// Ends the term after a day: from the day before the act on, because what was mediated until then was mediated in office.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `MEDIATOR_ENDED`, `DATE_IN_PAST`.
    pub fn end(mut self, told: EndingOrder, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        self.is_not_ended()?;
        if told.last < sitting.today().previous_day().unwrap_or(Date::MIN) {
            return Err(Refusal::DateInPast(told.last));
        }
        self.ended = Some(Ended {
            last: told.last,
            why: told.why,
        });
        Ok(self)
    }

    /// The committee has another term, and the mediator within it.
    #[must_use]
    pub fn under(mut self, committee: &Committee) -> Self {
        self.committee_until = committee.days().to;
        self
    }

    /// The same of an entry that was written before the committee's last day stood in it, where the committee is among these.
    #[must_use]
    pub fn within(self, committees: &[Committee]) -> Self {
        let own = committees.iter().find(|committee| self.committee == Some(committee.id));
        match own {
            Some(committee) if self.committee_until.is_none() => self.under(committee),
            Some(_) | None => self,
        }
    }

    /// The committee ends, and with it the term.
    #[must_use]
    pub fn dissolved(mut self, last: Date) -> Self {
        if self.ended.is_none() && self.term.to.is_none_or(|to| to > last) {
            self.ended = Some(Ended {
                last,
                why: Ending::CommitteeDissolved,
            });
        }
        self
    }
}
