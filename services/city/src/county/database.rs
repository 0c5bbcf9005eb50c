//! Roles and databases: one of each for every service of a county, as objects of `CloudNativePG` or as SQL.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::Keeper;
use super::keys::{Drawn, random};
use super::register::{Place, Register};
use crate::failure::Failure;

/// As often as PostgreSQL itself does (`scram_iterations`).
const ROUNDS: u32 = 4096;

/// The address under which a service finds its database; hexadecimal passwords need no escaping.
pub fn url(place: &Place, service: &str, password: &str) -> String {
    let name = place.database(service);
    format!("postgres://{name}:{password}@{}:5432/{name}", place.host)
}

/// SQL for the administrator of a plain server. It holds no password, but what a password is checked by.
///
/// # Errors
/// [`Failure::File`] when no salt can be drawn.
pub fn sql(place: &Place, drawn: &Drawn) -> Result<String, Failure> {
    let mut text = format!(
        "-- Roles and databases of {} {}: psql -f this, as an administrator, once.\n",
        place.code, place.name
    );
    for service in &drawn.services {
        let (name, verifier) = (place.database(&service.name), verifier(&service.password, random()?));
        // Writing into a text does not fail.
        let _ = write!(
            text,
            "CREATE ROLE \"{name}\" LOGIN PASSWORD '{verifier}';\n\
             CREATE DATABASE \"{name}\" OWNER \"{name}\" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';\n\
             REVOKE ALL ON DATABASE \"{name}\" FROM PUBLIC;\n"
        );
    }
    Ok(text)
}

/// What PostgreSQL keeps of a password (RFC 5803).
fn verifier(password: &str, salt: [u8; 16]) -> String {
    let salted = salted(password.as_bytes(), salt);
    let client = mac(&salted, b"Client Key");
    let stored = Sha256::digest(client);
    let server = mac(&salted, b"Server Key");
    let text = |bytes: &[u8]| STANDARD.encode(bytes);
    format!("SCRAM-SHA-256${ROUNDS}:{}${}:{}", text(&salt), text(&stored), text(&server))
}

/// PBKDF2 with HMAC-SHA-256, of one block (RFC 5802, `Hi`).
fn salted(password: &[u8], salt: [u8; 16]) -> [u8; 32] {
    let mut last = mac(password, &[&salt[..], &1_u32.to_be_bytes()].concat());
    let mut whole = last;
    for _ in 1..ROUNDS {
        last = mac(password, &last);
        whole.iter_mut().zip(last).for_each(|(byte, other)| *byte ^= other);
    }
    whole
}

fn mac(key: &[u8], of: &[u8]) -> [u8; 32] {
    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return [0; 32];
    };
    mac.update(of);
    mac.finalize().into_bytes().into()
}

/// The databases of a county as objects of the cluster.
pub fn databases(place: &Place) -> Vec<Value> {
    let object = |service: &String| {
        json!({
            "apiVersion": "postgresql.cnpg.io/v1",
            "kind": "Database",
            "metadata": { "name": kebab(&place.database(service)), "namespace": "shiyu-data" },
            "spec": { "cluster": { "name": "postgres" }, "name": place.database(service), "owner": place.database(service), "encoding": "UTF8", "locale": "C.UTF-8", "template": "template0" },
        })
    };
    place.services.iter().map(object).collect()
}

/// The roles of every county, as a patch of the `Cluster`.
pub fn roles(register: &Register) -> Value {
    let role = |place: &Place, service: &str| {
        let name = place.database(service);
        json!({ "name": name, "ensure": "present", "login": true, "passwordSecret": { "name": kebab(&name) } })
    };
    let managed = register.places().filter(|place| place.database == Keeper::Cnpg);
    let roles: Vec<Value> = managed
        .flat_map(|place| place.services.iter().map(move |service| role(place, service)))
        .collect();
    json!([{ "op": "replace", "path": "/spec/managed/roles", "value": roles }])
}

/// The name of an object of the cluster, which has no underscores.
pub fn kebab(name: &str) -> String {
    name.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out beside it by another implementation (Python's hashlib).
    #[test]
    fn a_password_is_kept_as_postgresql_keeps_it() {
        let kept = "SCRAM-SHA-256$4096:MDEyMzQ1Njc4OWFiY2RlZg==$nQpbZ77WudtqufPwikHXGRt6g2QJ4zns8bZLw273DRM=:jn2amWP1q1h+jgjy0YTO14S6/F02SV7taipOeB7ef20=";
        assert_eq!(verifier("pencil", *b"0123456789abcdef"), kept);
    }
}
