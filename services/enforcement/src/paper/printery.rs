//! Where documents are set, with what they look up. The cases ask it too: what is published is the masked text, and nothing else.

use shiyu_kit::calendar::local_date;
use shiyu_kit::case::Filed;
use shiyu_kit::document::{DocumentFault, Format, Order, Press, Printed};
use shiyu_kit::operations::Office;
use shiyu_kit::party::Identity;
use shiyu_kit::snapshot::Snapshot;
use uuid::Uuid;

use super::facts::{self, Paper, Register, Who};
use super::{Exchange, Refusal, TEMPLATES, hidden};
use crate::config::Thresholds;
use crate::domain::CaseFile;
use crate::domain::terms::Capacity;
use crate::officer::Officers;
use crate::standard::Standards;
use crate::standard::domain::DocumentKind;

/// The press of one county, with its wordings and officers.
#[derive(Debug, Clone)]
pub struct Printery {
    office: Office,
    press: Press,
    standards: Snapshot<Standards>,
    officers: Snapshot<Officers>,
    hearings: Thresholds,
}

impl Printery {
    /// The press over the wordings and the officers.
    ///
    /// # Errors
    /// A template that cannot be read: a bug, and a test finds it.
    pub fn new(
        office: Office,
        (standards, officers): (Snapshot<Standards>, Snapshot<Officers>),
        hearings: Thresholds,
    ) -> Result<Self, DocumentFault> {
        Ok(Self {
            office,
            press: Press::new(&TEMPLATES)?,
            standards,
            officers,
            hearings,
        })
    }

    /// What a document of a case says, for those who see the party in full.
    pub(super) fn paper(
        &self,
        filed: &Filed<CaseFile>,
        kind: DocumentKind,
        (who, exchanges): (Option<&Who>, &[Exchange]),
    ) -> Result<Paper, Refusal> {
        let (units, calendar) = (self.office.reference.units(), self.office.reference.calendar());
        let (officers, standards) = (self.officers.get(), self.standards.get());
        let filing = filed.case.course.filing.as_ref();
        let register = Register {
            units: &units,
            calendar: &calendar,
            limits: self.office.reference.limits(),
            officers: &officers,
            standards: &standards,
            today: local_date(self.office.clock.now()),
            hearing_from: self.hearings.of(filing.map(|filing| filing.subject)),
        };
        facts::paper(&filed.case, kind, who, &register, exchanges)
    }

    /// The decision of a case as it is published: masked (G-20), and never about somebody under age.
    pub(super) fn published(&self, filed: Filed<CaseFile>, identities: &[(Uuid, Identity)]) -> Result<Paper, Refusal> {
        let course = &filed.case.course;
        let decision = course.decision().ok_or(Refusal::DocumentNotYet(DocumentKind::Decision))?;
        let capacity = course.filing.as_ref().map(|filing| filing.capacity);
        if matches!(capacity, Some(Capacity::Under14 | Capacity::Under18)) {
            return Err(Refusal::NotForPublication);
        }
        let kind = if decision.on_the_spot {
            DocumentKind::SpotDecision
        } else {
            DocumentKind::Decision
        };
        let suspect = filed.case.suspect().map(|party| party.id);
        let identity = identities.iter().find(|(id, _)| Some(*id) == suspect);
        let (_, identity) = identity.ok_or(Refusal::SuspectUnknown)?;
        let who = Who::published(identity);
        self.paper(&hidden::case(filed, identities), kind, (Some(&who), &[]))
    }

    /// Sets a document.
    pub(super) async fn print(&self, paper: &Paper, format: Format) -> Result<Printed, DocumentFault> {
        let order = Order {
            template: paper.kind.as_str(),
            facts: paper.facts.clone(),
            format,
            at: paper.at,
        };
        self.press.print(order).await
    }

    /// Whether a hash is that of the decision of this case as it is published, set as a page or as PDF.
    pub(crate) async fn is_published_as(
        &self,
        filed: Filed<CaseFile>,
        identities: &[(Uuid, Identity)],
        hash: &str,
    ) -> Result<bool, DocumentFault> {
        let Ok(paper) = self.published(filed, identities) else {
            return Ok(false);
        };
        for format in [Format::Html, Format::Pdf] {
            if self.print(&paper, format).await?.hash.to_string() == hash {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
