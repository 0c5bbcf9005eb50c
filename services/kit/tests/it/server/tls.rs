//! The door's certificate, and its callers'.

use std::path::Path;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use shiyu_kit::config::{ServerConfig, TlsConfig};
use shiyu_kit::server::ServerError;
use shiyu_kit::testkit::eventually;
use tonic::Code;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity};

use crate::desk::{Desk, call, config, open, origin};

struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// A certificate and its key.
    fn certify(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        (params.signed_by(&key, &self.0).unwrap().pem(), key.serialize_pem())
    }

    fn tls(&self, folder: &Path, callers: Option<&Self>) -> TlsConfig {
        let (certificate, key) = self.certify("localhost");
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        TlsConfig {
            certificate_file: write("tls.crt", &certificate),
            key_file: write("tls.key", &key),
            client_ca_file: callers.map(|authority| write("ca.crt", &authority.0.pem())),
            reload_interval: Duration::from_millis(50),
        }
    }
}

/// A call over TLS, with the certificate of `caller` if any.
async fn knock(port: u16, trusted: &Authority, caller: Option<(String, String)>) -> Result<Vec<u8>, Code> {
    let mut tls = ClientTlsConfig::new()
        .domain_name("localhost")
        .ca_certificate(Certificate::from_pem(trusted.0.pem()));
    if let Some((certificate, key)) = caller {
        tls = tls.identity(Identity::from_pem(certificate, key));
    }
    let endpoint = Endpoint::from_shared(format!("https://127.0.0.1:{port}"))
        .unwrap()
        .tls_config(tls)
        .unwrap();
    let channel: Channel = endpoint.connect_lazy();
    call(&channel, "Echo", b"hello").await.map_err(|status| status.code())
}

#[tokio::test]
async fn a_caller_checks_the_doors_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, strange) = (Authority::new(), Authority::new());
    let config = ServerConfig {
        tls: Some(ours.tls(folder.path(), None)),
        ..config()
    };
    let running = open(&config, &Desk::new()).await;
    let port = running.address().port();
    assert_eq!(knock(port, &ours, None).await, Ok(b"hello".to_vec()));
    assert_eq!(knock(port, &strange, None).await, Err(Code::Unavailable));
}

#[tokio::test]
async fn with_mtls_only_a_certified_caller_is_let_in() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, strange) = (Authority::new(), Authority::new());
    let config = ServerConfig {
        tls: Some(ours.tls(folder.path(), Some(&ours))),
        ..config()
    };
    let running = open(&config, &Desk::new()).await;
    let port = running.address().port();
    let certified = Some(ours.certify("petition"));
    assert_eq!(knock(port, &ours, certified).await, Ok(b"hello".to_vec()));
    assert!(knock(port, &ours, None).await.is_err());
    assert!(knock(port, &ours, Some(strange.certify("petition"))).await.is_err());
}

#[tokio::test]
async fn a_certificate_that_is_not_there_is_an_error_at_start() {
    let tls = TlsConfig {
        certificate_file: "/nowhere/tls.crt".into(),
        key_file: "/nowhere/tls.key".into(),
        client_ca_file: None,
        reload_interval: Duration::from_mins(1),
    };
    let config = ServerConfig {
        tls: Some(tls),
        ..config()
    };
    let started = shiyu_kit::server::Server::new(&config, origin()).start().await;
    assert!(matches!(started, Err(ServerError::File { .. })));
}

#[tokio::test]
async fn a_renewed_certificate_is_shown_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (Authority::new(), Authority::new());
    let config = ServerConfig {
        tls: Some(before.tls(folder.path(), Some(&before))),
        ..config()
    };
    let running = open(&config, &Desk::new()).await;
    let port = running.address().port();
    let (old, new) = (before.certify("petition"), after.certify("petition"));
    assert_eq!(knock(port, &before, Some(old.clone())).await, Ok(b"hello".to_vec()));
    after.tls(folder.path(), Some(&after));
    eventually(Duration::from_secs(10), || {
        let (after, new) = (&after, new.clone());
        async move { knock(port, after, Some(new)).await == Ok(b"hello".to_vec()) }
    })
    .await;
    let old = knock(port, &before, Some(old)).await;
    assert!(old.is_err(), "neither is the old one shown nor its authority believed");
}

#[tokio::test]
async fn somebody_who_says_nothing_keeps_nobody_waiting_and_does_not_hold_the_door() {
    let folder = tempfile::tempdir().unwrap();
    let ours = Authority::new();
    let config = ServerConfig {
        tls: Some(ours.tls(folder.path(), None)),
        ..config()
    };
    let running = open(&config, &Desk::new()).await;
    let address = running.address();
    let silent = tokio::net::TcpStream::connect(address).await.unwrap();
    assert_eq!(knock(address.port(), &ours, None).await, Ok(b"hello".to_vec()));
    running.stop().await.unwrap();
    drop(silent);
}
