//! People's mediation committees (人民调解委员会, 人民调解法 arts. 8 to 10).

use serde::{Deserialize, Serialize};
use shiyu_kit::register::Standing;
use shiyu_kit::unit::Code;
use time::Date;
use uuid::Uuid;

use super::{Days, Dissolving, Refusal, Reporting, Sitting};

/// What kind of committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitteeKind {
    /// 村、居.
    Village,
    /// 企业事业单位.
    Enterprise,
    /// 乡镇、街道.
    Town,
    /// 行业性、专业性.
    Industry,
}

/// As what a member belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Post {
    /// 主任.
    Chair,
    /// 副主任.
    Deputy,
    /// 委员.
    Member,
}

/// Who belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who holds the office.
    pub name: String,
    /// As what.
    pub post: Post,
    /// Whether she is a woman.
    pub is_woman: bool,
}

/// To whom its set-up was made known, and when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// To the county's justice bureau.
    pub bureau: Option<Date>,
    /// To the basic court, by the county.
    pub court: Option<Date>,
}

/// That it was dissolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dissolved {
    /// Its last day.
    pub last: Date,
    /// Why.
    pub reason: String,
}

/// A committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committee {
    /// Its id.
    pub id: Uuid,
    /// Where it belongs.
    pub unit: Code,
    /// What kind.
    pub kind: CommitteeKind,
    /// Its name.
    pub title: String,
    /// Who belongs to it.
    pub members: Vec<Member>,
    /// First day of its term.
    pub from: Date,
    /// Last day of its term.
    pub to: Date,
    /// To whom that was made known.
    #[serde(default)]
    pub reported: Reported,
    /// Whether it was dissolved.
    #[serde(default)]
    pub dissolved: Option<Dissolved>,
}

impl Committee {
    /// Sets it up, or gives one that stands another composition or term; a new term is to be reported anew. `others` are committees of the
    /// same unit.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `MEMBERS_OUT_OF_RANGE`, `WOMEN_MISSING`, `CHAIR_MISSING`, `TERM_TOO_LONG`, `COMMITTEE_UNKNOWN`,
    /// `COMMITTEE_DISSOLVED`, `UNIT_FIXED`, `COMMITTEE_OVERLAPS`.
    pub fn put(mut self, (standing, before): (Standing, Option<&Self>), others: &[Self], sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        self.is_lawful()?;
        match (standing, before) {
            (Standing::New, _) => {}
            (Standing::Known, None) => return Err(Refusal::CommitteeUnknown),
            (Standing::Known, Some(before)) => {
                before.stands()?;
                fixed(&before.unit, &self.unit)?;
                if before.from == self.from {
                    self.reported = before.reported;
                }
            }
        }
        if others.iter().any(|other| other.id != self.id && other.is_the_same_as(&self)) {
            return Err(Refusal::CommitteeOverlaps);
        }
        Ok(self)
    }

    /// Whether both are of one name in one unit, on some day.
    fn is_the_same_as(&self, other: &Self) -> bool {
        let same_title = plain(&self.title).eq(plain(&other.title));
        same_title && self.unit == other.unit && self.days().meets(other.days())
    }

    /// Three to nine members, women among them, one of them the chair, for three years at most.
    fn is_lawful(&self) -> Result<(), Refusal> {
        if !(3..=9).contains(&self.members.len()) {
            return Err(Refusal::MembersOutOfRange(self.members.len()));
        }
        if !self.members.iter().any(|member| member.is_woman) {
            return Err(Refusal::WomenMissing);
        }
        if self.members.iter().filter(|member| member.post == Post::Chair).count() != 1 {
            return Err(Refusal::ChairMissing);
        }
        if after_three_years(self.from).is_some_and(|end| self.to >= end) {
            return Err(Refusal::TermTooLong);
        }
        Ok(())
    }

    /// Whether its term runs on a day.
    #[must_use]
    pub fn stands_on(&self, day: Date) -> bool {
        self.days().holds(day)
    }

    /// The days of its term, no longer than it was there.
    #[must_use]
    pub fn days(&self) -> Days {
        let term = Days {
            from: self.from,
            to: Some(self.to),
        };
        self.dissolved.as_ref().map_or(term, |end| term.until(end.last))
    }

    /// That it was not dissolved.
    ///
    /// # Errors
    /// `COMMITTEE_DISSOLVED`.
    pub fn stands(&self) -> Result<(), Refusal> {
        match self.dissolved {
            None => Ok(()),
            Some(_) => Err(Refusal::CommitteeDissolved),
        }
    }

    /// Makes its set-up known: to the justice bureau, and by the county to the court.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `COMMITTEE_DISSOLVED`, `DATE_IN_FUTURE`, `DATE_IN_PAST` of a day before its set-up,
    /// `ALREADY_REPORTED`, `NOT_REPORTED`.
    pub fn report(mut self, told: &Reporting, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(if told.to_court { sitting.county } else { &self.unit })?;
        self.stands()?;
        if told.on > sitting.today() {
            return Err(Refusal::DateInFuture(told.on));
        }
        if told.on < self.from {
            return Err(Refusal::DateInPast(told.on));
        }
        let slot = match (told.to_court, self.reported.bureau) {
            (true, None) => return Err(Refusal::NotReported),
            (true, Some(_)) => &mut self.reported.court,
            (false, _) => &mut self.reported.bureau,
        };
        if slot.is_some() {
            return Err(Refusal::AlreadyReported);
        }
        *slot = Some(told.on);
        Ok(self)
    }

    /// Dissolves it after a day.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `COMMITTEE_DISSOLVED`, `DATE_IN_PAST`.
    pub fn dissolve(mut self, told: &Dissolving, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.governs(&self.unit)?;
        self.stands()?;
        if told.last < sitting.today() {
            return Err(Refusal::DateInPast(told.last));
        }
        self.dissolved = Some(Dissolved {
            last: told.last,
            reason: told.reason.clone(),
        });
        Ok(self)
    }
}

/// A title without its blanks, which tell no committee from another.
fn plain(title: &str) -> impl Iterator<Item = char> {
    title.chars().filter(|sign| !sign.is_whitespace())
}

/// What stands under a name keeps its unit.
pub(super) fn fixed(before: &Code, now: &Code) -> Result<(), Refusal> {
    if before == now { Ok(()) } else { Err(Refusal::UnitFixed) }
}

/// The day that is three years later; of 29 February the day after the last.
fn after_three_years(day: Date) -> Option<Date> {
    let year = day.year() + 3;
    let last = day.month().length(year);
    Date::from_calendar_date(year, day.month(), day.day().min(last)).ok()
}
