//! The city desk and the counties of a development city. Codes: GB/T 2260.

use std::net::SocketAddr;

use shiyu_kit::auth::{AuthConfig, DevelopmentIssuer, Keys};
use shiyu_kit::config::{LogFormat, environment};
use shiyu_petition::Config;

use super::bus::{Bus, CITY};
use super::folder::Folder;
use crate::city_file::Deployment;
use crate::failure::Failure;

/// A deployment of the development city.
pub struct Place {
    /// Its code.
    pub county: &'static str,
    name: &'static str,
    /// Its petition office's word in the numbers of petitions (机关代字).
    word: &'static str,
}

fn keys(auth: &AuthConfig) -> String {
    match &auth.keys {
        Keys::File(path) => path.display().to_string(),
        Keys::Provider(_) => String::new(),
    }
}

/// The highest first port under which every county still has one of its own: a code's last two digits are added to it.
pub const HIGHEST_BASE_PORT: u16 = u16::MAX - 99;

/// The city desk first, then the counties.
pub const PLACES: [Place; 3] = [
    Place {
        county: CITY,
        name: "绍兴市",
        word: "绍信访",
    },
    Place {
        county: "330602",
        name: "越城区",
        word: "越信访",
    },
    Place {
        county: "330681",
        name: "诸暨市",
        word: "诸信访",
    },
];

impl Place {
    /// The petition service's configuration here. The environment may say more, as in `SHIYU_TELEMETRY__OTLP_ENDPOINT`.
    ///
    /// # Errors
    /// [`Failure::Usage`] with everything that is wrong in the environment.
    pub fn config(&self, folder: &Folder, issuer: &DevelopmentIssuer, bus: &Bus, base_port: u16) -> Result<Config, Failure> {
        let auth = issuer.auth_config();
        let ours = [
            ("SHIYU_COUNTY__CODE", self.county.to_owned()),
            ("SHIYU_DATABASE__URL", folder.database(self.county, "petition")?),
            ("SHIYU_SERVER__LISTEN", format!("127.0.0.1:{}", self.port(base_port))),
            ("SHIYU_SERVER__DRAIN_DELAY", "0s".to_owned()),
            ("SHIYU_AUTH__ENVIRONMENT", "development".to_owned()),
            ("SHIYU_AUTH__JWKS_FILE", keys(&auth)),
            ("SHIYU_AUTH__ISSUER", auth.issuer.clone()),
            ("SHIYU_PARTY__ENVELOPE_KEY_FILE", self.key(folder, "party.envelope")?),
            ("SHIYU_PARTY__INDEX_KEY_FILE", self.key(folder, "party.index")?),
        ];
        let ours = ours.map(|(name, value)| (name.to_owned(), value));
        // Only settings have two underscores; the others are for this command itself.
        let theirs = environment()
            .into_iter()
            .filter(|(name, _)| name.contains("__") && !ours.iter().any(|(our, _)| our == name));
        let mut config = Config::load(None, theirs.chain(ours.clone())).map_err(|errors| Failure::Usage(errors.to_string()))?;
        config.common.auth = auth;
        config.common.nats = bus.door(self.county);
        config.common.telemetry.log_format = LogFormat::Plain;
        if config.common.telemetry.log_filter == "info" {
            "warn".clone_into(&mut config.common.telemetry.log_filter);
        }
        if config.number_words.is_empty() {
            config.number_words.insert(format!("{}-XFJ", self.county), self.word.to_owned());
        }
        if self.county == CITY {
            config.common.gather = PLACES
                .iter()
                .map(|place| place.county.to_owned())
                .filter(|county| county != CITY)
                .collect();
        } else {
            config.common.desk = Some(CITY.to_owned());
        }
        Ok(config)
    }

    fn key(&self, folder: &Folder, name: &str) -> Result<String, Failure> {
        Ok(folder.key(self.county, name)?.display().to_string())
    }

    /// Where it can be reached.
    #[must_use]
    pub fn deployment(&self, address: SocketAddr) -> Deployment {
        Deployment {
            county: self.county.to_owned(),
            name: self.name.to_owned(),
            address: format!("http://{address}"),
        }
    }

    fn port(&self, base: u16) -> u16 {
        let above = self.county.get(4..).and_then(|digits| digits.parse().ok()).unwrap_or(0);
        if base == 0 { 0 } else { base.saturating_add(above) }
    }
}
