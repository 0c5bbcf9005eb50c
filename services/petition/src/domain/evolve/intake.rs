//! From registration to classification.

use shiyu_kit::unit::Code;

use crate::domain::course::{Acceptance, Classified, CompletenessNotice, Designation, Duty, Forwarding, Objection};
use crate::domain::petition::{Accused, Petition};
use crate::domain::stage::Stage;
use crate::domain::terms::{Classification, Party, ReliefPath};

impl Petition {
    pub(super) fn forwarded(mut self, forwarding: &Forwarding) -> Option<Self> {
        let Stage::Registered = self.stage else { return None };
        self.unit = forwarding.to.clone();
        self.stage = asked(forwarding);
        self.course.forwardings.push(forwarding.clone());
        Some(self)
    }

    pub(super) fn objected(mut self, objection: &Objection) -> Option<Self> {
        if !matches!(self.stage, Stage::Forwarded | Stage::Assigned) {
            return None;
        }
        self.stage = Stage::Objected;
        self.leave_fast_track(objection.at);
        self.course.objections.push(objection.clone());
        Some(self)
    }

    /// Agreed, the sender holds it again; not agreed, the unit is asked as before.
    pub(super) fn objection_decided(mut self, agreed: bool) -> Option<Self> {
        let Stage::Objected = self.stage else { return None };
        self.course.objections.last_mut()?.agreed = Some(agreed);
        let forwarding = self.course.forwardings.last()?;
        if agreed {
            self.unit = forwarding.from.clone();
            self.stage = Stage::Registered;
        } else {
            self.stage = asked(forwarding);
        }
        Some(self)
    }

    pub(super) fn disputed(mut self) -> Option<Self> {
        let Stage::Objected = self.stage else { return None };
        self.stage = Stage::JurisdictionDisputed;
        Some(self)
    }

    pub(super) fn designated(mut self, designation: &Designation) -> Option<Self> {
        let Stage::JurisdictionDisputed = self.stage else { return None };
        let before = self.course.forwardings.last()?;
        let forwarding = Forwarding {
            from: before.from.clone(),
            to: designation.unit.clone(),
            at: designation.at,
            report_days: before.report_days,
        };
        self.stage = asked(&forwarding);
        self.unit = designation.unit.clone();
        self.course.forwardings.push(forwarding);
        self.course.designations.push(designation.clone());
        Some(self)
    }

    pub(super) fn transferred(mut self, from: &Code, to: &Code) -> Option<Self> {
        if self.unit != *from {
            return None;
        }
        self.unit = to.clone();
        if let Some(acceptance) = self.course.acceptance.as_mut().filter(|acceptance| acceptance.unit == *from) {
            acceptance.unit = to.clone();
        }
        Some(self)
    }

    pub(super) fn noticed(mut self, notice: &CompletenessNotice) -> Option<Self> {
        if self.course.notice.is_some() {
            return None;
        }
        self.course.notice = Some(notice.clone());
        Some(self)
    }

    pub(super) fn joined(mut self, party: Party) -> Option<Self> {
        if self.party(party.id).is_some() {
            return None;
        }
        self.parties.push(party);
        Some(self)
    }

    pub(super) fn accepted(mut self, acceptance: &Acceptance, by: &str) -> Option<Self> {
        if !matches!(self.stage, Stage::Registered | Stage::Forwarded | Stage::Assigned) {
            return None;
        }
        self.stage = Stage::Accepted;
        self.unit = acceptance.unit.clone();
        self.course.acceptance = Some(acceptance.clone());
        self.course.handlers.insert(by.to_owned());
        Some(self)
    }

    /// Where it goes on. One that is diverted ends with the next event, and goes nowhere by this one.
    pub(super) fn classified(mut self, classified: &Classified, accused: &Accused, duty_organ: Option<&Code>, by: &str) -> Option<Self> {
        if !matches!(self.stage, Stage::Registered | Stage::Accepted) {
            return None;
        }
        self.stage = match classified.classification {
            _ if self.stage == Stage::Registered => Stage::Registered,
            Classification::Suggestion => Stage::Studying,
            Classification::AppealForRelief(ReliefPath::ProtectiveDuty) => {
                self.course.duty = Some(Duty {
                    organ: duty_organ?.clone(),
                    asked_at: classified.at,
                    reports: Vec::new(),
                    earlier: Vec::new(),
                    reported_before: 0,
                    declined: None,
                });
                Stage::DutyRequested
            }
            Classification::Accusation | Classification::AppealForRelief(ReliefPath::HandlingOpinion) => Stage::Handling,
            Classification::AppealForRelief(
                ReliefPath::Litigation | ReliefPath::Arbitration | ReliefPath::PartyAppeal | ReliefPath::AdministrativeProcedure,
            ) => Stage::Accepted,
        };
        self.accused.units.extend(accused.units.iter().cloned());
        self.accused.subjects.extend(accused.subjects.iter().cloned());
        self.course.classifications.push(classified.clone());
        self.course.handlers.insert(by.to_owned());
        Some(self)
    }
}

fn asked(forwarding: &Forwarding) -> Stage {
    if forwarding.report_days.is_some() {
        Stage::Assigned
    } else {
        Stage::Forwarded
    }
}
