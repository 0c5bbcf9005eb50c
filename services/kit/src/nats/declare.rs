//! Declares streams and consumers, and believes the server only what it says back.

use std::fmt;

use async_nats::jetstream::consumer::{self, FromConsumer as _, IntoConsumerConfig as _, PullConsumer, pull};
use async_nats::jetstream::context::GetStreamErrorKind;
use async_nats::jetstream::{ErrorCode, stream};
use serde::Serialize;
use serde_json::Value;

use super::{Nats, NatsError};

/// Fields that are compared even where nothing was asked for: a stream without subjects of its own must have none.
const ALWAYS: [&str; 2] = ["subjects", "sources"];

/// A field on which the server and we disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The field, as JetStream's API names it.
    pub field: String,
    /// What was asked for, JSON.
    pub asked: String,
    /// What the server keeps, JSON; `nothing` for a field it does not know.
    pub found: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} should be {} but is {}", self.field, self.asked, self.found)
    }
}

pub(super) fn listing(differences: &[Difference]) -> String {
    differences.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Creates a stream, or brings it to what is asked for, and compares. Fields that are not asked for stay as they are.
///
/// # Errors
/// [`NatsError::Refused`] when JetStream says no, [`NatsError::Drift`] when it keeps something else.
pub async fn ensure_stream(nats: &Nats, asked: stream::Config) -> Result<stream::Info, NatsError> {
    let what = format!("stream {}", asked.name);
    let refused = |cause: Box<dyn std::error::Error + Send + Sync>| NatsError::refused(&what, cause);
    let wanted = json(&asked).map_err(|error| refused(error.into()))?;
    let info = match existing(nats, &asked.name).await.map_err(|error| refused(error.into()))? {
        None => {
            let created = nats.jetstream().create_stream(asked).await.map_err(|error| refused(error.into()))?;
            created.cached_info().clone()
        }
        Some(info) => {
            let found = json(&info.config).map_err(|error| refused(error.into()))?;
            if differences(&wanted, &found).is_empty() {
                return Ok(info);
            }
            let merged: stream::Config = serde_json::from_value(merged(found, &wanted)).map_err(|error| refused(error.into()))?;
            nats.jetstream()
                .update_stream(merged)
                .await
                .map_err(|error| refused(error.into()))?
        }
    };
    compare(what, &wanted, &info.config)?;
    Ok(info)
}

async fn existing(nats: &Nats, name: &str) -> Result<Option<stream::Info>, async_nats::jetstream::context::GetStreamError> {
    match nats.jetstream().get_stream(name).await {
        Ok(stream) => Ok(Some(stream.cached_info().clone())),
        Err(error) => match error.kind() {
            GetStreamErrorKind::JetStream(ref cause) if cause.error_code() == ErrorCode::STREAM_NOT_FOUND => Ok(None),
            GetStreamErrorKind::JetStream(_)
            | GetStreamErrorKind::EmptyName
            | GetStreamErrorKind::Request
            | GetStreamErrorKind::InvalidStreamName => Err(error),
        },
    }
}

/// Creates a durable pull consumer, or brings it to what is asked for, and compares.
///
/// # Errors
/// [`NatsError::Refused`] when JetStream says no (some fields cannot change), [`NatsError::Drift`] when it keeps something else.
pub async fn ensure_consumer(nats: &Nats, stream: &str, asked: pull::Config) -> Result<PullConsumer, NatsError> {
    let asked = asked.into_consumer_config();
    let what = format!("consumer {} of stream {stream}", asked.durable_name.as_deref().unwrap_or_default());
    let refused = |cause: Box<dyn std::error::Error + Send + Sync>| NatsError::refused(&what, cause);
    let wanted = json(&asked).map_err(|error| refused(error.into()))?;
    let config = pull::Config::try_from_consumer_config(asked).map_err(refused)?;
    let made: consumer::Consumer<pull::Config> = nats
        .jetstream()
        .create_consumer_on_stream(config, stream)
        .await
        .map_err(|error| refused(error.into()))?;
    compare(what, &wanted, &made.cached_info().config)?;
    Ok(made)
}

fn json(config: &impl Serialize) -> Result<Value, serde_json::Error> {
    serde_json::to_value(config)
}

fn compare(what: String, wanted: &Value, found: &impl Serialize) -> Result<(), NatsError> {
    let found = json(found).map_err(|error| NatsError::refused(&what, error))?;
    let differences = differences(wanted, &found);
    if differences.is_empty() {
        Ok(())
    } else {
        Err(NatsError::Drift { what, differences })
    }
}

fn differences(wanted: &Value, found: &Value) -> Vec<Difference> {
    let mut list = Vec::new();
    for field in ALWAYS {
        let unasked = wanted.get(field).is_none_or(is_unasked);
        match found.get(field) {
            Some(value) if unasked && !is_unasked(value) => list.push(difference(field, &Value::Null, Some(value))),
            Some(_) | None => {}
        }
    }
    collect("", wanted, Some(found), &mut list);
    list
}

fn collect(field: &str, wanted: &Value, found: Option<&Value>, list: &mut Vec<Difference>) {
    match (wanted, found) {
        (Value::Object(wanted), _) => {
            for (name, wanted) in wanted.iter().filter(|(_, value)| !is_unasked(value)) {
                let path = if field.is_empty() {
                    name.clone()
                } else {
                    format!("{field}.{name}")
                };
                collect(&path, wanted, found.and_then(|found| found.get(name)), list);
            }
        }
        (Value::Array(wanted), Some(Value::Array(found))) if wanted.len() == found.len() => {
            for (index, (wanted, found)) in wanted.iter().zip(found).enumerate() {
                collect(&format!("{field}[{index}]"), wanted, Some(found), list);
            }
        }
        (wanted, Some(found)) if wanted == found => {}
        (wanted, found) => list.push(difference(field, wanted, found)),
    }
}

fn difference(field: &str, asked: &Value, found: Option<&Value>) -> Difference {
    Difference {
        field: field.to_owned(),
        asked: asked.to_string(),
        found: found.map_or_else(|| "nothing".to_owned(), ToString::to_string),
    }
}

/// A field at its type's default was not asked for; the server fills it as it likes.
fn is_unasked(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(on) => !on,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
    }
}

/// What the server has, with what is asked for laid over it.
fn merged(mut found: Value, wanted: &Value) -> Value {
    if let (Value::Object(found), Value::Object(wanted)) = (&mut found, wanted) {
        for field in ALWAYS {
            found.remove(field);
        }
        let asked = wanted.iter().filter(|(_, value)| !is_unasked(value));
        found.extend(asked.map(|(name, value)| (name.clone(), value.clone())));
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(wanted: &Value, found: &Value) -> Vec<String> {
        differences(wanted, found).into_iter().map(|difference| difference.field).collect()
    }

    #[test]
    fn what_a_server_dropped_in_silence_shows() {
        let wanted = json!({"filter_subjects": ["shiyu.a", "shiyu.b"], "sources": [{"name": "S", "subject_transforms": [{"src": "a"}]}]});
        assert_eq!(
            fields(&wanted, &json!({"sources": [{"name": "S"}]})),
            ["filter_subjects", "sources[0].subject_transforms"]
        );
    }

    #[test]
    fn what_was_not_asked_for_is_the_servers_affair() {
        let wanted = json!({"max_bytes": 0, "description": null, "num_replicas": 1});
        assert!(fields(&wanted, &json!({"max_bytes": -1, "num_replicas": 1, "max_age": 5})).is_empty());
    }

    #[test]
    fn a_stream_declared_without_subjects_must_have_none() {
        assert_eq!(fields(&json!({"subjects": []}), &json!({"subjects": ["county.>"]})), ["subjects"]);
    }
}
