//! The door's certificate, and whose certificates it asks callers for. The files are looked at again while the door is open, so that
//! a renewed certificate is shown without a restart.

use std::io;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig, crypto};
use tokio_rustls::server::TlsStream;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt as _};
use tokio_util::sync::CancellationToken;

use super::ServerError;
use super::arrival::{Arrived, Taken};
use crate::config::TlsConfig;

/// How long somebody who connects may take to agree on the encryption.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Connections that agree on their encryption, or wait to be served.
const ARRIVING: usize = 1024;

/// What the files hold: the certificate, its key, and the callers' authority.
type Files = [Option<Vec<u8>>; 3];

/// The certificates of a door, as they were read last.
#[derive(Debug)]
pub(super) struct Certificates {
    config: TlsConfig,
    shown: RwLock<(Files, Arc<ServerConfig>)>,
}

impl Certificates {
    /// Reads them. Blocks.
    pub fn read(config: &TlsConfig) -> Result<Arc<Self>, ServerError> {
        let files = files(config)?;
        let shown = RwLock::new((files.clone(), encryption(&files)?));
        Ok(Arc::new(Self {
            config: config.clone(),
            shown,
        }))
    }

    fn acceptor(&self) -> TlsAcceptor {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        TlsAcceptor::from(shown.1.clone())
    }

    /// Reads them again; whether they had changed. What cannot be used changes nothing.
    fn renew(&self) -> Result<bool, ServerError> {
        let files = files(&self.config)?;
        if self.shown.read().unwrap_or_else(PoisonError::into_inner).0 == files {
            return Ok(false);
        }
        let encryption = encryption(&files)?;
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = (files, encryption);
        Ok(true)
    }

    /// Looks at the files from time to time, until the door closes.
    pub fn watch(self: Arc<Self>, stop: CancellationToken) {
        tokio::spawn(async move {
            let mut tick = tokio::time::interval(self.config.reload_interval);
            tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
            while stop.run_until_cancelled(tick.tick()).await.is_some() {
                let looking = self.clone();
                match tokio::task::spawn_blocking(move || looking.renew()).await {
                    Ok(Ok(false)) => {}
                    Ok(Ok(true)) => tracing::info!("the door shows a renewed certificate"),
                    Ok(Err(error)) => tracing::error!(error = &error as &dyn std::error::Error, "the certificate cannot be renewed"),
                    Err(error) => tracing::error!(error = %error, "the certificate cannot be renewed"),
                }
            }
        });
    }

    /// The connections that have agreed on their encryption, and have so long to greet then. One that is slow about it keeps nobody else
    /// waiting.
    pub fn secure(
        self: Arc<Self>,
        mut incoming: impl Stream<Item = io::Result<Taken>> + Send + Unpin + 'static,
        patience: Duration,
    ) -> ReceiverStream<io::Result<Arrived<TlsStream<TcpStream>>>> {
        let (agreed, connections) = mpsc::channel(ARRIVING);
        tokio::spawn(async move {
            loop {
                // A place is kept first: who cannot be served yet waits at the listener.
                let Ok(kept) = agreed.clone().reserve_owned().await else { return };
                let arrived = tokio::select! {
                    arrived = incoming.next() => arrived,
                    () = agreed.closed() => return,
                };
                let Some(arrived) = arrived else { return };
                let acceptor = self.acceptor();
                tokio::spawn(async move {
                    let Ok((connection, place)) = arrived else { return };
                    match timeout(HANDSHAKE, acceptor.accept(connection)).await {
                        Ok(Ok(connection)) => drop(kept.send(Ok(Arrived::new(connection, place, patience)))),
                        Ok(Err(error)) => tracing::debug!(error = %error, "a connection was not agreed on"),
                        Err(_) => tracing::debug!("a connection was not agreed on in time"),
                    }
                });
            }
        });
        ReceiverStream::new(connections)
    }
}

fn files(config: &TlsConfig) -> Result<Files, ServerError> {
    let authority = config.client_ca_file.as_deref();
    Ok([
        Some(file(&config.certificate_file)?),
        Some(file(&config.key_file)?),
        authority.map(file).transpose()?,
    ])
}

fn file(path: &Path) -> Result<Vec<u8>, ServerError> {
    let name = || path.display().to_string();
    std::fs::read(path).map_err(|source| ServerError::File { file: name(), source })
}

/// TLS 1.2 and 1.3, for HTTP/2 alone.
fn encryption([certificate, key, authority]: &Files) -> Result<Arc<ServerConfig>, ServerError> {
    let provider = Arc::new(crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions();
    let builder = builder.map_err(unusable)?;
    let builder = match authority {
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            for root in chain(authority)? {
                roots.add(root).map_err(unusable)?;
            }
            let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider).build();
            builder.with_client_cert_verifier(verifier.map_err(unusable)?)
        }
        None => builder.with_no_client_auth(),
    };
    let key = PrivateKeyDer::from_pem_slice(key.as_deref().unwrap_or_default()).map_err(unusable)?;
    let chain = chain(certificate.as_deref().unwrap_or_default())?;
    let mut encryption = builder.with_single_cert(chain, key).map_err(unusable)?;
    encryption.alpn_protocols = vec![b"h2".to_vec()];
    Ok(Arc::new(encryption))
}

fn chain(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, ServerError> {
    CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().map_err(unusable)
}

fn unusable(error: impl std::error::Error + Send + Sync + 'static) -> ServerError {
    ServerError::Certificate(Box::new(error))
}

#[cfg(test)]
mod tests {
    use rcgen::generate_simple_self_signed;

    use super::*;

    fn written(folder: &Path) -> TlsConfig {
        let made = generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let write = |name: &str, text: String| {
            let path = folder.join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        TlsConfig {
            certificate_file: write("tls.crt", made.cert.pem()),
            key_file: write("tls.key", made.signing_key.serialize_pem()),
            client_ca_file: None,
            reload_interval: Duration::from_mins(1),
        }
    }

    #[test]
    fn what_cannot_be_used_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let config = written(folder.path());
        let certificates = Certificates::read(&config).unwrap();
        let shown = || certificates.shown.read().unwrap().1.clone();
        let before = shown();
        assert!(!certificates.renew().unwrap(), "they are as they were");
        let key = std::fs::read(&config.key_file).unwrap();
        for spoiled in ["", "no key"] {
            std::fs::write(&config.key_file, spoiled).unwrap();
            assert!(matches!(certificates.renew(), Err(ServerError::Certificate(_))), "{spoiled:?}");
        }
        std::fs::remove_file(&config.key_file).unwrap();
        assert!(matches!(certificates.renew(), Err(ServerError::File { .. })));
        assert!(Arc::ptr_eq(&before, &shown()));
        std::fs::write(&config.key_file, key).unwrap();
        assert!(!certificates.renew().unwrap());
        written(folder.path());
        assert!(certificates.renew().unwrap());
        assert!(!Arc::ptr_eq(&before, &shown()));
    }
}
