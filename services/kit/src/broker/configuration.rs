//! The server's configuration, in the JSON that nats-server reads as well as its own notation.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::accounts::write_secret;
use super::{Account, Accounts, BrokerError, api_prefix, deliver_prefix, desk_deliver_prefix};
use crate::nats::{COUNTY_STREAM, desk_stream};

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

/// A server with JetStream. With accounts, the city may read every county's facts, every county what the city tells it,
/// and no county another's.
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
    let city = accounts.city.iter().map(with_password).next();
    web(city, accounts.counties.iter().map(with_password).collect())
}

fn with_password(of: &Account) -> (String, Value) {
    let account = json!({
        "jetstream": "enabled",
        "users": [{ "user": of.name, "password": of.password }],
    });
    (of.name.clone(), account)
}

/// An account of a cluster, whose user is known by a public key: whoever reads the configuration cannot come in by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The account's name: the county's or the city's code.
    pub name: String,
    /// The public key (nkey) of its user.
    pub nkey: String,
    /// Bytes its streams may take, copies counted.
    pub storage: u64,
}

/// The value of `accounts` for the servers of a cluster: the same ways between city and counties, and a limit for each. With no
/// member at all it still lets nobody in.
#[must_use]
pub fn membership(city: Option<&Member>, counties: &[Member]) -> Value {
    let desks = counties.len();
    let whole = web(
        city.map(|city| with_key(city, desks)),
        counties.iter().map(|county| with_key(county, 0)).collect(),
    );
    if whole == json!({}) {
        json!({ "NOBODY": with_key(&nobody(), 0).1 })
    } else {
        whole
    }
}

/// A key that has no seed: its bytes are the SHA-256 of "nobody comes in by this key".
fn nobody() -> Member {
    Member {
        name: "NOBODY".to_owned(),
        nkey: "UA2YFELJ4WY7OUXQJL7U33P67CJOHB4QOIPABFCC3YSUVPTFZVTVMA3G".to_owned(),
        storage: 0,
    }
}

/// The city keeps a stream more for each county that it tells something.
fn with_key(of: &Member, desks: usize) -> (String, Value) {
    let account = json!({
        "jetstream": { "max_memory": 16 << 20, "max_file": of.storage, "max_streams": 16 + desks, "max_consumers": 512 },
        "limits": { "max_connections": 512, "max_subscriptions": 20_000, "max_payload": 1 << 20 },
        "users": [{ "nkey": of.nkey }],
    });
    (of.name.clone(), account)
}

/// What one account lets another source: a stream, and the prefix under which it is delivered. Each way has both of its own, so that
/// who is let into one way is let into no other.
struct Way {
    of: String,
    to: String,
    stream: String,
    deliver: String,
}

impl Way {
    /// The facts of a county, to the city.
    fn gathered(county: &str, city: &str) -> Self {
        Self {
            of: county.to_owned(),
            to: city.to_owned(),
            stream: COUNTY_STREAM.to_owned(),
            deliver: deliver_prefix(county),
        }
    }

    /// What the city's desk tells a county.
    fn told(city: &str, county: &str) -> Self {
        Self {
            of: city.to_owned(),
            to: county.to_owned(),
            stream: desk_stream(county),
            deliver: desk_deliver_prefix(city, county),
        }
    }

    /// What sourcing a stream needs and no more: consumers on it, what they deliver, and flow control.
    fn exports(&self) -> Vec<Value> {
        let to = [&self.to];
        let consumers = consumers(&self.stream)
            .into_iter()
            .map(|subject| json!({ "service": subject, "response_type": "stream", "accounts": to }));
        let others = [
            json!({ "stream": format!("{}.>", self.deliver), "accounts": to }),
            json!({ "service": flow(&self.stream), "accounts": to }),
        ];
        consumers.chain(others).collect()
    }

    fn imports(&self) -> Vec<Value> {
        let from = |subject: &str| json!({ "account": self.of, "subject": subject });
        let consumers = consumers(&self.stream).into_iter().map(|subject| {
            let ours = subject.replacen("$JS.API", &api_prefix(&self.of), 1);
            json!({ "service": from(&subject), "to": ours })
        });
        let others = [
            json!({ "stream": from(&format!("{}.>", self.deliver)) }),
            json!({ "service": from(&flow(&self.stream)) }),
        ];
        consumers.chain(others).collect()
    }
}

/// The accounts with the ways between them: to the city from every county its own stream, to every county what the city's desk tells it.
fn web(city: Option<(String, Value)>, counties: Vec<(String, Value)>) -> Value {
    let mut every = Map::new();
    let names: Vec<String> = counties.iter().map(|(name, _)| name.clone()).collect();
    let desk = city.as_ref().map(|(name, _)| name.clone());
    for (name, mut account) in counties {
        if let Some(desk) = &desk {
            set(&mut account, "exports", Way::gathered(&name, desk).exports().into());
            set(&mut account, "imports", Way::told(desk, &name).imports().into());
        }
        every.insert(name, account);
    }
    if let Some((name, mut account)) = city {
        let told: Vec<Value> = names.iter().flat_map(|county| Way::told(&name, county).exports()).collect();
        let gathered: Vec<Value> = names.iter().flat_map(|county| Way::gathered(county, &name).imports()).collect();
        set(&mut account, "exports", told.into());
        set(&mut account, "imports", gathered.into());
        every.insert(name, account);
    }
    Value::Object(every)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str) -> Member {
        Member {
            name: name.to_owned(),
            nkey: format!("U{name}"),
            storage: 1,
        }
    }

    #[test]
    fn what_the_city_exports_to_a_county_it_exports_to_no_other() {
        let whole = membership(Some(&member("330600")), &[member("330602"), member("330681")]);
        let exports = whole["330600"]["exports"].as_array().unwrap();
        assert!(!exports.is_empty() && exports.iter().all(|export| export["accounts"].as_array().unwrap().len() == 1));
        for (county, other) in [("330602", "330681"), ("330681", "330602")] {
            let own: Vec<String> = exports
                .iter()
                .filter(|export| export["accounts"][0] == county)
                .map(ToString::to_string)
                .collect();
            assert_eq!(own.len() * 2, exports.len());
            let imports = whole[county]["imports"].to_string();
            for text in own.iter().chain([&imports]) {
                assert!(
                    text.contains(&format!("DESK_{county}")) || text.contains(&format!("deliver.330600.{county}.>")),
                    "{text}"
                );
                assert!(!text.contains(other), "{text}");
            }
        }
    }

    #[test]
    fn the_city_has_room_for_a_stream_of_each_county() {
        let counties: Vec<Member> = (330_601..330_640).map(|code| member(&code.to_string())).collect();
        let whole = membership(Some(&member("330600")), &counties);
        let most = |of: &str| whole[of]["jetstream"]["max_streams"].as_u64();
        assert_eq!((most("330600"), most("330601")), (Some(16 + 39), Some(16)));
    }
}
