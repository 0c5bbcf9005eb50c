//! From handling to the answer.

use shiyu_kit::referral::{Confirmation, Settled};
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::course::{Delivery, Draft, Execution, FastTrack, Hearing, OpinionIssued, Outcome, ReferralState, Reply};
use crate::domain::petition::Petition;
use crate::domain::stage::{End, Ending, Stage};
use crate::domain::terms::Decision;

impl Petition {
    pub(super) fn hearing_opened(mut self, hearing: &Hearing) -> Option<Self> {
        if self.open_hearing().is_some() {
            return None;
        }
        if self.stage == Stage::Handling {
            self.course.handlers.insert(hearing.host.clone());
        }
        self.course.hearings.push(hearing.clone());
        Some(self)
    }

    pub(super) fn hearing_closed(mut self, finding: &str, at: OffsetDateTime) -> Option<Self> {
        let hearing = self.course.hearings.iter_mut().find(|hearing| hearing.closed_at.is_none())?;
        hearing.closed_at = Some(at);
        hearing.finding = Some(finding.to_owned());
        Some(self)
    }

    pub(super) fn assistance_reported(mut self, unit: &Code, report: &str, at: OffsetDateTime) -> Option<Self> {
        let last = self.course.assistances.iter_mut().rfind(|assistance| assistance.unit == *unit);
        let assistance = last.filter(|assistance| assistance.reported_at.is_none())?;
        assistance.report = Some(report.to_owned());
        assistance.reported_at = Some(at);
        Some(self)
    }

    pub(super) fn replied(mut self, reply: &Reply) -> Option<Self> {
        if !matches!(self.stage, Stage::Studying | Stage::Handling) {
            return None;
        }
        self.course.reply = Some(reply.clone());
        Some(self.ended(&Ending {
            end: End::Replied,
            at: reply.at,
        }))
    }

    pub(super) fn duty_reported(mut self, report: &str) -> Option<Self> {
        let Stage::DutyRequested = self.stage else { return None };
        self.course.duty.as_mut()?.reports.push(report.to_owned());
        Some(self)
    }

    pub(super) fn duty_declined(mut self, reason: &str) -> Option<Self> {
        let Stage::DutyRequested = self.stage else { return None };
        self.course.duty.as_mut()?.declined = Some(reason.to_owned());
        self.stage = Stage::Handling;
        Some(self)
    }

    pub(super) fn duty_rerouted(mut self, from: &Code, to: &Code, reported: usize) -> Option<Self> {
        let Stage::DutyRequested = self.stage else { return None };
        let duty = self.course.duty.as_mut().filter(|duty| duty.organ == *from)?;
        duty.earlier.push(std::mem::replace(&mut duty.organ, to.clone()));
        duty.reported_before = reported;
        Some(self)
    }

    pub(super) fn simplified(mut self, at: OffsetDateTime) -> Option<Self> {
        if self.is_on_fast_track() {
            return None;
        }
        self.course.fast_track = Some(FastTrack {
            since: at,
            left_at: None,
            reason: None,
        });
        Some(self)
    }

    pub(super) fn resumed(mut self, reason: &str, at: OffsetDateTime) -> Option<Self> {
        let track = self.course.fast_track.as_mut().filter(|track| track.left_at.is_none())?;
        track.left_at = Some(at);
        track.reason = Some(reason.to_owned());
        Some(self)
    }

    /// It is back in the ordinary course, whoever brought it there.
    pub(super) fn leave_fast_track(&mut self, at: OffsetDateTime) {
        if let Some(track) = &mut self.course.fast_track {
            track.left_at.get_or_insert(at);
        }
    }

    pub(super) fn drafted(mut self, draft: &Draft) -> Self {
        self.course.handlers.insert(draft.by.clone());
        self.course.draft = Some(draft.clone());
        self
    }

    pub(super) fn opinion_issued(mut self, issued: &OpinionIssued) -> Option<Self> {
        if !matches!(self.stage, Stage::Handling | Stage::DutyRequested) {
            return None;
        }
        self.stage = Stage::OpinionIssued;
        self.course.draft = None;
        self.course.handlers.insert(issued.issued_by.clone());
        self.course.opinions.push(issued.clone());
        Some(self)
    }

    /// The window opens, and what was supported becomes due.
    pub(super) fn opinion_served(mut self, delivery: &Delivery) -> Option<Self> {
        let Stage::OpinionIssued = self.stage else { return None };
        let issued = self.course.opinions.last_mut()?;
        issued.delivery = Some(delivery.clone());
        if issued.opinion.decision == Decision::Supported {
            self.course.execution = Some(Execution::due(delivery.at));
        }
        self.stage = Stage::OpinionServed;
        Some(self)
    }

    pub(super) fn executed(mut self, report: &str, at: OffsetDateTime) -> Option<Self> {
        let execution = self.course.execution.as_mut().filter(|execution| execution.done_at.is_none())?;
        execution.report = Some(report.to_owned());
        execution.done_at = Some(at);
        Some(self)
    }

    pub(super) fn referral_answered(mut self, outcome: &Outcome) -> Option<Self> {
        let referral = self.course.referrals.iter_mut().find(|referral| referral.id == outcome.referral)?;
        referral.hear(outcome);
        Some(self)
    }

    pub(super) fn agreement_heard(
        mut self,
        id: Uuid,
        confirmation: Option<Confirmation>,
        (settled, rest): (Option<Settled>, Option<&str>),
    ) -> Option<Self> {
        let referral = self.course.referrals.iter_mut().find(|referral| referral.id == id)?;
        referral.confirmation = confirmation.or(referral.confirmation);
        referral.settle(settled, rest);
        Some(self)
    }

    /// From the archive too.
    pub(super) fn reopened(mut self) -> Option<Self> {
        let Some(End::Settled { .. }) = self.stage.ending().map(|ending| &ending.end) else {
            return None;
        };
        self.stage = Stage::Handling;
        Some(self)
    }

    pub(super) fn referral_ended(mut self, id: Uuid, state: ReferralState, at: OffsetDateTime) -> Option<Self> {
        let referral = self.course.referrals.iter_mut().find(|referral| referral.id == id)?;
        referral.close(state, at);
        Some(self)
    }

    pub(super) fn unmerged(mut self) -> Option<Self> {
        let Some(End::Merged { .. }) = self.stage.ending().map(|ending| &ending.end) else {
            return None;
        };
        self.stage = Stage::Registered;
        Some(self)
    }

    pub(super) fn outcome_recorded(mut self, outcome: &str) -> Option<Self> {
        let Stage::Ended(Ending {
            end: End::Diverted(diversion),
            ..
        }) = &mut self.stage
        else {
            return None;
        };
        diversion.outcome = Some(outcome.to_owned());
        Some(self)
    }

    pub(super) fn archived(mut self) -> Option<Self> {
        let Stage::Ended(ending) = self.stage else { return None };
        self.stage = Stage::Archived(ending);
        Some(self)
    }
}
