//! Screening rounds (每周排查, 每月检查): one unit, one period, one checklist; and the ledger of what was found (台账).

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::{close_of, local_date};
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Finding, Refusal, Sitting};
use crate::domain::terms::Category;
use crate::register::template::{Period, Template, TemplateItem};

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// It is to be reported.
    Open,
    /// It was reported.
    Reported,
    /// Its period is over, and nobody reported.
    Missed,
}

/// What came of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing was found.
    Nothing,
    /// Something was found.
    Found,
    /// There is nothing of the kind here.
    NotApplicable,
}

/// An item of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its code.
    pub code: String,
    /// What to look at.
    pub title: String,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// How many disputes were found.
    pub findings: usize,
}

/// A dispute that was found: where and about what, never between whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// About what.
    pub category: Category,
    /// Where.
    pub place: Code,
    /// In neutral words.
    pub summary: String,
    /// Whether it was settled on the spot.
    pub settled: bool,
}

/// The answer to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Code of the item.
    pub item: String,
    /// What came of it.
    pub outcome: Outcome,
    /// What was found.
    pub found: Vec<Found>,
}

/// The report of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Which round.
    pub round: Uuid,
    /// An answer to every item.
    pub answers: Vec<Answer>,
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Its id, derived from the template, the unit and the first day.
    pub id: Uuid,
    /// Code of the template.
    pub template: String,
    /// What it is called.
    pub title: String,
    /// Who screens.
    pub unit: Code,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// Where it stands.
    pub state: RoundState,
    /// The checklist.
    pub items: Vec<Item>,
    /// When it was reported.
    pub reported_at: Option<OffsetDateTime>,
}

/// Ids of rounds and findings are derived under this.
const SCREENINGS: Uuid = Uuid::from_u128(0x5c4e_9d02_7a61_5e8b_9b3d_5343_5245_454e);

impl RoundState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Reported, Self::Missed];

    /// Its word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reported => "reported",
            Self::Missed => "missed",
        }
    }
}

impl Round {
    /// The round of a unit under a template in a period: whoever makes it, it is the same.
    #[must_use]
    pub fn of(template: &Template, unit: &Code, days: Period) -> Self {
        let item = |item: &TemplateItem| Item {
            code: item.code.clone(),
            title: item.title.clone(),
            outcome: None,
            findings: 0,
        };
        Self {
            id: Uuid::new_v5(&SCREENINGS, format!("{}/{unit}/{}", template.code, days.first).as_bytes()),
            template: template.code.clone(),
            title: template.title.clone(),
            unit: unit.clone(),
            first: days.first,
            last: days.last,
            state: RoundState::Open,
            items: template.items.iter().map(item).collect(),
            reported_at: None,
        }
    }

    /// When it must be reported: the end of its last day in China.
    #[must_use]
    pub fn due_at(&self) -> OffsetDateTime {
        close_of(self.last)
    }

    /// Whether it was reported after that.
    #[must_use]
    pub fn late(&self) -> bool {
        self.reported_at.is_some_and(|at| at >= self.due_at())
    }

    /// How many disputes were found.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.items.iter().map(|item| item.findings).sum()
    }

    /// Reports it, also after it was missed, with its entries of the ledger.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `SCREENING_REPORTED`, `ITEMS_UNKNOWN`, `ITEMS_UNANSWERED`, `PLACE_OUTSIDE_UNIT`.
    pub fn report(mut self, answers: &[Answer], sitting: &Sitting<'_>) -> Result<(Self, Vec<Finding>), Refusal> {
        sitting.governs(&self.unit)?;
        if self.state == RoundState::Reported {
            return Err(Refusal::ScreeningReported);
        }
        self.answered(answers)?;
        let mut entries = Vec::new();
        for answer in answers {
            entries.extend(self.entries(answer, sitting)?);
        }
        for item in &mut self.items {
            for answer in answers.iter().filter(|answer| answer.item == item.code) {
                item.outcome = Some(answer.outcome);
                item.findings = answer.found.len();
            }
        }
        self.state = RoundState::Reported;
        self.reported_at = Some(sitting.now);
        Ok((self, entries))
    }

    fn entries(&self, answer: &Answer, sitting: &Sitting<'_>) -> Result<Vec<Finding>, Refusal> {
        let entry = |(nth, found): (usize, &Found)| {
            if !sitting.units.chain(&found.place, sitting.today()).contains(&self.unit) {
                return Err(Refusal::PlaceOutsideUnit(found.place.clone()));
            }
            Ok(Finding {
                id: Uuid::new_v5(&SCREENINGS, format!("{}/{}/{nth}", self.id, answer.item).as_bytes()),
                round: self.id,
                unit: self.unit.clone(),
                item: answer.item.clone(),
                category: found.category,
                place: found.place.clone(),
                summary: found.summary.clone(),
                settled: found.settled,
                on: local_date(sitting.now),
                dispute: None,
                ended: None,
            })
        };
        answer.found.iter().enumerate().map(entry).collect()
    }

    /// That every item is answered, and no other.
    fn answered(&self, answers: &[Answer]) -> Result<(), Refusal> {
        let listed = |answer: &&Answer| self.items.iter().any(|item| item.code == answer.item);
        let unknown: Vec<_> = answers
            .iter()
            .filter(|answer| !listed(answer))
            .map(|answer| answer.item.clone())
            .collect();
        if !unknown.is_empty() {
            return Err(Refusal::ItemsUnknown(unknown));
        }
        let open = |item: &&Item| !answers.iter().any(|answer| answer.item == item.code);
        let unanswered: Vec<_> = self.items.iter().filter(open).map(|item| item.code.clone()).collect();
        if unanswered.is_empty() {
            Ok(())
        } else {
            Err(Refusal::ItemsUnanswered(unanswered))
        }
    }
}
