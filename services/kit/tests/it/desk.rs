//! A service of four methods without a contract, to knock at the gRPC door with.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::uri::PathAndQuery;
use http::{Request, Response};
use prost::Message as _;
use prost::bytes::{Buf as _, BufMut as _};
use prost_types::{FileDescriptorProto, FileDescriptorSet, MethodDescriptorProto, ServiceDescriptorProto};
use shiyu_kit::config::{County, ServerConfig};
use shiyu_kit::server::{Running, Server};
use shiyu_kit::telemetry::Origin;
use tokio::sync::Semaphore;
use tonic::body::Body;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::server::{Grpc, NamedService, UnaryService};
use tonic::transport::{Channel, Endpoint};
use tonic::{Status, codegen};

/// What the desk takes at most, in bytes.
pub const LIMIT: usize = 64;

/// `Echo` answers what it is told, `Wait` when it is released, `Panic` never, `Refuse` with an error.
#[derive(Clone)]
pub struct Desk {
    /// One for each `Wait` that has arrived.
    pub arrived: Arc<Semaphore>,
    /// One for each `Wait` that may go.
    pub released: Arc<Semaphore>,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            arrived: Arc::new(Semaphore::new(0)),
            released: Arc::new(Semaphore::new(0)),
        }
    }

    /// Waits until a `Wait` is being worked on.
    pub async fn has_arrived(&self) {
        self.arrived.acquire().await.unwrap().forget();
    }

    pub fn release(&self) {
        self.released.add_permits(1);
    }
}

impl NamedService for Desk {
    const NAME: &'static str = "test.v1.Desk";
}

impl codegen::Service<Request<Body>> for Desk {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let desk = self.clone();
        Box::pin(async move {
            match request.uri().path().rsplit('/').next().unwrap() {
                "Echo" => {}
                "Wait" => {
                    desk.arrived.add_permits(1);
                    desk.released.acquire().await.unwrap().forget();
                }
                "Refuse" => return Ok(Status::not_found("no").into_http()),
                _ => panic!("as asked"),
            }
            let mut grpc = Grpc::new(Raw).apply_max_message_size_config(Some(LIMIT), None);
            Ok(grpc.unary(Echo, request).await)
        })
    }
}

struct Echo;

impl UnaryService<Vec<u8>> for Echo {
    type Response = Vec<u8>;
    type Future = Ready<Result<tonic::Response<Vec<u8>>, Status>>;

    fn call(&mut self, request: tonic::Request<Vec<u8>>) -> Self::Future {
        ready(Ok(tonic::Response::new(request.into_inner())))
    }
}

/// Messages as they are.
#[derive(Clone, Copy)]
struct Raw;

impl Codec for Raw {
    type Encode = Vec<u8>;
    type Decode = Vec<u8>;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Raw {
    type Item = Vec<u8>;
    type Error = Status;

    fn encode(&mut self, item: Vec<u8>, to: &mut EncodeBuf<'_>) -> Result<(), Status> {
        to.put_slice(&item);
        Ok(())
    }
}

impl Decoder for Raw {
    type Item = Vec<u8>;
    type Error = Status;

    fn decode(&mut self, from: &mut DecodeBuf<'_>) -> Result<Option<Vec<u8>>, Status> {
        Ok(Some(from.copy_to_bytes(from.remaining()).to_vec()))
    }
}

/// The desk's contract, encoded, with a service that another server serves.
pub fn descriptors() -> &'static [u8] {
    let method = |name: &str| MethodDescriptorProto {
        name: Some(name.to_owned()),
        ..MethodDescriptorProto::default()
    };
    let service = ServiceDescriptorProto {
        name: Some("Desk".to_owned()),
        method: ["Echo", "Wait", "Panic", "Refuse"].map(method).to_vec(),
        ..ServiceDescriptorProto::default()
    };
    let elsewhere = ServiceDescriptorProto {
        name: Some("Elsewhere".to_owned()),
        ..ServiceDescriptorProto::default()
    };
    let file = FileDescriptorProto {
        name: Some("test/v1/desk.proto".to_owned()),
        package: Some("test.v1".to_owned()),
        service: vec![service, elsewhere],
        ..FileDescriptorProto::default()
    };
    FileDescriptorSet { file: vec![file] }.encode_to_vec().leak()
}

/// A door on a free port that closes at once.
pub fn config() -> ServerConfig {
    ServerConfig {
        listen: ([127, 0, 0, 1], 0).into(),
        http_listen: None,
        ready_with: Vec::new(),
        tls: None,
        max_message_bytes: LIMIT,
        max_concurrent: 16,
        max_connections: 64,
        request_timeout: Duration::from_secs(20),
        drain_delay: Duration::ZERO,
        drain_timeout: Duration::from_secs(20),
        keepalive_interval: Duration::from_secs(30),
        keepalive_timeout: Duration::from_secs(10),
    }
}

pub fn origin() -> Origin {
    let county: County = "330602".parse().unwrap();
    Origin {
        service: "desk",
        version: "0.1.0",
        county,
    }
}

pub async fn open(config: &ServerConfig, desk: &Desk) -> Running {
    let server = Server::new(config, origin()).service(desk.clone()).describe(descriptors());
    server.start().await.unwrap()
}

pub async fn connect(running: &Running) -> Channel {
    let endpoint = Endpoint::from_shared(format!("http://{}", running.address())).unwrap();
    endpoint.connect().await.unwrap()
}

pub async fn call(channel: &Channel, method: &str, message: &[u8]) -> Result<Vec<u8>, Status> {
    call_with(channel, method, tonic::Request::new(message.to_vec())).await
}

pub async fn call_with(channel: &Channel, method: &str, request: tonic::Request<Vec<u8>>) -> Result<Vec<u8>, Status> {
    call_at(channel, &format!("/test.v1.Desk/{method}"), request).await
}

/// Calls any method with any bytes.
pub async fn call_at(channel: &Channel, path: &str, request: tonic::Request<Vec<u8>>) -> Result<Vec<u8>, Status> {
    let mut client = tonic::client::Grpc::new(channel.clone());
    client.ready().await.unwrap();
    let path: PathAndQuery = path.parse().unwrap();
    client.unary(request, path, Raw).await.map(tonic::Response::into_inner)
}
