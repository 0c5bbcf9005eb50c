//! The door's certificate, and whose certificates it asks callers for.

use std::path::Path;

use tonic::transport::{Certificate, Identity, ServerTlsConfig};

use super::ServerError;
use crate::config::TlsConfig;

pub(super) fn read(config: &TlsConfig) -> Result<ServerTlsConfig, ServerError> {
    let certificate = file(&config.certificate_file)?;
    let key = file(&config.key_file)?;
    let tls = ServerTlsConfig::new().identity(Identity::from_pem(certificate, key));
    match &config.client_ca_file {
        Some(authority) => Ok(tls.client_ca_root(Certificate::from_pem(file(authority)?))),
        None => Ok(tls),
    }
}

fn file(path: &Path) -> Result<Vec<u8>, ServerError> {
    let name = || path.display().to_string();
    std::fs::read(path).map_err(|source| ServerError::File { file: name(), source })
}
