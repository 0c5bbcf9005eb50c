//! A broken configuration is refused before anything starts, with everything that is wrong with it.

use std::collections::BTreeSet;

use shiyu_kit::config::{Problem, Source};
use shiyu_petition::Config;

const BROKEN: &str = r#"
[county]
code = "33060"

[server]
listen = "everywhere"
max_concurrent = 0
request_timeout = "soon"
drain_dely = "1s"

[server.tls]
key_file = "/etc/key.pem"

[nats]
credentials_file = "/etc/nats.creds"
nkey_file = "/etc/nats.nkey"

[telemetry]
sample_ratio = 2.0

[auth]
environment = "testing"
jwks_file = "/etc/jwks.json"
oidc_issuer = "https://issuer.example"

[units]
owned = "perhaps"
"#;

fn word(problem: &Problem) -> &'static str {
    match problem {
        Problem::Missing => "missing",
        Problem::Invalid { .. } => "invalid",
        Problem::Unknown { .. } => "unknown",
        Problem::Undocumented => "undocumented",
        Problem::Conflict(_) => "conflict",
        Problem::Syntax(_) => "syntax",
        Problem::Unreadable(_) => "unreadable",
    }
}

#[test]
fn everything_that_is_wrong_is_named_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shiyu.toml");
    std::fs::write(&file, BROKEN).unwrap();
    let variables = [
        ("SHIYU_DATABASE__MAX_CONNECTIONS", "many"),
        ("SHIYU_DATABSE__URL", "postgres://nowhere/nothing"),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let errors = Config::load(Some(&file), variables).unwrap_err();

    let found: BTreeSet<_> = errors.0.iter().map(|error| (error.key.as_str(), word(&error.problem))).collect();
    let expected = BTreeSet::from([
        ("auth.environment", "invalid"),
        ("auth.jwks_file", "unreadable"),
        ("auth.oidc_issuer", "conflict"),
        ("county.code", "invalid"),
        ("database.max_connections", "invalid"),
        ("database.url", "missing"),
        ("databse.url", "unknown"),
        ("nats.credentials_file", "unreadable"),
        ("nats.nkey_file", "conflict"),
        ("nats.nkey_file", "unreadable"),
        ("server.drain_dely", "unknown"),
        ("server.listen", "invalid"),
        ("server.max_concurrent", "invalid"),
        ("server.request_timeout", "invalid"),
        ("server.tls.certificate_file", "missing"),
        ("server.tls.key_file", "unreadable"),
        ("telemetry.sample_ratio", "invalid"),
        ("units.owned", "invalid"),
    ]);
    assert_eq!(found, expected);
    let said = errors.to_string();
    assert!(!said.contains("nowhere"), "a value may be a secret");
}

#[test]
fn an_error_says_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shiyu.toml");
    std::fs::write(&file, BROKEN).unwrap();
    let errors = Config::load(Some(&file), []).unwrap_err();
    let county = errors.0.iter().find(|error| error.key == "county.code").unwrap();
    let expected = Source::File {
        name: file.display().to_string(),
        line: 3,
    };
    assert_eq!(county.source_of_value, expected);
}

#[test]
fn a_file_that_is_not_there_or_does_not_parse_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shiyu.toml");
    let words = |file| {
        let errors = Config::load(Some(file), []).unwrap_err();
        let words: Vec<_> = errors
            .0
            .iter()
            .filter(|error| error.key.is_empty())
            .map(|error| word(&error.problem))
            .collect();
        words
    };
    assert_eq!(words(&file), ["unreadable"]);
    std::fs::write(&file, "[county\ncode = 330602").unwrap();
    assert_eq!(words(&file), ["syntax"]);
}
