//! The door of a scene: services on the loopback behind a gate that believes what a test says of itself, and callers whom the test names.
#![expect(clippy::expect_used, reason = "a test that has no door has nothing to show")]

use std::fmt::Debug;
use std::net::{Ipv4Addr, SocketAddr};

use tonic::transport::server::{Router, TcpIncoming};
use tonic::transport::{Channel, Endpoint};
use tonic::{Request, Status};
use uuid::Uuid;

use super::scene::COUNTY;
use crate::auth::{Kind, Principal};

/// Somebody: subject, unit, role.
pub type Who = (&'static str, &'static str, &'static str);

/// Under these a caller says who they are.
const SAID: [&str; 3] = ["test-subject", "test-unit", "test-role"];

/// A request of somebody, as it comes to the door.
///
/// # Panics
/// When a word cannot be said in a header.
pub fn by<T>((subject, unit, role): Who, message: T) -> Request<T> {
    let mut request = Request::new(message);
    for (key, said) in SAID.into_iter().zip([subject, unit, role]) {
        request.metadata_mut().insert(key, said.parse().expect("a word of a header"));
    }
    request
}

/// Stands where the gate stands. Who says nothing comes in as nobody; whose role is a service's is that service.
///
/// # Errors
/// None: an interceptor may refuse, and this one does not.
pub fn let_in(mut request: Request<()>) -> Result<Request<()>, Status> {
    let said = SAID.map(|key| request.metadata().get(key)?.to_str().ok().map(str::to_owned));
    if let [Some(subject), Some(unit), Some(role)] = said {
        request.extensions_mut().insert(Principal {
            subject,
            county: COUNTY.to_owned(),
            unit: Some(unit),
            kind: if role.ends_with("_service") { Kind::Service } else { Kind::Person },
            roles: [role].into(),
        });
    }
    Ok(request)
}

/// Serves these for as long as the test lasts, and goes to them.
///
/// # Panics
/// When the loopback has no port.
pub async fn served(services: Router) -> Channel {
    let incoming = TcpIncoming::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).expect("a port");
    let address = incoming.local_addr().expect("its address");
    tokio::spawn(services.serve_with_incoming(incoming));
    let endpoint = Endpoint::from_shared(format!("http://{address}")).expect("an address");
    endpoint.connect().await.expect("an open door")
}

/// The id at the end of a resource's name.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn uuid(name: &str) -> Uuid {
    let id = name.rsplit_once('/').map_or(name, |(_, id)| id);
    id.parse().expect("an id")
}

/// The stable code of a refusal; empty if it has none.
///
/// # Panics
/// When nothing was refused.
#[must_use]
#[track_caller]
pub fn reason<T: Debug>(answer: Result<T, Status>) -> String {
    super::scene::reason(&answer.expect_err("a refusal"))
}
