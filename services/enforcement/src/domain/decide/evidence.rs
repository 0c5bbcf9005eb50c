//! Evidence (行政处罚法 arts. 41, 46): verified by two officers, of a lawful source, in known hands; or none.

use shiyu_kit::case::Actor;
use uuid::Uuid;

use crate::domain::case_file::CaseFile;
use crate::domain::command::Gathered;
use crate::domain::course::{Custody, Evidence, Exclusion, MonitoringReview};
use crate::domain::event::What;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::terms::{EvidenceKind, EvidenceStatus};

/// Pieces of one case.
pub(in crate::domain) const MOST_EVIDENCE: usize = 500;

impl CaseFile {
    /// What two officers gathered is evidence; what anybody else brings is a lead.
    pub(super) fn add_evidence(&self, gathered: &Gathered, sitting: &Sitting<'_>) -> Decided {
        let lead = gathered.officers.is_empty();
        let officers = if lead {
            self.brings(sitting)?;
            Vec::new()
        } else {
            self.two_officers(&gathered.officers, sitting)?
        };
        if !lead && gathered.lawful_source.trim().is_empty() {
            return Err(Refusal::SourceMissing);
        }
        if self.course.evidence.iter().any(|kept| kept.hash == gathered.hash) {
            return Err(Refusal::DoneAlready);
        }
        if self.course.evidence.len() >= MOST_EVIDENCE {
            return Err(Refusal::EvidenceFull(MOST_EVIDENCE));
        }
        let evidence = Evidence {
            id: gathered.id,
            kind: gathered.kind,
            status: if lead { EvidenceStatus::Lead } else { EvidenceStatus::Verified },
            title: gathered.title.clone(),
            lawful_source: gathered.lawful_source.clone(),
            hash: gathered.hash.clone(),
            media_type: gathered.media_type.clone(),
            bytes: gathered.bytes,
            recording: gathered.recording.clone(),
            monitoring: gathered.monitoring,
            review: None,
            officers,
            by: sitting.context.by.name().to_owned(),
            at: sitting.at,
            exclusion: None,
            custody: Vec::new(),
        };
        Ok(vec![What::EvidenceAdded(Box::new(evidence)).into()])
    }

    fn brings(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        match sitting.context.by {
            Actor::Person { .. } => self.staff(sitting).map(drop),
            Actor::Party { id } => self.speaks(*id),
            Actor::Service { .. } => Ok(()),
            Actor::Clock => Err(Refusal::NeedsAPerson),
        }
    }

    /// A lead becomes evidence when two officers have verified it (S5); what somebody gathered who had to stand aside is verified again.
    pub(super) fn verify_evidence(
        &self,
        id: Uuid,
        (kind, lawful_source): (EvidenceKind, &str),
        named: &[String],
        sitting: &Sitting<'_>,
    ) -> Decided {
        let officers = self.investigators(named, sitting)?;
        let evidence = self.course.evidence(id).ok_or(Refusal::EvidenceUnknown(id))?;
        match evidence.status {
            EvidenceStatus::Lead => {}
            EvidenceStatus::Verified if self.is_unseen(evidence) => {}
            EvidenceStatus::Verified => return Err(Refusal::DoneAlready),
            EvidenceStatus::Excluded => return Err(Refusal::EvidenceExcluded(id)),
        }
        let what = What::EvidenceVerified {
            evidence: id,
            kind,
            lawful_source: lawful_source.to_owned(),
            officers,
        };
        Ok(vec![what.into()])
    }

    /// What was obtained against the law is none, for ever.
    pub(super) fn exclude_evidence(&self, id: Uuid, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        let evidence = self.course.evidence(id).ok_or(Refusal::EvidenceUnknown(id))?;
        if evidence.status == EvidenceStatus::Excluded {
            return Err(Refusal::DoneAlready);
        }
        let exclusion = Exclusion {
            reason: reason.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
        };
        Ok(vec![What::EvidenceExcluded { evidence: id, exclusion }.into()])
    }

    /// The device passed a legal and technical review, its place is public, and this record was looked at (art. 41).
    pub(super) fn review_monitoring(&self, id: Uuid, device_review: &str, location: &str, sitting: &Sitting<'_>) -> Decided {
        let by = self.staff(sitting)?;
        let evidence = self.course.evidence(id).ok_or(Refusal::EvidenceUnknown(id))?;
        if !evidence.monitoring {
            return Err(Refusal::NoMonitoring(id));
        }
        if evidence.review.is_some() {
            return Err(Refusal::DoneAlready);
        }
        let review = MonitoringReview {
            device_review: device_review.to_owned(),
            location_published: location.to_owned(),
            by: by.to_owned(),
            at: sitting.at,
        };
        Ok(vec![What::MonitoringReviewed { evidence: id, review }.into()])
    }

    /// From whoever had it last.
    pub(super) fn record_custody(&self, id: Uuid, to: &str, place: &str, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let evidence = self.course.evidence(id).ok_or(Refusal::EvidenceUnknown(id))?;
        let holder = evidence.custody.last().map_or(&evidence.by, |custody| &custody.to);
        let custody = Custody {
            from: holder.clone(),
            to: to.to_owned(),
            place: place.to_owned(),
            at: sitting.at,
        };
        Ok(vec![What::CustodyRecorded { evidence: id, custody }.into()])
    }

    /// Whether somebody gathered it who had to stand aside, so that two others look at it again.
    pub(super) fn is_unseen(&self, evidence: &Evidence) -> bool {
        evidence.officers.iter().any(|officer| self.course.stands_aside(officer))
    }

    /// Whether there is evidence that holds of every kind that the item's checklist asks for.
    pub(super) fn is_complete(&self, sitting: &Sitting<'_>) -> Result<(), Refusal> {
        let evidence = &self.course.evidence;
        let held = |kind: EvidenceKind| evidence.iter().any(|piece| piece.kind == kind && piece.holds());
        let lacking = sitting.known.checklist.iter().find(|kind| !held(**kind));
        lacking.map_or(Ok(()), |kind| Err(Refusal::ChecklistIncomplete(*kind)))
    }

    /// How many pieces a decision may rest on.
    pub(super) fn holding(&self) -> usize {
        self.course.evidence.iter().filter(|evidence| evidence.holds()).count()
    }
}
