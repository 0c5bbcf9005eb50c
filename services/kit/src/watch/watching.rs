//! One stream: a page when the one before was taken, a sign of life when there is nothing to tell, an end when the caller's token has run
//! out or the replica goes away.

use std::sync::Arc;
use std::time::Duration;

use shiyu_proto::common::v1 as wire;
use tokio::time::{Instant, timeout};
use tonic::Status;

use super::door::Desk;
use super::page::{self, Stretch};
use super::place::Place;
use super::seats::Seat;
use crate::auth::{Refusal, TokenError, Until};
use crate::case::Actor;
use crate::fault::{Fault, Never};
use crate::journal;

/// Facts of one page.
const PAGE: usize = 100;

/// Bytes of the facts of a page, but for a single one that is larger.
const BYTES: usize = 1024 * 1024;

/// Positions looked through for one page: a reader who sees little costs no more at a time than one who sees everything.
const STRETCH: i64 = 5_000;

/// How often it is looked whether there is more.
const POLL: Duration = Duration::from_millis(250);

/// After so long without a fact there is a sign of life.
const BEAT: Duration = Duration::from_secs(10);

/// An open stream.
pub(super) struct Watching {
    pub desk: Arc<Desk>,
    pub by: Actor,
    pub until: Until,
    /// The row passed last.
    pub place: Place,
    /// Up to where everything was looked at.
    pub looked: i64,
    /// When something was said last.
    pub said: Option<Instant>,
    /// Whether it was said once that there is no more for now.
    pub caught_up: bool,
    pub _seat: Seat,
}

impl Watching {
    /// The next message, and the stream behind it; none when the replica goes away. Nothing is held of the database while nobody asks.
    ///
    /// # Errors
    /// Why it ends.
    pub async fn next(mut self) -> Result<Option<(wire::WatchEventsResponse, Self)>, Status> {
        loop {
            if self.desk.board.now().draining {
                return Ok(None);
            }
            self.is_let_in()?;
            let end = self.end().await?;
            let facts = self.page(end).await?;
            let up_to_date = end.is_some_and(|end| self.looked >= end);
            if !facts.is_empty() || self.is_to_be_heard_of(up_to_date) {
                let message = self.message(facts, up_to_date)?;
                return Ok(Some((message, self)));
            }
            if up_to_date || end.is_none() {
                // Elapsing is the usual end of this wait.
                let _ = timeout(POLL, self.desk.board.leaving()).await;
            }
        }
    }

    fn is_let_in(&self) -> Result<(), Status> {
        if self.desk.real.now() >= self.until.0 {
            return Err(Refusal::Token(TokenError::Expired).into());
        }
        Ok(())
    }

    /// Up to where there is something to tell, if that is known. Whoever begins is not answered with what another one found.
    async fn end(&self) -> Result<Option<i64>, Status> {
        let told = &self.desk.told;
        let end = if self.said.is_some() {
            told.upto().await
        } else {
            told.upto_now().await
        };
        Ok(end.map_err(Fault::<Never>::Database)?)
    }

    /// What may be told of the next stretch up to the end; the stream stands behind it then.
    async fn page(&mut self, end: Option<i64>) -> Result<Vec<journal::Model>, Status> {
        let Some(end) = end.filter(|end| *end > self.looked) else {
            return Ok(Vec::new());
        };
        let db = &self.desk.office.db.reader;
        let stretch = Stretch {
            after: self.looked,
            upto: end.min(self.looked.saturating_add(STRETCH)),
        };
        let mut facts = page::facts(db, stretch, self.desk.seen_by(&self.by), PAGE as u64)
            .await
            .map_err(Fault::<Never>::Database)?;
        let is_full = facts.len() == PAGE;
        let fitting = fitting(&facts);
        let is_cut = fitting < facts.len();
        facts.truncate(fitting);
        match facts.last() {
            Some(last) if is_full || is_cut => {
                self.place = Place {
                    position: last.position,
                    event: last.event_id,
                };
                self.looked = last.position;
            }
            _ => {
                let last = page::last(db, stretch).await.map_err(Fault::<Never>::Database)?;
                self.place = last.unwrap_or(self.place);
                self.looked = stretch.upto;
            }
        }
        Ok(facts)
    }

    /// A stream says at its beginning that it is open, once that there is no more for now, and from then on that it lives; never just
    /// because something happened that is kept from the caller.
    fn is_to_be_heard_of(&self, up_to_date: bool) -> bool {
        let is_silent = self.said.is_none_or(|said| said.elapsed() >= BEAT);
        is_silent || (up_to_date && !self.caught_up)
    }

    fn message(&mut self, facts: Vec<journal::Model>, up_to_date: bool) -> Result<wire::WatchEventsResponse, Status> {
        self.said = Some(Instant::now());
        self.caught_up |= up_to_date;
        Ok(wire::WatchEventsResponse {
            facts: facts.into_iter().map(|row| self.desk.fact(row)).collect(),
            token: self.place.token(self.desk.scope)?,
            up_to_date,
        })
    }
}

/// How many of these are one message: as many as fit, and one at least.
fn fitting(facts: &[journal::Model]) -> usize {
    let size = |row: &journal::Model| row.fact.as_ref().map_or(0, Vec::len);
    let sums = facts.iter().scan(0_usize, |sum, row| {
        *sum = sum.saturating_add(size(row));
        Some(*sum)
    });
    sums.take_while(|sum| *sum <= BYTES).count().max(1).min(facts.len())
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    fn row(bytes: usize) -> journal::Model {
        journal::Model {
            position: 1,
            event_id: Uuid::nil(),
            case_id: Uuid::nil(),
            version: 1,
            act_id: Uuid::nil(),
            kind: "matter.accepted".to_owned(),
            at: datetime!(2026-01-05 09:00 UTC),
            actor: String::new(),
            detail: String::new(),
            fact: Some(vec![0; bytes]),
            trace: None,
            hash: Vec::new(),
            sequence: Some(1),
            digest: None,
        }
    }

    #[test]
    fn a_message_holds_what_fits_and_one_fact_at_least() {
        assert_eq!(fitting(&[]), 0);
        assert_eq!(fitting(&[row(10), row(10)]), 2);
        assert_eq!(fitting(&[row(BYTES), row(1), row(1)]), 1);
        assert_eq!(fitting(&[row(BYTES + 1), row(1)]), 1);
        assert_eq!(fitting(&[row(1), row(BYTES), row(1)]), 1);
    }
}
