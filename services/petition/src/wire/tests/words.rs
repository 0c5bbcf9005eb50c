//! What people said goes when the time of a petition is over, in whichever event it lies (G-15).

use std::collections::BTreeSet;

use serde_json::Value;
use shiyu_kit::case::{Record, json};

use super::events;
use super::given::PLANTED;
use crate::domain::Petition;

/// The fields that hold planted words.
fn planted_in(value: &Value, field: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.contains(PLANTED) => {
            found.insert(field.to_owned());
        }
        Value::Array(values) => {
            for value in values {
                planted_in(value, field, found);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                planted_in(value, name, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn of_every_event_only_office_holders_indexes_and_where_it_came_from_stay() {
    let words = Petition::SAID.unwrap();
    let mut found = BTreeSet::new();
    for event in events::all() {
        let detail = json(&event);
        let left = words.without(&detail).unwrap().unwrap_or(detail);
        assert!(Petition::decode(event.kind(), &left).is_ok(), "{left}");
        planted_in(&serde_json::from_str(&left).unwrap(), "", &mut found);
    }
    let stay = "by decided_by drafted_by host issued_by leader query_index responsible source_reference subject subjects";
    let stay: BTreeSet<String> = stay.split(' ').map(str::to_owned).collect();
    assert_eq!(found, stay);
}
