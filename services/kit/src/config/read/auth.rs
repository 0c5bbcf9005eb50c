//! Who may come in: `[auth]`.

use crate::auth::{self, AuthConfigError};
use crate::config::error::Problem;
use crate::config::{AuthConfig, Environment, Keys, Reader};

impl AuthConfig {
    /// Reads `[auth]`.
    pub fn read(reader: &mut Reader) -> Self {
        let words = "production or development";
        let environment = reader.parsed("auth.environment", words, Environment::Production);
        let file = reader.optional_path("auth.jwks_file");
        if let Some(Err(trouble)) = file.as_deref().map(auth::check_key_file) {
            reader.reject("auth.jwks_file", Problem::Unreadable(trouble));
        }
        let provider = reader.optional_text("auth.oidc_issuer");
        let issuer = reader.optional_text("auth.issuer").or_else(|| provider.clone());
        if issuer.is_none() {
            reader.reject("auth.issuer", Problem::Missing);
        }
        let keys = match (file, provider) {
            (Some(file), None) => Keys::File(file),
            (None, Some(provider)) => Keys::Provider(provider),
            (Some(file), Some(_)) => {
                let text = "is given beside auth.jwks_file".to_owned();
                reader.reject("auth.oidc_issuer", Problem::Conflict(text));
                Keys::File(file)
            }
            (None, None) => {
                reader.reject("auth.jwks_file", Problem::Missing);
                Keys::Provider(String::new())
            }
        };
        let audience = reader.text("auth.audience");
        let config = Self {
            environment,
            keys,
            issuer: issuer.unwrap_or_default(),
            audience,
        };
        config.note(reader);
        config
    }

    /// What no verifier may be built from; what is missing was noted before.
    fn note(&self, reader: &mut Reader) {
        for error in self.check().err().unwrap_or_default() {
            let key = match &error {
                AuthConfigError::Blank(_) => continue,
                AuthConfigError::InsecureUrl(url) if url.is_empty() => continue,
                AuthConfigError::InsecureUrl(_) => "auth.oidc_issuer",
                AuthConfigError::DevelopmentIssuer => "auth.issuer",
            };
            reader.reject(key, Problem::Conflict(error.to_string()));
        }
    }
}
