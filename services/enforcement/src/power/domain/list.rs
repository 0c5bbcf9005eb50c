//! An edition of the list: drafted, published, in force from its cut-over day until the next one's.

use shiyu_kit::calendar::{Bound, Calendar, Limits, Rule};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{Content, InFlight, ListState, Publish, Refusal};
use crate::sitting::Sitting;

/// From its publication until an edition is evaluated: 定期组织评估 (行政处罚法 art. 24), which names no period.
pub const EVALUATION: Rule = Rule::months("power.evaluation", "internal rule", 12, Bound::Agency).ours();

/// That an edition was made public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// On which day.
    pub on: Date,
    /// Where.
    pub place: String,
    /// Subject of the head who did it.
    pub by: String,
}

/// An edition, without its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PowerList {
    /// Its id.
    pub id: Uuid,
    /// Its version.
    pub version: i64,
    /// Where it stands.
    pub state: ListState,
    /// The document that decides it.
    pub document: String,
    /// From which day on it is in force.
    pub cut_over: Date,
    /// What becomes of cases in flight.
    pub in_flight: InFlight,
    /// How many items it has.
    pub items: i32,
    /// How many departments they come from.
    pub origins: i32,
    /// How many units were given any.
    pub holders: i32,
    /// Its publication.
    pub publication: Option<Publication>,
    /// When it was brought.
    pub created_at: OffsetDateTime,
}

impl PowerList {
    /// A draft.
    #[must_use]
    pub fn draft(
        id: Uuid,
        version: i64,
        (document, cut_over, in_flight): (String, Date, InFlight),
        content: &Content,
        now: OffsetDateTime,
    ) -> Self {
        Self {
            id,
            version,
            state: ListState::Draft,
            document,
            cut_over,
            in_flight,
            items: count(content.items().len()),
            origins: count(content.origins().len()),
            holders: count(content.holders().len()),
            publication: None,
            created_at: now,
        }
    }

    /// Publishes it; `newest` is the latest edition that was published before.
    ///
    /// # Errors
    /// `POWER_LIST_NOT_DRAFT`, `PUBLISHED_IN_FUTURE`, `PUBLISHED_AFTER_CUT_OVER`, `POWER_LIST_OUTRUN`, `POWER_LIST_NOT_AHEAD`: what was in
    /// force on a day that has come never changes; and as [`Sitting::county_wide`].
    pub fn publish(self, told: &Publish, newest: Option<&Self>, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        self.is_draft()?;
        if told.on > sitting.today() {
            return Err(Refusal::PublishedInFuture);
        }
        if told.on > self.cut_over {
            return Err(Refusal::PublishedAfterCutOver);
        }
        if let Some(newest) = newest {
            if newest.cut_over >= self.cut_over {
                return Err(Refusal::PowerListOutrun(newest.version));
            }
            if self.cut_over <= sitting.today() {
                return Err(Refusal::PowerListNotAhead(self.cut_over));
            }
        }
        Ok(Self {
            state: ListState::Published,
            publication: Some(Publication {
                on: told.on,
                place: told.place.clone(),
                by: sitting.subject()?.to_owned(),
            }),
            ..self
        })
    }

    /// Takes it back.
    ///
    /// # Errors
    /// `POWER_LIST_NOT_DRAFT`, and as [`Sitting::county_wide`].
    pub fn discard(self, sitting: &Sitting<'_>) -> Result<Self, Refusal> {
        sitting.county_wide()?;
        self.is_draft()?;
        Ok(Self {
            state: ListState::Discarded,
            ..self
        })
    }

    /// Whether it was published and has begun on a day.
    #[must_use]
    pub fn has_begun(&self, on: Date) -> bool {
        self.state == ListState::Published && self.cut_over <= on
    }

    /// By which day it has to be evaluated.
    #[must_use]
    pub fn evaluation_due(&self, calendar: &Calendar, limits: &Limits) -> Option<Date> {
        let start = self.publication.as_ref()?.on.midnight().assume_utc();
        Some(calendar.due(&limits.of(&EVALUATION), start).last_day())
    }

    fn is_draft(&self) -> Result<(), Refusal> {
        match self.state {
            ListState::Draft => Ok(()),
            ListState::Published | ListState::Discarded => Err(Refusal::PowerListNotDraft),
        }
    }
}

fn count(many: usize) -> i32 {
    i32::try_from(many).unwrap_or(i32::MAX)
}
