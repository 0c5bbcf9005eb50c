//! What the clocks of a case do.

mod rules;

use shiyu_kit::calendar::{Alarm, Bound, Calendar, Clock, Reckoned, Ring, Ringing, Rule};
use time::OffsetDateTime;
use uuid::Uuid;

pub use rules::*;

use super::case_file::CaseFile;
use super::decide::demand_deemed;
use super::event::{Event, What};
use super::sitting::{Decided, Sitting};
use super::stage::StageName;

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
            return Ok(vec![self.archived(sitting)]);
        }
        let told: Vec<Event> = clock.rings(sitting.at).into_iter().map(told).collect();
        if !past {
            return Ok(told);
        }
        self.then(Ok(told), |late| Ok(late.run_out(name, sitting)))
    }

    /// Into the archive; not while something is still to be published or taken back, as after a remedy that ends late: then it waits as
    /// long again.
    fn archived(&self, sitting: &Sitting<'_>) -> Event {
        let (clock, at) = (ARCHIVE.id.to_string(), sitting.at);
        if !self.owes_a_publication() {
            return Event::from(What::Archived { at }).stopping(&ARCHIVE.id, at);
        }
        let waits = Event::from(What::WindowLapsed { clock, at }).stopping(&ARCHIVE.id, at);
        sitting.begin(waits, &ARCHIVE)
    }

    /// A window of the party's has lapsed; nobody is late. What waited for it goes on.
    fn lapse(&self, window: &Clock, sitting: &Sitting<'_>) -> Decided {
        let (name, due) = (window.rule.id.as_ref(), window.due.legal);
        let (clock, at) = (name.to_owned(), sitting.at);
        let lapsed = Event::from(What::WindowLapsed { clock, at }).stopping(name, at);
        self.then(Ok(vec![lapsed]), |after| {
            if name == PUBLIC_NOTICE.id {
                after.deemed_served(due, sitting)
            } else if name == PAY.id || name == INSTALMENT.id {
                after.payment_lapsed(due, sitting)
            } else if [&RECONSIDERATION, &LITIGATION, &LITIGATION_AFTER]
                .iter()
                .any(|rule| rule.id == name)
            {
                Ok(after.applying(due, sitting))
            } else {
                Ok(Vec::new())
            }
        })
    }

    /// What was noticed in public counts as served when its thirty days are over.
    fn deemed_served(&self, due: OffsetDateTime, sitting: &Sitting<'_>) -> Decided {
        match self.stage.name() {
            StageName::NoticePending => Ok(self.notice_deemed(due, sitting)),
            StageName::Decided => self.decision_deemed(due, sitting),
            StageName::Overdue => Ok(demand_deemed(due, sitting)),
            StageName::Clue
            | StageName::FilingReview
            | StageName::Disputed
            | StageName::Investigating
            | StageName::Suspended
            | StageName::Concluded
            | StageName::NoticeServed
            | StageName::HearingScheduled
            | StageName::HearingHeld
            | StageName::LegalReview
            | StageName::Discussion
            | StageName::DecisionPending
            | StageName::WithJustice
            | StageName::Served
            | StageName::Demanded
            | StageName::CourtApplied
            | StageName::CourtAllowed
            | StageName::CourtRefused
            | StageName::Performed
            | StageName::Dismissed
            | StageName::TransferredOut
            | StageName::NotFiled
            | StageName::CaseWithdrawn
            | StageName::CriminallyEnded
            | StageName::Closed => Ok(Vec::new()),
        }
    }

    /// What follows once a clock of the office's has run out: what is held is let go, a dispute goes to the superior, and what another city
    /// gave no receipt for to the cities' joint conference.
    fn run_out(&self, name: &str, sitting: &Sitting<'_>) -> Vec<Event> {
        let freed = if let Some(id) = id_of(name, &SEIZE) {
            self.releasing(id, "its time is over", BY_LAW, sitting)
        } else if let Some(id) = id_of(name, &URGENT) {
            self.releasing(id, "nobody approved it in time", BY_LAW, sitting)
        } else if let Some(id) = id_of(name, &PRESERVE) {
            self.disposing(id, "released: its time is over", BY_LAW, sitting)
        } else if name == NEGOTIATE.id {
            Ok(self.referring(sitting))
        } else if let Some(offer) = id_of(name, &RECEIPT) {
            Ok(Self::unanswered(offer, name, sitting))
        } else {
            return Vec::new();
        };
        freed.into_iter().collect()
    }

    /// And this clock stops, if it runs.
    pub(super) fn stop_if_running(&self, event: Event, rule: &Rule, at: OffsetDateTime) -> Event {
        event.moving(self.clocks.stopping(&rule.id, at))
    }

    /// And the clocks of these rules stop, if they run.
    pub(super) fn stop_all<'a>(&self, event: Event, rules: impl IntoIterator<Item = &'a Rule>, at: OffsetDateTime) -> Event {
        rules.into_iter().fold(event, |event, rule| self.stop_if_running(event, rule, at))
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

/// Who lets go of what was held when its time is over.
const BY_LAW: &str = "clock";

/// Name of one of several clocks of a rule.
pub(super) fn named(rule: &Rule, id: Uuid) -> String {
    format!("{}.{id}", rule.id)
}

/// A rule as one of several clocks of it, under a name of its own.
pub(super) fn named_by(rule: &Rule, word: &str) -> Rule {
    Rule {
        id: format!("{}.{word}", rule.id).into(),
        ..rule.clone()
    }
}

fn id_of(clock: &str, rule: &Rule) -> Option<Uuid> {
    clock.strip_prefix(rule.id.as_ref())?.strip_prefix('.')?.parse().ok()
}

fn told(alarm: Alarm) -> Event {
    let Alarm { clock, ring, due } = alarm;
    let what = match ring {
        Ring::Half | Ring::Eighty | Ring::Internal => What::ClockWarned { clock, ring },
        Ring::Overdue => What::ClockOverdue { clock, due },
    };
    what.into()
}
