//! The calendar's rules, as sentences, and against an oracle that walks every day.

mod clocks;
mod oracle;
mod oracle_paused;
mod rings;
mod table;
mod vectors;

use std::collections::BTreeMap;

use time::{Date, OffsetDateTime, Time};

use super::{Bound, CHINA, Calendar, DayKind, Due, Extension, Rule, SpecialDay};

fn at(day: Date, hour: u8, minute: u8) -> OffsetDateTime {
    day.with_time(Time::from_hms(hour, minute, 0).unwrap()).assume_offset(CHINA)
}

fn morning(day: Date) -> OffsetDateTime {
    at(day, 10, 0)
}

fn due(rule: &Rule, start: Date) -> Due {
    Calendar::builtin().due(rule, morning(start))
}

fn working_days(amount: u32) -> Rule {
    Rule::working_days("test.working", "", amount, Bound::Agency)
}

fn natural_days(amount: u32) -> Rule {
    Rule::natural_days("test.natural", "", amount, Bound::Agency)
}

fn extension(days: u32, at: OffsetDateTime) -> Extension {
    Extension {
        days,
        approver: "unit_head".into(),
        reason: "complex".into(),
        at,
    }
}

/// The built-in calendar with one more year's notice.
fn with_notice(year: i32, days: &[(Date, DayKind)]) -> Calendar {
    let mut all: Vec<SpecialDay> = Calendar::builtin().days().cloned().collect();
    all.extend(days.iter().map(|(date, kind)| SpecialDay::new(*date, *kind, "春节")));
    let mut documents: BTreeMap<i32, String> = Calendar::builtin().documents().clone();
    documents.insert(year, "notice".into());
    Calendar::new(2, all, documents).unwrap()
}

/// A seeded sequence, the same on every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % below
    }

    fn number(&mut self, below: u32) -> u32 {
        u32::try_from(self.roll(u64::from(below))).unwrap()
    }

    fn rule(&mut self) -> Rule {
        let bound = [Bound::Citizen, Bound::Agency, Bound::Court][usize::try_from(self.roll(3)).unwrap()];
        let rule = match self.roll(5) {
            0 => Rule::hours("test.hours", "", self.number(200), bound),
            1 => Rule::work_hours("test.work_hours", "", self.number(60) + 1, bound),
            2 => Rule::working_days("test.working", "", self.number(61), bound),
            3 => Rule::natural_days("test.natural", "", self.number(91), bound),
            _ => Rule::months("test.months", "", self.number(13), bound),
        };
        if self.roll(3) == 0 { rule.unrolled() } else { rule }
    }
}
