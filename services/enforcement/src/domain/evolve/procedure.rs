//! From the proposal to the decision.

use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::account::Line;
use crate::domain::case_file::CaseFile;
use crate::domain::course::{Decision, Delivery, Discussion, Hearing, HearingRecord, Notice, Review, StatementReview, Submission, Waiver};
use crate::domain::stage::Stage;
use crate::domain::terms::Proposal;

impl CaseFile {
    /// A penalty is noticed first; what spares the party goes to the head.
    pub(super) fn proposed(mut self, proposal: &Proposal) -> Option<Self> {
        let open = matches!(
            self.stage,
            Stage::Concluded | Stage::NoticePending | Stage::NoticeServed | Stage::HearingHeld | Stage::DecisionPending
        );
        if !open {
            return None;
        }
        self.stage = match proposal {
            Proposal::Penalty { .. } => Stage::NoticePending,
            Proposal::NoPenalty(_) => Stage::DecisionPending,
        };
        self.course.proposal = Some(proposal.clone());
        Some(self)
    }

    pub(super) fn notice_issued(mut self, notice: &Notice) -> Option<Self> {
        let Stage::NoticePending = self.stage else { return None };
        self.course.notices.push(notice.clone());
        if notice.served_at.is_some() {
            self.stage = Stage::NoticeServed;
        }
        Some(self)
    }

    pub(super) fn notice_served(mut self, at: OffsetDateTime) -> Option<Self> {
        let Stage::NoticePending = self.stage else { return None };
        self.course.notices.last_mut()?.served_at = Some(at);
        self.stage = Stage::NoticeServed;
        Some(self)
    }

    pub(super) fn statement_reviewed(mut self, id: Uuid, review: &StatementReview) -> Option<Self> {
        let statement = self.course.statements.iter_mut().find(|statement| statement.id == id)?;
        statement.review = Some(review.clone());
        Some(self)
    }

    /// A hearing that was still to come falls away.
    pub(super) fn waived(mut self, waiver: &Waiver) -> Option<Self> {
        if self.stage == Stage::HearingScheduled {
            self.stage = Stage::NoticeServed;
        } else if self.stage != Stage::NoticeServed {
            return None;
        }
        self.course.waivers.push(waiver.clone());
        Some(self)
    }

    pub(super) fn hearing_scheduled(mut self, set: impl FnOnce(&mut Hearing)) -> Option<Self> {
        if !matches!(self.stage, Stage::NoticeServed | Stage::HearingScheduled) {
            return None;
        }
        set(self.course.hearings.last_mut()?);
        self.stage = Stage::HearingScheduled;
        Some(self)
    }

    pub(super) fn hearing_held(mut self, record: &HearingRecord) -> Option<Self> {
        let Stage::HearingScheduled = self.stage else { return None };
        self.course.hearings.last_mut()?.record = Some(record.clone());
        self.stage = Stage::HearingHeld;
        Some(self)
    }

    pub(super) fn submitted(mut self, submission: &Submission) -> Option<Self> {
        if !matches!(self.stage, Stage::NoticeServed | Stage::HearingHeld) {
            return None;
        }
        self.stage = if !submission.grounds.is_empty() {
            Stage::LegalReview
        } else if submission.discussed {
            Stage::Discussion
        } else {
            Stage::DecisionPending
        };
        self.course.submissions.push(submission.clone());
        Some(self)
    }

    /// What is returned is investigated again.
    pub(super) fn reviewed(mut self, review: &Review) -> Option<Self> {
        let Stage::LegalReview = self.stage else { return None };
        let discussed = self.course.submissions.last()?.discussed;
        self.stage = match (review.passed, discussed) {
            (true, true) => Stage::Discussion,
            (true, false) => Stage::DecisionPending,
            (false, _) => Stage::Investigating,
        };
        self.course.reviews.push(review.clone());
        Some(self)
    }

    pub(super) fn discussed(mut self, discussion: &Discussion) -> Option<Self> {
        let Stage::Discussion = self.stage else { return None };
        self.stage = if discussion.agreed {
            Stage::DecisionPending
        } else {
            Stage::Investigating
        };
        self.course.discussions.push(discussion.clone());
        Some(self)
    }

    pub(super) fn decided(mut self, decision: &Decision, lines: &[Line]) -> Option<Self> {
        let Stage::DecisionPending = self.stage else { return None };
        self.course.decisions.push(decision.clone());
        Some(self.standing(Stage::Decided).settled(lines))
    }

    pub(super) fn decision_delivered(mut self, delivery: &Delivery, served_at: Option<OffsetDateTime>) -> Option<Self> {
        let Stage::Decided = self.stage else { return None };
        self.course.decisions.last_mut()?.delivery = Some(delivery.clone());
        match served_at {
            Some(at) => self.decision_served(at),
            None => Some(self),
        }
    }

    /// Where nothing is to be performed, everything is.
    pub(super) fn decision_served(mut self, at: OffsetDateTime) -> Option<Self> {
        let Stage::Decided = self.stage else { return None };
        let decision = self.course.decisions.last_mut()?;
        decision.served_at = Some(at);
        self.stage = if decision.is_penalty() { Stage::Served } else { Stage::Performed };
        Some(self)
    }
}
