//! What a service is told, whichever way it is run.

use std::path::Path;
use std::time::Duration;

use shiyu_kit::auth::DEVELOPMENT_ISSUER;

/// What a service is told, as variables.
pub(crate) type Settings = Vec<(String, String)>;

/// One of them, before it is anybody's.
pub(crate) type Setting = (&'static str, String);

/// As they are told.
pub(crate) fn told(settings: impl IntoIterator<Item = Setting>) -> Settings {
    settings.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// What every service of a county is told: who signs its tokens, whose keys are in the folder, and its doors, which are open wherever there
/// is room, serve on so long after they were asked to close, and have so long until they are.
pub(crate) fn common(county: &str, folder: &Path, (delay, timeout): (Duration, Duration)) -> [Setting; 7] {
    [
        ("SHIYU_COUNTY__CODE", county.to_owned()),
        ("SHIYU_AUTH__ENVIRONMENT", "development".to_owned()),
        ("SHIYU_AUTH__JWKS_FILE", folder.join("jwks.json").display().to_string()),
        ("SHIYU_AUTH__ISSUER", DEVELOPMENT_ISSUER.to_owned()),
        ("SHIYU_SERVER__LISTEN", "127.0.0.1:0".to_owned()),
        ("SHIYU_SERVER__DRAIN_DELAY", format!("{}ms", delay.as_millis())),
        ("SHIYU_SERVER__DRAIN_TIMEOUT", format!("{}s", timeout.as_secs())),
    ]
}

/// What a service within a test drains in: nobody leads callers to it, so it has nothing to wait for.
pub(crate) const AT_ONCE: (Duration, Duration) = (Duration::from_millis(10), Duration::from_secs(5));
