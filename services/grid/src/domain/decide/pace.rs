//! How fast it goes: more time, and standing still (延期, 挂账).

use shiyu_kit::calendar::{Clock, ClockError, Extension, Rule};
use time::Date;

use super::agreed::waits_under;
use crate::domain::clocks::{DESIGNATE, DISPATCH, FILE, HANDLE, RETURN, SUSPENSION};
use crate::domain::command::{Extend, Suspend};
use crate::domain::course::Suspension;
use crate::domain::event::{Event, What};
use crate::domain::incident::Incident;
use crate::domain::refusal::Refusal;
use crate::domain::sitting::{Decided, Sitting};
use crate::domain::stage::Stage;
use crate::domain::terms::Ground;

impl Incident {
    /// Once, by at most as much as the limit itself, by the level above.
    pub(super) fn extend(&self, extend: &Extend, sitting: &Sitting<'_>) -> Decided {
        let approver = self.approver(sitting)?;
        let handle = self.clock(&HANDLE.id).ok_or(Refusal::HandleOverdue)?;
        let extension = Extension {
            days: extend.days,
            approver: approver.to_owned(),
            reason: extend.reason.clone(),
            at: sitting.at,
        };
        let extended = handle.extend(extension, sitting.context.calendar);
        let extended = extended.map_err(|error| refused(error, handle))?;
        let event = Event::from(What::Extended {
            days: extend.days,
            approver: approver.to_owned(),
            reason: extend.reason.clone(),
        });
        Ok(vec![event.changing(extended)])
    }

    /// By the level above, on a ground, until a day to come. What has run out is not mended by standing still.
    pub(super) fn suspend(&self, suspend: &Suspend, sitting: &Sitting<'_>) -> Decided {
        let approver = self.approver(sitting)?;
        comes(suspend.review_on, sitting)?;
        if suspend.ground == Ground::Referred && !self.is_with_another_service() {
            return Err(Refusal::ReferralUnknown);
        }
        if self.clock(&HANDLE.id).is_none_or(|handle| handle.is_overdue(sitting.at)) {
            return Err(Refusal::HandleOverdue);
        }
        Ok(vec![self.standing_still(suspend, approver, sitting)])
    }

    /// The time for handling and that of the level stand still, and that for sending somebody.
    pub(super) fn standing_still(&self, suspend: &Suspend, approver: &str, sitting: &Sitting<'_>) -> Event {
        let event = Event::from(What::Suspended(Suspension {
            ground: suspend.ground,
            reason: suspend.reason.clone(),
            approver: approver.to_owned(),
            review_on: suspend.review_on,
            in_grid: self.stage == Stage::InGrid,
            stood: waits_under(&self.stage).map(|_| self.stage.clone()),
            at: sitting.at,
            ended_at: None,
        }));
        let paused = self.clocks.running().filter(|clock| paces(clock));
        let paused = paused.filter_map(|clock| clock.pause(sitting.at, suspend.reason.clone(), approver).ok());
        looked_at_on(paused.fold(event, Event::changing), suspend.review_on, sitting)
    }

    pub(super) fn renew(&self, review_on: Date, reason: &str, sitting: &Sitting<'_>) -> Decided {
        let approver = self.approver(sitting)?;
        comes(review_on, sitting)?;
        let event = Event::from(What::SuspensionRenewed {
            review_on,
            approver: approver.to_owned(),
            reason: reason.to_owned(),
        });
        let event = self.stop_if_running(event, &SUSPENSION.id, sitting.at);
        Ok(vec![looked_at_on(event, review_on, sitting)])
    }

    /// Not while another service has it.
    pub(super) fn resume(&self, sitting: &Sitting<'_>) -> Decided {
        self.approver(sitting)?;
        let referred = self.course.suspensions.last().is_some_and(|last| last.ground == Ground::Referred);
        if referred && self.is_with_another_service() {
            return Err(Refusal::SuspensionOpen);
        }
        Ok(vec![self.going_on(sitting)])
    }

    /// What stood still runs again.
    pub(in crate::domain) fn going_on(&self, sitting: &Sitting<'_>) -> Event {
        let event = Event::from(What::Resumed { at: sitting.at });
        let event = self.stop_if_running(event, &SUSPENSION.id, sitting.at);
        let resumed = self.clocks.running().filter(|clock| paces(clock));
        let resumed = resumed.filter_map(|clock| clock.resume(sitting.at, sitting.context.calendar).ok());
        let event = resumed.fold(event, Event::changing);
        let begun = self.clock(&HANDLE.id).is_some();
        if begun { self.stepping(event, sitting) } else { event }
    }
}

/// Whether a clock stands still with the event: the handling's, that of its parts, the level's, and those under which it waits for
/// somebody to have it in hand.
fn paces(clock: &Clock) -> bool {
    let one = [FILE, DISPATCH, RETURN, DESIGNATE, HANDLE]
        .iter()
        .any(|rule| clock.rule.id == rule.id);
    one || ["level.", "step."].into_iter().any(|of| clock.rule.id.starts_with(of))
}

/// A day after today, at most 180 days away.
fn comes(review_on: Date, sitting: &Sitting<'_>) -> Result<(), Refusal> {
    let days = (review_on - sitting.today()).whole_days();
    if (1..=i64::from(SUSPENSION.amount)).contains(&days) {
        Ok(())
    } else {
        Err(Refusal::ReviewDayPassed)
    }
}

/// And it is looked at again when that day begins, that is when the day before is over.
fn looked_at_on(event: Event, review_on: Date, sitting: &Sitting<'_>) -> Event {
    let days = (review_on - sitting.today()).whole_days().saturating_sub(1);
    let rule = Rule {
        amount: u32::try_from(days).unwrap_or_default(),
        ..SUSPENSION
    };
    event.starting(rule, sitting.at, sitting.context.calendar)
}

fn refused(error: ClockError, handle: &Clock) -> Refusal {
    match error {
        ClockError::TooManyTimes { .. } => Refusal::ExtendedAlready,
        ClockError::TooManyDays { max_days } => Refusal::ExtensionTooLong(max_days),
        ClockError::NoDays => Refusal::ExtensionTooLong(handle.rule.extend.map_or(0, |extend| extend.max_days)),
        ClockError::Overdue
        | ClockError::Stopped
        | ClockError::Paused
        | ClockError::NotPaused
        | ClockError::OutOfOrder
        | ClockError::NotExtendable => Refusal::HandleOverdue,
    }
}
