//! Messages of the contract as JSON: its field names, enums by name, times in RFC 3339, bytes in base64. What is not set is left out.

use std::collections::HashMap;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage, FieldDescriptor, Kind, MapKey, ReflectMessage, Value as Field};
use prost_types::Timestamp;
use serde_json::{Map, Value, json};

use crate::times;

static CONTRACTS: LazyLock<Option<DescriptorPool>> = LazyLock::new(|| DescriptorPool::decode(shiyu_proto::DESCRIPTORS).ok());

/// A message of `shiyu.petition.v1`, as in `petition(&answer, "Petition")`.
#[must_use]
pub fn petition(of: &impl Message, message: &str) -> Value {
    named(of, &format!("shiyu.petition.v1.{message}"))
}

/// A message of `shiyu.grid.v1`.
#[must_use]
pub fn grid(of: &impl Message, message: &str) -> Value {
    named(of, &format!("shiyu.grid.v1.{message}"))
}

/// A message of `shiyu.mediation.v1`.
#[must_use]
pub fn mediation(of: &impl Message, message: &str) -> Value {
    named(of, &format!("shiyu.mediation.v1.{message}"))
}

/// A message of `shiyu.enforcement.v1`.
#[must_use]
pub fn enforcement(of: &impl Message, message: &str) -> Value {
    named(of, &format!("shiyu.enforcement.v1.{message}"))
}

/// A message of `shiyu.assessment.v1`.
#[must_use]
pub fn assessment(of: &impl Message, message: &str) -> Value {
    named(of, &format!("shiyu.assessment.v1.{message}"))
}

/// A message of `shiyu.common.v1`.
#[must_use]
pub fn common(of: &impl Message, message: &str) -> Value {
    named(of, &format!("shiyu.common.v1.{message}"))
}

/// Null for a name that no contract has.
fn named(of: &impl Message, name: &str) -> Value {
    let contract = CONTRACTS.as_ref().and_then(|pool| pool.get_message_by_name(name));
    let dynamic = contract.and_then(|contract| DynamicMessage::decode(contract, of.encode_to_vec().as_slice()).ok());
    dynamic.map_or(Value::Null, |dynamic| message(&dynamic))
}

fn message(of: &DynamicMessage) -> Value {
    if of.descriptor().full_name() == "google.protobuf.Timestamp" {
        return times::json(of.transcode_to::<Timestamp>().ok().as_ref());
    }
    let fields = of
        .fields()
        .map(|(field, value)| (field.name().to_owned(), self::field(&field, value)));
    Value::Object(fields.collect::<Map<_, _>>())
}

fn field(of: &FieldDescriptor, value: &Field) -> Value {
    match value {
        Field::Bool(value) => json!(value),
        Field::I32(value) => json!(value),
        Field::I64(value) => json!(value),
        Field::U32(value) => json!(value),
        Field::U64(value) => json!(value),
        Field::F32(value) => json!(value),
        Field::F64(value) => json!(value),
        Field::String(value) => json!(value),
        Field::Bytes(value) => json!(STANDARD.encode(value)),
        Field::EnumNumber(number) => word(of, *number),
        Field::Message(value) => message(value),
        Field::List(values) => values.iter().map(|value| field(of, value)).collect(),
        Field::Map(values) => entries(of, values),
    }
}

/// By their keys; the keys of the contracts are texts.
fn entries(of: &FieldDescriptor, values: &HashMap<MapKey, Field>) -> Value {
    let Kind::Message(entry) = of.kind() else {
        return json!(values.len());
    };
    let told = entry.map_entry_value_field();
    let each = values
        .iter()
        .filter_map(|(key, value)| Some((key.as_str()?.to_owned(), field(&told, value))));
    Value::Object(each.collect())
}

fn word(of: &FieldDescriptor, number: i32) -> Value {
    let Kind::Enum(contract) = of.kind() else { return json!(number) };
    let value = contract.get_value(number);
    value.map_or_else(|| json!(number), |value| json!(value.name()))
}

#[cfg(test)]
mod tests {
    use shiyu_proto::assessment::v1::Indicator;
    use shiyu_proto::common::v1::{Clock, Ring};
    use shiyu_proto::petition::v1::{Course, Petition, Stage, Supplement};

    use super::*;

    #[test]
    fn what_is_named_by_keys_is_told_by_them() {
        let of = Indicator {
            sources: [("due".to_owned(), "grid.whole.due".to_owned())].into(),
            ..Indicator::default()
        };
        assert_eq!(assessment(&of, "Indicator"), json!({ "sources": { "due": "grid.whole.due" } }));
    }

    #[test]
    fn a_message_reads_as_its_contract_does() {
        let of = Petition {
            title: "路灯".into(),
            stage: Stage::OpinionServed.into(),
            clocks: vec![Clock {
                name: "forward".into(),
                start_time: Some(Timestamp { seconds: 60, nanos: 0 }),
                rung: vec![Ring::Half.into()],
                ..Clock::default()
            }],
            course: Some(Course {
                supplements: vec![Supplement::default()],
                ..Course::default()
            }),
            ..Petition::default()
        };
        let expected = json!({
            "title": "路灯",
            "stage": "STAGE_OPINION_SERVED",
            "clocks": [{ "name": "forward", "start_time": "1970-01-01T00:01:00Z", "rung": ["RING_HALF"] }],
            "course": { "supplements": [{}] },
        });
        assert_eq!(petition(&of, "Petition"), expected);
        assert_eq!(petition(&of, "Nothing"), Value::Null);
    }
}
