//! Clocks that were paused and extended, against an oracle that looks at every quarter of an hour.

use time::{Duration, OffsetDateTime};

use super::oracle::{Oracle, close, local_day, month_later};
use super::{Dice, extension};
use crate::calendar::{Bound, Calendar, Clock, Rule, TimeUnit};

const QUARTER: i64 = 900;
const DAY: i64 = 96;

struct Walk<'a> {
    oracle: &'a Oracle,
    rule: &'a Rule,
    start: i64,
    pauses: &'a [(i64, i64)],
    extra: i64,
}

impl Walk<'_> {
    fn due(&self) -> (i64, i64) {
        let amount = i64::from(self.rule.amount);
        match self.rule.unit {
            TimeUnit::Hour => self.quarters(amount * 4 + self.extra * DAY, |_| true),
            TimeUnit::WorkHour => self.quarters(amount * 4 + self.extra * 24, |quarter| self.open(quarter)),
            TimeUnit::WorkingDay => self.days(amount + self.extra, |day| self.oracle.works(day)),
            TimeUnit::NaturalDay => self.days(amount + self.extra, |_| true),
            TimeUnit::Month => {
                let start = local_day(self.start);
                self.days(month_later(start, self.rule.amount) - start + self.extra, |_| true)
            }
        }
    }

    fn quarters(&self, amount: i64, counts: impl Fn(i64) -> bool) -> (i64, i64) {
        let (mut now, mut left) = (self.start, amount);
        while left > 0 {
            left -= i64::from(counts(now) && !self.paused(now));
            now += QUARTER;
        }
        (now, now)
    }

    fn days(&self, amount: i64, counts: impl Fn(i64) -> bool) -> (i64, i64) {
        let start = local_day(self.start);
        let (mut raw, mut left) = (start, amount);
        while left > 0 || self.lost(raw) {
            raw += 1;
            left -= i64::from(counts(raw) && !self.lost(raw));
        }
        let mut internal = raw;
        while internal >= start && !self.oracle.works(internal) && !self.lost(internal) {
            internal -= 1;
        }
        let back = if internal < start || self.lost(internal) { raw } else { internal };
        let mut last = raw;
        while (self.rule.roll || self.rule.bound == Bound::Citizen) && (!self.oracle.works(last) || self.lost(last)) {
            last += 1;
        }
        (close(last), close(back))
    }

    fn paused(&self, quarter: i64) -> bool {
        self.pauses.iter().any(|(from, until)| (*from..*until).contains(&quarter))
    }

    fn lost(&self, day: i64) -> bool {
        let opens = close(day - 1);
        let mut quarters = (0..DAY).map(|quarter| opens + quarter * QUARTER);
        match self.rule.bound {
            Bound::Citizen => quarters.any(|quarter| self.paused(quarter)),
            Bound::Agency | Bound::Court => self.paused(opens + (DAY - 1) * QUARTER),
        }
    }

    fn open(&self, quarter: i64) -> bool {
        let day = local_day(quarter);
        let hour = (quarter - close(day - 1)).div_euclid(3600);
        self.oracle.works(day) && [9, 10, 11, 14, 15, 16].contains(&hour)
    }
}

fn instant(seconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(seconds).unwrap()
}

fn quarters(dice: &mut Dice, days: u64) -> i64 {
    i64::try_from(dice.roll(days * 96)).unwrap() * QUARTER
}

/// A clock with up to three pauses, perhaps extended, and the same facts as plain numbers.
fn eventful(dice: &mut Dice, start: i64, calendar: &Calendar) -> (Clock, Vec<(i64, i64)>) {
    let rule = dice.rule().extendable(30, 1);
    let mut clock = Clock::start(rule, instant(start), calendar);
    let (mut now, mut pauses) = (start, Vec::new());
    for _ in 0..dice.roll(4) {
        let from = now + quarters(dice, 12);
        now = from + quarters(dice, 25);
        if let Ok(paused) = clock.pause(instant(from), "r", "a") {
            clock = paused.resume(instant(now), calendar).unwrap();
            pauses.push((from, now));
        }
        let days = dice.number(31);
        clock = clock.extend(extension(days, instant(now)), calendar).unwrap_or(clock);
    }
    (clock, pauses)
}

/// What holds for every clock, whatever happened to it.
fn holds(clock: &Clock, calendar: &Calendar) {
    let mut again = clock.clone();
    assert!(!again.recompute(calendar));
    assert_eq!(&again, clock);
    let json = serde_json::to_string(clock).unwrap();
    assert_eq!(&serde_json::from_str::<Clock>(&json).unwrap(), clock);
    let rings = crate::calendar::Ring::ALL.map(|ring| clock.rings_at(ring));
    assert!(clock.started_at <= rings[0] && rings.is_sorted(), "{clock:?}");
    let standing = |at| {
        clock
            .pauses
            .iter()
            .any(|pause| pause.from < at && pause.until.is_some_and(|until| at < until))
    };
    assert!(!standing(clock.due.legal) && !standing(clock.due.internal), "{clock:?}");
}

#[test]
fn paused_and_extended_clocks_end_as_the_oracle_says() {
    let calendar = Calendar::builtin();
    let oracle = Oracle::new(&calendar);
    let mut dice = Dice(85);
    let mut eventful_clocks = 0;
    for _ in 0..3_000 {
        let start = 1_546_272_000 + quarters(&mut dice, 11 * 365);
        let (clock, pauses) = eventful(&mut dice, start, &calendar);
        eventful_clocks += usize::from(!pauses.is_empty() && !clock.extensions.is_empty());
        let extra = i64::from(clock.extended_days());
        let expected = Walk {
            oracle: &oracle,
            rule: &clock.rule,
            start,
            pauses: &pauses,
            extra,
        }
        .due();
        let computed = (clock.due.legal.unix_timestamp(), clock.due.internal.unix_timestamp());
        assert_eq!(computed, expected, "{clock:?}");
        holds(&clock, &calendar);
    }
    assert!(eventful_clocks > 300, "{eventful_clocks} were both paused and extended");
}

#[test]
fn no_pause_ever_costs_a_citizen_time() {
    let calendar = Calendar::builtin();
    let mut dice = Dice(203);
    for _ in 0..3_000 {
        let start = 1_546_272_000 + quarters(&mut dice, 11 * 365);
        let (clock, pauses) = eventful(&mut dice, start, &calendar);
        if clock.rule.bound != Bound::Citizen || clock.rule.unit != TimeUnit::NaturalDay {
            continue;
        }
        let legal = clock.due.legal;
        let stood: i64 = pauses.iter().map(|(from, until)| (*until).min(legal.unix_timestamp()) - from).sum();
        let had = legal - instant(start) - Duration::seconds(stood);
        assert!(
            had >= Duration::days(i64::from(clock.rule.amount + clock.extended_days())),
            "{clock:?}"
        );
    }
}
