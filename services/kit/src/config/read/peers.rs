//! The other services of the county: `[peers]`.

use std::collections::BTreeMap;

use super::{is_endpoint, pair};
use crate::config::error::Problem;
use crate::config::{ClientCertificate, PeersConfig, Reader};

impl PeersConfig {
    /// Reads `[peers]`.
    pub fn read(reader: &mut Reader) -> Option<Self> {
        let listed = reader.list("peers.addresses");
        let split = |entry: &String| entry.split_once('=').map(|(service, url)| (service.to_owned(), url.to_owned()));
        let addresses: BTreeMap<String, String> = listed.iter().filter_map(split).filter(|(_, url)| is_endpoint(url)).collect();
        let fit = addresses.len() == listed.len();
        reader.expect("peers.addresses", fit, "service=http://host:port, each service once");
        let ca_file = reader.optional_file("peers.ca_file");
        let encrypted = addresses.values().any(|url| url.starts_with("https:"));
        if encrypted && ca_file.is_none() {
            reader.reject("peers.ca_file", Problem::Missing);
        }
        let certificate = pair(reader, "peers.certificate_file", "peers.key_file");
        let timeout = reader.pace("peers.timeout");
        let token_file = reader.optional_path("peers.token_file");
        if !addresses.is_empty() && token_file.is_none() {
            reader.reject("peers.token_file", Problem::Missing);
        }
        let token_file = token_file.filter(|_| !addresses.is_empty())?;
        Some(Self {
            addresses,
            token_file,
            ca_file,
            certificate: certificate.map(ClientCertificate::from),
            timeout,
        })
    }
}
