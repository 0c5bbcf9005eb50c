//! From the clue to the end of the investigation.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::case_file::CaseFile;
use crate::domain::course::{
    Conclusion, CorrectionResult, CountyAnswer, Custody, Disposal, Dispute, Evidence, Exclusion, MonitoringReview, Release, Settlement,
    Suspension, Verification,
};
use crate::domain::stage::Stage;
use crate::domain::terms::{EvidenceKind, EvidenceStatus};

impl CaseFile {
    /// Where there is something, the head reads on.
    pub(super) fn clue_verified(mut self, verification: &Verification) -> Option<Self> {
        let Stage::Clue = self.stage else { return None };
        self.course.verification = Some(verification.clone());
        if verification.found {
            self.stage = Stage::FilingReview;
        }
        Some(self)
    }

    pub(super) fn dispute_raised(mut self, dispute: &Dispute) -> Option<Self> {
        let Stage::FilingReview = self.stage else { return None };
        self.stage = Stage::Disputed;
        self.course.disputes.push(dispute.clone());
        Some(self)
    }

    pub(super) fn county_answered(mut self, answer: &CountyAnswer) -> Option<Self> {
        self.course.disputes.last_mut()?.border.as_mut()?.answer = Some(answer.clone());
        Some(self)
    }

    /// Between units of the county nothing is kept of it but the clock.
    pub(super) fn dispute_referred(mut self, at: OffsetDateTime) -> Option<Self> {
        if let Some(border) = &mut self.course.disputes.last_mut()?.border {
            border.referred_at = Some(at);
        }
        Some(self)
    }

    pub(super) fn dispute_settled(mut self, settlement: &Settlement) -> Option<Self> {
        let Stage::Disputed = self.stage else { return None };
        let dispute = self.course.disputes.last_mut()?;
        dispute.settlement = Some(settlement.clone());
        // Within the county the case goes to whose it is; another county has one of its own.
        if dispute.border.is_none() {
            self.unit = settlement.owner.clone();
        }
        self.stage = Stage::FilingReview;
        Some(self)
    }

    fn evidence_mut(&mut self, id: Uuid) -> Option<&mut Evidence> {
        self.course.evidence.iter_mut().find(|evidence| evidence.id == id)
    }

    pub(super) fn evidence_verified(mut self, id: Uuid, kind: EvidenceKind, source: &str, officers: &[String]) -> Option<Self> {
        let evidence = self.evidence_mut(id)?;
        evidence.kind = kind;
        source.clone_into(&mut evidence.lawful_source);
        evidence.officers = officers.to_vec();
        evidence.status = EvidenceStatus::Verified;
        Some(self)
    }

    pub(super) fn evidence_excluded(mut self, id: Uuid, exclusion: &Exclusion) -> Option<Self> {
        let evidence = self.evidence_mut(id)?;
        evidence.status = EvidenceStatus::Excluded;
        evidence.exclusion = Some(exclusion.clone());
        Some(self)
    }

    pub(super) fn monitoring_reviewed(mut self, id: Uuid, review: &MonitoringReview) -> Option<Self> {
        self.evidence_mut(id)?.review = Some(review.clone());
        Some(self)
    }

    pub(super) fn custody_recorded(mut self, id: Uuid, custody: &Custody) -> Option<Self> {
        self.evidence_mut(id)?.custody.push(custody.clone());
        Some(self)
    }

    pub(super) fn disposed(mut self, id: Uuid, disposal: &Disposal) -> Option<Self> {
        let preserved = self.course.preservations.iter_mut().find(|preserved| preserved.id == id)?;
        preserved.disposal = Some(disposal.clone());
        Some(self)
    }

    pub(super) fn measure_approved(mut self, id: Uuid, approver: &str) -> Option<Self> {
        let measure = self.course.measures.iter_mut().find(|measure| measure.id == id)?;
        measure.approver = Some(approver.to_owned());
        Some(self)
    }

    pub(super) fn measure_released(mut self, id: Uuid, release: &Release) -> Option<Self> {
        let measure = self.course.measures.iter_mut().find(|measure| measure.id == id)?;
        measure.release = Some(release.clone());
        Some(self)
    }

    pub(super) fn correction_checked(mut self, id: Uuid, result: &CorrectionResult) -> Option<Self> {
        let correction = self.course.corrections.iter_mut().find(|correction| correction.id == id)?;
        correction.result = Some(result.clone());
        Some(self)
    }

    pub(super) fn suspended(mut self, suspension: &Suspension) -> Option<Self> {
        let Stage::Investigating = self.stage else { return None };
        self.stage = Stage::Suspended;
        self.course.suspensions.push(suspension.clone());
        Some(self)
    }

    pub(super) fn resumed(mut self, at: OffsetDateTime) -> Option<Self> {
        let Stage::Suspended = self.stage else { return None };
        self.course.suspensions.last_mut()?.ended_at = Some(at);
        self.stage = Stage::Investigating;
        Some(self)
    }

    pub(super) fn concluded(mut self, conclusion: &Conclusion) -> Option<Self> {
        let (Stage::Investigating | Stage::Concluded) = self.stage else {
            return None;
        };
        self.stage = Stage::Concluded;
        self.course.conclusion = Some(conclusion.clone());
        Some(self)
    }
}
