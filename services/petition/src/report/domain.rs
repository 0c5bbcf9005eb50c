//! What a year is told of in figures. Pure: no database, no wire.

use std::collections::BTreeMap;

use shiyu_kit::calendar::CHINA;
use shiyu_kit::case::Actor;
use shiyu_kit::fault::{self, RefusalClass};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime, Time};

use crate::domain::{Adoption, PETITION_OFFICE, Petition};

/// A civil year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    number: i32,
    from: OffsetDateTime,
    to: OffsetDateTime,
}

/// What was done with a matter, and with which unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It was asked (转送).
    Forwarded,
    /// It was asked to report back (交办).
    Assigned,
    /// It was not competent, and its sender agreed.
    Returned,
    /// It was supervised (督办).
    Supervised,
    /// It answered a supervision.
    Answered,
}

/// What is counted of a matter in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Its field and the unit it lies with, if it was received in the year.
    pub received: Option<(String, String)>,
    /// What was asked of which units in the year.
    pub acts: Vec<(String, Act)>,
    /// What has become of each proposal of the year to hold a unit responsible; none of one that is not answered.
    pub proposed: Vec<Option<Adoption>>,
    /// Who asks, in numbers that say no more than who may be the same.
    pub people: Vec<usize>,
}

/// What was asked of units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Forwarded.
    pub forwarded: i64,
    /// Assigned.
    pub assigned: i64,
    /// Returned.
    pub returned: i64,
    /// Supervised.
    pub supervised: i64,
    /// Supervisions answered.
    pub answered: i64,
}

/// What became of suggestions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Suggested {
    /// Made.
    pub made: i64,
    /// Adopted.
    pub adopted: i64,
    /// Adopted in part.
    pub partly: i64,
    /// Not adopted.
    pub not: i64,
}

/// What a year is told of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// All matters received; none where they are few.
    pub received: Option<i64>,
    /// The fields that may be shown, the largest first.
    pub fields: Vec<(String, i64)>,
    /// The units that may be shown, the one with most matters first.
    pub units: Vec<(String, i64)>,
    /// What was asked of all units; none where it is of few matters.
    pub asked: Option<Figures>,
    /// What was asked of the units of which it may be shown.
    pub units_asked: BTreeMap<String, Figures>,
    /// Suggestions, by the unit each went to.
    pub suggestions: BTreeMap<String, Suggested>,
    /// Proposals to hold units responsible, of which none is told by unit.
    pub proposed: Suggested,
}

/// Why there is no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReported {
    /// It is the petition office's (art. 41).
    #[error("the county's petition office reports")]
    NotThePetitionOffice,
    /// There is more to come.
    #[error("a year is reported when it is over")]
    YearNotOver,
}

impl fault::Refusal for NotReported {
    fn reason(&self) -> &'static str {
        match self {
            Self::NotThePetitionOffice => "NOT_THE_PETITION_OFFICE",
            Self::YearNotOver => "YEAR_NOT_OVER",
        }
    }

    fn class(&self) -> RefusalClass {
        match self {
            Self::NotThePetitionOffice => RefusalClass::Forbidden,
            Self::YearNotOver => RefusalClass::Precondition,
        }
    }
}

impl Year {
    /// A year that the calendar has, with one after it.
    #[must_use]
    pub fn of(number: i32) -> Option<Self> {
        let begins = |year: i32| {
            let day = Date::from_ordinal_date(year, 1).ok()?;
            Some(day.with_time(Time::MIDNIGHT).assume_offset(CHINA))
        };
        Some(Self {
            number,
            from: begins(number)?,
            to: begins(number.checked_add(1)?)?,
        })
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.number
    }

    /// Its first moment, and the first one after it.
    #[must_use]
    pub const fn moments(self) -> (OffsetDateTime, OffsetDateTime) {
        (self.from, self.to)
    }

    fn has(self, at: OffsetDateTime) -> bool {
        self.from <= at && at < self.to
    }
}

/// Whether somebody may have the report of a year.
///
/// # Errors
/// `NOT_THE_PETITION_OFFICE`, `YEAR_NOT_OVER`.
pub fn may_report(by: &Actor, county: &Code, year: Year, now: OffsetDateTime) -> Result<(), NotReported> {
    let office = format!("{county}-{PETITION_OFFICE}");
    if by.unit() != Some(office.as_str()) {
        return Err(NotReported::NotThePetitionOffice);
    }
    if now < year.to {
        return Err(NotReported::YearNotOver);
    }
    Ok(())
}

impl Matter {
    /// What is counted of a matter in a year; nothing of one that nothing happened to then. Who asks is not known yet.
    #[must_use]
    pub fn of(petition: &Petition, year: Year) -> Option<Self> {
        let course = &petition.course;
        let asked = course.forwardings.iter().filter(|forwarding| year.has(forwarding.at));
        let asked = asked.map(|forwarding| {
            let act = if forwarding.report_days.is_some() {
                Act::Assigned
            } else {
                Act::Forwarded
            };
            (forwarding.to.to_string(), act)
        });
        let returned = course
            .objections
            .iter()
            .filter(|objection| objection.agreed == Some(true) && year.has(objection.at));
        let returned = returned.map(|objection| (objection.by.to_string(), Act::Returned));
        let supervised = course.supervisions.iter().filter(|supervision| year.has(supervision.at));
        let supervised = supervised.map(|supervision| (supervision.unit.to_string(), Act::Supervised));
        let answered = course
            .supervisions
            .iter()
            .filter(|supervision| supervision.answered_at.is_some_and(|at| year.has(at)));
        let answered = answered.map(|supervision| (supervision.unit.to_string(), Act::Answered));
        let proposed = course.proposals.iter().filter(|proposal| year.has(proposal.at));
        let proposed = proposed.map(|proposal| proposal.answered.as_ref().map(|answered| answered.adoption));
        let matter = Self {
            proposed: proposed.collect(),
            received: year
                .has(petition.received_at)
                .then(|| (petition.submission.category.to_string(), petition.responsible().to_string())),
            acts: asked.chain(returned).chain(supervised).chain(answered).collect(),
            people: Vec::new(),
        };
        let counts = matter.received.is_some() || !matter.acts.is_empty() || !matter.proposed.is_empty();
        counts.then_some(matter)
    }
}

impl Figures {
    /// One more.
    pub fn enter(&mut self, act: Act) {
        let figure = match act {
            Act::Forwarded => &mut self.forwarded,
            Act::Assigned => &mut self.assigned,
            Act::Returned => &mut self.returned,
            Act::Supervised => &mut self.supervised,
            Act::Answered => &mut self.answered,
        };
        *figure += 1;
    }
}

impl Suggested {
    /// One more, of which this has become.
    pub fn enter(&mut self, adoption: Option<Adoption>) {
        self.made += 1;
        match adoption {
            Some(Adoption::Adopted) => self.adopted += 1,
            Some(Adoption::PartlyAdopted) => self.partly += 1,
            Some(Adoption::NotAdopted) => self.not += 1,
            None => {}
        }
    }

    /// Those that wait for an answer.
    #[must_use]
    pub const fn unanswered(&self) -> i64 {
        self.made - self.adopted - self.partly - self.not
    }

    /// With others.
    #[must_use]
    pub const fn and(self, others: &Self) -> Self {
        Self {
            made: self.made + others.made,
            adopted: self.adopted + others.adopted,
            partly: self.partly + others.partly,
            not: self.not + others.not,
        }
    }
}
