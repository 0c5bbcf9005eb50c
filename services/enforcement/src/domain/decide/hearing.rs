//! 听证 (行政处罚法 arts. 63 to 65): asked for in time, told of seven working days before, led by somebody who did not investigate, free.

use uuid::Uuid;

use crate::domain::case_file::CaseFile;
use crate::domain::clocks::{HEARING_NOTICE, HEARING_REQUEST};
use crate::domain::command::{HoldHearing, ScheduleHearing};
use crate::domain::course::{Hearing, HearingRecord};
use crate::domain::event::{Event, What};
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};

/// Agents at a hearing (行政处罚法 art. 64).
const AGENTS: u8 = 2;

impl CaseFile {
    /// Within five working days of the notice. The time for the decision stands still until it is held.
    pub(super) fn request_hearing(&self, party: Uuid, sitting: &Sitting<'_>) -> Decided {
        self.recorder(party, sitting)?;
        let notice = self.course.notice().ok_or(Refusal::NoticeMissing)?;
        if !notice.hearing {
            return Err(Refusal::NoRightToHearing);
        }
        if self.course.hearing().is_some() {
            return Err(Refusal::DoneAlready);
        }
        let window = self.clock(&HEARING_REQUEST.id).ok_or(Refusal::HearingLapsed)?;
        if sitting.at >= window.due.legal {
            return Err(Refusal::HearingLapsed);
        }
        let event = Event::from(What::HearingRequested(Hearing {
            notice: notice.id,
            party,
            requested_at: sitting.at,
            host: None,
            place: None,
            public: true,
            closed_for: None,
            notified_at: None,
            scheduled_at: None,
            record: None,
        }));
        let event = self.stop_if_running(event, &HEARING_REQUEST, sitting.at);
        Ok(vec![self.pausing(event, "hearing", "art. 63", sitting)])
    }

    pub(super) fn schedule_hearing(&self, schedule: &ScheduleHearing, sitting: &Sitting<'_>) -> Decided {
        self.staff(sitting)?;
        let asked = self.course.hearing().filter(|_| self.hearing_pending());
        let asked = asked.ok_or(Refusal::HearingNotAsked)?;
        self.uninvolved(&schedule.host)?;
        self.is_another_than_the_head(&schedule.host, sitting)?;
        self.may_host(&schedule.host, sitting)?;
        if self.course.stands_aside(&schedule.host) {
            return Err(Refusal::OfficerStandsAside(schedule.host.clone()));
        }
        if schedule.notified_at > sitting.at {
            return Err(Refusal::InFuture);
        }
        // Whoever asks is told afterwards, and of a hearing that is still to come.
        if schedule.notified_at < asked.requested_at || schedule.scheduled_at <= sitting.at {
            return Err(Refusal::BeforeItBegan);
        }
        let earliest = sitting.due(&HEARING_NOTICE, schedule.notified_at);
        if schedule.scheduled_at < earliest {
            return Err(Refusal::HearingTooSoon(earliest));
        }
        let what = What::HearingScheduled {
            host: schedule.host.clone(),
            place: schedule.place.clone(),
            public: schedule.closed_for.is_none(),
            closed_for: schedule.closed_for.clone(),
            notified_at: schedule.notified_at,
            scheduled_at: schedule.scheduled_at,
        };
        Ok(vec![what.into()])
    }

    /// By its host. Who stays away without a reason has given it up.
    pub(super) fn hold_hearing(&self, hold: &HoldHearing, sitting: &Sitting<'_>) -> Decided {
        let host = self.staff(sitting)?;
        let hearing = self.course.hearing().ok_or(Refusal::HearingNotAsked)?;
        if hearing.host.as_deref() != Some(host) {
            return Err(Refusal::NotTheHost);
        }
        self.uninvolved(host)?;
        self.is_another_than_the_head(host, sitting)?;
        if hearing.scheduled_at.is_none_or(|at| sitting.at < at) {
            return Err(Refusal::InFuture);
        }
        if hold.agents > AGENTS {
            return Err(Refusal::TooManyAgents);
        }
        let event = Event::from(What::HearingHeld(HearingRecord {
            attended: hold.attended,
            agents: hold.agents,
            record: hold.record.clone(),
            opinion: hold.opinion.clone(),
            at: sitting.at,
        }));
        Ok(vec![self.resuming(event, sitting)])
    }

    /// Whether a hearing was asked for, and neither held nor given up.
    pub(super) fn hearing_pending(&self) -> bool {
        let open = self.course.hearing().filter(|hearing| hearing.record.is_none());
        open.is_some_and(|hearing| !self.course.waivers.iter().any(|waiver| waiver.notice == hearing.notice))
    }
}
