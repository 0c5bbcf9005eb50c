//! A screening round (每周排查, 每月检查): one unit, one period, one checklist.

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::local_date;
use shiyu_kit::unit::Code;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Outcome, Period, Refusal, ScreeningState, Sitting, Template, TemplateItem};
use crate::domain::terms::ClassCode;

/// An item of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its code in the template.
    pub code: String,
    /// What to look at.
    pub title: String,
    /// Subclass of what is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassCode>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// How many events were found.
    #[serde(default)]
    pub findings: usize,
}

/// The answer to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Code of the item.
    pub item: String,
    /// What came of it.
    pub outcome: Outcome,
    /// The events, each once.
    pub findings: Vec<Uuid>,
}

/// A screening round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// Its id, derived from the template, the unit and the first day.
    pub id: Uuid,
    /// Code of the template.
    pub template: String,
    /// What it is called.
    pub title: String,
    /// The unit that screens.
    pub unit: Code,
    /// Its period.
    pub days: Period,
    /// Where it stands.
    pub state: ScreeningState,
    /// The checklist.
    pub items: Vec<Item>,
    /// When it was reported.
    pub reported_at: Option<OffsetDateTime>,
}

/// An entry of the ledger (台账): one event of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id, derived from the round, the item and the event.
    pub id: Uuid,
    /// The round.
    pub round: Uuid,
    /// The unit that screened.
    pub unit: Code,
    /// Code of the item.
    pub item: String,
    /// Subclass of the item.
    pub class: Option<ClassCode>,
    /// The event.
    pub event: Uuid,
    /// The day of the report.
    pub reported_on: Date,
}

/// Ids of rounds and entries are derived under this.
const SCREENINGS: Uuid = Uuid::from_u128(0x1c7e_5a90_22d1_5b1c_8f3a_5343_5245_454e);

impl Screening {
    /// The round of a unit under a template in a period: whoever makes it, it is the same.
    #[must_use]
    pub fn of(template: &Template, unit: &Code, days: Period) -> Self {
        let item = |item: &TemplateItem| Item {
            code: item.code.clone(),
            title: item.title.clone(),
            class: item.class,
            outcome: None,
            findings: 0,
        };
        Self {
            id: Uuid::new_v5(&SCREENINGS, format!("{}/{unit}/{}", template.code, days.first).as_bytes()),
            template: template.code.clone(),
            title: template.title.clone(),
            unit: unit.clone(),
            days,
            state: ScreeningState::Open,
            items: template.items.iter().map(item).collect(),
            reported_at: None,
        }
    }

    /// When it must be reported: the end of its last day in China.
    #[must_use]
    pub fn due_at(&self) -> OffsetDateTime {
        self.days.due_at()
    }

    /// Whether it was reported after it was due.
    #[must_use]
    pub fn late(&self) -> bool {
        self.reported_at.is_some_and(|at| at >= self.due_at())
    }

    /// How many events were found.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.items.iter().map(|item| item.findings).sum()
    }

    /// Reports it, also after it was missed, with its entries of the ledger.
    ///
    /// # Errors
    /// Those of [`Sitting::governs`], `SCREENING_REPORTED`, `ITEMS_UNKNOWN`, `ITEMS_UNANSWERED`.
    pub fn report(mut self, answers: &[Answer], sitting: &Sitting<'_>) -> Result<(Self, Vec<Entry>), Refusal> {
        sitting.governs(&self.unit)?;
        if self.state == ScreeningState::Reported {
            return Err(Refusal::ScreeningReported);
        }
        self.answered(answers)?;
        let mut entries = Vec::new();
        for item in &mut self.items {
            for answer in answers.iter().filter(|answer| answer.item == item.code) {
                item.outcome = Some(answer.outcome);
                item.findings = answer.findings.len();
                entries.extend(answer.findings.iter().map(|event| Entry {
                    id: Uuid::new_v5(&SCREENINGS, format!("{}/{}/{event}", self.id, item.code).as_bytes()),
                    round: self.id,
                    unit: self.unit.clone(),
                    item: item.code.clone(),
                    class: item.class,
                    event: *event,
                    reported_on: local_date(sitting.now),
                }));
            }
        }
        self.state = ScreeningState::Reported;
        self.reported_at = Some(sitting.now);
        Ok((self, entries))
    }

    /// That every item is answered, and no other.
    fn answered(&self, answers: &[Answer]) -> Result<(), Refusal> {
        let on_list = |answer: &&Answer| self.items.iter().any(|item| item.code == answer.item);
        let unknown: Vec<_> = answers
            .iter()
            .filter(|answer| !on_list(answer))
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
