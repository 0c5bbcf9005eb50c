//! The calendar: which days are worked. Special days come from the State Council's yearly notices;
//! a year without its notice goes by weekdays and the holidays of a fixed date, and makes results provisional.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};
use time::{Date, Month, Weekday};

use super::builtin;
use super::error::CalendarError;
use super::hours::OfficeHours;

/// What a notice says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A day off (放假).
    Off,
    /// Worked: a make-up workday (调休上班), or a plain weekday the notice names.
    Work,
}

/// One day a notice names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The day in China.
    pub date: Date,
    /// Off or worked.
    pub kind: DayKind,
    /// The festival it belongs to, such as 春节.
    pub name: String,
}

impl SpecialDay {
    /// A day with its kind and festival.
    #[must_use]
    pub fn new(date: Date, kind: DayKind, name: impl Into<String>) -> Self {
        Self {
            date,
            kind,
            name: name.into(),
        }
    }
}

/// A version of the table of working days. Cloning shares the table.
#[derive(Clone, Debug)]
pub struct Calendar {
    table: Arc<Table>,
    office: OfficeHours,
}

#[derive(Debug)]
struct Table {
    version: i64,
    days: BTreeMap<Date, SpecialDay>,
    documents: BTreeMap<i32, String>,
}

static BUILTIN: LazyLock<Calendar> = LazyLock::new(|| Calendar::of(builtin::VERSION, builtin::days(), builtin::documents()));

impl Calendar {
    /// The notices for 2020 to 2026, as compiled in.
    #[must_use]
    pub fn builtin() -> Self {
        BUILTIN.clone()
    }

    /// A calendar from days and their notices (year → document number, `国办发明电〔2024〕12号`).
    ///
    /// A named workday may be an ordinary weekday and a day off may be a Sunday: notices say so.
    /// December days may belong to the next year's notice (元旦 can begin on 31 December).
    ///
    /// # Errors
    /// All that is wrong with the table, not only the first thing.
    pub fn new(version: i64, days: Vec<SpecialDay>, documents: BTreeMap<i32, String>) -> Result<Self, Vec<CalendarError>> {
        let errors = errors(&days, &documents);
        if errors.is_empty() {
            Ok(Self::of(version, days, documents))
        } else {
            Err(errors)
        }
    }

    fn of(version: i64, days: Vec<SpecialDay>, documents: BTreeMap<i32, String>) -> Self {
        let days = days.into_iter().map(|day| (day.date, day)).collect();
        Self {
            table: Arc::new(Table { version, days, documents }),
            office: OfficeHours::default(),
        }
    }

    /// The same table with other office hours.
    #[must_use]
    pub fn with_office_hours(self, office: OfficeHours) -> Self {
        Self { office, ..self }
    }

    /// Which table this is; clocks record the version they were computed with.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.table.version
    }

    /// What a work-hour is counted in.
    #[must_use]
    pub fn office_hours(&self) -> OfficeHours {
        self.office
    }

    /// Every special day, by date.
    pub fn days(&self) -> impl Iterator<Item = &SpecialDay> {
        self.table.days.values()
    }

    /// Year → document number.
    #[must_use]
    pub fn documents(&self) -> &BTreeMap<i32, String> {
        &self.table.documents
    }

    /// Whether the year's notice is known.
    #[must_use]
    pub fn covers(&self, year: i32) -> bool {
        self.table.documents.contains_key(&year)
    }

    /// Whether every day from `first` to `last` is known for good. The last week of December also
    /// needs the next year's notice, which may still move days there.
    pub(super) fn settles(&self, first: Date, last: Date) -> bool {
        let overlaps_new_year = last.month() == Month::December && last.day() >= 25;
        let until = if overlaps_new_year { last.year() + 1 } else { last.year() };
        (first.year()..=until).all(|year| self.covers(year))
    }

    /// Whether a day is worked: by its notice, else by its weekday. In a year without a notice nobody works on the holidays that the State
    /// Council's measures give a fixed date.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        match self.table.days.get(&day).map(|special| special.kind) {
            Some(DayKind::Off) => false,
            Some(DayKind::Work) => true,
            None if !self.covers(day.year()) && is_statutory(day) => false,
            None => !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
        }
    }

    /// The first working day after `day`.
    #[must_use]
    pub fn next_working_day(&self, day: Date) -> Date {
        self.add_working_days(day, 1)
    }

    /// The last working day before `day`.
    #[must_use]
    pub fn previous_working_day(&self, day: Date) -> Date {
        successors(day.previous_day(), |day| day.previous_day())
            .find(|day| self.is_working_day(*day))
            .unwrap_or(Date::MIN)
    }

    /// `day` itself when worked, else the first working day after it (民法典 art. 203).
    #[must_use]
    pub fn working_day_from(&self, day: Date) -> Date {
        if self.is_working_day(day) {
            day
        } else {
            self.next_working_day(day)
        }
    }

    /// The `days`-th working day after `day`, which is not counted; `day` itself for 0.
    #[must_use]
    pub fn add_working_days(&self, day: Date, days: u32) -> Date {
        let Some(skip) = (days as usize).checked_sub(1) else { return day };
        successors(day.next_day(), |day| day.next_day())
            .filter(|day| self.is_working_day(*day))
            .nth(skip)
            .unwrap_or(Date::MAX)
    }
}

/// Whether everybody has the day off whatever a notice says (全国年节及纪念日放假办法 art. 2, State Council Order 795): New Year, Labour Day with
/// the day after it since 2025, and National Day with two more. The festivals of the lunar calendar and 清明 come with the notice.
fn is_statutory(day: Date) -> bool {
    let date = (day.month(), day.day());
    let since_2025 = date == (Month::May, 2) && day.year() >= 2025;
    since_2025 || matches!(date, (Month::January | Month::May, 1) | (Month::October, 1..=3))
}

fn errors(days: &[SpecialDay], documents: &BTreeMap<i32, String>) -> Vec<CalendarError> {
    let mut seen = BTreeSet::new();
    let repeated: BTreeSet<Date> = days.iter().map(|day| day.date).filter(|day| !seen.insert(*day)).collect();
    let announced =
        |day: &Date| documents.contains_key(&day.year()) || (day.month() == Month::December && documents.contains_key(&(day.year() + 1)));
    let orphans: BTreeSet<i32> = seen.iter().filter(|day| !announced(day)).map(|day| day.year()).collect();
    let blank = documents.iter().filter(|(_, document)| document.trim().is_empty());
    let empty = documents.keys().filter(|year| !seen.iter().any(|day| day.year() == **year));
    let repeated = repeated.iter().copied().map(CalendarError::DuplicateDate);
    repeated
        .chain(orphans.iter().copied().map(CalendarError::NoDocument))
        .chain(blank.map(|(year, _)| CalendarError::BlankDocument(*year)))
        .chain(empty.copied().map(CalendarError::EmptyYear))
        .collect()
}
