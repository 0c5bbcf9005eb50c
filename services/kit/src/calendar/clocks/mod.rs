//! The clocks of a case: every one that ran or runs. What they ask of the case, and what an event does to them.

mod moves;
#[cfg(test)]
mod tests;

pub use moves::{Moves, Stopped};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::clock::Clock;
use super::ring::{Alarm, Ring, Ringing};
use super::rule::Rule;
use super::table::Calendar;

/// Every clock of a case that ran or runs, in the order they started. At most one of a name runs at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Clocks(Vec<Clock>);

/// What a newer calendar does to the clocks of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// Version of the calendar.
    pub calendar: i64,
    /// Names of the clocks whose due times moved.
    pub names: Vec<String>,
    /// Every running clock that an older calendar had reckoned, as it is now.
    pub moves: Moves,
}

impl Clocks {
    /// All of them, those that stopped too, in the order they started.
    pub fn iter(&self) -> std::slice::Iter<'_, Clock> {
        self.0.iter()
    }

    /// Those that run, paused ones too, in the order they started.
    pub fn running(&self) -> impl Iterator<Item = &Clock> {
        self.0.iter().filter(|clock| clock.stopped_at.is_none())
    }

    /// The clock of a name, if it runs.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Clock> {
        self.running().find(|clock| clock.rule.id == name)
    }

    /// The clock of a name that started last, whether it runs or not.
    #[must_use]
    pub fn latest(&self, name: &str) -> Option<&Clock> {
        self.0.iter().rfind(|clock| clock.rule.id == name)
    }

    /// The earliest legal due time of those that run; the clocks of these rules are left out.
    #[must_use]
    pub fn legal_due(&self, left_out: &[&Rule]) -> Option<OffsetDateTime> {
        self.running_but(left_out).map(|clock| clock.due.legal).min()
    }

    /// Version of the oldest calendar a running clock was reckoned with; of the newest once none runs; 0 if none ever ran.
    #[must_use]
    pub fn calendar(&self) -> i64 {
        let oldest = self.running().map(|clock| clock.calendar).min();
        oldest
            .or_else(|| self.0.iter().map(|clock| clock.calendar).max())
            .unwrap_or_default()
    }

    /// When the next of them rings, and which; of several at once the one that started first.
    #[must_use]
    pub fn next_ringing(&self) -> Option<Ringing> {
        let next = self.running().filter_map(|clock| Some((clock.next_ring()?.0, clock)));
        next.min_by_key(|(at, _)| *at).map(|(at, clock)| Ringing {
            clock: clock.rule.id.clone().into_owned(),
            at,
        })
    }

    /// Every ring of the clock of this name that is due by `now`, mildest first; none if it does not run.
    #[must_use]
    pub fn rings(&self, name: &str, now: OffsetDateTime) -> Vec<Alarm> {
        self.named(name).map(|clock| clock.rings(now)).unwrap_or_default()
    }

    /// The time of an act: never before a running clock began, stood still or went on, so that replicas whose wall clocks differ
    /// by a moment agree.
    #[must_use]
    pub fn moment(&self, now: OffsetDateTime) -> OffsetDateTime {
        self.running().map(Clock::last_turn).fold(now, OffsetDateTime::max)
    }

    /// What a newer calendar does to those that run; `None` if an older one reckoned none of them.
    #[must_use]
    pub fn reckon(&self, calendar: &Calendar) -> Option<Reckoned> {
        let mut names = Vec::new();
        let mut moves = Moves::default();
        for old in self.running().filter(|clock| clock.calendar < calendar.version()) {
            let mut clock = old.clone();
            if clock.recompute(calendar) {
                names.push(clock.rule.id.clone().into_owned());
            }
            moves = moves.changing(clock);
        }
        let calendar = calendar.version();
        (!moves.is_empty()).then_some(Reckoned { calendar, names, moves })
    }

    /// The clock of this name stops, if it runs.
    #[must_use]
    pub fn stopping(&self, name: &str, at: OffsetDateTime) -> Moves {
        let running = self.named(name);
        running.into_iter().fold(Moves::default(), |moves, _| moves.stopping(name, at))
    }

    /// All that run stop but those of these rules.
    #[must_use]
    pub fn stopping_but(&self, kept: &[&Rule], at: OffsetDateTime) -> Moves {
        self.running_but(kept)
            .fold(Moves::default(), |moves, clock| moves.stopping(&clock.rule.id, at))
    }

    /// After these moves. `None` if they cannot follow: one stops or changes that does not run, or starts that runs already.
    #[must_use]
    pub fn moved(mut self, moves: &Moves) -> Option<Self> {
        for stopped in &moves.stopped {
            let clock = self.named_mut(&stopped.clock)?;
            *clock = clock.stop(stopped.at).ok()?;
        }
        for changed in &moves.changed {
            self.named_mut(&changed.rule.id)?.clone_from(changed);
        }
        for started in &moves.started {
            if self.named(&started.rule.id).is_some() {
                return None;
            }
            self.0.push(started.clone());
        }
        Some(self)
    }

    /// After this ring of the clock of this name. `None` if it does not run.
    #[must_use]
    pub fn rung(mut self, name: &str, ring: Ring) -> Option<Self> {
        let clock = self.named_mut(name)?;
        *clock = clock.ring(ring);
        Some(self)
    }

    /// Those under this rule's name as silent as it is: what started before the rule was does not say so itself.
    #[must_use]
    pub fn silenced(mut self, rule: &Rule) -> Self {
        let under = self.0.iter_mut().filter(|clock| clock.rule.id == rule.id);
        under.for_each(|clock| clock.rule.silent |= rule.silent);
        self
    }

    fn running_but(&self, left_out: &[&Rule]) -> impl Iterator<Item = &Clock> {
        self.running().filter(|clock| left_out.iter().all(|rule| rule.id != clock.rule.id))
    }

    fn named_mut(&mut self, name: &str) -> Option<&mut Clock> {
        self.0.iter_mut().find(|clock| clock.stopped_at.is_none() && clock.rule.id == name)
    }
}

impl From<Vec<Clock>> for Clocks {
    fn from(clocks: Vec<Clock>) -> Self {
        Self(clocks)
    }
}

impl<'a> IntoIterator for &'a Clocks {
    type Item = &'a Clock;
    type IntoIter = std::slice::Iter<'a, Clock>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
