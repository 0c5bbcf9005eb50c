//! What may be out from before this session: JetStream hands it out again only later, and meanwhile hands out the case's
//! next messages. So these are found in the stream at start, and read back from it before anything that follows them.

use std::collections::HashMap;
use std::time::Duration;

use async_nats::jetstream::consumer::{self, AckPolicy, DeliverPolicy, PullConsumer, pull};
use async_nats::jetstream::stream::RawMessageErrorKind;
use futures::StreamExt as _;
use uuid::Uuid;

use super::ConsumerSettings;
use super::delivery::Delivery;
use crate::nats::{Nats, fact};

type AnyError = Box<dyn std::error::Error + Send + Sync>;

/// Messages handed out and perhaps not finished, by case, earliest first.
pub(super) async fn unseen(nats: &Nats, settings: &ConsumerSettings, info: &consumer::Info) -> Result<HashMap<Uuid, Vec<u64>>, AnyError> {
    let (from, to) = (info.ack_floor.stream_sequence + 1, info.delivered.stream_sequence);
    let mut unseen: HashMap<Uuid, Vec<u64>> = HashMap::new();
    if info.num_ack_pending == 0 || from > to {
        return Ok(unseen);
    }
    let reader: PullConsumer = nats
        .jetstream()
        .create_consumer_on_stream(headers_from(from, settings), settings.stream.as_str())
        .await?;
    let mut left = reader.cached_info().num_pending;
    while left > 0 {
        let mut page = reader
            .fetch()
            .max_messages(1_000)
            .expires(Duration::from_secs(5))
            .messages()
            .await?;
        let before = left;
        while let Some(message) = page.next().await {
            let message = message?;
            let sequence = message.info()?.stream_sequence;
            if sequence > to {
                return Ok(unseen);
            }
            let case = fact::case(&fact::headers(message.headers.as_ref())).unwrap_or_default();
            unseen.entry(case).or_default().push(sequence);
            left = left.saturating_sub(1);
        }
        if left == before {
            return Err("the stream does not say what is out".into());
        }
    }
    Ok(unseen)
}

fn headers_from(sequence: u64, settings: &ConsumerSettings) -> pull::Config {
    pull::Config {
        deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: sequence },
        ack_policy: AckPolicy::None,
        filter_subjects: settings.filter_subjects.clone(),
        headers_only: true,
        memory_storage: true,
        num_replicas: 1,
        inactive_threshold: Duration::from_secs(30),
        ..pull::Config::default()
    }
}

/// One message of the stream; `None` if it is there no more.
pub(super) async fn message(nats: &Nats, stream: &str, sequence: u64) -> Result<Option<Delivery>, AnyError> {
    let stream = nats.jetstream().get_stream_no_info(stream).await?;
    match stream.get_raw_message(sequence).await {
        Ok(message) => Ok(Some(Delivery {
            sequence,
            delivered: 1,
            published_at: message.time,
            subject: message.subject.to_string(),
            headers: fact::placed(Some(&message.headers), sequence),
            payload: message.payload,
        })),
        Err(error) if error.kind() == RawMessageErrorKind::NoMessageFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
