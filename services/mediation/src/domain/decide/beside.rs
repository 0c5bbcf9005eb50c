//! What goes on beside the stages.

use uuid::Uuid;

use crate::domain::clocks::{POLICE, police_clock};
use crate::domain::course::{DocumentRecord, Escalation, FaultReport};
use crate::domain::dispute::Dispute;
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{Fault, Risk};
use shiyu_kit::calendar::Rule;

/// Escalations of one dispute.
const ESCALATIONS: usize = 50;
/// Reports of faults in one dispute.
const FAULTS: usize = 50;
/// Documents of one dispute.
const DOCUMENTS: usize = 500;

impl Dispute {
    /// Of the dispute, and of nobody in it. What may be a matter for the police is reported within a day (art. 25).
    pub(super) fn flag_escalation(&self, (id, risk): (Uuid, Risk), measures: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.hand(sitting)?;
        if self.course.escalations.len() >= ESCALATIONS {
            return Err(Refusal::TooMany(ESCALATIONS));
        }
        let event = Event::from(What::EscalationFlagged(Escalation {
            id,
            attempt: self.course.attempt,
            risk,
            measures: measures.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
            reported_to: String::new(),
            receipt: String::new(),
            reported_at: None,
        }));
        if !risk.is_reported() {
            return Ok(vec![event]);
        }
        let rule = Rule {
            id: police_clock(id).into(),
            ..sitting.rule(&POLICE)
        };
        Ok(vec![sitting.begin_as(event, rule)])
    }

    pub(super) fn report_escalation(&self, id: Uuid, (to, receipt): (&str, &str), sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        let known = self.course.escalations.iter().find(|escalation| escalation.id == id);
        if known.ok_or(Refusal::EscalationUnknown(id))?.reported_at.is_some() {
            return Err(Refusal::EscalationReported);
        }
        let event = Event::from(What::EscalationReported {
            escalation: id,
            to: to.to_owned(),
            receipt: receipt.to_owned(),
            at: sitting.at,
        });
        Ok(vec![self.stop_if_running(event, &police_clock(id), sitting.at)])
    }

    /// Whoever mediates or mediated it. What follows is for the register's people to decide.
    pub(super) fn report_fault(&self, mediator: Uuid, fault: Fault, note: &str, sitting: &Sitting<'_>) -> Decided {
        self.clerk(sitting)?;
        if self.course.appointments.iter().all(|one| one.mediator != mediator) {
            return Err(Refusal::MediatorNotEngaged(mediator));
        }
        if self.course.faults.len() >= FAULTS {
            return Err(Refusal::TooMany(FAULTS));
        }
        let report = FaultReport {
            mediator,
            fault,
            note: note.to_owned(),
            at: sitting.at,
        };
        Ok(vec![What::FaultReported(report).into()])
    }

    pub(super) fn reveal(&self, party: Uuid, reason: &str, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        let known = self.party(party).ok_or(Refusal::NotAParty(party))?;
        if !self.may_show(known, sitting.at) {
            return Err(Refusal::NothingGranted);
        }
        let reason = reason.to_owned();
        Ok(vec![What::PartyRevealed { party, reason }.into()])
    }

    /// The hash of what was rendered, for whoever works on the dispute. The same document again is no new step.
    pub(super) fn record_document(&self, document: &DocumentRecord, sitting: &Sitting<'_>) -> Decided {
        self.hand(sitting)?;
        if self.course.documents.contains(document) {
            return Ok(Vec::new());
        }
        if self.course.documents.len() >= DOCUMENTS {
            return Err(Refusal::TooMany(DOCUMENTS));
        }
        Ok(vec![What::DocumentRendered(document.clone()).into()])
    }
}
