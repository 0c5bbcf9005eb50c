//! Doors every service has beside its own.

use std::time::Duration;

use serde_json::json;
use shiyu_kit::build::COMMIT;
use shiyu_kit::config::{Need, ServerConfig};
use shiyu_kit::server::{LIVENESS, READINESS, Running};
use shiyu_kit::testkit::eventually;
use tokio_stream::StreamExt as _;
use tonic::transport::Channel;
use tonic::{Code, Status};
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;
use tonic_reflection::pb::v1::server_reflection_client::ServerReflectionClient;
use tonic_reflection::pb::v1::server_reflection_request::MessageRequest;
use tonic_reflection::pb::v1::server_reflection_response::MessageResponse;
use tonic_reflection::pb::v1::{ServerReflectionRequest, ServerReflectionResponse};

use super::{health_of, status};
use crate::desk::{Desk, call, config, connect, descriptors, open, origin};

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
async fn reflection_lists_what_is_served_and_nothing_else() {
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
    let mut names: Vec<_> = list.service.into_iter().map(|service| service.name).collect();
    names.sort_unstable();
    let served = [
        "grpc.health.v1.Health",
        "grpc.reflection.v1.ServerReflection",
        "grpc.reflection.v1alpha.ServerReflection",
        "test.v1.Desk",
    ];
    assert_eq!(names, served);
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

/// What the plain door says: a status and a document.
async fn asked(running: &Running, path: &'static str) -> (u16, serde_json::Value) {
    let url = format!("http://{}{path}", running.http_address().unwrap());
    let ask = move || {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut answer = agent.get(url).call().unwrap();
        (answer.status().as_u16(), answer.body_mut().read_json().unwrap())
    };
    tokio::task::spawn_blocking(ask).await.unwrap()
}

async fn said_of(client: &mut HealthClient<Channel>, name: &str) -> ServingStatus {
    status(client.check(health_of(name)).await.unwrap().into_inner())
}

#[tokio::test]
async fn a_replica_that_drains_lives_but_is_not_ready() {
    let config = ServerConfig {
        http_listen: Some(([127, 0, 0, 1], 0).into()),
        ready_with: vec![Need::Database, Need::Stream],
        drain_delay: Duration::from_secs(20),
        ..config()
    };
    let running = open(&config, &Desk::new()).await;
    let mut client = HealthClient::new(connect(&running).await);
    for name in [LIVENESS, READINESS] {
        assert_eq!(said_of(&mut client, name).await, ServingStatus::Serving, "{name}");
    }
    let (code, about) = asked(&running, "/healthz").await;
    assert_eq!((code, &about["service"], &about["county"]), (200, &json!("desk"), &json!("330602")));
    assert_eq!((&about["version"], &about["commit"]), (&json!("0.1.0"), &json!(COMMIT)));
    let ready = json!({"ready": true, "database": true, "stream": true, "draining": false});
    assert_eq!(asked(&running, "/readyz").await, (200, ready));

    let address = running.http_address().unwrap();
    let board = running.board();
    let stopping = tokio::spawn(running.stop());
    eventually(Duration::from_secs(10), || async { board.now().draining }).await;
    let draining = tokio::task::spawn_blocking(move || {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let asked = |path: &str| agent.get(format!("http://{address}{path}")).call().unwrap().status().as_u16();
        (asked("/healthz"), asked("/readyz"))
    });
    assert_eq!(draining.await.unwrap(), (200, 503));
    assert_eq!(said_of(&mut client, READINESS).await, ServingStatus::NotServing);
    assert_eq!(said_of(&mut client, LIVENESS).await, ServingStatus::Serving);
    stopping.abort();
}
