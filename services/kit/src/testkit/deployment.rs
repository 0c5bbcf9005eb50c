//! What a deployment tells a service, for a test that starts one as it is.
#![expect(clippy::expect_used, reason = "a test that cannot start a service has nothing to show")]

use std::path::Path;

use super::scene::COUNTY;
use crate::auth::{DEVELOPMENT_ISSUER, DevelopmentIssuer};
use crate::config::Environment;
use crate::party::keys;

/// Its county, its database and its bus, an issuer and the keys of its vault in a folder, a door wherever there is room; and its own.
///
/// # Panics
/// When the folder takes no keys, as one that has some already.
#[must_use]
pub fn told(folder: &Path, (database, nats): (&str, &str), own: &[(&str, &str)]) -> Vec<(String, String)> {
    DevelopmentIssuer::open(folder, Environment::Development).expect("an issuer");
    let place = |name: &str| folder.join(name).display().to_string();
    for key in ["envelope.key", "index.key"] {
        keys::generate(&folder.join(key)).expect("a key");
    }
    let every = [
        ("SHIYU_COUNTY__CODE", COUNTY.to_owned()),
        ("SHIYU_DATABASE__URL", database.to_owned()),
        ("SHIYU_NATS__URL", nats.to_owned()),
        ("SHIYU_AUTH__ENVIRONMENT", "development".to_owned()),
        ("SHIYU_AUTH__JWKS_FILE", place("jwks.json")),
        ("SHIYU_AUTH__ISSUER", DEVELOPMENT_ISSUER.to_owned()),
        ("SHIYU_PARTY__ENVELOPE_KEY_FILE", place("envelope.key")),
        ("SHIYU_PARTY__INDEX_KEY_FILE", place("index.key")),
        ("SHIYU_SERVER__LISTEN", "127.0.0.1:0".to_owned()),
        ("SHIYU_SERVER__DRAIN_DELAY", "10ms".to_owned()),
    ];
    let own = own.iter().map(|(name, value)| (*name, (*value).to_owned()));
    every.into_iter().chain(own).map(|(name, value)| (name.to_owned(), value)).collect()
}
