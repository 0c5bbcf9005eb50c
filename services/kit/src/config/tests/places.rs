//! Keys that go together, and values of which a service would find out at start.

use super::*;

#[test]
fn half_a_pair_is_missing_its_other_half() {
    let halves = [
        ("NATS__USER", "nats.password_file"),
        ("NATS__CERTIFICATE_FILE", "nats.key_file"),
        ("NATS__KEY_FILE", "nats.certificate_file"),
        ("PEERS__CERTIFICATE_FILE", "peers.key_file"),
        ("PEERS__KEY_FILE", "peers.certificate_file"),
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
        ("NATS__ACK_WAIT", "999ms"),
        ("TELEMETRY__OTLP_ENDPOINT", "collector:4317"),
        ("TELEMETRY__LOG_FILTER", "info,=loud"),
        ("TELEMETRY__METRIC_INTERVAL", "0s"),
        ("AUTH__JWKS_FILE", "Cargo.toml"),
        ("AUTH__ISSUER", crate::auth::DEVELOPMENT_ISSUER),
        ("CITY__GATHER", "330602,33068,330602"),
        ("PARTY__ENVELOPE_KEY_FILE", "/nowhere/envelope"),
        ("PARTY__INDEX_KEY_FILE", "/nowhere/index"),
        ("PARTY__RETIRED_ENVELOPE_KEY_FILES", "Cargo.toml,/nowhere/retired"),
        ("FILES__BUCKET", "ev.idence"),
        ("FILES__REPLICAS", "0"),
        ("FILES__MAX_BYTES", "0B"),
    ];
    let named = wrong.map(|(name, value)| (format!("{PREFIX}{name}"), value));
    let given = named.each_ref().map(|(name, value)| (name.as_str(), *value));
    let found = read(&format!("{ENOUGH}[files]\nstore = \"jetstream\""), &given).unwrap_err();
    let keys: std::collections::BTreeSet<_> = found.iter().map(|error| error.key.clone()).collect();
    assert_eq!(keys, wrong.map(|(name, _)| name.replace("__", ".").to_lowercase()).into());
    assert_eq!(found.len(), wrong.len());
    let told = ConfigErrors(found).to_string();
    assert!(!told.contains("hunter2") && !told.contains("mysql"));
}

#[test]
fn a_party_vault_has_two_keys_and_a_suite() {
    let party = read(ENOUGH, &[]).unwrap().party;
    let nothing = PartyConfig {
        reveals_per_hour: std::num::NonZeroU32::new(60),
        ..PartyConfig::default()
    };
    assert_eq!(party, nothing);
    let keys = "[party]\nsuite = \"sm4-gcm\"\nenvelope_key_file = \"Cargo.toml\"\nindex_key_file = \"src/lib.rs\"\n\
        retired_envelope_key_files = [\"src/case.rs\"]\nretired_index_key_files = [\"src/lib.rs\"]";
    let party = read(&format!("{ENOUGH}{keys}"), &[]).unwrap().party;
    let expected = PartyConfig {
        suite: crate::party::Suite::Sm4Gcm,
        key_files: Some(PartyKeyFiles {
            envelope: "Cargo.toml".into(),
            index: "src/lib.rs".into(),
        }),
        retired_envelope_key_files: vec!["src/case.rs".into()],
        retired_index_key_files: vec!["src/lib.rs".into()],
        reveals_per_hour: std::num::NonZeroU32::new(60),
    };
    assert_eq!(party, expected);
    let found = read(ENOUGH, &[("SHIYU_PARTY__SUITE", "rot13")]).unwrap_err();
    assert!(matches!(found.as_slice(), [ConfigError { key, problem: Problem::Invalid { .. }, .. }] if key == "party.suite"));
}

#[test]
fn peers_that_ask_for_a_certificate_are_shown_one() {
    let secured = "[peers]\naddresses = [\"grid=https://grid:50051\"]\ntoken_file = \"token\"\nca_file = \"Cargo.toml\"\n";
    let shown = |lines: &str| {
        let peers = read(&format!("{ENOUGH}{secured}{lines}"), &[]).unwrap().peers.unwrap();
        peers.certificate
    };
    assert_eq!(shown(""), None);
    let own = shown("certificate_file = \"Cargo.toml\"\nkey_file = \"src/lib.rs\"");
    let both = ClientCertificate {
        certificate_file: "Cargo.toml".into(),
        key_file: "src/lib.rs".into(),
    };
    assert_eq!(own, Some(both));
}

#[test]
fn files_lie_in_a_folder_or_a_bucket_or_nowhere() {
    let files = |lines: &str| read(&format!("{ENOUGH}[files]\n{lines}"), &[]).map(|common| common.files);
    let store = |lines: &str| files(lines).unwrap().store;
    let bucket = |name: Option<&str>, replicas| FileStore::Bucket {
        name: name.map(str::to_owned),
        replicas,
    };
    assert_eq!(
        files("").unwrap(),
        FilesConfig {
            store: None,
            max_bytes: 20 << 20
        }
    );
    assert_eq!(store("folder = \"files\""), Some(FileStore::Folder("files".into())));
    assert_eq!(store("store = \"jetstream\""), Some(bucket(None, 1)));
    let three = "store = \"jetstream\"\nbucket = \"evidence\"\nreplicas = 3";
    assert_eq!(store(three), Some(bucket(Some("evidence"), 3)));
    for (lines, key) in [
        ("store = \"jetstream\"\nfolder = \"files\"", "files.folder"),
        ("folder = \"files\"\nbucket = \"evidence\"", "files.bucket"),
        ("store = \"attic\"", "files.store"),
    ] {
        let found = files(lines).unwrap_err();
        assert_eq!(found.iter().map(|error| error.key.as_str()).collect::<Vec<_>>(), [key]);
    }
}

#[test]
fn told_nothing_it_sends_nothing_anywhere() {
    let common = read(ENOUGH, &[]).unwrap();
    assert_eq!((common.telemetry.otlp_endpoint, common.peers), (None, None));
    assert!(common.nats.url.contains("127.0.0.1") && common.gather.is_empty() && common.desk.is_none());
    assert_eq!(common.nats.ack_wait, crate::nats::ACK_WAIT);
}
