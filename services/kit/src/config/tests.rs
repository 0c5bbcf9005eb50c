use std::time::Duration;

use super::*;

const ENOUGH: &str = r#"
[county]
code = "330602"
[database]
url = "sqlite::memory:"
[auth]
jwks_file = "src/config/keys.json"
issuer = "https://id.example"
"#;

fn variables(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn read(file: &str, environment: &[(&str, &str)]) -> Result<Common, Vec<ConfigError>> {
    let mut reader = Reader::new(COMMON_DEFAULTS)
        .text_file("shiyu.toml", file)
        .environment(variables(environment));
    let common = Common::read(&mut reader);
    reader.finish().map(|()| common).map_err(|errors| errors.0)
}

fn error(key: &str, source_of_value: Source, problem: Problem) -> ConfigError {
    ConfigError {
        key: key.to_owned(),
        source_of_value,
        problem,
    }
}

fn line(line: usize) -> Source {
    Source::File {
        name: "shiyu.toml".to_owned(),
        line,
    }
}

fn variable(name: &str) -> Source {
    Source::Environment(name.to_owned())
}

fn unknown(nearest: &str) -> Problem {
    Problem::Unknown {
        nearest: Some(nearest.to_owned()),
    }
}

#[test]
fn the_file_stands_above_the_defaults_and_the_environment_above_both() {
    let common = read(
        &format!("{ENOUGH}[server]\nrequest_timeout = \"3s\"\ndrain_timeout = \"3s\""),
        &[("SHIYU_SERVER__DRAIN_TIMEOUT", "4s"), ("SHIYU_SERVER__MAX_CONCURRENT", "7")],
    )
    .unwrap();
    assert_eq!(common.server.drain_delay, Duration::from_secs(5));
    assert_eq!(common.server.request_timeout, Duration::from_secs(3));
    assert_eq!(common.server.drain_timeout, Duration::from_secs(4));
    assert_eq!(common.server.max_concurrent, 7);
    assert_eq!(common.server.max_message_bytes, 4 << 20);
    assert!(common.server.tls.is_none());
    assert_eq!(common.auth.keys, Keys::File("src/config/keys.json".into()));
    assert_eq!(common.auth.environment, Environment::Production);
}

#[test]
fn the_defaults_lack_only_what_an_operator_must_say() {
    let missing = |key| error(key, Source::Nowhere, Problem::Missing);
    let found = read("", &[]).unwrap_err();
    let keys = ["county.code", "database.url", "auth.issuer", "auth.jwks_file"];
    assert_eq!(found, keys.map(missing));
}

#[test]
fn every_error_is_reported_at_once_with_its_source() {
    let file = "[server]\nlisten = 5\nmax_concurrent = 0\n\n[server.tls]\nkey_file = \"Cargo.toml\"\n[natz]\nurl = \"x\"\n";
    let found = read(
        &format!("{file}{ENOUGH}"),
        &[
            ("SHIYU_SERVR__LISTEN", "0.0.0.0:1"),
            ("SHIYU_TELEMETRY__SAMPLE_RATIO", "1.5"),
            ("SHIYU_AUTH__OIDC_ISSUER", "https://id.example"),
        ],
    )
    .unwrap_err();
    let invalid: Vec<_> = found
        .iter()
        .filter(|error| matches!(error.problem, Problem::Invalid { .. }))
        .map(|error| (error.key.as_str(), error.source_of_value.clone()))
        .collect();
    let ratio = variable("SHIYU_TELEMETRY__SAMPLE_RATIO");
    assert_eq!(
        invalid,
        [
            ("server.listen", line(2)),
            ("server.max_concurrent", line(3)),
            ("telemetry.sample_ratio", ratio)
        ]
    );
    let expected = [
        error("server.tls.certificate_file", Source::Nowhere, Problem::Missing),
        error("servr.listen", variable("SHIYU_SERVR__LISTEN"), unknown("SHIYU_SERVER__LISTEN")),
        error("natz.url", line(8), unknown("nats.url")),
    ];
    for error in expected {
        assert!(found.contains(&error), "{error:?} in {found:#?}");
    }
    let both = found.iter().find(|error| error.key == "auth.oidc_issuer").unwrap();
    assert!(matches!(both.problem, Problem::Conflict(_)));
    assert_eq!(found.len(), 7);
}

#[test]
fn variables_without_two_underscores_are_not_ours() {
    let links = [
        ("SHIYU_PETITION_SERVICE_HOST", "10.0.0.1"),
        ("SHIYU_PETITION_PORT", "tcp://10.0.0.1:50051"),
        ("SHIYU_PETITION_PORT_50051_TCP_ADDR", "10.0.0.1"),
        ("SHIYU_PETITION_SERVICE_PORT_GRPC", "50051"),
        ("SHIYU_CONFIG", "/etc/shiyu.toml"),
        ("SHIYU_BASE_PORT", "7600"),
        ("SHIYU_DATA", "data"),
        ("SHIYU_COUNTY", "330602"),
        ("SHIYU_TOKEN", "a.b.c"),
        ("SHIYU_NATS_URL", "nats://127.0.0.1:4222"),
        ("SHIYU_SERVER__LISTEN", ""),
        ("HOME", "/root"),
    ];
    let common = read(ENOUGH, &links).unwrap();
    assert_eq!(common.server.listen.port(), 50051);
}

#[test]
fn a_file_that_does_not_parse_is_named_with_its_line() {
    let found = read("[county]\ncode = \n", &[]).unwrap_err();
    let syntax = found.iter().find(|error| matches!(error.problem, Problem::Syntax(_))).unwrap();
    assert_eq!(syntax.source_of_value, line(2));
}

#[test]
fn a_secret_comes_from_a_file_and_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("url");
    std::fs::write(&path, "postgres://u:hunter2@db/petition\n").unwrap();
    let file = ENOUGH.replace("url = \"sqlite::memory:\"", "");
    let named = path.display().to_string();

    let common = read(&file, &[("SHIYU_DATABASE__URL_FILE", &named)]).unwrap();
    assert_eq!(common.database.url.reveal(), "postgres://u:hunter2@db/petition");
    assert!(!format!("{common:?}").contains("hunter2"));

    let both = read(ENOUGH, &[("SHIYU_DATABASE__URL_FILE", &named)]).unwrap_err();
    assert!(matches!(
        both.as_slice(),
        [ConfigError {
            problem: Problem::Conflict(_),
            ..
        }]
    ));

    let gone = read(&file, &[("SHIYU_DATABASE__URL_FILE", "/nowhere/url")]).unwrap_err();
    assert!(matches!(
        gone.as_slice(),
        [ConfigError {
            problem: Problem::Unreadable(_),
            ..
        }]
    ));
}

#[test]
fn the_bus_knows_us_in_one_of_three_ways() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("password");
    std::fs::write(&path, "sesame\n").unwrap();
    let file = path.display().to_string();
    let (user, password) = (("SHIYU_NATS__USER", "petition"), ("SHIYU_NATS__PASSWORD_FILE", file.as_str()));

    let nats = read(ENOUGH, &[user, password]).unwrap().nats;
    assert!(!format!("{nats:?}").contains("sesame"));
    let Some(NatsIdentity::Password {
        user: name,
        password: word,
    }) = nats.identity
    else {
        panic!("{nats:?}");
    };
    assert_eq!((name.as_str(), word.reveal()), ("petition", "sesame"));

    let nkey = ("SHIYU_NATS__NKEY_FILE", file.as_str());
    let two = read(ENOUGH, &[user, password, nkey]).unwrap_err();
    let [ConfigError { key, problem, .. }] = two.as_slice() else {
        panic!("{two:?}");
    };
    assert_eq!(key, "nats.user");
    assert!(matches!(problem, Problem::Conflict(_)));
}

#[test]
fn half_a_pair_is_missing_its_other_half() {
    let halves = [
        ("NATS__USER", "nats.password_file"),
        ("NATS__CERTIFICATE_FILE", "nats.key_file"),
        ("NATS__KEY_FILE", "nats.certificate_file"),
        ("SERVER__TLS__CERTIFICATE_FILE", "server.tls.key_file"),
        ("PARTY__ENVELOPE_KEY_FILE", "party.index_key_file"),
        ("PARTY__INDEX_KEY_FILE", "party.envelope_key_file"),
        ("PARTY__RETIRED_ENVELOPE_KEY_FILES", "party.envelope_key_file"),
        ("SERVER__TLS__CLIENT_CA_FILE", "server.tls.certificate_file"),
    ];
    for (given, other) in halves {
        let found = read(ENOUGH, &[(&format!("{PREFIX}{given}"), "Cargo.toml")]).unwrap_err();
        assert_eq!(found, [error(other, Source::Nowhere, Problem::Missing)], "{given}");
    }
}

#[test]
fn what_would_fail_at_start_is_told_with_the_rest() {
    let wrong = [
        ("SERVER__TLS__CERTIFICATE_FILE", "/nowhere/tls.crt"),
        ("SERVER__TLS__KEY_FILE", "/nowhere/tls.key"),
        ("SERVER__TLS__CLIENT_CA_FILE", "/nowhere/ca.crt"),
        ("SERVER__REQUEST_TIMEOUT", "0s"),
        ("SERVER__KEEPALIVE_INTERVAL", "0ms"),
        ("DATABASE__URL", "mysql://u:hunter2@db/petition"),
        ("NATS__URL", "nats://one:4222,http://two:4222"),
        ("NATS__CREDENTIALS_FILE", "/nowhere/nats.creds"),
        ("NATS__CA_FILE", "/nowhere/nats.crt"),
        ("TELEMETRY__OTLP_ENDPOINT", "collector:4317"),
        ("TELEMETRY__LOG_FILTER", "info,=loud"),
        ("TELEMETRY__METRIC_INTERVAL", "0s"),
        ("AUTH__JWKS_FILE", "Cargo.toml"),
        ("AUTH__ISSUER", crate::auth::DEVELOPMENT_ISSUER),
        ("CITY__GATHER", "330602,33068,330602"),
        ("PARTY__ENVELOPE_KEY_FILE", "/nowhere/envelope"),
        ("PARTY__INDEX_KEY_FILE", "/nowhere/index"),
        ("PARTY__RETIRED_ENVELOPE_KEY_FILES", "Cargo.toml,/nowhere/retired"),
    ];
    let named = wrong.map(|(name, value)| (format!("{PREFIX}{name}"), value));
    let given = named.each_ref().map(|(name, value)| (name.as_str(), *value));
    let found = read(ENOUGH, &given).unwrap_err();
    let keys: std::collections::BTreeSet<_> = found.iter().map(|error| error.key.clone()).collect();
    assert_eq!(keys, wrong.map(|(name, _)| name.replace("__", ".").to_lowercase()).into());
    assert_eq!(found.len(), wrong.len());
    let told = ConfigErrors(found).to_string();
    assert!(!told.contains("hunter2") && !told.contains("mysql"));
}

#[test]
fn a_key_file_without_a_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("jwks.json");
    for content in ["", "[]", "{}", r#"{"keys":[]}"#, r#"{"keys":[{"kty":"oct","k":"AA","kid":"1"}]}"#] {
        std::fs::write(&path, content).unwrap();
        let found = read(ENOUGH, &[("SHIYU_AUTH__JWKS_FILE", path.to_str().unwrap())]).unwrap_err();
        let [ConfigError { key, problem, .. }] = found.as_slice() else {
            panic!("{content}: {found:?}");
        };
        assert_eq!(key, "auth.jwks_file");
        assert!(matches!(problem, Problem::Unreadable(_)), "{content}");
    }
}

#[test]
fn a_service_reads_its_own_section_and_must_document_it() {
    let own = "[petition]\n# Days.\nreply_days = 60\n";
    let read = |reader: &mut Reader| {
        reader.number("petition.extra", 1..=9);
        reader.number("petition.reply_days", 1..=90)
    };
    let mut reader = Reader::new(own).text_file("shiyu.toml", "petition.extra = 3");
    assert_eq!(read(&mut reader), 60);
    let found = reader.finish().unwrap_err().0;
    assert_eq!(found, [error("petition.extra", Source::Default, Problem::Undocumented)]);

    let environment = variables(&[("SHIYU_DATABASE__URL", "sqlite::memory:")]);
    let url = load("", None, environment, |reader| DatabaseConfig::read(reader).url);
    assert!(
        url.unwrap_err()
            .0
            .iter()
            .all(|error| matches!(error.problem, Problem::Unknown { .. }))
    );
}

#[test]
fn a_party_vault_has_two_keys_and_a_suite() {
    let party = read(ENOUGH, &[]).unwrap().party;
    assert_eq!(party, PartyConfig::default());
    let keys = "[party]\nsuite = \"sm4-gcm\"\nenvelope_key_file = \"Cargo.toml\"\nindex_key_file = \"src/lib.rs\"\n\
        retired_envelope_key_files = [\"src/case.rs\"]";
    let party = read(&format!("{ENOUGH}{keys}"), &[]).unwrap().party;
    let expected = PartyConfig {
        suite: crate::party::Suite::Sm4Gcm,
        key_files: Some(PartyKeyFiles {
            envelope: "Cargo.toml".into(),
            index: "src/lib.rs".into(),
        }),
        retired_envelope_key_files: vec!["src/case.rs".into()],
    };
    assert_eq!(party, expected);
    let found = read(ENOUGH, &[("SHIYU_PARTY__SUITE", "rot13")]).unwrap_err();
    assert!(matches!(found.as_slice(), [ConfigError { key, problem: Problem::Invalid { .. }, .. }] if key == "party.suite"));
}
