//! What the clocks of a petition do.

mod owed;
mod rules;

use shiyu_kit::calendar::{Alarm, Bound, Calendar, Clock, Moves, Reckoned, Ring, Rule, TimeUnit, local_date};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

pub use rules::*;

use super::event::{Event, What};
use super::evolve::evolve;
use super::petition::Petition;
use super::sitting::Sitting;
use super::stage::{End, Ending, Stage};
use super::terms::Closing;

impl Petition {
    /// The clock of a name, if it runs.
    #[must_use]
    pub fn clock(&self, name: &str) -> Option<&Clock> {
        self.clocks.named(name)
    }

    /// The earliest legal due time of the clocks that run; none once it has ended, whatever is still to be put away.
    #[must_use]
    pub fn legal_due(&self) -> Option<OffsetDateTime> {
        self.clocks.legal_due(&[&ARCHIVE])
    }

    /// The petitioner's own window, while one is open.
    #[must_use]
    pub fn window(&self) -> Option<&Clock> {
        self.clocks.running().find(|clock| clock.rule.bound == Bound::Citizen)
    }

    /// Every ring of a clock that is due, each as an event; nothing if the clock does not run or does not ring yet.
    pub(super) fn tick(&self, name: &str, sitting: &Sitting<'_>) -> Vec<Event> {
        let Some(clock) = self.clock(name) else {
            return Vec::new();
        };
        let now = sitting.at;
        let past = now >= clock.due.legal;
        if past && clock.rule.bound == Bound::Citizen {
            return vec![self.lapse(clock, sitting)];
        }
        if past && clock.rule.id == ARCHIVE.id {
            return vec![self.stopping_all(Event::from(What::Archived { at: now }), sitting)];
        }
        let mut events: Vec<Event> = clock.rings(now).into_iter().map(told).collect();
        if let Some(referral) = referral_of(name).filter(|_| past) {
            events.push(Event::from(What::ReferralReturned { referral, at: now }).stopping(name, now));
        }
        if past && name == NEGOTIATE.id {
            events.push(self.referred(sitting));
        }
        if past && name == RECEIPT.id {
            events.push(Event::from(What::OutsideUnanswered { at: now }).stopping(name, now));
        }
        events
    }

    /// The petitioner's window lapsed: it is closed, unless something is still to be carried out.
    fn lapse(&self, window: &Clock, sitting: &Sitting<'_>) -> Event {
        let now = sitting.at;
        if self.course.is_execution_pending() {
            return Event::from(What::WindowLapsed { at: now }).stopping(&window.rule.id, now);
        }
        self.ending(End::Closed(Closing::Lapsed), sitting)
    }

    /// It ends: whatever runs stops, and the way to the archive begins. What was supported is still carried out first (art. 32),
    /// a diverted matter waits for what becomes of it elsewhere, and a merged one for the end of the one that goes on in its place.
    pub(super) fn ending(&self, end: End, sitting: &Sitting<'_>) -> Event {
        let waits = matches!(end, End::Diverted(_) | End::Merged { .. });
        let event = Event::from(What::Ended(Ending { end, at: sitting.at }));
        if waits {
            return self.stopping_all(event, sitting);
        }
        if self.course.is_execution_pending() {
            return self.stopping_but(&[&EXECUTE], event, sitting);
        }
        self.to_archive(self.stopping_but(&[], event, sitting), sitting)
    }

    /// And the way to the archive begins: not over before the petitioner's time is in which a request that was dismissed may be made again,
    /// for out of the archive nobody asks for review (arts. 35, 36).
    pub(super) fn to_archive(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        let due = sitting.due(&ARCHIVE, sitting.at);
        let Some(last) = self.asked_again_until(&event).filter(|last| *last > due) else {
            return sitting.begin(event, &ARCHIVE);
        };
        let days = (local_date(last - Duration::NANOSECOND) - sitting.today()).whole_days();
        let rule = Rule {
            amount: u32::try_from(days).unwrap_or_default(),
            unit: TimeUnit::NaturalDay,
            ..sitting.rule(&ARCHIVE)
        };
        event.starting(rule, sitting.at, sitting.context.calendar)
    }

    /// Until when a request that is dismissed with this event, or was dismissed before it, may be made again.
    fn asked_again_until(&self, event: &Event) -> Option<OffsetDateTime> {
        let after = evolve(Some(self.clone()), &Event::from(event.what.clone()))?;
        after.remedy_again().map(|(_, last)| last)
    }

    /// And every running clock stops but those of these rules, and those within which an organ answers a proposal.
    pub(super) fn stopping_but(&self, kept: &[&Rule], event: Event, sitting: &Sitting<'_>) -> Event {
        event.moving(self.stops_but(kept, sitting.at))
    }

    /// That every running clock stops but those of these rules, and those within which an organ answers a proposal: what the organ owes is
    /// owed whatever becomes of the matter (art. 40).
    pub(super) fn stops_but(&self, kept: &[&Rule], at: OffsetDateTime) -> Moves {
        let answering = |clock: &&Clock| accountability_of(&clock.rule.id).is_some();
        let answering = self.clocks.running().filter(answering).map(|clock| &clock.rule);
        let kept: Vec<&Rule> = kept.iter().copied().chain(answering).collect();
        self.clocks.stopping_but(&kept, at)
    }

    /// And every running clock stops.
    pub(super) fn stopping_all(&self, event: Event, sitting: &Sitting<'_>) -> Event {
        event.moving(self.clocks.stopping_but(&[], sitting.at))
    }

    /// And this clock stops, if it runs.
    pub(super) fn stop_if_running(&self, event: Event, clock: &str, at: OffsetDateTime) -> Event {
        event.moving(self.clocks.stopping(clock, at))
    }

    /// And the clocks of these rules stop, if they run.
    pub(super) fn stop_all<'a>(&self, event: Event, rules: impl IntoIterator<Item = &'a Rule>, at: OffsetDateTime) -> Event {
        rules
            .into_iter()
            .fold(event, |event, rule| self.stop_if_running(event, &rule.id, at))
    }

    /// Whether the window lapsed while something is still to be carried out.
    pub(super) fn window_lapsed(&self) -> bool {
        matches!(self.stage, Stage::OpinionServed | Stage::ReviewServed) && self.window().is_none()
    }

    /// The running clocks that an older calendar reckoned, reckoned again.
    pub(super) fn reckon(&self, calendar: &Calendar) -> Vec<Event> {
        let reckoned = self.clocks.reckon(calendar).map(|Reckoned { calendar, names, moves }| {
            let what = What::ClocksReckoned { calendar, moved: names };
            Event::from(what).moving(moves)
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

/// Name of the clock of a proposal.
pub(super) fn accountability_clock(id: Uuid) -> String {
    format!("{}.{id}", ACCOUNTABILITY.id)
}

fn accountability_of(clock: &str) -> Option<Uuid> {
    clock.strip_prefix("accountability.")?.parse().ok()
}

fn told(alarm: Alarm) -> Event {
    let Alarm { clock, ring, due } = alarm;
    let what = match ring {
        Ring::Half | Ring::Eighty | Ring::Internal => What::ClockWarned { clock, ring },
        Ring::Overdue => What::ClockOverdue { clock, due },
    };
    what.into()
}
