//! The ladder: which share of the limit leads to which rung, and what a clock does when it runs out (domain.md S10, C5).

use shiyu_kit::calendar::{Bound, Calendar, Clock, Moves, Rule};
use shiyu_kit::case::Context;
use time::OffsetDateTime;

use super::domain::{ACKNOWLEDGE, Cause, DELIST, Limit, OURS, RECTIFY, Rung, Shares, Stage, Step, Supervision};
use super::event::{Event, What};

/// The clocks that lead to a rung, in the order of the shares of the limit after which they run out.
const CLIMBS: [(&str, Rung); 3] = [("notice", Rung::Notified), ("interview", Rung::Interviewed), ("list", Rung::Listed)];

const HOUR: i64 = 3_600;

/// The clocks that a limit starts once it has passed: each share of its own length, in whole hours and at least one.
pub(super) fn climbing(limit: &Limit, shares: Shares, calendar: &Calendar) -> Moves {
    let hours = (limit.due - limit.start).whole_seconds().max(0) / HOUR;
    let hours = u32::try_from(hours).unwrap_or(u32::MAX);
    let percents = [shares.notice, shares.interview, shares.list];
    CLIMBS.iter().zip(percents).fold(Moves::default(), |moves, ((name, _), percent)| {
        let share = (u64::from(hours) * u64::from(percent)).div_ceil(100).clamp(1, u64::from(u32::MAX));
        let rule = Rule::hours(name, OURS, u32::try_from(share).unwrap_or(u32::MAX), Bound::Agency).silent();
        moves.starting(rule, limit.due, calendar)
    })
}

impl Supervision {
    /// It climbs no further.
    pub(super) fn stopping_climbs(&self, now: OffsetDateTime) -> Moves {
        self.stopping_if(now, |clock| CLIMBS.iter().any(|(climb, _)| *climb == clock.rule.id))
    }

    /// Those of these clocks that run stop.
    pub(super) fn stopping(&self, rules: &[&Rule], now: OffsetDateTime) -> Moves {
        self.stopping_if(now, |clock| rules.iter().any(|rule| rule.id == clock.rule.id))
    }

    /// All that run stop.
    pub(super) fn stopping_all(&self, now: OffsetDateTime) -> Moves {
        self.stopping_if(now, |_| true)
    }

    /// Those that run and are such stop, none before it began: what another's clock says has passed may begin later than now by ours.
    fn stopping_if(&self, now: OffsetDateTime, such: impl Fn(&Clock) -> bool) -> Moves {
        let running = self.clocks.running().filter(|clock| such(clock));
        running.fold(Moves::default(), |moves, clock| {
            moves.stopping(&clock.rule.id, now.max(clock.started_at))
        })
    }

    /// A clock ran out: the rung it leads to, or one rung more; a rung that was reached before is not reached again.
    pub(super) fn tick(&self, name: &str, context: &Context<'_>) -> Vec<Event> {
        let run_out = self.clocks.named(name).is_some_and(|clock| clock.due.legal <= context.now);
        if !run_out {
            return Vec::new();
        }
        let (to, cause) = match CLIMBS.iter().find(|(climb, _)| *climb == name) {
            Some((_, rung)) => (Some(*rung).filter(|rung| *rung > self.rung), Cause::Time),
            None if name == ACKNOWLEDGE.id => (self.rung.next(), Cause::NotAcknowledged),
            None => (self.rung.next(), Cause::NotRectified),
        };
        let what = to.map_or_else(
            || What::Passed(name.to_owned()),
            |rung| What::Raised(Step::taken(rung, cause, None, context.now)),
        );
        let listing = to.map(|rung| self.listing(rung, context)).unwrap_or_default();
        let stops = listing.stopped.iter().any(|stopped| stopped.clock == name);
        let moves = if stops {
            listing
        } else {
            self.clocks.stopping(name, context.now).and(listing)
        };
        vec![Event { what, moves }]
    }

    /// What is listed while it is being put right has the limit of a listed one from then on, whatever was left of the shorter one.
    pub(super) fn listing(&self, to: Rung, context: &Context<'_>) -> Moves {
        let listed = to >= Rung::Listed && self.rung < Rung::Listed;
        if !listed || self.stage != Stage::Rectifying {
            return Moves::default();
        }
        let moves = self.stopping(&[&RECTIFY], context.now);
        moves.starting(context.limits.of(&DELIST), context.now, context.calendar)
    }

    pub(super) fn reckon(&self, context: &Context<'_>) -> Vec<Event> {
        let reckoned = self.clocks.reckon(context.calendar).map(|reckoned| Event {
            what: What::ClocksReckoned(reckoned.calendar),
            moves: reckoned.moves,
        });
        reckoned.into_iter().collect()
    }
}
