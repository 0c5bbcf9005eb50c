//! Another service of the county, asked over gRPC with our service token: for what may not travel in facts, and what only its owner can
//! answer. Nobody needs it to decide.

mod fault;

use std::collections::BTreeMap;
use std::time::Duration;

use shiyu_proto::common::v1 as common;
use shiyu_proto::common::v1::identity_service_client::IdentityServiceClient;
use shiyu_proto::common::v1::subject_identity_service_client::SubjectIdentityServiceClient;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity};
use tonic::{Code, Request};
use uuid::Uuid;

use crate::auth::{ServiceToken, ServiceTokenError};
use crate::config::PeersConfig;
use crate::referral::Offer;
use crate::telemetry::current_traceparent;

pub use fault::PeerFault;

/// A way to a peer that shows our token.
pub type Way = InterceptedService<Channel, ServiceToken>;

/// The other services of the county, as far as we are told where they are.
#[derive(Debug, Clone, Default)]
pub struct Peers {
    ways: BTreeMap<String, Way>,
    timeout: Duration,
}

/// Why the peers cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum PeersError {
    /// There is no token to show them.
    #[error(transparent)]
    Token(#[from] ServiceTokenError),
    /// Their certificates' authority, or what we show them, cannot be read.
    #[error("the authority of the peers' certificates, or our own certificate, cannot be read")]
    Authority(#[from] std::io::Error),
    /// An address is none.
    #[error("an address of a peer cannot be used")]
    Address(#[from] tonic::transport::Error),
}

/// What is asked about an offer that was made to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// The request's own id: what is asked twice under it is on the other's record once.
    pub request: Uuid,
    /// One party; none: everybody who stands in the case.
    pub party: Option<Uuid>,
}

impl Peers {
    /// Ways to all that are configured. Nobody is called yet: a peer that is down is found out when it is asked.
    ///
    /// # Errors
    /// [`PeersError`].
    pub async fn open(config: Option<&PeersConfig>) -> Result<Self, PeersError> {
        let Some(config) = config else { return Ok(Self::default()) };
        let token = ServiceToken::file(&config.token_file).await?;
        let tls = tls(config).await?;
        let mut ways = BTreeMap::new();
        for (service, address) in &config.addresses {
            let mut endpoint = Endpoint::from_shared(address.clone())?.connect_timeout(config.timeout);
            if let Some(tls) = &tls {
                endpoint = endpoint.tls_config(tls.clone())?;
            }
            ways.insert(service.clone(), InterceptedService::new(endpoint.connect_lazy(), token.clone()));
        }
        Ok(Self {
            ways,
            timeout: config.timeout,
        })
    }

    /// The way to a service, for a client of its own contracts.
    ///
    /// # Errors
    /// [`PeerFault::NotConfigured`].
    pub fn way(&self, service: &str) -> Result<Way, PeerFault> {
        let way = self.ways.get(service).cloned();
        way.ok_or_else(|| PeerFault::NotConfigured(service.to_owned()))
    }

    /// A call with our deadline and the trace it belongs to.
    pub fn request<T>(&self, message: T) -> Request<T> {
        let mut request = Request::new(message);
        request.set_timeout(self.timeout);
        if let Some(Ok(trace)) = current_traceparent().map(|trace| trace.parse()) {
            request.metadata_mut().insert("traceparent", trace);
        }
        request
    }

    /// What the offering service granted us of who stands in its case (G-13): asked for at the moment it is needed, and not kept.
    ///
    /// # Errors
    /// [`PeerFault`]; `NOT_GRANTED` among what the other refuses, when the grant has ended.
    pub async fn granted_identity(&self, offer: &Offer, asking: Asking) -> Result<Vec<common::GrantedParty>, PeerFault> {
        let message = common::ReadGrantedIdentityRequest {
            name: offer.case.clone(),
            request_id: asking.request.to_string(),
            referral: offer.referral.to_string(),
            party: asking.party.map(|party| party.to_string()).unwrap_or_default(),
        };
        let mut client = IdentityServiceClient::new(self.way(&offer.from)?);
        let asked = tokio::time::timeout(self.timeout, client.read_granted_identity(self.request(message)));
        match asked.await {
            Ok(Ok(answer)) => Ok(answer.into_inner().parties),
            Ok(Err(status)) => Err(PeerFault::of(&offer.from, status)),
            Err(_) => Err(PeerFault::Unreachable(offer.from.clone(), Code::DeadlineExceeded)),
        }
    }

    /// Who asks about their own data (S13), of the petition service, by the request's name: read when it is needed, and not kept.
    ///
    /// # Errors
    /// [`PeerFault`]; `NOT_GRANTED` among what it refuses, when we were not asked or have answered.
    pub async fn subject(&self, name: String) -> Result<Option<common::Identity>, PeerFault> {
        const TAKES_IN: &str = "petition";
        let mut client = SubjectIdentityServiceClient::new(self.way(TAKES_IN)?);
        let asked = tokio::time::timeout(self.timeout, client.read_subject(self.request(common::ReadSubjectRequest { name })));
        match asked.await {
            Ok(Ok(answer)) => Ok(answer.into_inner().identity),
            Ok(Err(status)) => Err(PeerFault::of(TAKES_IN, status)),
            Err(_) => Err(PeerFault::Unreachable(TAKES_IN.to_owned(), Code::DeadlineExceeded)),
        }
    }
}

/// How peers are called by https; none if nothing says whose certificates count.
async fn tls(config: &PeersConfig) -> Result<Option<ClientTlsConfig>, std::io::Error> {
    let Some(authority) = &config.ca_file else { return Ok(None) };
    let mut tls = ClientTlsConfig::new().ca_certificate(Certificate::from_pem(tokio::fs::read(authority).await?));
    if let Some(own) = &config.certificate {
        let (chain, key) = (tokio::fs::read(&own.certificate_file).await?, tokio::fs::read(&own.key_file).await?);
        tls = tls.identity(Identity::from_pem(chain, key));
    }
    Ok(Some(tls))
}
