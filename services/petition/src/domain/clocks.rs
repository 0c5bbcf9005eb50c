//! The limits of a petition, and what its clocks do. 信访工作条例 counts natural days; only our own rules count working days.

use shiyu_kit::calendar::{Bound, Calendar, Clock, Ring, Rule};
use shiyu_kit::case::Ringing;
use time::OffsetDateTime;

use super::event::Event;
use super::petition::Petition;
use super::terms::Closing;

/// From receipt to forwarding (art. 22).
pub const FORWARD: Rule = Rule::natural_days("forward", "信访工作条例 art. 22", 15, Bound::Agency);
/// From receipt by the unit asked to acceptance and written notice (art. 23).
pub const ACCEPT: Rule = Rule::natural_days("accept", "信访工作条例 art. 23", 15, Bound::Agency);
/// From acceptance to classification; a rule of our own.
pub const CLASSIFY: Rule = Rule::working_days("classify", "internal rule", 5, Bound::Agency).ours();
/// From acceptance to the answer in the petitioner's hands (art. 34).
pub const HANDLE: Rule = Rule::natural_days("handle", "信访工作条例 art. 34", 60, Bound::Agency).extendable(30, 1);
/// From the opinion's issue to its service; a rule of our own, and `handle` goes on beside it.
pub const SERVE: Rule = Rule::natural_days("serve", "internal rule", 7, Bound::Agency).ours();
/// From service to the last moment at which the petitioner may ask for review (art. 35).
pub const REVIEW_WINDOW: Rule = Rule::natural_days("review_window", "信访工作条例 art. 35", 30, Bound::Citizen);

/// All of them.
pub const RULES: &[Rule] = &[FORWARD, ACCEPT, CLASSIFY, HANDLE, SERVE, REVIEW_WINDOW];

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

    /// The earliest legal due time of the clocks that run.
    #[must_use]
    pub fn legal_due(&self) -> Option<OffsetDateTime> {
        self.running().map(|clock| clock.due.legal).min()
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

    /// The time of an act: never before a running clock began, so that replicas whose wall clocks differ by a moment agree.
    pub(super) fn moment(&self, now: OffsetDateTime) -> OffsetDateTime {
        self.running().map(|clock| clock.started_at).fold(now, OffsetDateTime::max)
    }

    /// Every ring of a clock that is due, each as an event; nothing if the clock does not run or does not ring yet.
    pub(super) fn tick(&self, name: &str, now: OffsetDateTime) -> Vec<Event> {
        let Some(clock) = self.clock(name) else {
            return Vec::new();
        };
        if clock.rule.bound == Bound::Citizen {
            return lapse(clock, now).into_iter().collect();
        }
        rings(clock, now)
    }

    /// The running clocks that an older calendar reckoned, reckoned again.
    pub(super) fn reckon(&self, calendar: &Calendar) -> Vec<Event> {
        let mut moved = Vec::new();
        let mut clocks = Vec::new();
        for old in self.running().filter(|clock| clock.calendar < calendar.version()) {
            let mut clock = old.clone();
            if clock.recompute(calendar) {
                moved.push(clock.rule.id.clone().into_owned());
            }
            clocks.push(clock);
        }
        if clocks.is_empty() {
            return Vec::new();
        }
        vec![Event::ClocksReckoned {
            calendar: calendar.version(),
            clocks,
            moved,
        }]
    }
}

/// A citizen's window does not warn the office: it only lapses.
fn next_ring(clock: &Clock) -> Option<(OffsetDateTime, Ring)> {
    match clock.rule.bound {
        Bound::Citizen => Some((clock.due.legal, Ring::Overdue)),
        Bound::Agency | Bound::Court => clock.next_ring(),
    }
}

fn lapse(clock: &Clock, now: OffsetDateTime) -> Option<Event> {
    (now >= clock.due.legal).then_some(Event::Closed {
        closing: Closing::Lapsed,
        at: now,
    })
}

fn rings(clock: &Clock, now: OffsetDateTime) -> Vec<Event> {
    let mut clock = clock.clone();
    let mut events = Vec::new();
    while let Some((_, ring)) = clock.next_ring().filter(|(at, _)| *at <= now) {
        let name = clock.rule.id.clone().into_owned();
        events.push(match ring {
            Ring::Half | Ring::Eighty | Ring::Internal => Event::ClockWarned { clock: name, ring },
            Ring::Overdue => Event::ClockOverdue {
                clock: name,
                due: clock.due.legal,
            },
        });
        clock = clock.ring(ring);
    }
    events
}
