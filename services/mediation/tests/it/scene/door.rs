//! The door of the scene, and who stands before it.

use std::net::{Ipv4Addr, SocketAddr};

use shiyu_kit::auth::{Kind, Principal};
use shiyu_mediation::rpc::Desk;
use shiyu_proto::mediation::v1::mediation_service_server::MediationServiceServer;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Request, Status};

use super::COUNTY;

/// Stands where the gate stands: believes what a test says of itself.
#[expect(clippy::unnecessary_wraps, reason = "an interceptor may refuse")]
fn let_in(mut request: Request<()>) -> Result<Request<()>, Status> {
    let said = |key: &str| request.metadata().get(key).map(|value| value.to_str().unwrap().to_owned());
    if let (Some(subject), Some(unit), Some(role)) = (said("test-subject"), said("test-unit"), said("test-role")) {
        let principal = Principal {
            subject,
            county: COUNTY.to_owned(),
            unit: Some(unit),
            kind: Kind::Person,
            roles: [role].into(),
        };
        request.extensions_mut().insert(principal);
    }
    Ok(request)
}

pub(super) async fn open(desk: Desk) -> Channel {
    let incoming = TcpIncoming::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).unwrap();
    let address = incoming.local_addr().unwrap();
    let server = Server::builder().add_service(MediationServiceServer::with_interceptor(desk, let_in));
    tokio::spawn(server.serve_with_incoming(incoming));
    let endpoint = Endpoint::from_shared(format!("http://{address}")).unwrap();
    endpoint.connect().await.unwrap()
}
