//! The gRPC door: its limits, its drain, its certificate.

use std::path::Path;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use shiyu_kit::config::{ServerConfig, TlsConfig};
use shiyu_kit::fault::{reason, retry_after};
use shiyu_kit::server::ServerError;
use tokio_stream::StreamExt as _;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity};
use tonic::{Code, Status};
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};
use tonic_reflection::pb::v1::server_reflection_client::ServerReflectionClient;
use tonic_reflection::pb::v1::server_reflection_request::MessageRequest;
use tonic_reflection::pb::v1::server_reflection_response::MessageResponse;
use tonic_reflection::pb::v1::{ServerReflectionRequest, ServerReflectionResponse};

use crate::desk::{Desk, LIMIT, call, config, connect, descriptors, open, origin};

fn said(status: &Status) -> (Code, String) {
    (status.code(), reason(status).unwrap_or_default())
}

fn health_of(service: &str) -> HealthCheckRequest {
    HealthCheckRequest {
        service: service.to_owned(),
    }
}

fn status(response: HealthCheckResponse) -> ServingStatus {
    response.status()
}

#[tokio::test]
async fn a_message_above_the_limit_is_refused_with_its_reason() {
    let running = open(&config(), &Desk::new()).await;
    let channel = connect(&running).await;
    assert_eq!(call(&channel, "Echo", &[7; LIMIT]).await.unwrap(), [7; LIMIT]);
    let refused = call(&channel, "Echo", &[7; LIMIT + 1]).await.unwrap_err();
    assert_eq!(said(&refused), (Code::ResourceExhausted, "MESSAGE_TOO_LARGE".to_owned()));
    running.stop().await.unwrap();
}

#[tokio::test]
async fn a_call_too_many_is_shed_and_health_still_answers() {
    let desk = Desk::new();
    let config = ServerConfig {
        max_concurrent: 1,
        ..config()
    };
    let running = open(&config, &desk).await;
    let channel = connect(&running).await;
    let other = channel.clone();
    let waiting = tokio::spawn(async move { call(&other, "Wait", b"first").await });
    desk.has_arrived().await;

    let shed = call(&channel, "Echo", b"second").await.unwrap_err();
    assert_eq!(said(&shed), (Code::ResourceExhausted, "OVERLOADED".to_owned()));
    assert!(retry_after(&shed).is_some());
    let health = HealthClient::new(channel.clone()).check(health_of("")).await.unwrap();
    assert_eq!(status(health.into_inner()), ServingStatus::Serving);

    desk.release();
    assert_eq!(waiting.await.unwrap().unwrap(), b"first");
    assert_eq!(call(&channel, "Echo", b"third").await.unwrap(), b"third");
}

#[tokio::test]
async fn a_call_that_takes_too_long_is_given_up() {
    let config = ServerConfig {
        request_timeout: Duration::from_millis(50),
        ..config()
    };
    let running = open(&config, &Desk::new()).await;
    let late = call(&connect(&running).await, "Wait", b"").await.unwrap_err();
    assert_eq!(said(&late), (Code::DeadlineExceeded, "TIMEOUT".to_owned()));
}

#[tokio::test]
async fn a_panic_ends_one_call_and_not_its_connection() {
    let running = open(&config(), &Desk::new()).await;
    let channel = connect(&running).await;
    let broken = call(&channel, "Panic", b"").await.unwrap_err();
    assert_eq!(said(&broken), (Code::Internal, "INTERNAL".to_owned()));
    assert_eq!(call(&channel, "Echo", b"on").await.unwrap(), b"on");
}

#[tokio::test]
async fn a_drain_loses_no_call_under_way() {
    let desk = Desk::new();
    let running = open(&config(), &desk).await;
    let channel = connect(&running).await;
    let address = running.address();
    let mut watch = HealthClient::new(channel.clone())
        .watch(health_of("test.v1.Desk"))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(status(watch.next().await.unwrap().unwrap()), ServingStatus::Serving);
    let other = channel.clone();
    let waiting = tokio::spawn(async move { call(&other, "Wait", b"kept").await });
    desk.has_arrived().await;

    let stopping = tokio::spawn(running.stop());
    assert_eq!(status(watch.next().await.unwrap().unwrap()), ServingStatus::NotServing);
    while watch.next().await.is_some() {}
    while tokio::net::TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!waiting.is_finished() && !stopping.is_finished());

    desk.release();
    assert_eq!(waiting.await.unwrap().unwrap(), b"kept");
    stopping.await.unwrap().unwrap();
}

#[tokio::test]
async fn while_it_says_not_serving_it_still_serves() {
    let config = ServerConfig {
        drain_delay: Duration::from_secs(20),
        ..config()
    };
    let running = open(&config, &Desk::new()).await;
    let channel = connect(&running).await;
    let mut watch = HealthClient::new(channel.clone()).watch(health_of("")).await.unwrap().into_inner();
    assert_eq!(status(watch.next().await.unwrap().unwrap()), ServingStatus::Serving);
    let stopping = tokio::spawn(running.stop());
    assert_eq!(status(watch.next().await.unwrap().unwrap()), ServingStatus::NotServing);
    assert_eq!(call(&channel, "Echo", b"late").await.unwrap(), b"late");
    stopping.abort();
}

#[tokio::test]
async fn what_outlasts_the_drain_is_told_to_go_elsewhere() {
    let desk = Desk::new();
    let config = ServerConfig {
        drain_timeout: Duration::from_millis(50),
        ..config()
    };
    let running = open(&config, &desk).await;
    let channel = connect(&running).await;
    let waiting = tokio::spawn(async move { call(&channel, "Wait", b"").await });
    desk.has_arrived().await;
    running.stop().await.unwrap();
    let cut = waiting.await.unwrap().unwrap_err();
    assert_eq!(said(&cut), (Code::Unavailable, "CLOSING".to_owned()));
}

#[tokio::test]
async fn health_is_known_by_service() {
    let running = open(&config(), &Desk::new()).await;
    let mut client = HealthClient::new(connect(&running).await);
    for known in ["", "test.v1.Desk"] {
        let health = client.check(health_of(known)).await.unwrap();
        assert_eq!(status(health.into_inner()), ServingStatus::Serving);
    }
    let unknown = client.check(health_of("test.v1.Nobody")).await.unwrap_err();
    assert_eq!(unknown.code(), Code::NotFound);
}

#[tokio::test]
async fn reflection_lists_what_is_served() {
    let running = open(&config(), &Desk::new()).await;
    let mut client = ServerReflectionClient::new(connect(&running).await);
    let request = ServerReflectionRequest {
        host: String::new(),
        message_request: Some(MessageRequest::ListServices(String::new())),
    };
    let answers = client.server_reflection_info(tokio_stream::once(request)).await.unwrap();
    let ServerReflectionResponse { message_response, .. } = answers.into_inner().next().await.unwrap().unwrap();
    let Some(MessageResponse::ListServicesResponse(list)) = message_response else {
        panic!("not a list");
    };
    let names: Vec<_> = list.service.into_iter().map(|service| service.name).collect();
    for name in ["test.v1.Desk", "grpc.health.v1.Health"] {
        assert!(names.iter().any(|listed| listed == name), "{name} in {names:?}");
    }
}

#[tokio::test]
async fn a_gate_stands_before_services_but_not_before_health() {
    let nobody = tonic::service::InterceptorLayer::new(|_: tonic::Request<()>| Err(Status::unauthenticated("no")));
    let server = shiyu_kit::server::Server::new(&config(), origin());
    let running = server
        .gate(nobody)
        .service(Desk::new())
        .describe(descriptors())
        .start()
        .await
        .unwrap();
    let channel = connect(&running).await;
    let refused = call(&channel, "Echo", b"").await.unwrap_err();
    assert_eq!(refused.code(), Code::Unauthenticated);
    let health = HealthClient::new(channel).check(health_of("")).await.unwrap();
    assert_eq!(status(health.into_inner()), ServingStatus::Serving);
}

#[tokio::test]
async fn an_address_that_is_taken_is_an_error_at_start() {
    let running = open(&config(), &Desk::new()).await;
    let taken = ServerConfig {
        listen: running.address(),
        ..config()
    };
    let second = shiyu_kit::server::Server::new(&taken, origin()).start().await;
    assert!(matches!(second, Err(ServerError::Bind { .. })));
}

struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// A certificate and its key.
    fn certify(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        (params.signed_by(&key, &self.0).unwrap().pem(), key.serialize_pem())
    }

    fn tls(&self, folder: &Path, callers: Option<&Self>) -> TlsConfig {
        let (certificate, key) = self.certify("localhost");
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        TlsConfig {
            certificate_file: write("tls.crt", &certificate),
            key_file: write("tls.key", &key),
            client_ca_file: callers.map(|authority| write("ca.crt", &authority.0.pem())),
        }
    }
}

/// A call over TLS, with the certificate of `caller` if any.
async fn knock(port: u16, trusted: &Authority, caller: Option<(String, String)>) -> Result<Vec<u8>, Code> {
    let mut tls = ClientTlsConfig::new()
        .domain_name("localhost")
        .ca_certificate(Certificate::from_pem(trusted.0.pem()));
    if let Some((certificate, key)) = caller {
        tls = tls.identity(Identity::from_pem(certificate, key));
    }
    let endpoint = Endpoint::from_shared(format!("https://127.0.0.1:{port}"))
        .unwrap()
        .tls_config(tls)
        .unwrap();
    let channel: Channel = endpoint.connect_lazy();
    call(&channel, "Echo", b"hello").await.map_err(|status| status.code())
}

#[tokio::test]
async fn a_caller_checks_the_doors_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, strange) = (Authority::new(), Authority::new());
    let config = ServerConfig {
        tls: Some(ours.tls(folder.path(), None)),
        ..config()
    };
    let running = open(&config, &Desk::new()).await;
    let port = running.address().port();
    assert_eq!(knock(port, &ours, None).await, Ok(b"hello".to_vec()));
    assert_eq!(knock(port, &strange, None).await, Err(Code::Unavailable));
}

#[tokio::test]
async fn with_mtls_only_a_certified_caller_is_let_in() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, strange) = (Authority::new(), Authority::new());
    let config = ServerConfig {
        tls: Some(ours.tls(folder.path(), Some(&ours))),
        ..config()
    };
    let running = open(&config, &Desk::new()).await;
    let port = running.address().port();
    let certified = Some(ours.certify("petition"));
    assert_eq!(knock(port, &ours, certified).await, Ok(b"hello".to_vec()));
    assert!(knock(port, &ours, None).await.is_err());
    assert!(knock(port, &ours, Some(strange.certify("petition"))).await.is_err());
}

#[tokio::test]
async fn a_certificate_that_is_not_there_is_an_error_at_start() {
    let tls = TlsConfig {
        certificate_file: "/nowhere/tls.crt".into(),
        key_file: "/nowhere/tls.key".into(),
        client_ca_file: None,
    };
    let config = ServerConfig {
        tls: Some(tls),
        ..config()
    };
    let started = shiyu_kit::server::Server::new(&config, origin()).start().await;
    assert!(matches!(started, Err(ServerError::File { .. })));
}
