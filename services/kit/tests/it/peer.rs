//! Another service asked for what it granted.

use std::collections::BTreeMap;
use std::time::Duration;

use shiyu_kit::clock::new_id;
use shiyu_kit::config::PeersConfig;
use shiyu_kit::fault::reason;
use shiyu_kit::peer::{Asking, PeerFault, Peers};
use shiyu_kit::referral::{IdentityField, Offer};
use shiyu_kit::server::Server;
use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::identity_service_server::{IdentityService, IdentityServiceServer};
use tempfile::NamedTempFile;
use time::macros::datetime;
use tonic::{Code, Request, Response, Status};

use crate::desk::{config, origin};

/// Answers whoever shows the right token and asks for the first offer.
struct Petitions;

#[tonic::async_trait]
impl IdentityService for Petitions {
    async fn read_granted_identity(
        &self,
        request: Request<common::ReadGrantedIdentityRequest>,
    ) -> Result<Response<common::ReadGrantedIdentityResponse>, Status> {
        let token = request.metadata().get("authorization").and_then(|token| token.to_str().ok());
        if token != Some("Bearer our-token") {
            return Err(Status::unauthenticated("who is this"));
        }
        if request.get_ref().referral != uuid::Uuid::from_u128(1).to_string() {
            return Err(Status::permission_denied("not granted"));
        }
        if request.get_ref().party == uuid::Uuid::from_u128(9).to_string() {
            std::future::pending::<()>().await;
        }
        let party = common::GrantedParty {
            id: new_id().to_string(),
            role: "petitioner".to_owned(),
            identity: Some(common::Identity {
                phone: "13812345678".to_owned(),
                ..common::Identity::default()
            }),
        };
        Ok(Response::new(common::ReadGrantedIdentityResponse { parties: vec![party] }))
    }
}

fn offer(from: &str, referral: u128) -> Offer {
    Offer {
        from: from.to_owned(),
        case: "counties/330602/petitions/01998f6e-0000-7000-8000-000000000001".to_owned(),
        unit: "330602001".parse().unwrap(),
        place: None,
        grid: None,
        point: None,
        category: "housing.demolition".to_owned(),
        referral: uuid::Uuid::from_u128(referral),
        purpose: "mediation".to_owned(),
        summary: "a wall".to_owned(),
        consent: None,
        fields: vec![IdentityField::Phone],
        granted_until: None,
        at: datetime!(2026-11-29 09:00 UTC),
        return_at: None,
        leads: Vec::new(),
        asked: None,
    }
}

fn asking() -> Asking {
    Asking {
        request: new_id(),
        party: None,
    }
}

async fn peers(address: &str, token: &str) -> (Peers, NamedTempFile) {
    let file = NamedTempFile::new().unwrap();
    std::fs::write(file.path(), token).unwrap();
    let config = PeersConfig {
        addresses: BTreeMap::from([("petition".to_owned(), address.to_owned())]),
        token_file: file.path().to_owned(),
        ca_file: None,
        certificate: None,
        timeout: Duration::from_secs(2),
    };
    (Peers::open(Some(&config)).await.unwrap(), file)
}

#[tokio::test]
async fn a_peer_answers_what_it_granted_and_says_no_in_its_own_words() {
    let server = Server::new(&config(), origin()).service(IdentityServiceServer::new(Petitions));
    let running = server.start().await.unwrap();
    let address = format!("http://{}", running.address());
    let (peers, _file) = peers(&address, "our-token").await;
    let read = peers.granted_identity(&offer("petition", 1), asking()).await.unwrap();
    assert_eq!((read.len(), read[0].role.as_str()), (1, "petitioner"));
    assert_eq!(read[0].identity.as_ref().unwrap().phone, "13812345678");

    let refused = peers.granted_identity(&offer("petition", 2), asking()).await.unwrap_err();
    assert!(matches!(&refused, PeerFault::Refused(service, _) if service == "petition"));
    assert_eq!(Status::from(refused).code(), Code::PermissionDenied);
    let unknown = peers.granted_identity(&offer("grid", 1), asking()).await.unwrap_err();
    assert!(matches!(&unknown, PeerFault::NotConfigured(service) if service == "grid"));
    assert_eq!(Status::from(unknown).code(), Code::Internal);
    running.stop().await.unwrap();
}

#[tokio::test]
async fn a_peer_that_does_not_know_us_or_does_not_answer_is_told_apart() {
    let server = Server::new(&config(), origin()).service(IdentityServiceServer::new(Petitions));
    let running = server.start().await.unwrap();
    let address = format!("http://{}", running.address());
    let (strangers, _stranger) = peers(&address, "another-token").await;
    let rejected = strangers.granted_identity(&offer("petition", 1), asking()).await.unwrap_err();
    assert!(matches!(rejected, PeerFault::Rejected(_, Code::Unauthenticated)));
    let (late, _late) = peers(&address, "our-token").await;
    let slow = Asking {
        party: Some(uuid::Uuid::from_u128(9)),
        ..asking()
    };
    let silent = late.granted_identity(&offer("petition", 1), slow).await.unwrap_err();
    assert!(
        matches!(silent, PeerFault::Unreachable(_, Code::DeadlineExceeded | Code::Cancelled)),
        "{silent}"
    );
    running.stop().await.unwrap();

    let gone = late.granted_identity(&offer("petition", 1), asking()).await.unwrap_err();
    assert!(matches!(gone, PeerFault::Unreachable(..)), "{gone}");
    let status = Status::from(gone);
    assert_eq!(
        (status.code(), reason(&status).as_deref()),
        (Code::Unavailable, Some("PEER_UNAVAILABLE"))
    );
}
