//! What the clocks of a dispute do.

mod rules;

use shiyu_kit::calendar::{Alarm, Bound, Calendar, Clock, Moves, Reckoned, Ring, Ringing, Rule};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

pub use rules::*;

use super::course::Agreement;
use super::dispute::Dispute;
use super::event::{Event, What};
use super::sitting::Sitting;

/// The clocks of what is owed: this and the obligation's number.
const PERFORMING: &str = "perform.";
/// The parties' windows for an agreement that took effect while another held: this and its number.
const CONFIRMING: &str = "confirm.";
/// The clocks of the answers of those who join once the others were asked: this and whereabouts in the list of who stands in it they are.
const ANSWERING: &str = "respond.";
/// The clocks of what the police are to be told: this and the escalation's id.
const REPORTING: &str = "police.";

impl Dispute {
    /// The clock of a name, if it runs.
    #[must_use]
    pub fn clock(&self, name: &str) -> Option<&Clock> {
        self.clocks.named(name)
    }

    /// Names of the clocks that run, in the order they started.
    pub fn running(&self) -> impl Iterator<Item = &str> {
        self.clocks.running().map(|clock| clock.rule.id.as_ref())
    }

    /// The earliest legal due time of the clocks that run but the parties' own windows.
    #[must_use]
    pub fn legal_due(&self) -> Option<OffsetDateTime> {
        let ours = self.clocks.running().filter(|clock| clock.rule.bound != Bound::Citizen);
        ours.map(|clock| clock.due.legal).min()
    }

    /// When the next clock rings, and which.
    #[must_use]
    pub fn next_ringing(&self) -> Option<Ringing> {
        self.clocks.next_ringing()
    }

    /// Every ring of a clock that is due, each as an event, and what follows from it; nothing if the clock does not run or does not
    /// ring yet.
    pub(super) fn tick(&self, name: &str, sitting: &Sitting<'_>) -> Vec<Event> {
        let Some(clock) = self.clock(name) else {
            return Vec::new();
        };
        let at = sitting.at;
        let past = at >= clock.due.legal;
        if past && clock.rule.bound == Bound::Citizen {
            let clock = name.to_owned();
            return vec![Event::from(What::WindowLapsed { clock, at }).stopping(name, at)];
        }
        let mut told: Vec<Event> = clock.rings(at).into_iter().map(told).collect();
        if past && name == DRAFT.id {
            told.push(self.voiding("", sitting));
        }
        let rest = name == MEDIATE.id && self.stage.is_in_effect() && self.owes_routes() && self.pending().is_none();
        if let Some(last) = told.pop() {
            let telling = past && rest;
            told.push(if telling { self.telling_of_the_rest(last, sitting) } else { last });
        }
        told
    }

    /// And this clock stops, if it runs.
    pub(super) fn stop_if_running(&self, event: Event, clock: &str, at: OffsetDateTime) -> Event {
        event.moving(self.clocks.stopping(clock, at))
    }

    /// And these stop, if they run.
    pub(super) fn stop_all<'a>(&self, event: Event, clocks: impl IntoIterator<Item = &'a str>, at: OffsetDateTime) -> Event {
        clocks
            .into_iter()
            .fold(event, |event, clock| self.stop_if_running(event, clock, at))
    }

    /// Every clock that runs stops, but of what the police are still to be told, and those that are kept.
    pub(super) fn stop_for_good(&self, event: Event, kept: impl Fn(&str) -> bool, at: OffsetDateTime) -> Event {
        let ending = self.running().filter(|&name| !name.starts_with(REPORTING) && !kept(name));
        event.moving(ending.fold(Moves::default(), |moves, name| moves.stopping(name, at)))
    }

    /// The running clocks that an older calendar reckoned, reckoned again. Days that an agreement names stay as they are.
    pub(super) fn reckon(&self, calendar: &Calendar) -> Vec<Event> {
        let reckoned = self.clocks.reckon(calendar).map(|Reckoned { calendar, names, moves }| Event {
            what: What::ClocksReckoned { calendar, moved: names },
            moves,
        });
        reckoned.into_iter().collect()
    }

    /// The parties' window for the court of an agreement that holds, while it runs and afterwards.
    #[must_use]
    pub fn window(&self, agreement: &Agreement) -> Option<&Clock> {
        let own = self.clocks.latest(&confirm_clock(agreement.number));
        own.or_else(|| self.clocks.latest(&CONFIRM.id))
    }

    /// The rule of the window of an agreement that takes effect now: each has its own thirty days.
    pub(super) fn window_rule(&self, agreement: &Agreement, sitting: &Sitting<'_>) -> Rule {
        let rule = sitting.rule(&CONFIRM);
        if self.in_force().next().is_none() {
            return rule;
        }
        Rule {
            id: confirm_clock(agreement.number).into(),
            ..rule
        }
    }

    /// The clock of the screening that runs, whichever limit it has.
    pub(super) fn screening(&self) -> Option<&Clock> {
        let screens = [SCREEN.id, SCREEN_AGENCY.id, SCREEN_COMPLEX.id];
        self.clocks.running().find(|clock| screens.contains(&clock.rule.id))
    }

    /// The clock of the parties' answers that runs, whichever limit it has.
    pub(super) fn responding(&self) -> Option<&Clock> {
        let responds = [RESPOND.id, RESPOND_COURT.id];
        self.clocks.running().find(|clock| responds.contains(&clock.rule.id))
    }

    /// The clock within which a party answers, while it runs: their own, if they joined once the others were asked, or the common one.
    pub(super) fn answering_clock(&self, party: Uuid) -> Option<&Clock> {
        let own = self.place_of(party).map(answer_clock);
        own.and_then(|name| self.clock(&name)).or_else(|| self.responding())
    }

    /// Names of the running clocks of those who joined once the others were asked.
    pub(super) fn joiners_answering(&self) -> impl Iterator<Item = &str> {
        self.running().filter(|name| name.starts_with(ANSWERING))
    }

    /// Whereabouts in the list of who stands in it somebody is, from 1; the list only grows.
    pub(super) fn place_of(&self, party: Uuid) -> Option<usize> {
        (1..).zip(&self.parties).find(|(_, one)| one.id == party).map(|(place, _)| place)
    }
}

/// Name of the clock of an obligation.
pub(super) fn perform_clock(number: u32) -> String {
    format!("{PERFORMING}{number}")
}

/// Whether a clock of this name is of something that is owed.
pub(super) fn is_of_performance(name: &str) -> bool {
    name.starts_with(PERFORMING)
}

/// Name of the window of an agreement that took effect while another held.
fn confirm_clock(number: u32) -> String {
    format!("{CONFIRMING}{number}")
}

/// Whether a clock of this name is a window of the parties' for the court.
pub(super) fn is_window(name: &str) -> bool {
    CONFIRM.id == name || name.starts_with(CONFIRMING)
}

/// Name of the clock of the answer of who joined at this place.
pub(super) fn answer_clock(place: usize) -> String {
    format!("{ANSWERING}{place}")
}

/// Name of the clock of an escalation.
pub(super) fn police_clock(id: Uuid) -> String {
    format!("{REPORTING}{id}")
}

/// The clock of something that is due by the end of a day. It begins now.
pub(super) fn due_by(number: u32, day: Date, sitting: &Sitting<'_>) -> Rule {
    let days = (day - sitting.today()).whole_days();
    Rule {
        id: perform_clock(number).into(),
        amount: u32::try_from(days).unwrap_or(1).max(1),
        ..PERFORM
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
