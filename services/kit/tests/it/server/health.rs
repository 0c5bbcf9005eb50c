//! Doors every service has beside its own.

use tokio_stream::StreamExt as _;
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
