//! The city desk and the counties of a development city. Codes: GB/T 2260.

use shiyu_kit::auth::{AuthConfig, DevelopmentIssuer, Keys};
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::{Common, ConfigErrors, LogFormat, environment};

use super::bus::{Bus, CITY};
use super::folder::Folder;
use super::services::{Opened, SERVICES};
use crate::city_file::Deployment;
use crate::cli::Service;
use crate::failure::Failure;

/// A deployment of the development city.
pub struct Place {
    /// Its code.
    pub county: &'static str,
    name: &'static str,
    /// Its petition office's word in the numbers of petitions (机关代字).
    pub word: &'static str,
    /// And its mediation centre's, in those of disputes.
    pub dispute_word: &'static str,
    /// And its enforcement bureau's, in those of cases.
    pub enforcement_word: &'static str,
}

fn keys(auth: &AuthConfig) -> String {
    match &auth.keys {
        Keys::File(path) => path.display().to_string(),
        Keys::Provider(_) => String::new(),
    }
}

/// The highest first port under which every service of every county still has one of its own: a code's last two digits are added to
/// it, and a hundred for every one of five services but the first.
pub const HIGHEST_BASE_PORT: u16 = u16::MAX - 99 - 400;

/// The city desk first, then the counties.
pub const PLACES: [Place; 3] = [
    Place {
        county: CITY,
        name: "绍兴市",
        word: "绍信访",
        dispute_word: "绍调",
        enforcement_word: "绍综执",
    },
    Place {
        county: "330602",
        name: "越城区",
        word: "越信访",
        dispute_word: "越调",
        enforcement_word: "越综执",
    },
    Place {
        county: "330681",
        name: "诸暨市",
        word: "诸信访",
        dispute_word: "诸调",
        enforcement_word: "诸综执",
    },
];

/// What a service of the development city is started with.
pub struct Ground<'a> {
    /// Where everything is kept.
    pub folder: &'a Folder,
    /// Whose tokens are believed.
    pub issuer: &'a DevelopmentIssuer,
    /// The bus.
    pub bus: &'a Bus,
    /// The first port.
    pub base_port: u16,
    /// Everybody's clock.
    pub clock: &'a WallClock,
}

impl Place {
    /// What a service is told here. The environment may say more, as in `SHIYU_TELEMETRY__OTLP_ENDPOINT`.
    ///
    /// # Errors
    /// [`Failure::File`] when a key or a folder of it cannot be made.
    pub fn settings(&self, service: Service, ground: &Ground<'_>) -> Result<Vec<(String, String)>, Failure> {
        let auth = ground.issuer.auth_config();
        let folder = ground.folder;
        let mut ours = vec![
            ("SHIYU_COUNTY__CODE", self.county.to_owned()),
            ("SHIYU_DATABASE__URL", folder.database(self.county, service.as_str())?),
            (
                "SHIYU_SERVER__LISTEN",
                format!("127.0.0.1:{}", self.port(service, ground.base_port)),
            ),
            ("SHIYU_SERVER__DRAIN_DELAY", "0s".to_owned()),
            ("SHIYU_AUTH__ENVIRONMENT", "development".to_owned()),
            ("SHIYU_AUTH__JWKS_FILE", keys(&auth)),
            ("SHIYU_AUTH__ISSUER", auth.issuer.clone()),
            ("SHIYU_PARTY__ENVELOPE_KEY_FILE", self.key(folder, "party.envelope")?),
            ("SHIYU_PARTY__INDEX_KEY_FILE", self.key(folder, "party.index")?),
        ];
        if keeps_files(service) {
            ours.push(("SHIYU_FILES__STORE", "folder".to_owned()));
            ours.push(("SHIYU_FILES__FOLDER", folder.files(self.county)?.display().to_string()));
        }
        let ours: Vec<(String, String)> = ours.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let is_ours = |name: &str| ours.iter().any(|(our, _)| our == name);
        let mut settings: Vec<_> = environment()
            .into_iter()
            .filter(|(name, _)| may_be_of(service, name) && !is_ours(name))
            .collect();
        settings.extend(ours);
        Ok(settings)
    }

    /// Whether it is the city desk.
    #[must_use]
    pub fn is_city(&self) -> bool {
        self.county == CITY
    }

    /// Who it is to the bus and to the other deployments.
    pub fn settle(&self, common: &mut Common, ground: &Ground<'_>) {
        common.auth = ground.issuer.auth_config();
        common.nats = ground.bus.door(self.county);
        common.telemetry.log_format = LogFormat::Plain;
        if common.telemetry.log_filter == "info" {
            "warn".clone_into(&mut common.telemetry.log_filter);
        }
        if self.county == CITY {
            let counties = PLACES.iter().map(|place| place.county.to_owned());
            common.gather = counties.filter(|county| county != CITY).collect();
        } else {
            common.desk = Some(CITY.to_owned());
        }
    }

    fn key(&self, folder: &Folder, name: &str) -> Result<String, Failure> {
        Ok(folder.key(self.county, name)?.display().to_string())
    }

    /// Where its services can be reached.
    #[must_use]
    pub fn deployment(&self, doors: impl IntoIterator<Item = Opened>) -> Deployment {
        let door = |(service, address): Opened| (service.as_str().to_owned(), format!("http://{address}"));
        Deployment {
            county: self.county.to_owned(),
            name: self.name.to_owned(),
            services: doors.into_iter().map(door).collect(),
        }
    }

    fn port(&self, service: Service, base: u16) -> u16 {
        let above: u16 = self.county.get(4..).and_then(|digits| digits.parse().ok()).unwrap_or(0);
        let hundreds = (0..).zip(&SERVICES).find(|(_, entry)| entry.service == service);
        let hundreds: u16 = hundreds.map_or(0, |(hundreds, _)| hundreds);
        if base == 0 {
            0
        } else {
            base.saturating_add(above + 100 * hundreds)
        }
    }
}

fn keeps_files(service: Service) -> bool {
    match service {
        Service::Petition | Service::Mediation | Service::Assessment => false,
        Service::Grid | Service::Enforcement => true,
    }
}

/// Whether a variable may be a setting of this service: only settings have two underscores (the others are for this command
/// itself), and what stands in another's own section is not ours.
fn may_be_of(service: Service, name: &str) -> bool {
    let Some((section, _)) = name.trim_start_matches("SHIYU_").split_once("__") else {
        return false;
    };
    let heading = format!("[{}]", section.to_lowercase());
    let owners = SERVICES.iter().filter(|entry| entry.own.contains(&heading));
    let mut owners = owners.map(|entry| entry.service).peekable();
    owners.peek().is_none() || owners.any(|owner| owner == service)
}

/// Everything that is wrong with a configuration.
pub(super) fn usage(errors: &ConfigErrors) -> Failure {
    Failure::Usage(errors.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_goes_to_the_service_it_is_of() {
        let of = |service, name| may_be_of(service, name);
        assert!(of(Service::Petition, "SHIYU_STATUS__CALLS_PER_MINUTE_OF_AN_ADDRESS"));
        assert!(!of(Service::Grid, "SHIYU_STATUS__CALLS_PER_MINUTE_OF_AN_ADDRESS"));
        assert!(of(Service::Grid, "SHIYU_REPORTS__DEFAULT_CLASS") && !of(Service::Petition, "SHIYU_REPORTS__DEFAULT_CLASS"));
        for service in [
            Service::Petition,
            Service::Grid,
            Service::Mediation,
            Service::Enforcement,
            Service::Assessment,
        ] {
            assert!(of(service, "SHIYU_TELEMETRY__LOG_FILTER"));
            assert!(of(service, "SHIYU_TELEMETRIE__LOG_FILTER"), "a slip is told, whoever reads it");
            assert!(!of(service, "SHIYU_BASE_PORT"));
        }
    }
}
