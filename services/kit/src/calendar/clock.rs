//! A running statutory clock, kept as facts. Its due date is computed from them, never edited.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::count::{Due, Period};
use super::error::ClockError;
use super::pause::Pause;
use super::ring::Ring;
use super::rule::Rule;
use super::table::Calendar;

/// More time, granted while the clock had not run out. It continues the period from its last day
/// before any roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// How many days, at least 1: working days for working-day and work-hour rules (of office hours
    /// for the latter), natural days for the others (24 hours for hour rules).
    pub days: u32,
    /// Who approved it.
    pub approver: String,
    /// Why.
    pub reason: String,
    /// When it was granted.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

/// A clock and everything that happened to it. `due` follows from `rule`, `started_at`, `pauses`,
/// `extensions` and the calendar alone; a pause still open counts only once it has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What it runs under.
    pub rule: Rule,
    /// The moment its period began.
    #[serde(with = "time::serde::rfc3339")]
    pub started_at: OffsetDateTime,
    /// In order; only the last may be open.
    pub pauses: Vec<Pause>,
    /// In order of granting.
    pub extensions: Vec<Extension>,
    /// When it runs out. While paused: as if it resumed at once.
    pub due: Due,
    /// The rings that rang, in order. They stay rung whatever happens to `due`.
    pub rung: Vec<Ring>,
    /// Version of the calendar `due` was computed with.
    pub calendar: i64,
    /// When what it measured was done.
    #[serde(with = "time::serde::rfc3339::option")]
    pub stopped_at: Option<OffsetDateTime>,
}

impl Clock {
    /// A clock that begins to run at `at`.
    #[must_use]
    pub fn start(rule: Rule, at: OffsetDateTime, calendar: &Calendar) -> Self {
        Self {
            due: calendar.due(&rule, at),
            rule,
            started_at: at,
            pauses: Vec::new(),
            extensions: Vec::new(),
            rung: Vec::new(),
            calendar: calendar.version(),
            stopped_at: None,
        }
    }

    /// Stands still from `at` on. `due` moves when it resumes.
    ///
    /// # Errors
    /// `Stopped`, `Paused`, `Overdue`; `OutOfOrder` when `at` is before the start or the last resumption.
    pub fn pause(&self, at: OffsetDateTime, reason: impl Into<String>, approver: impl Into<String>) -> Result<Self, ClockError> {
        self.running()?;
        if self.paused_since().is_some() {
            return Err(ClockError::Paused);
        }
        after(self.last_turn(), at)?;
        self.in_time(at)?;
        let mut clock = self.clone();
        clock.pauses.push(Pause {
            from: at,
            until: None,
            reason: reason.into(),
            approver: approver.into(),
        });
        Ok(clock)
    }

    /// Runs again from `at` on; the days lost move `due`.
    ///
    /// # Errors
    /// `Stopped`, `NotPaused`; `OutOfOrder` when `at` is before the pause.
    pub fn resume(&self, at: OffsetDateTime, calendar: &Calendar) -> Result<Self, ClockError> {
        self.running()?;
        let mut clock = self.clone();
        let pause = clock
            .pauses
            .last_mut()
            .filter(|pause| pause.until.is_none())
            .ok_or(ClockError::NotPaused)?;
        after(pause.from, at)?;
        pause.until = Some(at);
        clock.recompute(calendar);
        Ok(clock)
    }

    /// Grants more days.
    ///
    /// # Errors
    /// `Stopped`, `Overdue`, `OutOfOrder` (before the start), and what the rule forbids:
    /// `NotExtendable`, `NoDays`, `TooManyTimes`, `TooManyDays`.
    pub fn extend(&self, extension: Extension, calendar: &Calendar) -> Result<Self, ClockError> {
        self.running()?;
        after(self.started_at, extension.at)?;
        self.in_time(extension.at)?;
        self.allows(extension.days)?;
        let mut clock = self.clone();
        clock.extensions.push(extension);
        clock.recompute(calendar);
        Ok(clock)
    }

    /// What it measured was done at `at`. A paused clock stops as it stands.
    ///
    /// # Errors
    /// `Stopped`; `OutOfOrder` when `at` is before the start, the last pause or the last resumption.
    pub fn stop(&self, at: OffsetDateTime) -> Result<Self, ClockError> {
        self.running()?;
        after(self.last_turn(), at)?;
        Ok(Self {
            stopped_at: Some(at),
            ..self.clone()
        })
    }

    /// Computes `due` anew from the recorded facts and tells whether it changed. Rings stay rung.
    pub fn recompute(&mut self, calendar: &Calendar) -> bool {
        let due = Period {
            rule: &self.rule,
            start: self.started_at,
            pauses: &self.pauses,
            extra_days: self.extended_days(),
        }
        .due(calendar);
        self.calendar = calendar.version();
        std::mem::replace(&mut self.due, due) != due
    }

    /// Since when it stands still, if it does.
    #[must_use]
    pub fn paused_since(&self) -> Option<OffsetDateTime> {
        self.pauses.last().filter(|pause| pause.until.is_none()).map(|pause| pause.from)
    }

    /// Whether it ran out before it stopped, was paused, or now, whichever came first.
    #[must_use]
    pub fn is_overdue(&self, now: OffsetDateTime) -> bool {
        let until = [self.stopped_at, self.paused_since()].into_iter().flatten().fold(now, Ord::min);
        until >= self.due.legal
    }

    /// Days granted so far.
    #[must_use]
    pub fn extended_days(&self) -> u32 {
        self.extensions.iter().fold(0, |sum, extension| sum.saturating_add(extension.days))
    }

    fn running(&self) -> Result<(), ClockError> {
        if self.stopped_at.is_some() {
            Err(ClockError::Stopped)
        } else {
            Ok(())
        }
    }

    fn in_time(&self, at: OffsetDateTime) -> Result<(), ClockError> {
        if self.is_overdue(at) { Err(ClockError::Overdue) } else { Ok(()) }
    }

    /// When it last began, stood still or resumed.
    pub(super) fn last_turn(&self) -> OffsetDateTime {
        self.pauses
            .last()
            .map_or(self.started_at, |pause| pause.until.unwrap_or(pause.from))
    }

    fn allows(&self, days: u32) -> Result<(), ClockError> {
        let limit = self.rule.extend.ok_or(ClockError::NotExtendable)?;
        if days == 0 {
            return Err(ClockError::NoDays);
        }
        if self.extensions.len() >= limit.max_times as usize {
            return Err(ClockError::TooManyTimes {
                max_times: limit.max_times,
            });
        }
        if self.extended_days().saturating_add(days) > limit.max_days {
            return Err(ClockError::TooManyDays { max_days: limit.max_days });
        }
        Ok(())
    }
}

fn after(earlier: OffsetDateTime, at: OffsetDateTime) -> Result<(), ClockError> {
    if at < earlier { Err(ClockError::OutOfOrder) } else { Ok(()) }
}
