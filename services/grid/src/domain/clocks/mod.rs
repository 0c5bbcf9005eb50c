//! What the clocks of an event do.

mod rules;

use shiyu_kit::calendar::{Alarm, Bound, Calendar, Clock, Reckoned, Ring, Ringing};
use time::OffsetDateTime;
use uuid::Uuid;

pub use rules::*;

use super::event::{Event, What};
use super::incident::Incident;
use super::sitting::{Decided, Sitting};
use super::terms::Level;

/// The clocks of the levels: this and the level's word.
const LEVEL: &str = "level.";

impl Incident {
    /// The clock of a name, if it runs.
    #[must_use]
    pub fn clock(&self, name: &str) -> Option<&Clock> {
        self.clocks.named(name)
    }

    /// Names of the clocks that run, paused ones too, in the order they started.
    pub fn running(&self) -> impl Iterator<Item = &str> {
        self.clocks.running().map(|clock| clock.rule.id.as_ref())
    }

    /// The earliest legal due time of the clocks that run; neither of those that stand still nor of a reporter's window.
    #[must_use]
    pub fn legal_due(&self) -> Option<OffsetDateTime> {
        let counting = self.clocks.running().filter(|clock| clock.paused_since().is_none());
        let ours = counting.filter(|clock| clock.rule.bound != Bound::Citizen);
        ours.map(|clock| clock.due.legal).min()
    }

    /// When the next clock rings, and which.
    #[must_use]
    pub fn next_ringing(&self) -> Option<Ringing> {
        self.clocks.next_ringing()
    }

    /// Every ring of a clock that is due, each as an event, and what follows from it; nothing if the clock does not run or does not
    /// ring yet.
    pub(super) fn tick(&self, name: &str, sitting: &Sitting<'_>) -> Decided {
        let Some(clock) = self.clock(name) else {
            return Ok(Vec::new());
        };
        let past = sitting.at >= clock.due.legal;
        if past && clock.rule.bound == Bound::Citizen {
            let (clock, at) = (name.to_owned(), sitting.at);
            return Ok(vec![Event::from(What::WindowLapsed { clock, at }).stopping(name, at)]);
        }
        let rings = clock.rings(sitting.at);
        if name == SUSPENSION.id {
            return Ok(if rings.is_empty() { Vec::new() } else { self.review_due() });
        }
        let near = self.ends_first(clock) && rings.iter().any(|alarm| alarm.ring == Ring::Eighty);
        let told: Vec<Event> = rings.into_iter().map(|alarm| self.told(alarm)).collect();
        if near {
            return self.then(Ok(told), |late| Ok(late.near_limit(sitting).into_iter().collect()));
        }
        if !past {
            return Ok(told);
        }
        self.then(Ok(told), |late| late.run_out(name, sitting))
    }

    /// Whether it is this clock that ends the time of the level which has it: its own, or the handling's where that ends no later.
    fn ends_first(&self, clock: &Clock) -> bool {
        let level = |clock: &&Clock| clock.rule.id.starts_with(LEVEL);
        let no_later = |level: &Clock| clock.due.legal <= level.due.legal;
        level(&clock) || clock.rule.id == HANDLE.id && self.clocks.running().find(level).is_some_and(no_later)
    }

    /// What follows once a clock has run out.
    fn run_out(&self, name: &str, sitting: &Sitting<'_>) -> Decided {
        let at = sitting.at;
        if let Some(referral) = referral_of(name) {
            let event = Event::from(What::ReferralReturned { referral, at }).stopping(name, at);
            return self.then(Ok(vec![event]), |back| Ok(back.back_from_another(sitting)));
        }
        if name == NEGOTIATE.id {
            return Ok(vec![self.referred(sitting)]);
        }
        if name == RECEIPT.id {
            return Ok(vec![Event::from(What::OutsideUnanswered { at }).stopping(name, at)]);
        }
        Ok(Vec::new())
    }

    /// The day has come. The clock stays, overdue, until somebody looks at it.
    fn review_due(&self) -> Vec<Event> {
        let last = self.course.suspensions.last();
        let due = last.map(|suspension| What::SuspensionReviewDue {
            review_on: suspension.review_on,
        });
        due.into_iter().map(Event::from).collect()
    }

    fn told(&self, alarm: Alarm) -> Event {
        let Alarm { clock, ring, due } = alarm;
        let what = match ring {
            Ring::Half | Ring::Eighty | Ring::Internal => What::ClockWarned { clock, ring },
            Ring::Overdue => What::ClockOverdue {
                clock,
                level: self.level,
                due,
            },
        };
        what.into()
    }

    /// And this clock stops, if it runs.
    pub(super) fn stop_if_running(&self, event: Event, clock: &str, at: OffsetDateTime) -> Event {
        event.moving(self.clocks.stopping(clock, at))
    }

    /// And this level answers from now on: its clock runs, and no other level's.
    pub(super) fn answering(&self, event: Event, to: Level, sitting: &Sitting<'_>) -> Event {
        let rule = level(to);
        if self.clock(&rule.id).is_some() {
            return event;
        }
        sitting.begin(self.unanswered(event, sitting), &rule)
    }

    /// And no level's clock runs.
    pub(super) fn unanswered(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        let levels = self.running().filter(|name| name.starts_with(LEVEL));
        levels.fold(event, |event, name| event.stopping(name, sitting.at))
    }

    /// And the time for handling runs, as the table of limits gave it, if it does not run already: whoever handled it before used
    /// the reporter's time, in another county too.
    pub(super) fn handled_in(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        if self.clock(&HANDLE.id).is_some() {
            return event;
        }
        let carried = self.report.carried.and_then(|carried| carried.handled_since);
        let carried = carried.filter(|_| self.clocks.latest(&HANDLE.id).is_none());
        let since = carried.map_or(sitting.at, |since| since.min(sitting.at));
        let event = event.starting(handle(&self.class.limit), since, sitting.context.calendar);
        self.stepping(event, sitting)
    }

    /// Since when the handling runs, or ran until this time, later by as long as it stood still; none if it never ran.
    #[must_use]
    pub fn handled_since(&self, until: OffsetDateTime) -> Option<OffsetDateTime> {
        let clock = self.clocks.latest(&HANDLE.id)?;
        let stood = clock.pauses.iter().map(|pause| pause.until.unwrap_or(until) - pause.from);
        Some(stood.fold(clock.started_at, OffsetDateTime::saturating_add))
    }

    /// The running clocks that an older calendar reckoned, reckoned again.
    pub(super) fn reckon(&self, calendar: &Calendar) -> Vec<Event> {
        let reckoned = self.clocks.reckon(calendar).map(|Reckoned { calendar, names, moves }| Event {
            what: What::ClocksReckoned { calendar, moved: names },
            moves,
        });
        reckoned.into_iter().collect()
    }
}

/// Name of the clock of an offer.
pub(super) fn referral_clock(id: Uuid) -> String {
    format!("{}.{id}", REFERRAL.id)
}

fn referral_of(clock: &str) -> Option<Uuid> {
    clock.strip_prefix("referral.")?.parse().ok()
}
