//! A message as it was handed out, and the answers JetStream waits for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_nats::jetstream::{AckKind, Message};
use async_nats::{Client, Subject};
use prost::bytes::Bytes;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::nats::{Headers, fact};

/// A message with its place in the stream.
#[derive(Debug, Clone)]
pub(super) struct Delivery {
    pub(super) sequence: u64,
    /// How often it was handed out.
    pub(super) delivered: u32,
    pub(super) published_at: OffsetDateTime,
    pub(super) subject: String,
    pub(super) headers: Headers,
    pub(super) payload: Bytes,
}

impl Delivery {
    /// Takes a message with the subject its answer goes to; `None` for what JetStream did not deliver.
    pub(super) fn take(message: Message) -> Option<(Self, Subject)> {
        let info = message.info().ok()?;
        let delivery = Self {
            sequence: info.stream_sequence,
            delivered: u32::try_from(info.delivered).unwrap_or(u32::MAX),
            published_at: info.published,
            subject: message.subject.to_string(),
            headers: fact::placed(message.headers.as_ref(), info.stream_sequence),
            payload: message.payload.clone(),
        };
        message.message.reply.map(|reply| (delivery, reply))
    }

    /// The case its order is kept by. What names no case shares one place: order matters to none of it.
    pub(super) fn case(&self) -> Uuid {
        fact::case(&self.headers).unwrap_or_default()
    }
}

/// The messages this session holds and owes an answer.
#[derive(Debug, Clone)]
pub(super) struct Held {
    client: Client,
    replies: Arc<Mutex<BTreeMap<u64, Subject>>>,
}

impl Held {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            replies: Arc::default(),
        }
    }

    /// Holds a message; `false` if it is held already, and was only handed out again.
    pub(super) fn hold(&self, sequence: u64, reply: Subject) -> bool {
        self.replies().insert(sequence, reply).is_none()
    }

    /// It is done.
    pub(super) async fn acknowledge(&self, sequence: u64) {
        self.answer(sequence, AckKind::Ack.into()).await;
    }

    /// It is to come again after a delay.
    pub(super) async fn put_back(&self, sequence: u64, delay: Duration) {
        self.answer(sequence, AckKind::Nak(Some(delay)).into()).await;
    }

    /// It is never to come again, for this reason.
    pub(super) async fn terminate(&self, sequence: u64, reason: &str) {
        self.answer(sequence, format!("+TERM {reason}").into()).await;
    }

    /// Tells JetStream that everything held is still being worked on.
    pub(super) async fn show_life(&self) {
        let replies: Vec<Subject> = self.replies().values().cloned().collect();
        for reply in replies {
            self.send(reply, AckKind::Progress.into()).await;
        }
    }

    /// Puts back whatever is still held, earliest first.
    pub(super) async fn put_back_all(&self, delay: Duration) {
        let sequences: Vec<u64> = self.replies().keys().copied().collect();
        for sequence in sequences {
            self.put_back(sequence, delay).await;
        }
    }

    async fn answer(&self, sequence: u64, answer: Bytes) {
        let reply = self.replies().remove(&sequence);
        if let Some(reply) = reply {
            self.send(reply, answer).await;
        }
    }

    /// An answer that is lost costs a second delivery, no more.
    async fn send(&self, reply: Subject, answer: Bytes) {
        if let Err(error) = self.client.publish(reply, answer).await {
            tracing::warn!(error = %error, "an answer to JetStream was not sent");
        }
    }

    fn replies(&self) -> MutexGuard<'_, BTreeMap<u64, Subject>> {
        self.replies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
