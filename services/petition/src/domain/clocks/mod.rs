//! What the clocks of a petition do.

mod rules;

use shiyu_kit::calendar::{Bound, Calendar, Clock, Ring, Rule};
use shiyu_kit::case::Ringing;
use time::OffsetDateTime;
use uuid::Uuid;

pub use rules::*;

use super::event::{Event, What};
use super::petition::Petition;
use super::sitting::Sitting;
use super::stage::{End, Ending, Stage};
use super::terms::Closing;

impl Petition {
    /// The clocks that run.
    pub fn running(&self) -> impl Iterator<Item = &Clock> {
        self.clocks.iter().filter(|clock| clock.stopped_at.is_none())
    }

    /// The clock of a name, if it runs.
    #[must_use]
    pub fn clock(&self, name: &str) -> Option<&Clock> {
        self.running().find(|clock| clock.rule.id == name)
    }

    /// The earliest legal due time of the clocks that run; none once it has ended, whatever is still to be put away.
    #[must_use]
    pub fn legal_due(&self) -> Option<OffsetDateTime> {
        let due = self.running().filter(|clock| clock.rule.id != ARCHIVE.id);
        due.map(|clock| clock.due.legal).min()
    }

    /// The petitioner's own window, while one is open.
    #[must_use]
    pub fn window(&self) -> Option<&Clock> {
        self.running().find(|clock| clock.rule.bound == Bound::Citizen)
    }

    /// Version of the oldest calendar a running clock was reckoned with; of the newest once none runs.
    #[must_use]
    pub fn calendar(&self) -> i64 {
        let oldest = self.running().map(|clock| clock.calendar).min();
        oldest
            .or_else(|| self.clocks.iter().map(|clock| clock.calendar).max())
            .unwrap_or_default()
    }

    /// When the next clock rings, and which.
    #[must_use]
    pub fn next_ringing(&self) -> Option<Ringing> {
        self.running()
            .filter_map(|clock| Some((next_ring(clock)?.0, clock)))
            .min_by_key(|(at, _)| *at)
            .map(|(at, clock)| Ringing {
                clock: clock.rule.id.clone().into_owned(),
                at,
            })
    }

    /// The time of an act: never before a running clock began, stood still or went on, so that replicas whose wall clocks differ
    /// by a moment agree.
    pub(super) fn moment(&self, now: OffsetDateTime) -> OffsetDateTime {
        let pauses = self.running().flat_map(|clock| &clock.pauses);
        let turns = pauses.map(|pause| pause.until.unwrap_or(pause.from));
        self.running()
            .map(|clock| clock.started_at)
            .chain(turns)
            .fold(now, OffsetDateTime::max)
    }

    /// Every ring of a clock that is due, each as an event; nothing if the clock does not run or does not ring yet.
    pub(super) fn tick(&self, name: &str, sitting: &Sitting<'_>) -> Vec<Event> {
        let Some(clock) = self.clock(name) else {
            return Vec::new();
        };
        let now = sitting.at;
        if clock.rule.bound == Bound::Citizen {
            return self.lapse(clock, sitting).into_iter().collect();
        }
        if clock.rule.id == ARCHIVE.id {
            let archived = Event::from(What::Archived { at: now }).stopping(name, now);
            return (now >= clock.due.legal).then_some(archived).into_iter().collect();
        }
        let mut events = rings(clock, now);
        if let Some(referral) = referral_of(name).filter(|_| now >= clock.due.legal) {
            events.push(Event::from(What::ReferralReturned { referral, at: now }).stopping(name, now));
        }
        events
    }

    /// The petitioner's window lapsed: it is closed, unless something is still to be carried out.
    fn lapse(&self, window: &Clock, sitting: &Sitting<'_>) -> Option<Event> {
        let now = sitting.at;
        if now < window.due.legal {
            return None;
        }
        if self.course.is_execution_pending() {
            return Some(Event::from(What::WindowLapsed { at: now }).stopping(&window.rule.id, now));
        }
        Some(self.ending(End::Closed(Closing::Lapsed), sitting))
    }

    /// It ends: whatever runs stops, and the way to the archive begins. What was supported is still carried out first (art. 32),
    /// and a diverted matter waits for what becomes of it elsewhere.
    pub(super) fn ending(&self, end: End, sitting: &Sitting<'_>) -> Event {
        let diverted = matches!(end, End::Diverted(_));
        let event = Event::from(What::Ended(Ending { end, at: sitting.at }));
        if diverted {
            return self.stopping_but(&[], event, sitting);
        }
        if self.course.is_execution_pending() {
            return self.stopping_but(&[&EXECUTE], event, sitting);
        }
        sitting.begin(self.stopping_but(&[], event, sitting), &ARCHIVE)
    }

    /// And every running clock stops but those of these rules.
    pub(super) fn stopping_but(&self, kept: &[&Rule], event: Event, sitting: &Sitting<'_>) -> Event {
        let rest = self.running().filter(|clock| kept.iter().all(|rule| rule.id != clock.rule.id));
        rest.fold(event, |event, clock| event.stopping(&clock.rule.id, sitting.at))
    }

    /// Whether the window lapsed while something is still to be carried out.
    pub(super) fn window_lapsed(&self) -> bool {
        matches!(self.stage, Stage::OpinionServed | Stage::ReviewServed) && self.window().is_none()
    }

    /// The running clocks that an older calendar reckoned, reckoned again.
    pub(super) fn reckon(&self, calendar: &Calendar) -> Vec<Event> {
        let mut moved = Vec::new();
        let mut changed = Vec::new();
        for old in self.running().filter(|clock| clock.calendar < calendar.version()) {
            let mut clock = old.clone();
            if clock.recompute(calendar) {
                moved.push(clock.rule.id.clone().into_owned());
            }
            changed.push(clock);
        }
        if changed.is_empty() {
            return Vec::new();
        }
        let event = Event::from(What::ClocksReckoned {
            calendar: calendar.version(),
            moved,
        });
        vec![changed.into_iter().fold(event, Event::changing)]
    }
}

/// Name of the clock of an offer.
pub(super) fn referral_clock(id: Uuid) -> String {
    format!("{}.{id}", REFERRAL.id)
}

fn referral_of(clock: &str) -> Option<Uuid> {
    clock.strip_prefix("referral.")?.parse().ok()
}

/// A citizen's window does not warn the office: it only lapses. Nor does the way to the archive.
fn next_ring(clock: &Clock) -> Option<(OffsetDateTime, Ring)> {
    match clock.rule.bound {
        Bound::Citizen => Some((clock.due.legal, Ring::Overdue)),
        Bound::Agency | Bound::Court if clock.rule.id == ARCHIVE.id => Some((clock.due.legal, Ring::Overdue)),
        Bound::Agency | Bound::Court => clock.next_ring(),
    }
}

fn rings(clock: &Clock, now: OffsetDateTime) -> Vec<Event> {
    let mut clock = clock.clone();
    let mut events = Vec::new();
    while let Some((_, ring)) = clock.next_ring().filter(|(at, _)| *at <= now) {
        let name = clock.rule.id.clone().into_owned();
        let what = match ring {
            Ring::Half | Ring::Eighty | Ring::Internal => What::ClockWarned { clock: name, ring },
            Ring::Overdue => What::ClockOverdue {
                clock: name,
                due: clock.due.legal,
            },
        };
        events.push(what.into());
        clock = clock.ring(ring);
    }
    events
}
