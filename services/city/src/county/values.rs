//! The values of a county's chart, as far as they follow from what is written down.

use serde_json::{Value, json};

use super::SERVICES;
use super::register::{Place, Register};

/// What the chart is told.
pub fn values(place: &Place, register: &Register) -> Value {
    let missing = SERVICES.iter().filter(|service| !place.services.iter().any(|has| has == *service));
    let off: serde_json::Map<String, Value> = missing
        .map(|service| ((*service).to_owned(), json!({ "enabled": false })))
        .collect();
    let mut values = json!({
        "county": {
            "code": place.code,
            "name": place.name,
            "city": register.desk_of(place).map(|desk| desk.code.as_str()).unwrap_or_default(),
            "gather": register.counties_of(place),
        },
    });
    if let (false, Some(whole)) = (off.is_empty(), values.as_object_mut()) {
        whole.insert("services".to_owned(), Value::Object(off));
    }
    values
}
