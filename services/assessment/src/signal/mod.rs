//! Weak signals (domain.md S17, G-11): what is given to the test are counts by category, place and week, and nothing else is known here. A
//! signal is a task of the unit that answers for the place.

mod domain;
mod due;
mod rpc;
mod store;
#[cfg(test)]
mod tests;
mod wire;

use sea_orm::DatabaseTransaction;
use serde::Serialize;
use shiyu_kit::case::Actor;
use shiyu_kit::demand::Week;
use shiyu_kit::fault::Fault;
use shiyu_kit::operations::Office;
use shiyu_kit::register::{Books, Effect, Register, Sitting, Standing};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::many;
use shiyu_proto::assessment::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use self::domain::{Refusal, Rise, Signal, expiry, rises};
use crate::hands::county_or_clock;
use crate::shelf;

pub use domain::Settings;

/// Chains of facts about signals, and their ids, are named under this.
const SIGNALS: Uuid = Uuid::from_u128(0x77d0_1b5e_2c43_5a18_9be6_5349_474e_414c);

/// An order; two of the same content are the same order.
#[derive(Debug, Clone, Serialize)]
pub enum Order {
    /// Test a week, by its Monday.
    Detect(Uuid, String, #[serde(skip)] Week),
    /// Say what was found of a signal, and what is done.
    Answer(Uuid, String, String),
}

/// The desk of one county's signals.
#[derive(Debug, Clone)]
pub struct SignalDesk {
    county: Code,
    register: Register,
    settings: Settings,
}

type Done<T> = Result<T, Fault<Refusal>>;

impl SignalDesk {
    /// The desk of a county, over its service's office.
    #[must_use]
    pub const fn new(county: Code, office: Office, settings: Settings) -> Self {
        Self {
            county,
            register: Register::new(office, SIGNALS),
            settings,
        }
    }

    const fn office(&self) -> &Office {
        self.register.office()
    }

    async fn detect(&self, db: &DatabaseTransaction, (id, week): (Uuid, Week), sitting: &Sitting<'_>) -> Done<Effect> {
        county_or_clock(sitting).map_err(|why| Fault::Refused(Refusal::from(why)))?;
        if !week.is_over(sitting.now) {
            return Err(Fault::Refused(Refusal::NotOver));
        }
        let counts = store::counts(db, week, self.settings.weeks).await?;
        let (rises, tested) = rises(counts, self.settings);
        let expired = sitting.now.saturating_sub(time::Duration::days(self.settings.expires));
        let recent: Vec<Signal> = shelf::since(db, expired).await?;
        let mut raised = Vec::new();
        for rise in rises {
            let signal = self.signal(rise, week, sitting);
            let open = recent.iter().any(|known| known.subject == signal.subject && known.answer.is_none());
            if open || shelf::get::<Signal>(db, signal.id).await?.is_some() {
                continue;
            }
            shelf::put(db, &signal, Standing::New).await?;
            raised.push(signal);
        }
        let answer = pb::DetectSignalsResponse {
            raised: raised
                .iter()
                .map(|signal| wire::signal(signal, &self.county, sitting.now))
                .collect(),
            tested: many(tested),
        };
        let effect = Effect::silent(id, "signal.detected", &answer);
        Ok(raised.iter().fold(effect, |effect, signal| {
            effect
                .also(signal.id, "signal.raised")
                .told(&wire::moved(signal, &self.county, sitting.now))
        }))
    }

    fn signal(&self, rise: Rise, week: Week, sitting: &Sitting<'_>) -> Signal {
        let Rise { subject, counts, chance } = rise;
        let name = format!("{}/{week}/{}/{}/{}", self.county, subject.service, subject.category, subject.place);
        // The smallest unit that there is for the place.
        let place: Option<Code> = subject.place.parse().ok();
        let line = place.map(|place| sitting.units.chain(&place, sitting.today())).unwrap_or_default();
        let there = line.into_iter().find(|unit| sitting.units.get(unit, sitting.today()).is_some());
        Signal {
            id: Uuid::new_v5(&SIGNALS, name.as_bytes()),
            unit: there.unwrap_or_else(|| self.county.clone()),
            subject,
            week: week.to_string(),
            cases: counts.now,
            before: (counts.before, self.settings.weeks),
            chance,
            raised_at: sitting.now,
            expires_at: expiry(sitting.now, self.settings),
            answer: None,
        }
    }

    async fn answer(&self, db: &DatabaseTransaction, id: Uuid, words: (&str, &str), sitting: &Sitting<'_>) -> Done<Effect> {
        let before: Signal = shelf::hold(db, id).await?.ok_or(Fault::Refused(Refusal::Unknown))?;
        let after = before.answered(words, sitting).map_err(Fault::Refused)?;
        shelf::put(db, &after, Standing::Known).await?;
        let shown = wire::signal(&after, &self.county, sitting.now);
        Ok(Effect::silent(id, "signal.answered", &shown).told(&wire::moved(&after, &self.county, sitting.now)))
    }
}

impl Books for SignalDesk {
    type Order = Order;
    type Refusal = Refusal;

    async fn carry_out(&self, db: &DatabaseTransaction, order: &Order, by: &Actor, now: OffsetDateTime) -> Done<Effect> {
        let units = self.office().reference.units();
        let sitting = Sitting {
            by,
            county: &self.county,
            units: &units,
            now,
        };
        match order {
            Order::Detect(id, _, week) => self.detect(db, (*id, *week), &sitting).await,
            Order::Answer(id, finding, action) => self.answer(db, *id, (finding, action), &sitting).await,
        }
    }
}
