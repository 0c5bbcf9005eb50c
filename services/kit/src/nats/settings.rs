//! How to reach the bus.

use std::fmt;
use std::path::PathBuf;

use async_nats::ConnectOptions;
use serde::Deserialize;

/// Where the bus is and who we are there. The account, and so the county, follows from the credentials.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NatsSettings {
    /// `nats://host:port`; several are separated by commas.
    pub url: String,
    /// Who we are; none for a server that asks nobody.
    #[serde(default)]
    pub credentials: Option<Credentials>,
    /// How the connection is protected.
    #[serde(default)]
    pub tls: Tls,
    /// The name the server's monitoring shows.
    #[serde(default = "shiyu")]
    pub name: String,
}

/// Who we are to the server.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Credentials {
    /// A `.creds` file: a user JWT and its seed.
    File {
        /// Where the file is.
        path: PathBuf,
    },
    /// A user of the server's configuration.
    Password {
        /// Its name.
        user: String,
        /// Its password.
        password: String,
    },
}

/// How the connection is protected.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tls {
    /// Refuse a connection without TLS.
    pub required: bool,
    /// Certificates of the authorities to trust, PEM; the system's if there is none.
    pub ca: Option<PathBuf>,
    /// Our own certificate and key, PEM, for a server that asks for them.
    pub identity: Option<Identity>,
}

/// A client certificate.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The certificate.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

impl NatsSettings {
    /// A server that asks nobody who they are.
    #[must_use]
    pub fn at(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            credentials: None,
            tls: Tls::default(),
            name: shiyu(),
        }
    }

    /// The url without what a log must not show.
    pub(super) fn address(&self) -> &str {
        self.url.rsplit_once('@').map_or(self.url.as_str(), |(_, address)| address)
    }
}

impl Tls {
    pub(super) fn apply(&self, options: ConnectOptions) -> ConnectOptions {
        let options = options.require_tls(self.required);
        let options = match &self.ca {
            Some(ca) => options.add_root_certificates(ca.clone()),
            None => options,
        };
        match &self.identity {
            Some(identity) => options.add_client_certificate(identity.certificate.clone(), identity.key.clone()),
            None => options,
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path } => formatter.debug_struct("File").field("path", path).finish(),
            Self::Password { user, .. } => formatter.debug_struct("Password").field("user", user).finish_non_exhaustive(),
        }
    }
}

fn shiyu() -> String {
    "shiyu".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_the_address_nor_the_debug_text_shows_a_password() {
        let mut settings = NatsSettings::at("nats://petition:sesame@nats:4222");
        settings.credentials = Some(Credentials::Password {
            user: "petition".into(),
            password: "sesame".into(),
        });
        assert_eq!(settings.address(), "nats:4222");
        assert!(!format!("{:?}", settings.credentials).contains("sesame"));
    }
}
