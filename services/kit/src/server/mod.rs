//! The gRPC door: a tonic server with health, reflection, limits, encryption and a drain that loses no call.

mod arrival;
mod doors;
mod guard;
mod http;
mod running;
mod standing;
mod tls;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use ::http::{Request, Response};
use thiserror::Error;
use tokio::sync::Semaphore;
use tokio_stream::StreamExt as _;
use tokio_util::sync::CancellationToken;
use tonic::body::Body;
use tonic::codegen::{Body as HttpBody, Bytes, StdError};
use tonic::server::NamedService;
use tonic::service::Routes;
use tonic::transport::server::TcpIncoming;
use tonic_health::ServingStatus;
use tonic_health::server::{HealthReporter, health_reporter};
use tower::{Layer, Service};

use crate::config::ServerConfig;
use crate::telemetry::{Directory, Observe, Origin};

use arrival::{Arrived, arrivals};
use doors::{Door, Doors, door};
use guard::Guard;
pub use running::{Running, terminated};
pub use standing::{Board, LIVENESS, READINESS, Standing};

/// What stands open beside the services.
const OPEN: [&str; 3] = [
    "grpc.health.v1.Health",
    "grpc.reflection.v1.ServerReflection",
    "grpc.reflection.v1alpha.ServerReflection",
];

/// Why the door could not be opened.
#[derive(Debug, Error)]
pub enum ServerError {
    /// The address is taken or not ours.
    #[error("cannot listen on {address}")]
    Bind {
        /// What `server.listen` says.
        address: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
    /// A file of `[server.tls]` cannot be read.
    #[error("cannot read {file}")]
    File {
        /// Which.
        file: String,
        /// Why not.
        source: std::io::Error,
    },
    /// What stands in the files of `[server.tls]` is no certificate with its key, or no authority.
    #[error("the certificates of [server.tls] cannot be used")]
    Certificate(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A contract's descriptors do not decode.
    #[error("the descriptors of a contract do not decode")]
    Descriptors(#[from] prost::DecodeError),
    /// Reflection cannot be set up.
    #[error("reflection cannot be set up")]
    Reflection(#[from] tonic_reflection::server::Error),
    /// The server failed while it ran.
    #[error("the server failed")]
    Transport(#[from] tonic::transport::Error),
    /// The server ended without being asked to.
    #[error("the server ended without being asked to")]
    Ended,
}

/// A gRPC door being built.
pub struct Server {
    config: ServerConfig,
    origin: Origin,
    /// Health and reflection: for everyone, always.
    open: Routes,
    routes: Routes,
    names: Vec<&'static str>,
    descriptors: Vec<&'static [u8]>,
    gate: Box<dyn FnOnce(Routes) -> Door + Send>,
    health: HealthReporter,
    board: Board,
    /// A service's own pages, beside the probes'.
    pages: axum::Router,
}

impl Server {
    /// Begins with nothing but health.
    #[must_use]
    pub fn new(config: &ServerConfig, origin: Origin) -> Self {
        let (health, service) = health_reporter();
        Self {
            config: config.clone(),
            origin,
            open: Routes::new(service),
            routes: Routes::default(),
            names: Vec::new(),
            descriptors: vec![tonic_health::pb::FILE_DESCRIPTOR_SET],
            gate: Box::new(door),
            health,
            board: Board::new(),
            pages: axum::Router::new(),
        }
    }

    /// Serves pages of a service's own at the plain HTTP door, where there is one (`server.http_listen`).
    #[must_use]
    pub fn pages(mut self, pages: axum::Router) -> Self {
        self.pages = self.pages.merge(pages);
        self
    }

    /// Serves a service, and reports its health under its name. How large its messages may be, the service is told
    /// itself: `max_decoding_message_size(config.max_message_bytes)`.
    #[must_use]
    pub fn service<S>(mut self, service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + NamedService + Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
    {
        self.routes = self.routes.add_service(service);
        self.names.push(S::NAME);
        self
    }

    /// Reflects an encoded `FileDescriptorSet`, of whose services it lists those that are served here, and knows its methods by name in
    /// what is measured.
    #[must_use]
    pub fn describe(mut self, descriptors: &'static [u8]) -> Self {
        self.descriptors.push(descriptors);
        self
    }

    /// Puts a layer before the services, for example one that asks who is calling. Health and reflection
    /// stand outside of it.
    #[must_use]
    pub fn gate<L, B>(mut self, layer: L) -> Self
    where
        L: Layer<Routes> + Send + 'static,
        L::Service: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
        <L::Service as Service<Request<Body>>>::Future: Send + 'static,
        <L::Service as Service<Request<Body>>>::Error: Into<StdError> + Send + 'static,
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<StdError>,
    {
        self.gate = Box::new(move |routes| door(layer.layer(routes)));
        self
    }

    /// Where the parts of a service report that they cannot serve.
    #[must_use]
    pub fn health(&self) -> HealthReporter {
        self.health.clone()
    }

    /// How this replica will stand.
    #[must_use]
    pub fn board(&self) -> Board {
        self.board.clone()
    }

    /// Listens, and serves from then on. Telemetry must have been started before.
    ///
    /// # Errors
    /// When the address, the certificate or a descriptor cannot be used.
    pub async fn start(mut self) -> Result<Running, ServerError> {
        let address = self.config.listen;
        let bind = |source| ServerError::Bind { address, source };
        let incoming = TcpIncoming::bind(address).map_err(bind)?.with_nodelay(Some(true));
        let address = incoming.local_addr().map_err(bind)?;
        let transport = self.transport();
        let certificates = self.config.tls.as_ref().map(tls::Certificates::read).transpose()?;
        let (stop, cut) = (CancellationToken::new(), CancellationToken::new());
        let doors = self.doors(cut.clone())?;
        let plain = self.plain().await?;
        for name in self.names.iter().chain(&[LIVENESS, READINESS]) {
            self.health.set_service_status(name, ServingStatus::Serving).await;
        }
        let signal = stop.clone().cancelled_owned();
        let (incoming, patience) = (arrivals(incoming, self.config.max_connections), self.config.keepalive_timeout);
        let task = if let Some(certificates) = certificates {
            certificates.clone().watch(stop.clone());
            tokio::spawn(transport.serve_with_incoming_shutdown(doors, certificates.secure(incoming, patience), signal))
        } else {
            let incoming = incoming.map(move |taken| taken.map(|(connection, place)| Arrived::new(connection, place, patience)));
            tokio::spawn(transport.serve_with_incoming_shutdown(doors, incoming, signal))
        };
        Ok(Running {
            address,
            plain,
            board: self.board,
            health: self.health,
            names: self.names,
            drain_delay: self.config.drain_delay,
            drain_timeout: self.config.drain_timeout,
            stop,
            cut,
            task,
        })
    }

    async fn plain(&mut self) -> Result<Option<http::Plain>, ServerError> {
        let Some(address) = self.config.http_listen else { return Ok(None) };
        let board = (self.board.clone(), self.config.ready_with.clone());
        let pages = std::mem::take(&mut self.pages);
        http::open(address, &self.origin, board, pages).await.map(Some)
    }

    fn transport(&self) -> tonic::transport::Server {
        // More than are worked on at once, so that a call too many is told so and does not wait for its turn.
        let streams = u32::try_from(self.config.max_concurrent).unwrap_or(u32::MAX);
        tonic::transport::Server::builder()
            .http2_keepalive_interval(Some(self.config.keepalive_interval))
            .http2_keepalive_timeout(Some(self.config.keepalive_timeout))
            .max_concurrent_streams(streams.saturating_mul(2).max(200))
    }

    /// What reflection lists: a contract may describe services that another server serves.
    fn listed(&self) -> impl Iterator<Item = &'static str> {
        self.names.clone().into_iter().chain(OPEN)
    }

    fn doors(&mut self, cut: CancellationToken) -> Result<Doors, ServerError> {
        let mut directory = Directory::default();
        let mut v1 = tonic_reflection::server::Builder::configure();
        let mut v1alpha = tonic_reflection::server::Builder::configure();
        for descriptors in &self.descriptors {
            directory.add(descriptors)?;
            v1 = v1.register_encoded_file_descriptor_set(descriptors);
            v1alpha = v1alpha.register_encoded_file_descriptor_set(descriptors);
        }
        for name in self.listed() {
            v1 = v1.with_service_name(name);
            v1alpha = v1alpha.with_service_name(name);
        }
        let open = std::mem::take(&mut self.open);
        let open = open.add_service(v1.build_v1()?).add_service(v1alpha.build_v1alpha()?);
        let gate = std::mem::replace(&mut self.gate, Box::new(door));
        let guarded = Guard {
            inner: gate(std::mem::take(&mut self.routes).prepare()),
            places: Arc::new(Semaphore::new(self.config.max_concurrent)),
            patience: self.config.request_timeout,
            cut,
        };
        let observe = Observe::new(self.origin.clone(), directory);
        Ok(Doors {
            open: open.prepare(),
            guarded: observe.layer(guarded),
        })
    }
}
