//! What the clocks of a case do.

mod rules;

use shiyu_kit::calendar::{Alarm, Bound, Calendar, Clock, Reckoned, Ring, Ringing, Rule};
use time::OffsetDateTime;

pub use rules::*;

use super::case_file::CaseFile;
use super::event::{Event, What};
use super::sitting::{Decided, Sitting};

impl CaseFile {
    /// The clock of a name, if it runs.
    #[must_use]
    pub fn clock(&self, name: &str) -> Option<&Clock> {
        self.clocks.named(name)
    }

    /// The earliest legal due time of the office's running clocks; neither of those that stand still nor of a party's window.
    #[must_use]
    pub fn legal_due(&self) -> Option<OffsetDateTime> {
        let counting = self.clocks.running().filter(|clock| clock.paused_since().is_none());
        let ours = counting.filter(|clock| clock.rule.bound == Bound::Agency && clock.rule.id != ARCHIVE.id);
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
            return self.lapse(clock, sitting);
        }
        if past && clock.rule.id == ARCHIVE.id {
            return Ok(vec![Event::from(What::Archived { at: sitting.at }).stopping(name, sitting.at)]);
        }
        Ok(clock.rings(sitting.at).into_iter().map(told).collect())
    }

    /// A window of the party's has lapsed; nobody is late.
    fn lapse(&self, window: &Clock, sitting: &Sitting<'_>) -> Decided {
        let (clock, at) = (window.rule.id.to_string(), sitting.at);
        let lapsed = Event::from(What::WindowLapsed { clock, at }).stopping(&window.rule.id, at);
        Ok(vec![lapsed])
    }

    /// And this clock stops, if it runs.
    pub(super) fn stop_if_running(&self, event: Event, rule: &Rule, at: OffsetDateTime) -> Event {
        event.moving(self.clocks.stopping(&rule.id, at))
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

fn told(alarm: Alarm) -> Event {
    let Alarm { clock, ring, due } = alarm;
    let what = match ring {
        Ring::Half | Ring::Eighty | Ring::Internal => What::ClockWarned { clock, ring },
        Ring::Overdue => What::ClockOverdue { clock, due },
    };
    what.into()
}
