//! The gRPC door: its limits, its drain, its certificate.

mod health;
mod tls;

use std::time::Duration;

use shiyu_kit::config::ServerConfig;
use shiyu_kit::fault::{reason, retry_after};
use shiyu_kit::server::ServerError;
use shiyu_kit::testkit::eventually;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_stream::StreamExt as _;
use tonic::transport::Endpoint;
use tonic::{Code, Status};
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};

use crate::desk::{Desk, LIMIT, call, config, connect, open, origin};

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
async fn a_connection_too_many_is_let_go_and_there_is_a_place_when_one_ends() {
    let config = ServerConfig {
        max_connections: 1,
        ..config()
    };
    let running = open(&config, &Desk::new()).await;
    let channel = connect(&running).await;
    assert_eq!(call(&channel, "Echo", b"first").await.unwrap(), b"first");
    let mut second = TcpStream::connect(running.address()).await.unwrap();
    assert_eq!(second.read(&mut [0]).await.unwrap_or(0), 0, "it is closed without a word");
    assert_eq!(call(&channel, "Echo", b"still").await.unwrap(), b"still");
    drop(channel);
    eventually(Duration::from_secs(20), || async {
        let endpoint = Endpoint::from_shared(format!("http://{}", running.address())).unwrap();
        match endpoint.connect().await {
            Ok(channel) => call(&channel, "Echo", b"next").await.is_ok(),
            Err(_) => false,
        }
    })
    .await;
    running.stop().await.unwrap();
}

#[tokio::test]
async fn whoever_connects_and_does_not_greet_is_let_go() {
    let config = ServerConfig {
        keepalive_timeout: Duration::from_millis(200),
        ..config()
    };
    let running = open(&config, &Desk::new()).await;
    for greeting in ["", "PRI * HTTP/2.0\r\n"] {
        let mut silent = TcpStream::connect(running.address()).await.unwrap();
        silent.write_all(greeting.as_bytes()).await.unwrap();
        let mut said = Vec::new();
        let ended = timeout(Duration::from_secs(20), silent.read_to_end(&mut said)).await;
        assert!(ended.is_ok(), "{greeting:?}: it is held");
    }
    // Whoever has greeted is asked whether they live, and stays.
    let channel = connect(&running).await;
    assert_eq!(call(&channel, "Echo", b"on").await.unwrap(), b"on");
    // Nothing ends this wait but its time.
    let _ = timeout(Duration::from_millis(600), std::future::pending::<()>()).await;
    assert_eq!(call(&channel, "Echo", b"and on").await.unwrap(), b"and on");
    running.stop().await.unwrap();
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
    while TcpStream::connect(address).await.is_ok() {
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
async fn an_address_that_is_taken_is_an_error_at_start() {
    let running = open(&config(), &Desk::new()).await;
    let taken = ServerConfig {
        listen: running.address(),
        ..config()
    };
    let second = shiyu_kit::server::Server::new(&taken, origin()).start().await;
    assert!(matches!(second, Err(ServerError::Bind { .. })));
}
