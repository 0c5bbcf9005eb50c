//! Orders of which two that are looked up at the same instant would pass each other by: each takes a turn that only one can have, and
//! whoever comes second looks again.

use shiyu_kit::booking;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::fault::Fault;
use shiyu_kit::ledger::Done;
use uuid::Uuid;

use super::desk::Desk;
use super::suspect::Suspected;
use crate::domain::course::Turn;
use crate::domain::{CaseFile, Known, Refusal};
use crate::store;
use crate::wire::Asked;

/// How often another may take the turn before the caller is asked to come again.
const RACES: u32 = 8;

/// The turns of decisions that let a first time pass are booked under this.
const FIRST: &str = "first";

impl Desk {
    /// Carries an order out that may file an act. Filings in one town go one after the other: each takes the turn after the last one there
    /// was before it asked, and where another takes it first, it is asked again.
    pub(super) async fn in_turn(
        &self,
        by: Actor,
        asked: Asked,
        known: Known,
        suspected: Option<&Suspected>,
    ) -> Result<Done<CaseFile>, Fault<Refusal>> {
        let Some(suspected) = suspected else {
            return self.execute(by, asked, known).await;
        };
        for _ in 0..RACES {
            let turn = Some(self.turn(asked.case, suspected).await?);
            let known = Known { turn, ..known.clone() };
            let outcome = self.execute(by.clone(), asked.clone(), known).await;
            if !matches!(outcome, Err(Fault::Busy)) {
                return outcome;
            }
        }
        self.once(asked.case, suspected).await?;
        Err(Fault::Busy)
    }

    /// The next turn, if the act is not filed already. The last turn is read before anything is asked, and all of it where cases are written:
    /// whatever was filed up to that turn is seen.
    async fn turn(&self, case: Uuid, suspected: &Suspected) -> Result<Turn, Fault<Refusal>> {
        let of = suspected.town.to_string();
        let last = store::last_turn(self.writer(), &of).await?;
        self.once(case, suspected).await?;
        let number = last.saturating_add(1);
        Ok(Turn { of, number })
    }

    /// Carries out a decision that lets a first time pass (首违不罚). They go one after the other, whoever is spared: there is no second
    /// first time, also where both are decided at one instant.
    pub(super) async fn first_in_turn(&self, by: Actor, asked: Asked, filed: &Filed<CaseFile>) -> Result<Done<CaseFile>, Fault<Refusal>> {
        for _ in 0..RACES {
            let last = booking::last(self.writer(), FIRST).await?;
            let turn = Turn {
                of: FIRST.to_owned(),
                number: last.unwrap_or_default().saturating_add(1),
            };
            let known = Known {
                turn: Some(turn),
                ..self.known(filed, &asked.command, None).await?
            };
            let outcome = self.execute(by.clone(), asked.clone(), known).await;
            if !matches!(outcome, Err(Fault::BookedAlready)) {
                return outcome;
            }
        }
        Err(Fault::Busy)
    }
}
