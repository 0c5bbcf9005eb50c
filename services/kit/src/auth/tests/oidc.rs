//! Keys from an `OpenID` provider: found, rotated, withdrawn, and kept while the provider is away.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use futures::future::join_all;
use serde_json::{Value, json};
use time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::{ISSUER, NOW, Signer, claims, key_set};
use crate::auth::config::may_fetch;
use crate::auth::key_ring::{ASK_EVERY, RENEW_EVERY};
use crate::auth::key_source::{KeySource, KeySourceError, Snapshot};
use crate::auth::{AuthConfig, Environment, Keys, TokenError, Tokens};

/// A provider on this machine that a test may change, stop and start.
struct Provider {
    address: SocketAddr,
    told: Arc<Mutex<Told>>,
    serving: Option<JoinHandle<()>>,
}

#[derive(Clone, Default)]
struct Told {
    discovery: Value,
    keys: Value,
    asked: usize,
}

impl Provider {
    async fn with(keys: Value) -> Self {
        let mut provider = Self {
            address: ([127, 0, 0, 1], 0).into(),
            told: Arc::default(),
            serving: None,
        };
        provider.come_back().await;
        let jwks_uri = format!("http://{}/keys", provider.address);
        provider.change(|told| {
            told.discovery = json!({ "issuer": ISSUER, "jwks_uri": jwks_uri });
            told.keys = keys;
        });
        provider
    }

    async fn come_back(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.address = listener.local_addr().unwrap();
        self.serving = Some(tokio::spawn(serve(listener, Arc::clone(&self.told))));
    }

    async fn go_away(&mut self) {
        let serving = self.serving.take().unwrap();
        serving.abort();
        assert!(serving.await.unwrap_err().is_cancelled());
    }

    fn change(&self, change: impl FnOnce(&mut Told)) {
        change(&mut self.told.lock().unwrap());
    }

    fn asked(&self) -> usize {
        self.told.lock().unwrap().asked
    }

    fn tokens(&self) -> Tokens {
        let config = AuthConfig {
            keys: Keys::Provider(format!("http://{}", self.address)),
            environment: Environment::Development,
            ..super::config()
        };
        Tokens::new(&config).unwrap()
    }
}

async fn serve(listener: TcpListener, told: Arc<Mutex<Told>>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        // A client that hangs up is no concern of the provider.
        answer(stream, &told).await.ok();
    }
}

async fn answer(mut stream: TcpStream, told: &Mutex<Told>) -> std::io::Result<()> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        request.push(stream.read_u8().await?);
    }
    let told = {
        let mut told = told.lock().unwrap();
        told.asked += usize::from(request.starts_with(b"GET /.well-known/openid-configuration "));
        told.clone()
    };
    let (status, body) = match request.as_slice() {
        asked if asked.starts_with(b"GET /.well-known/openid-configuration ") => ("200 OK", told.discovery),
        asked if asked.starts_with(b"GET /keys ") => ("200 OK", told.keys),
        _ => ("404 Not Found", Value::Null),
    };
    let body = body.to_string();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await
}

#[tokio::test]
async fn keys_are_discovered_once_for_all_who_wait() {
    let signer = Signer::ed25519("k1");
    let provider = Provider::with(key_set(&[&signer])).await;
    let (tokens, token) = (provider.tokens(), signer.sign(&claims()));
    let proven = join_all((0..20).map(|_| tokens.verify(&token, NOW))).await;
    assert!(proven.iter().all(Result::is_ok));
    assert_eq!(provider.asked(), 1);
}

#[tokio::test]
async fn a_rotated_key_is_fetched_but_strangers_cannot_make_us_ask() {
    let (old, new) = (Signer::ed25519("k1"), Signer::ed25519("k2"));
    let provider = Provider::with(key_set(&[&old])).await;
    let tokens = provider.tokens();
    tokens.load(NOW).await.unwrap();
    provider.change(|told| told.keys = key_set(&[&old, &new]));

    let token = new.sign(&claims());
    let soon = NOW + ASK_EVERY - Duration::SECOND;
    for _ in 0..3 {
        assert_eq!(tokens.verify(&token, soon).await, Err(TokenError::KeyUnknown));
    }
    assert_eq!(provider.asked(), 1);
    assert!(tokens.verify(&token, NOW + ASK_EVERY).await.is_ok());
    assert_eq!(provider.asked(), 2);
}

#[tokio::test]
async fn known_keys_keep_working_while_the_provider_is_away() {
    let (old, new) = (Signer::ed25519("k1"), Signer::ed25519("k2"));
    let mut provider = Provider::with(key_set(&[&old])).await;
    let tokens = provider.tokens();
    tokens.load(NOW).await.unwrap();
    provider.go_away().await;

    let (known, unknown) = (old.sign(&claims()), new.sign(&claims()));
    let later = NOW + RENEW_EVERY;
    assert_eq!(tokens.verify(&unknown, later).await, Err(TokenError::KeyUnknown));
    assert!(tokens.verify(&known, later).await.is_ok());

    provider.change(|told| told.keys = key_set(&[&old, &new]));
    provider.come_back().await;
    assert!(tokens.verify(&unknown, later + ASK_EVERY).await.is_ok());
}

#[tokio::test]
async fn a_provider_away_from_the_start_is_our_trouble_until_it_comes() {
    let signer = Signer::ed25519("k1");
    let mut provider = Provider::with(key_set(&[&signer])).await;
    provider.go_away().await;
    let (tokens, token) = (provider.tokens(), signer.sign(&claims()));
    assert_eq!(tokens.verify(&token, NOW).await, Err(TokenError::KeysUnavailable));
    provider.come_back().await;
    assert!(tokens.verify(&token, NOW + ASK_EVERY).await.is_ok());
}

#[tokio::test]
async fn a_withdrawn_key_stops_working_after_a_renewal() {
    let (old, new) = (Signer::ed25519("k1"), Signer::ed25519("k2"));
    let provider = Provider::with(key_set(&[&old])).await;
    let (tokens, token) = (provider.tokens(), old.sign(&claims()));
    tokens.load(NOW).await.unwrap();
    provider.change(|told| told.keys = key_set(&[&new]));

    let before = NOW + RENEW_EVERY - Duration::SECOND;
    assert!(tokens.verify(&token, before).await.is_ok());
    assert_eq!(provider.asked(), 1);
    let withdrawn = async {
        while tokens.verify(&token, NOW + RENEW_EVERY).await != Err(TokenError::KeyUnknown) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), withdrawn).await.unwrap();
    assert_eq!(provider.asked(), 2);
}

#[tokio::test]
async fn a_provider_that_speaks_for_someone_else_or_in_the_clear_is_not_believed() {
    let signer = Signer::ed25519("k1");
    let provider = Provider::with(key_set(&[&signer])).await;
    let keys = format!("http://{}/keys", provider.address);
    for discovery in [
        json!({ "issuer": "https://someone.test", "jwks_uri": keys }),
        json!({ "issuer": ISSUER, "jwks_uri": "http://192.0.2.1/keys" }),
        json!({ "issuer": ISSUER, "jwks_uri": "file:///etc/keys" }),
        json!({ "issuer": ISSUER, "jwks_uri": format!("{keys}/elsewhere") }),
        json!({ "issuer": ISSUER }),
    ] {
        provider.change(|told| told.discovery = discovery.clone());
        let refused = provider.tokens().load(NOW).await;
        assert_eq!(refused, Err(TokenError::KeysUnavailable), "{discovery}");
    }
}

#[test]
fn keys_travel_in_the_clear_only_within_one_machine_of_a_development() {
    use Environment::{Development, Production};
    for url in ["https://issuer.test/keys", "https://127.0.0.1/keys"] {
        assert!(may_fetch(url, Production) && may_fetch(url, Development), "{url}");
    }
    for url in ["http://127.0.0.1:80/keys", "http://localhost/keys", "http://[::1]:8080/keys"] {
        assert!(may_fetch(url, Development) && !may_fetch(url, Production), "{url}");
    }
    for url in [
        "http://issuer.test/keys",
        "http://127.0.0.1.issuer.test/",
        "http://localhost@issuer.test/",
        "file:///keys",
        "/keys",
        "",
    ] {
        assert!(!may_fetch(url, Development) && !may_fetch(url, Production), "{url}");
    }
}

#[tokio::test]
async fn an_address_in_the_clear_is_not_even_asked() {
    let provider = Provider::with(key_set(&[&Signer::ed25519("k1")])).await;
    let keys = Keys::Provider(format!("http://{}", provider.address));
    let source = KeySource::new(&AuthConfig {
        keys,
        environment: Environment::Production,
        ..super::config()
    });
    let refused = tokio::task::spawn_blocking(move || source.fetch(&Snapshot::default()))
        .await
        .unwrap();
    assert!(matches!(refused, Err(KeySourceError::InsecureUrl(_))));
    assert_eq!(provider.asked(), 0);
}
