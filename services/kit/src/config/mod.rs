//! Configuration: typed, documented in one default file, overridden by a file and then by the environment, and
//! refused as a whole with every error named at once.

mod county;
mod error;
mod hint;
mod read;
mod reader;
mod secret;
mod sections;
mod typed;
mod units;
mod value;
mod weak;
mod words;

#[cfg(test)]
mod tests;

use std::path::Path;

pub use county::{County, NotACounty};
pub use error::{ConfigError, ConfigErrors, Problem, Source};
pub use reader::Reader;
pub use secret::Secret;
pub use sections::{
    AuthConfig, ClientCertificate, Common, DatabaseConfig, FileStore, FilesConfig, Ground, KeptConfig, Keys, NatsConfig, NatsIdentity,
    PartyConfig, PartyKeyFiles, PeersConfig, ServerConfig, TelemetryConfig, TlsConfig,
};
pub use words::{Environment, LogFormat, Need, UnknownWord};

/// The sections every service has, commented; a service's own sections are appended to it.
pub const COMMON_DEFAULTS: &str = include_str!("../../config/default.toml");

/// What every variable of ours begins with.
pub const PREFIX: &str = "SHIYU_";

/// The whole default file of a service, as printed for an operator.
#[must_use]
pub fn default_text(own: &str) -> String {
    format!("{}\n{}", COMMON_DEFAULTS.trim_end(), own)
}

/// The variables of this process that begin with [`PREFIX`].
#[must_use]
pub fn environment() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(name, _)| name.starts_with(PREFIX))
        .collect()
}

/// Reads what a step of its own needs of a service's configuration, and leaves the rest to the service.
///
/// # Errors
/// Everything that is wrong with that part.
pub fn load_part<T>(
    own: &str,
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
    read: impl FnOnce(&mut Reader) -> T,
) -> Result<T, ConfigErrors> {
    let mut reader = Reader::new(&default_text(own)).environment(environment);
    if let Some(path) = file {
        reader = reader.file(path);
    }
    let part = read(&mut reader);
    reader.finish_part().map(|()| part)
}

/// Reads a service's configuration: `own` is the default text of its own sections.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load<T>(
    own: &str,
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
    read: impl FnOnce(&mut Reader) -> T,
) -> Result<T, ConfigErrors> {
    let mut reader = Reader::new(&default_text(own)).environment(environment);
    if let Some(path) = file {
        reader = reader.file(path);
    }
    let config = read(&mut reader);
    reader.finish().map(|()| config)
}
