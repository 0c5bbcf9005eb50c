//! The server's configuration, in the JSON that nats-server reads as well as its own notation.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::accounts::write_secret;
use super::{Account, Accounts, BrokerError, api_prefix, deliver_prefix};

/// Where a server listens and what it writes.
#[derive(Debug, Clone, Copy)]
pub struct Listen<'a> {
    /// The interface's address.
    pub host: &'a str,
    /// The port; 0 for any free one.
    pub port: u16,
    /// Where JetStream keeps its streams.
    pub store: &'a Path,
    /// Where the server tells which port it got; none when nobody asks.
    pub ports: Option<&'a Path>,
}

/// A server with JetStream. With accounts, the city may read every county's streams, and no county anyone else's.
#[must_use]
pub fn configuration(listen: Listen<'_>, accounts: &Accounts) -> Value {
    let mut whole = json!({
        "server_name": "shiyu",
        "host": listen.host,
        "port": if listen.port == 0 { -1 } else { i32::from(listen.port) },
        "jetstream": { "store_dir": listen.store },
    });
    if let Some(ports) = listen.ports {
        set(&mut whole, "ports_file_dir", json!(ports));
    }
    if *accounts != Accounts::default() {
        set(&mut whole, "accounts", every_account(accounts));
    }
    whole
}

/// The value of `accounts` for a server of the operator's own, written for its owner's eyes only.
///
/// # Errors
/// [`BrokerError::Io`] when the file cannot be written.
pub fn invitation(file: &Path, accounts: &Accounts) -> Result<(), BrokerError> {
    write_secret(file, format!("accounts: {}\n", every_account(accounts)).as_bytes())
}

fn every_account(accounts: &Accounts) -> Value {
    let mut every = Map::new();
    for county in &accounts.counties {
        let exports = accounts.city.as_ref().map_or_else(Vec::new, |city| exports(county, city));
        every.insert(county.name.clone(), account(county, "exports", &exports));
    }
    if let Some(city) = &accounts.city {
        let imports: Vec<Value> = accounts.counties.iter().flat_map(imports).collect();
        every.insert(city.name.clone(), account(city, "imports", &imports));
    }
    Value::Object(every)
}

fn account(of: &Account, side: &str, shared: &[Value]) -> Value {
    let mut whole = json!({
        "jetstream": "enabled",
        "users": [{ "user": of.name, "password": of.password }],
    });
    set(&mut whole, side, json!(shared));
    whole
}

/// What sourcing needs and no more: consumers on the county's streams, what they deliver, and flow control.
fn exports(county: &Account, city: &Account) -> Vec<Value> {
    let to = [&city.name];
    vec![
        json!({ "service": "$JS.API.CONSUMER.>", "response_type": "stream", "accounts": to }),
        json!({ "stream": format!("{}.>", deliver_prefix(&county.name)), "accounts": to }),
        json!({ "service": "$JS.FC.>", "accounts": to }),
    ]
}

fn imports(county: &Account) -> Vec<Value> {
    let from = |subject: &str| json!({ "account": county.name, "subject": subject });
    vec![
        json!({ "service": from("$JS.API.CONSUMER.>"), "to": format!("{}.CONSUMER.>", api_prefix(&county.name)) }),
        json!({ "stream": from(&format!("{}.>", deliver_prefix(&county.name))) }),
        json!({ "service": from("$JS.FC.>") }),
    ]
}

fn set(whole: &mut Value, key: &str, value: Value) {
    if let Value::Object(fields) = whole {
        fields.insert(key.to_owned(), value);
    }
}
