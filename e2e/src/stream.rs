//! What a town told: the messages of its stream, as anybody may read them.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use async_nats::jetstream::message::StreamMessage;
use shiyu_kit::nats::COUNTY_STREAM;

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

impl<S: Service> House<S> {
    /// Everything in the stream, in order.
    ///
    /// # Panics
    /// When the bus does not answer.
    pub async fn told(&self) -> Vec<Told> {
        let nats = self.nats().await;
        let stream = nats.jetstream().get_stream(COUNTY_STREAM).await.expect("the stream");
        let state = stream.cached_info().state.clone();
        let mut told = Vec::new();
        for sequence in state.first_sequence.max(1)..=state.last_sequence {
            told.push(stream.get_raw_message(sequence).await.expect("a message").into());
        }
        told
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
