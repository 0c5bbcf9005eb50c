//! Whoever lives in a city asks for each step until it is answered, under the same request id, and knows what was.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tonic::{Code, Response, Status};
use tonic_types::StatusExt as _;
use uuid::Uuid;

use crate::city::People;
use crate::program::pass;

/// How often an act is asked for before that is a finding.
const TRIES: usize = 900;

/// What callers know.
#[derive(Debug, Default)]
pub struct Known {
    /// The acts that were answered, by service.
    pub accepted: BTreeMap<&'static str, BTreeSet<Uuid>>,
    /// Of the petition service's, those that no inbox knows: a renamed unit is the same unit when it is renamed so again.
    pub posted: BTreeSet<Uuid>,
    /// How many cases were asked for, by service.
    pub created: BTreeMap<&'static str, usize>,
    /// Answers of trouble, after which it was asked again.
    pub again: usize,
    /// Of these, those that said it was our failure.
    pub failures: Vec<String>,
    /// Acts that were never answered, or with a refusal.
    pub refused: Vec<String>,
}

/// The book of what callers know; clones are of the same book.
pub type Book = Arc<Mutex<Known>>;

/// Somebody who lives.
#[derive(Clone)]
pub struct Citizen {
    pub people: People,
    pub book: Book,
    /// The service that is away for long, which nobody asks.
    pub without: Option<&'static str>,
}

impl Citizen {
    /// What is known so far; what went wrong is told once.
    pub fn told(&self) -> Known {
        let mut book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = Known {
            accepted: book.accepted.clone(),
            posted: book.posted.clone(),
            created: book.created.clone(),
            ..Known::default()
        };
        std::mem::replace(&mut *book, kept)
    }

    /// Writes something into the book, and reads it there.
    pub fn note<T>(&self, write: impl FnOnce(&mut Known) -> T) -> T {
        write(&mut self.book.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks until it is answered, and notes what was.
    pub async fn insist<T, A>(&self, service: &'static str, act: Uuid, ask: impl Fn() -> A + Send + Sync) -> Option<T>
    where
        T: Send,
        A: Future<Output = Result<Response<T>, Status>> + Send,
    {
        for _ in 0..TRIES {
            match ask().await {
                Ok(answer) => {
                    self.note(|known| {
                        known.accepted.entry(service).or_default().insert(act);
                    });
                    return Some(answer.into_inner());
                }
                Err(status) if is_trouble(&status) => {
                    let reason = status.get_details_error_info().map(|info| info.reason);
                    self.note(|known| {
                        known.again += 1;
                        if reason.as_deref() == Some("INTERNAL") {
                            known.failures.push(format!("{service}: {status:?}"));
                        }
                    });
                    pass(Duration::from_millis(100)).await;
                }
                Err(status) => {
                    self.note(|known| known.refused.push(format!("{service}: {status:?}")));
                    return None;
                }
            }
        }
        self.note(|known| known.refused.push(format!("{service}: never answered")));
        None
    }

    /// A case of this service is asked for.
    pub fn born(&self, service: &'static str) {
        self.note(|known| *known.created.entry(service).or_default() += 1);
    }
}

/// What a client asks again after, as it would of any service that is gone for a moment.
fn is_trouble(status: &Status) -> bool {
    matches!(
        status.code(),
        Code::Unavailable
            | Code::Cancelled
            | Code::Unknown
            | Code::DeadlineExceeded
            | Code::Aborted
            | Code::ResourceExhausted
            | Code::Internal
    )
}
