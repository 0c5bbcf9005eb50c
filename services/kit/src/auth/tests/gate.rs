//! Every call passes the gate, and what it refuses never reaches a handler.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::header::AUTHORIZATION;
use http::{HeaderValue, Request, Response};
use serde_json::json;
use time::Duration;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::{Code, Status};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;
use tonic_types::StatusExt;
use tower::{Layer, ServiceExt, service_fn};

use super::{Bench, COUNTY, GET, NOW, OFFICERS_REGISTER, REGISTER, Signer, claims, claims_with, descriptors, key_set};
use crate::auth::{Gate, Policy, Principal, ServiceToken, Tokens, Until, principal};

struct Door {
    gate: Gate,
    signer: Signer,
    calls: Arc<AtomicUsize>,
    _dir: Bench,
}

impl Door {
    fn new() -> Self {
        Self::under(Policy::new(OFFICERS_REGISTER, &descriptors()).unwrap(), |gate| gate)
    }

    fn under(policy: Policy, made: impl FnOnce(Gate) -> Gate) -> Self {
        let signer = Signer::ed25519("k1");
        let bench = Bench::trusting(&key_set(&[&signer]));
        let config = crate::config::AuthConfig {
            keys: crate::config::Keys::File(bench.file.clone()),
            ..super::config()
        };
        let tokens = Arc::new(Tokens::new(&config).unwrap());
        let gate = made(Gate::new(tokens, Arc::new(policy), COUNTY, Arc::new(|| NOW)));
        Self {
            gate,
            signer,
            calls: Arc::default(),
            _dir: bench,
        }
    }

    /// Calls an RPC through the gate; answers what the handler saw, or the status of the refusal.
    async fn call(&self, rpc: &str, authorization: &[&[u8]]) -> Result<Seen, Status> {
        let mut request = Request::builder().uri(format!("http://shiyu.test/{rpc}"));
        for value in authorization {
            let value = HeaderValue::from_bytes(value).unwrap();
            request = request.header(AUTHORIZATION, value);
        }
        let calls = Arc::clone(&self.calls);
        let handler = service_fn(move |request: Request<()>| {
            calls.fetch_add(1, Ordering::SeqCst);
            let (parts, ()) = request.into_parts();
            let token_left = parts.headers.contains_key(AUTHORIZATION);
            let mut request = tonic::Request::new(());
            *request.extensions_mut() = parts.extensions;
            let principal = principal(&request).cloned().ok();
            let until = request.extensions().get::<Until>().copied();
            let mut response = Response::new(String::new());
            response.extensions_mut().insert(Seen {
                principal,
                until,
                token_left,
            });
            async { Ok::<_, Infallible>(response) }
        });
        let gated = self.gate.layer(handler);
        let answer = gated.oneshot(request.body(()).unwrap()).await.unwrap();
        match answer.extensions().get::<Seen>() {
            Some(seen) => Ok(seen.clone()),
            None => Err(Status::from_header_map(answer.headers()).unwrap()),
        }
    }

    async fn register(&self, token: &str) -> Result<Seen, Status> {
        self.call(REGISTER, &[format!("Bearer {token}").as_bytes()]).await
    }
}

/// What a handler finds behind the gate.
#[derive(Debug, Clone)]
struct Seen {
    principal: Option<Principal>,
    until: Option<Until>,
    token_left: bool,
}

fn refused(answer: Result<Seen, Status>) -> (Code, String) {
    let status = answer.unwrap_err();
    let info = status.get_details_error_info().unwrap();
    assert_eq!(info.domain, "shiyu");
    (status.code(), info.reason)
}

fn unauthenticated(reason: &str) -> (Code, String) {
    (Code::Unauthenticated, reason.to_owned())
}

#[tokio::test]
async fn a_permitted_caller_reaches_the_handler_by_name_and_without_the_token() {
    let door = Door::new();
    let seen = door.register(&door.signer.sign(&claims())).await.unwrap();
    assert_eq!(seen.principal.unwrap().subject, "officer-7");
    assert!(!seen.token_left);
    // What two clocks may disagree is part of it.
    assert_eq!(seen.until, Some(Until(NOW + Duration::seconds(3_630))));
    let lower = format!("bearer {}", door.signer.sign(&claims()));
    assert!(door.call(REGISTER, &[lower.as_bytes()]).await.is_ok());
}

#[tokio::test]
async fn a_probe_needs_no_token_and_has_no_principal() {
    let door = Door::new();
    let seen = door.call("grpc.health.v1.Health/Check", &[]).await.unwrap();
    assert_eq!((seen.principal, seen.until), (None, None));
}

#[tokio::test]
async fn a_missing_token_is_asked_for() {
    let door = Door::new();
    assert_eq!(refused(door.call(REGISTER, &[]).await), unauthenticated("TOKEN_MISSING"));
}

#[tokio::test]
async fn a_bad_token_is_refused_even_where_none_is_needed() {
    let door = Door::new();
    let answer = door.call("grpc.health.v1.Health/Check", &[b"Bearer a.b.c"]).await;
    assert_eq!(refused(answer), unauthenticated("TOKEN_MALFORMED"));
}

#[tokio::test]
async fn every_refusal_names_its_reason_and_reaches_no_handler() {
    let door = Door::new();
    let expired = claims_with("exp", json!((NOW - Duration::hours(1)).unix_timestamp()));
    let early = claims_with("nbf", json!((NOW + Duration::hours(1)).unix_timestamp()));
    let stranger = Signer::ed25519("k9");
    for (token, reason) in [
        (door.signer.sign(&expired), "TOKEN_EXPIRED"),
        (door.signer.sign(&early), "TOKEN_NOT_YET_VALID"),
        (door.signer.sign(&claims_with("aud", json!("other"))), "TOKEN_AUDIENCE_WRONG"),
        (door.signer.sign(&claims_with("iss", json!("other"))), "TOKEN_ISSUER_UNKNOWN"),
        (Signer::ed25519("k1").sign(&claims()), "TOKEN_SIGNATURE_INVALID"),
        (stranger.sign(&claims()), "TOKEN_KEY_UNKNOWN"),
    ] {
        assert_eq!(refused(door.register(&token).await), unauthenticated(reason));
    }
    assert_eq!(door.calls.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn headers_that_are_not_one_bearer_token_are_malformed() {
    let door = Door::new();
    let token = format!("Bearer {}", door.signer.sign(&claims()));
    let bad: [&[&[u8]]; 7] = [
        &["Bearer 令牌".as_bytes()],
        &[b"Bearer \xff\xfe"],
        &[b"Bearer "],
        &[b"Bearer"],
        &[b"Basic dXNlcjpwYXNz"],
        &[b""],
        &[token.as_bytes(), token.as_bytes()],
    ];
    for headers in bad {
        let answer = door.call(REGISTER, headers).await;
        assert_eq!(refused(answer), unauthenticated("TOKEN_MALFORMED"), "{headers:?}");
    }
}

#[tokio::test]
async fn an_identity_of_another_county_is_refused_whatever_its_role() {
    let door = Door::new();
    let token = door.signer.sign(&claims_with("shiyu_county", json!("330603")));
    let expected = (Code::PermissionDenied, "COUNTY_MISMATCH".to_owned());
    assert_eq!(refused(door.register(&token).await), expected);
}

#[tokio::test]
async fn what_no_policy_permits_is_denied_and_named() {
    let door = Door::new();
    let token = format!("Bearer {}", door.signer.sign(&claims()));
    let status = door.call(GET, &[token.as_bytes()]).await.unwrap_err();
    let info = status.get_details_error_info().unwrap();
    assert_eq!(status.code(), Code::PermissionDenied);
    assert_eq!((info.reason.as_str(), info.metadata["action"].as_str()), ("NOT_PERMITTED", GET));
}

#[tokio::test]
async fn without_keys_the_caller_is_told_to_come_back() {
    let policy = Arc::new(Policy::new(OFFICERS_REGISTER, &descriptors()).unwrap());
    let tokens = Arc::new(Tokens::new(&super::config()).unwrap());
    let gate = Gate::new(tokens, policy, COUNTY, Arc::new(|| NOW));
    let door = Door { gate, ..Door::new() };
    let status = door.register(&door.signer.sign(&claims())).await.unwrap_err();
    let details = status.get_error_details();
    assert_eq!(status.code(), Code::Unavailable);
    assert_eq!(details.error_info().unwrap().reason, "KEYS_UNAVAILABLE");
    assert!(details.retry_info().is_some());
}

#[tokio::test]
async fn the_gate_stands_before_a_real_server() {
    let door = Door::new();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (_reporter, health) = tonic_health::server::health_reporter();
    let server = tonic::transport::Server::builder().layer(door.gate.clone()).add_service(health);
    let serving = tokio::spawn(server.serve_with_incoming(TcpListenerStream::new(listener)));

    let endpoint = tonic::transport::Endpoint::from_shared(format!("http://{address}")).unwrap();
    let channel = endpoint.connect().await.unwrap();
    let mut anonymous = HealthClient::new(channel.clone());
    assert!(anonymous.check(HealthCheckRequest::default()).await.is_ok());

    let good = ServiceToken::fixed(&door.signer.sign(&claims())).unwrap();
    let mut known = HealthClient::with_interceptor(channel.clone(), good);
    assert!(known.check(HealthCheckRequest::default()).await.is_ok());

    let garbage = ServiceToken::fixed("a.b.c").unwrap();
    let mut forged = HealthClient::with_interceptor(channel, garbage);
    let status = forged.check(HealthCheckRequest::default()).await.unwrap_err();
    assert_eq!(status.code(), Code::Unauthenticated);
    assert_eq!(status.get_details_error_info().unwrap().reason, "TOKEN_MALFORMED");
    serving.abort();
}

#[tokio::test]
async fn identities_are_not_shown_by_the_hundred() {
    let reveal = "shiyu.petition.v1.PetitionService/RevealParty";
    let contract = super::file("shiyu.petition.v1", "PetitionService", &["RevealParty", "GetPetition"]);
    let policy = Policy::new(
        "permit(principal, action, resource);",
        &prost_types::FileDescriptorSet { file: vec![contract] },
    );
    let three = std::num::NonZeroU32::new(3).unwrap();
    let door = Door::under(policy.unwrap(), |gate| gate.revealing(three));
    let bearer = |claims| format!("Bearer {}", door.signer.sign(&claims));
    let (one, other) = (bearer(claims()), bearer(claims_with("sub", json!("officer-8"))));
    for _ in 0..3 {
        door.call(reveal, &[one.as_bytes()]).await.unwrap();
    }
    let refused = door.call(reveal, &[one.as_bytes()]).await.unwrap_err();
    assert_eq!(refused.code(), Code::ResourceExhausted);
    let wait = refused.get_details_retry_info().unwrap().retry_delay.unwrap().as_secs();
    assert!((1_000..=1_200).contains(&wait), "{wait}");
    door.call(GET, &[one.as_bytes()]).await.unwrap();
    door.call(reveal, &[other.as_bytes()]).await.unwrap();
}
