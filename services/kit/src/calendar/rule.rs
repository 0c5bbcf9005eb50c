//! A deadline rule: how long, counted in what, for whom, on which article.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// What a period is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Hours from the moment, day and night (民法典 art. 201).
    Hour,
    /// Hours in which the office is open (工作时).
    WorkHour,
    /// Working days (工作日); the start day is not counted.
    WorkingDay,
    /// Natural days; the start day is not counted.
    NaturalDay,
    /// Months, to the corresponding day, else the month's end (民法典 art. 202).
    Month,
}

/// Whom the deadline binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// A citizen's own window. Nothing is ever rounded against the citizen: the last day always
    /// rolls over rest days, whatever [`Rule::roll`] says, and a day only touched by a pause
    /// counts as wholly lost.
    Citizen,
    /// An authority's duty.
    Agency,
    /// A court's duty.
    Court,
}

/// How far a clock may be extended in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Extend {
    /// Total of days over all extensions, in the days of [`Extension::days`](super::Extension).
    pub max_days: u32,
    /// How many times.
    pub max_times: u32,
}

/// A statutory period. Written once as a `const` beside the command that starts it:
///
/// ```
/// use shiyu_kit::calendar::{Bound, Rule};
/// const HANDLE: Rule =
///     Rule::natural_days("petition.handle", "信访工作条例 art. 34", 60, Bound::Agency).extendable(30, 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Name of the clock, `petition.handle`.
    pub id: Cow<'static, str>,
    /// The article it rests on.
    pub basis: Cow<'static, str>,
    /// How many units.
    pub amount: u32,
    /// Counted in what.
    pub unit: TimeUnit,
    /// Binding whom.
    pub bound: Bound,
    /// A last day that is a rest day moves to the next working day (民法典 art. 203). Means nothing
    /// for hours and work-hours.
    pub roll: bool,
    /// Whether and how far it may be extended.
    pub extend: Option<Extend>,
    /// Whether it is our own default, which a deployment may set otherwise; the law's are never set.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ours: bool,
    /// Whether it warns nobody before it runs out, though no citizen's window.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub silent: bool,
}

impl Rule {
    /// Hours from the moment; never rolls.
    #[must_use]
    pub const fn hours(id: &'static str, basis: &'static str, amount: u32, bound: Bound) -> Self {
        Self::of(id, basis, (amount, TimeUnit::Hour), bound).unrolled()
    }

    /// Office hours; never rolls.
    #[must_use]
    pub const fn work_hours(id: &'static str, basis: &'static str, amount: u32, bound: Bound) -> Self {
        Self::of(id, basis, (amount, TimeUnit::WorkHour), bound).unrolled()
    }

    /// Working days.
    #[must_use]
    pub const fn working_days(id: &'static str, basis: &'static str, amount: u32, bound: Bound) -> Self {
        Self::of(id, basis, (amount, TimeUnit::WorkingDay), bound)
    }

    /// Natural days; rolls.
    #[must_use]
    pub const fn natural_days(id: &'static str, basis: &'static str, amount: u32, bound: Bound) -> Self {
        Self::of(id, basis, (amount, TimeUnit::NaturalDay), bound)
    }

    /// Months; rolls.
    #[must_use]
    pub const fn months(id: &'static str, basis: &'static str, amount: u32, bound: Bound) -> Self {
        Self::of(id, basis, (amount, TimeUnit::Month), bound)
    }

    /// The same rule, ending on its own last day even if nobody works then.
    #[must_use]
    pub const fn unrolled(mut self) -> Self {
        self.roll = false;
        self
    }

    /// The same rule, extendable by `max_days` in all, over at most `max_times` extensions.
    #[must_use]
    pub const fn extendable(mut self, max_days: u32, max_times: u32) -> Self {
        self.extend = Some(Extend { max_days, max_times });
        self
    }

    /// The same rule as our own default: [`Limits`](super::Limits) may set its amount.
    #[must_use]
    pub const fn ours(mut self) -> Self {
        self.ours = true;
        self
    }

    /// The same rule, warning nobody: it rings only when it has run out.
    #[must_use]
    pub const fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    const fn of(id: &'static str, basis: &'static str, period: (u32, TimeUnit), bound: Bound) -> Self {
        let (amount, unit) = period;
        Self {
            id: Cow::Borrowed(id),
            basis: Cow::Borrowed(basis),
            amount,
            unit,
            bound,
            roll: true,
            extend: None,
            ours: false,
            silent: false,
        }
    }

    /// Whether its clock warns nobody: if it says so, and a citizen's window always, of which the office needs no warning.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.silent || self.bound == Bound::Citizen
    }

    /// Whether the legal last day moves past rest days: if the rule says so, and for a citizen always.
    pub(super) fn rolls(&self) -> bool {
        self.roll || self.bound == Bound::Citizen
    }
}
