//! A made-up city: petitions in a map, request ids honoured, a clock that can be moved.

mod doors;
mod petitions;
mod reference;
mod state;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use shiyu_city::desk::{Bearer, Desk, Whereabouts};
use shiyu_proto::common::v1::development_service_server::DevelopmentServiceServer;
use shiyu_proto::common::v1::unit_service_server::UnitServiceServer;
use shiyu_proto::petition::v1::party_service_server::PartyServiceServer;
use shiyu_proto::petition::v1::petition_service_server::PetitionServiceServer;
use shiyu_proto::petition::v1::status_service_server::StatusServiceServer;
use tokio::net::TcpListener;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Identity, Server, ServerTlsConfig};

pub use state::{State, refused};

/// A made-up city and what it knows.
#[derive(Clone, Default)]
pub struct City(Arc<Mutex<State>>);

impl City {
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// Serves on a free port, and sits down at a desk of 越城区.
    pub async fn desk(&self) -> Desk {
        let to = Whereabouts {
            county: "330602".into(),
            address: self.serve().await,
            ca: None,
        };
        Desk::connect(&to, Bearer::default()).await.unwrap()
    }

    pub async fn serve(&self) -> String {
        format!("http://{}", self.open(Server::builder()).await)
    }

    /// Serves with this certificate and its key, which name `localhost`.
    pub async fn serve_encrypted(&self, certificate: &str, key: &str) -> String {
        let tls = ServerTlsConfig::new().identity(Identity::from_pem(certificate, key));
        let address = self.open(Server::builder().tls_config(tls).unwrap()).await;
        format!("https://localhost:{}", address.port())
    }

    async fn open(&self, mut server: Server) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = server
            .add_service(PetitionServiceServer::new(self.clone()))
            .add_service(PartyServiceServer::new(self.clone()))
            .add_service(StatusServiceServer::new(self.clone()))
            .add_service(UnitServiceServer::new(self.clone()))
            .add_service(DevelopmentServiceServer::new(self.clone()))
            .serve_with_incoming(TcpIncoming::from(listener).with_nodelay(Some(true)));
        tokio::spawn(server);
        address
    }
}
