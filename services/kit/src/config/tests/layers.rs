//! Which layer counts, and what is said of a key that none knows.

use std::time::Duration;

use super::*;

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
