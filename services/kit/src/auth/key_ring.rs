//! The keys in use. An unknown key id fetches once for all who wait; known keys keep working while the issuer is away.

use std::sync::{Arc, PoisonError, RwLock};

use time::{Duration, OffsetDateTime};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::key_set::VerifyingKey;
use super::key_source::{KeySource, Snapshot};
use super::refusal::TokenError;

/// Unknown key ids make us ask a remote issuer at most this often.
pub(super) const ASK_EVERY: Duration = Duration::seconds(10);
/// Keys are fetched again after this even if nothing is unknown, so that a withdrawn key stops working.
pub(super) const RENEW_EVERY: Duration = Duration::minutes(5);

/// When keys were last asked for; holding it is the right to ask.
type LastAsked = Option<OffsetDateTime>;

/// The keys of one issuer.
#[derive(Debug)]
pub(super) struct KeyRing {
    held: Arc<Held>,
    asked: Arc<Mutex<LastAsked>>,
}

#[derive(Debug)]
struct Held {
    source: KeySource,
    snapshot: RwLock<Arc<Snapshot>>,
}

impl KeyRing {
    pub fn new(source: KeySource) -> Self {
        Self {
            held: Arc::new(Held {
                source,
                snapshot: RwLock::default(),
            }),
            asked: Arc::default(),
        }
    }

    /// The key of this id, fetched if it is unknown.
    ///
    /// # Errors
    /// `KeysUnavailable` while no key at all is known, otherwise `KeyUnknown`.
    pub async fn find(&self, kid: &str, now: OffsetDateTime) -> Result<Arc<VerifyingKey>, TokenError> {
        if let Some(key) = self.held.snapshot().keys.get(kid) {
            self.renew(now);
            return Ok(key);
        }
        let asked = Arc::clone(&self.asked).lock_owned().await;
        if let Some(key) = self.held.snapshot().keys.get(kid) {
            return Ok(key);
        }
        if !self.held.source.is_remote() || is_over(*asked, ASK_EVERY, now) {
            self.ask(asked, now).await;
        }
        let snapshot = self.held.snapshot();
        snapshot.keys.get(kid).ok_or(if snapshot.keys.is_empty() {
            TokenError::KeysUnavailable
        } else {
            TokenError::KeyUnknown
        })
    }

    /// Fetches the keys before the first token comes.
    ///
    /// # Errors
    /// `KeysUnavailable` when none could be had.
    pub async fn load(&self, now: OffsetDateTime) -> Result<(), TokenError> {
        self.ask(Arc::clone(&self.asked).lock_owned().await, now).await;
        if self.held.snapshot().keys.is_empty() {
            Err(TokenError::KeysUnavailable)
        } else {
            Ok(())
        }
    }

    /// Starts a fetch that nobody waits for, when the keys are old and nobody is fetching.
    fn renew(&self, now: OffsetDateTime) {
        if let Ok(asked) = Arc::clone(&self.asked).try_lock_owned()
            && is_over(*asked, RENEW_EVERY, now)
        {
            drop(self.start(asked, now));
        }
    }

    async fn ask(&self, asked: OwnedMutexGuard<LastAsked>, now: OffsetDateTime) {
        if self.start(asked, now).await.is_err() {
            tracing::error!("fetching the keys that verify tokens ended without an answer");
        }
    }

    /// The fetch owns the lock, so that a caller who goes away neither loses the answer nor lets a second fetch start.
    fn start(&self, mut asked: OwnedMutexGuard<LastAsked>, now: OffsetDateTime) -> tokio::task::JoinHandle<()> {
        *asked = Some(now);
        let held = Arc::clone(&self.held);
        tokio::task::spawn_blocking(move || {
            held.fetch();
            drop(asked);
        })
    }
}

impl Held {
    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn fetch(&self) {
        match self.source.fetch(&self.snapshot()) {
            Ok(None) => {}
            Ok(Some(fresh)) => {
                *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
            }
            Err(error) => tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the keys that verify tokens could not be fetched; those known stay in use"
            ),
        }
    }
}

fn is_over(last: LastAsked, every: Duration, now: OffsetDateTime) -> bool {
    last.is_none_or(|last| (now - last).abs() >= every)
}
