//! What comes from files of its own.

use super::*;

#[test]
fn a_secret_comes_from_a_file_and_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("url");
    std::fs::write(&path, "postgres://u:hunter2-hunter2@db/petition\n").unwrap();
    let file = ENOUGH.replace("url = \"sqlite::memory:\"", "");
    let named = path.display().to_string();

    let common = read(&file, &[("SHIYU_DATABASE__URL_FILE", &named)]).unwrap();
    assert_eq!(common.database.url.reveal(), "postgres://u:hunter2-hunter2@db/petition");
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
    std::fs::write(&path, "sesame-sesame\n").unwrap();
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
    assert_eq!((name.as_str(), word.reveal()), ("petition", "sesame-sesame"));

    let nkey = ("SHIYU_NATS__NKEY_FILE", file.as_str());
    let two = read(ENOUGH, &[user, password, nkey]).unwrap_err();
    let [ConfigError { key, problem, .. }] = two.as_slice() else {
        panic!("{two:?}");
    };
    assert_eq!(key, "nats.user");
    assert!(matches!(problem, Problem::Conflict(_)));
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
fn production_takes_no_password_that_anybody_would_guess() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("password");
    let file = path.display().to_string();
    let url = |password: &str| format!("postgres://petition:{password}@db/petition");
    let weak = [
        "",
        "tiny-7",
        "postgres",
        "petition",
        "changeme-changeme",
        "aaaaaaaaaaaaaaaa",
        "password1234",
        "123456789012",
    ];
    let sqlite = ENOUGH.replace("url = \"sqlite::memory:\"", "");
    for (environment, refused) in [("production", true), ("development", false)] {
        let environment = ("SHIYU_AUTH__ENVIRONMENT", environment);
        for password in weak {
            let found = read(&sqlite, &[environment, ("SHIYU_DATABASE__URL", &url(password))]);
            assert_eq!(found.is_err(), refused, "{password}");
            if let Err(errors) = &found {
                assert!(
                    matches!(errors.as_slice(), [ConfigError { key, .. }] if key == "database.url"),
                    "{errors:?}"
                );
                assert!(
                    password.is_empty() || !ConfigErrors(errors.clone()).to_string().contains(password),
                    "{errors:?}"
                );
            }
            std::fs::write(&path, password).unwrap();
            let bus = [
                environment,
                ("SHIYU_NATS__USER", "petition"),
                ("SHIYU_NATS__PASSWORD_FILE", file.as_str()),
            ];
            let found = read(ENOUGH, &bus);
            assert!(!refused || found.is_err(), "{password}");
        }
        let strong = ("SHIYU_DATABASE__URL", url("Kz4-7vQm-pR2d"));
        assert!(read(&sqlite, &[environment, (strong.0, &strong.1)]).is_ok());
        let certificate = "postgres://petition@db/petition?sslcert=/run/client.crt&sslkey=/run/client.key";
        assert!(read(&sqlite, &[environment, ("SHIYU_DATABASE__URL", certificate)]).is_ok());
    }
}
