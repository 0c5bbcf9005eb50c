//! The ladder: which share of the limit leads to which rung, and what a clock does when it runs out (domain.md S10, C5).

use shiyu_kit::calendar::{Bound, Calendar, Moves, Rule};
use shiyu_kit::case::Context;
use time::OffsetDateTime;

use super::domain::{ACKNOWLEDGE, Cause, DELIST, Limit, RECTIFY, Rung, Step, Supervision};
use super::event::{Event, What};

/// So many per cent of the limit after it has passed.
const CLIMBS: [(&str, u32, Rung); 3] = [
    ("notice", 25, Rung::Notified),
    ("interview", 50, Rung::Interviewed),
    ("list", 100, Rung::Listed),
];

const HOUR: i64 = 3_600;

/// The clocks that a limit starts once it has passed: each share of its own length, in whole hours and at least one.
pub(super) fn climbing(limit: &Limit, calendar: &Calendar) -> Moves {
    let hours = (limit.due - limit.start).whole_seconds().max(0) / HOUR;
    let hours = u32::try_from(hours).unwrap_or(u32::MAX);
    CLIMBS.iter().fold(Moves::default(), |moves, (name, percent, _)| {
        let share = (u64::from(hours) * u64::from(*percent)).div_ceil(100).clamp(1, u64::from(u32::MAX));
        let rule = Rule::hours(name, "internal rule", u32::try_from(share).unwrap_or(u32::MAX), Bound::Agency).silent();
        moves.starting(rule, limit.due, calendar)
    })
}

impl Supervision {
    /// It climbs no further.
    pub(super) fn stopping_climbs(&self, now: OffsetDateTime) -> Moves {
        self.clocks.stopping_but(&[&ACKNOWLEDGE, &RECTIFY, &DELIST], now)
    }

    /// Those of these clocks that run stop.
    pub(super) fn stopping(&self, rules: &[&Rule], now: OffsetDateTime) -> Moves {
        let running = rules.iter().filter(|rule| self.clocks.named(&rule.id).is_some());
        running.fold(Moves::default(), |moves, rule| moves.stopping(&rule.id, now))
    }

    /// A clock ran out: the rung it leads to, or one rung more; a rung that was reached before is not reached again.
    pub(super) fn tick(&self, name: &str, context: &Context<'_>) -> Vec<Event> {
        let run_out = self.clocks.named(name).is_some_and(|clock| clock.due.legal <= context.now);
        if !run_out {
            return Vec::new();
        }
        let (to, cause) = match CLIMBS.iter().find(|(climb, ..)| *climb == name) {
            Some((.., rung)) => (Some(*rung).filter(|rung| *rung > self.rung), Cause::Time),
            None if name == ACKNOWLEDGE.id => (self.rung.next(), Cause::NotAcknowledged),
            None => (self.rung.next(), Cause::NotRectified),
        };
        let what = to.map_or_else(
            || What::Passed(name.to_owned()),
            |rung| {
                What::Raised(Step {
                    rung,
                    cause,
                    at: context.now,
                    receipt: None,
                    document: None,
                })
            },
        );
        vec![Event {
            what,
            moves: self.clocks.stopping(name, context.now),
        }]
    }

    pub(super) fn reckon(&self, context: &Context<'_>) -> Vec<Event> {
        let reckoned = self.clocks.reckon(context.calendar).map(|reckoned| Event {
            what: What::ClocksReckoned(reckoned.calendar),
            moves: reckoned.moves,
        });
        reckoned.into_iter().collect()
    }
}
