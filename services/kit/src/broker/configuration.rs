//! The server's configuration, in the JSON that nats-server reads as well as its own notation.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::accounts::write_secret;
use super::{Account, Accounts, BrokerError, api_prefix, deliver_prefix};
use crate::nats::{COUNTY_STREAM, DESK_STREAM};

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

/// A server with JetStream. With accounts, the city may read every county's facts, every county what the city tells its
/// counties, and no county another's.
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
    let counties = &accounts.counties;
    for county in counties {
        let (exports, imports) = accounts.city.as_ref().map_or_else(Default::default, |city| {
            (
                exports(county, COUNTY_STREAM, std::slice::from_ref(city)),
                imports(city, DESK_STREAM),
            )
        });
        every.insert(county.name.clone(), account(county, &exports, &imports));
    }
    if let Some(city) = &accounts.city {
        let imports: Vec<Value> = counties.iter().flat_map(|county| imports(county, COUNTY_STREAM)).collect();
        every.insert(city.name.clone(), account(city, &exports(city, DESK_STREAM, counties), &imports));
    }
    Value::Object(every)
}

fn account(of: &Account, exports: &[Value], imports: &[Value]) -> Value {
    json!({
        "jetstream": "enabled",
        "users": [{ "user": of.name, "password": of.password }],
        "exports": exports,
        "imports": imports,
    })
}

/// What sourcing a stream needs and no more: consumers on it, what they deliver, and flow control.
fn exports(of: &Account, stream: &str, to: &[Account]) -> Vec<Value> {
    let to: Vec<&str> = to.iter().map(|account| account.name.as_str()).collect();
    let consumers = consumers(stream)
        .into_iter()
        .map(|subject| json!({ "service": subject, "response_type": "stream", "accounts": to }));
    let others = [
        json!({ "stream": format!("{}.>", deliver_prefix(&of.name)), "accounts": to }),
        json!({ "service": flow(stream), "accounts": to }),
    ];
    consumers.chain(others).collect()
}

fn imports(of: &Account, stream: &str) -> Vec<Value> {
    let from = |subject: &str| json!({ "account": of.name, "subject": subject });
    let consumers = consumers(stream).into_iter().map(|subject| {
        let ours = subject.replacen("$JS.API", &api_prefix(&of.name), 1);
        json!({ "service": from(&subject), "to": ours })
    });
    let others = [
        json!({ "stream": from(&format!("{}.>", deliver_prefix(&of.name))) }),
        json!({ "service": from(&flow(stream)) }),
    ];
    consumers.chain(others).collect()
}

/// Creating and deleting a consumer on one stream, with and without a filter: nobody is let into the others of an account.
fn consumers(stream: &str) -> [String; 3] {
    ["CREATE.{}", "CREATE.{}.>", "DELETE.{}.>"].map(|verb| format!("$JS.API.CONSUMER.{}", verb.replace("{}", stream)))
}

fn flow(stream: &str) -> String {
    format!("$JS.FC.{stream}.>")
}

fn set(whole: &mut Value, key: &str, value: Value) {
    if let Value::Object(fields) = whole {
        fields.insert(key.to_owned(), value);
    }
}
