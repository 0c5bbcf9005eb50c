//! What a town told: the messages of its stream, as anybody may read them.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use async_nats::jetstream::message::StreamMessage;
use futures::StreamExt as _;
use shiyu_kit::nats::{COUNTY_STREAM, Nats};

use crate::house::{House, Service};

/// A message as it lies in the stream.
#[derive(Debug, Clone)]
pub struct Told {
    /// Where it lies.
    pub sequence: u64,
    /// `shiyu.<service>.<entity>.<past tense>`.
    pub subject: String,
    /// Its headers.
    pub headers: async_nats::HeaderMap,
    /// Its data, protobuf.
    pub data: Vec<u8>,
}

impl Told {
    /// A header's text; empty where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.as_str())
    }

    /// Everything of it a reader could see, for a search.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{}{:?}", self.subject, self.headers).into_bytes();
        bytes.extend(&self.data);
        bytes
    }
}

impl From<StreamMessage> for Told {
    fn from(message: StreamMessage) -> Self {
        Self {
            sequence: message.sequence,
            subject: message.subject.to_string(),
            headers: message.headers,
            data: message.payload.to_vec(),
        }
    }
}

/// Everything in a stream of an account, in order.
pub(crate) async fn everything(nats: &Nats, name: &str) -> Vec<Told> {
    let stream = nats.jetstream().get_stream(name).await.expect("the stream");
    let state = stream.cached_info().state.clone();
    let all = state.first_sequence.max(1)..=state.last_sequence;
    let read = all.map(|sequence| stream.get_raw_message(sequence));
    // Many at a time: one after the other they take longer than what they tell of.
    let read: Vec<_> = futures::stream::iter(read).buffered(32).collect().await;
    read.into_iter().map(|message| message.expect("a message").into()).collect()
}

impl<S: Service> House<S> {
    /// Everything in the stream, in order.
    ///
    /// # Panics
    /// When the bus does not answer.
    pub async fn told(&self) -> Vec<Told> {
        everything(&self.nats().await, COUNTY_STREAM).await
    }

    /// What it told about one case, in order.
    ///
    /// # Panics
    /// When the bus does not answer.
    pub async fn told_of(&self, case: uuid::Uuid) -> Vec<Told> {
        let case = case.to_string();
        let all = self.told().await.into_iter();
        all.filter(|told| told.header("ce-subject") == case).collect()
    }
}
