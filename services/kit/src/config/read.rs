//! How each common section is read, and which keys do not go together.

mod auth;
mod kept;
mod peers;

use std::collections::BTreeSet;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use async_nats::ServerAddr;
use http::Uri;
use tracing_subscriber::EnvFilter;

use super::error::Problem;
use super::weak;
use super::{
    AuthConfig, ClientCertificate, Common, County, DatabaseConfig, Environment, FilesConfig, Ground, KeptConfig, LogFormat, NatsConfig,
    NatsIdentity, Need, PartyConfig, PeersConfig, Reader, Secret, ServerConfig, TelemetryConfig, TlsConfig,
};
use crate::unit::{CommandOffices, MediatingOffices};

impl Common {
    /// Reads every common section.
    pub fn read(reader: &mut Reader) -> Self {
        let common = Self {
            county: county(reader),
            command_offices: command(reader),
            mediating_offices: mediating(reader),
            server: ServerConfig::read(reader),
            database: DatabaseConfig::read(reader),
            nats: NatsConfig::read(reader),
            telemetry: TelemetryConfig::read(reader),
            auth: AuthConfig::read(reader),
            gather: gathered(reader),
            desk: desk(reader),
            party: PartyConfig::read(reader),
            kept_identities: kept(reader),
            keep_acts_days: reader.number("retention.acts_days", 30..=36_525),
            files: FilesConfig::read(reader),
            peers: PeersConfig::read(reader),
        };
        if common.auth.environment == Environment::Production {
            weak::note(reader, &common);
        }
        common
    }
}

impl Ground {
    /// Reads what a step on the tables needs, and nothing else.
    pub fn read(reader: &mut Reader) -> Self {
        Self {
            county: county(reader),
            database: DatabaseConfig::read(reader),
            telemetry: TelemetryConfig::read(reader),
        }
    }
}

/// Days; 0 says nothing.
fn kept(reader: &mut Reader) -> KeptConfig {
    const LEAST: u32 = 30;
    let [usual_days, major_days] = ["retention.identities_days", "retention.major_identities_days"].map(|key| {
        let days = reader.number(key, 0..=36_525);
        if (1..LEAST).contains(&days) {
            reader.reject(key, Problem::Conflict(format!("is less than {LEAST} days, and not 0")));
        }
        NonZeroU32::new(days)
    });
    KeptConfig { usual_days, major_days }
}

fn county(reader: &mut Reader) -> County {
    let digits = "six digits of an administrative division";
    reader.parsed("county.code", digits, County::placeholder())
}

fn command(reader: &mut Reader) -> CommandOffices {
    let told = CommandOffices::of(&reader.list("offices.command"));
    reader.expect("offices.command", told.is_some(), "letters of offices, as in ZHZ");
    told.unwrap_or_default()
}

fn mediating(reader: &mut Reader) -> MediatingOffices {
    let keys = ["offices.mediation_centre", "offices.mediation_committee", "offices.justice"];
    let [centres, committees, justice] = keys.map(|key| {
        let told = reader.list(key);
        let fits = MediatingOffices::of(&told, &[], &[]).is_some();
        reader.expect(key, fits, "letters of offices, as in TJZX");
        told
    });
    MediatingOffices::of(&centres, &committees, &justice).unwrap_or_default()
}

fn desk(reader: &mut Reader) -> Option<String> {
    let code = reader.optional_text("city.desk");
    let fit = code.as_ref().is_none_or(|code| code.parse::<County>().is_ok());
    reader.expect("city.desk", fit, "the six digits of a city's code");
    code
}

fn gathered(reader: &mut Reader) -> Vec<String> {
    let codes = reader.list("city.gather");
    let counties: BTreeSet<&str> = codes
        .iter()
        .filter(|code| code.parse::<County>().is_ok())
        .map(String::as_str)
        .collect();
    let fit = counties.len() == codes.len();
    reader.expect("city.gather", fit, "codes of six digits, each once");
    codes
}

impl ServerConfig {
    /// Reads `[server]`.
    pub fn read(reader: &mut Reader) -> Self {
        Self {
            listen: reader.address("server.listen"),
            http_listen: reader.optional("server.http_listen", "an address such as 0.0.0.0:8080", |shape| {
                shape.text()?.parse().ok()
            }),
            ready_with: needs(reader),
            tls: TlsConfig::read(reader),
            max_message_bytes: reader.size("server.max_message"),
            max_concurrent: reader.number("server.max_concurrent", 1..=100_000),
            max_connections: reader.number("server.max_connections", 1..=100_000),
            request_timeout: reader.pace("server.request_timeout"),
            drain_delay: reader.duration("server.drain_delay"),
            drain_timeout: reader.duration("server.drain_timeout"),
            keepalive_interval: reader.pace("server.keepalive_interval"),
            keepalive_timeout: reader.pace("server.keepalive_timeout"),
        }
    }
}

fn needs(reader: &mut Reader) -> Vec<Need> {
    let words = reader.list("server.ready_with");
    let needs: Vec<Need> = words.iter().filter_map(|word| word.parse().ok()).collect();
    reader.expect("server.ready_with", needs.len() == words.len(), "words of: database, stream");
    needs
}

impl TlsConfig {
    fn read(reader: &mut Reader) -> Option<Self> {
        let client_ca_file = reader.optional_file("server.tls.client_ca_file");
        let own = pair(reader, "server.tls.certificate_file", "server.tls.key_file");
        if client_ca_file.is_some() && !reader.is_set("server.tls.certificate_file") && !reader.is_set("server.tls.key_file") {
            reader.reject("server.tls.certificate_file", Problem::Missing);
        }
        let reload_interval = reader.pace("server.tls.reload_interval");
        own.map(|(certificate_file, key_file)| Self {
            certificate_file,
            key_file,
            client_ca_file,
            reload_interval,
        })
    }
}

/// The files of a certificate and its key.
fn pair(reader: &mut Reader, certificate: &str, key: &str) -> Option<(PathBuf, PathBuf)> {
    let files = (reader.optional_file(certificate), reader.optional_file(key));
    both(reader, (certificate, files.0), (key, files.1))
}

/// Two values of which neither is of use without the other.
fn both<A, B>(reader: &mut Reader, one: (&str, Option<A>), other: (&str, Option<B>)) -> Option<(A, B)> {
    let missing = match (reader.is_set(one.0), reader.is_set(other.0)) {
        (true, false) => Some(other.0),
        (false, true) => Some(one.0),
        (true, true) | (false, false) => None,
    };
    if let Some(key) = missing {
        reader.reject(key, Problem::Missing);
    }
    one.1.zip(other.1)
}

impl DatabaseConfig {
    /// Reads `[database]`.
    pub fn read(reader: &mut Reader) -> Self {
        let given = reader.is_set("database.url") || reader.is_set("database.url_file");
        let url = reader.secret("database.url");
        if !given {
            reader.reject("database.url", Problem::Missing);
        }
        let known = |url: &Secret| {
            ["postgres://", "postgresql://", "sqlite:"]
                .iter()
                .any(|scheme| url.reveal().starts_with(scheme))
        };
        let key = if reader.is_set("database.url") {
            "database.url"
        } else {
            "database.url_file"
        };
        reader.expect(key, url.as_ref().is_none_or(known), "postgres://… or sqlite://…");
        Self {
            url: url.unwrap_or_else(|| Secret::new("")),
            migrate: reader.flag("database.migrate"),
            max_connections: reader.number("database.max_connections", 1..=1_000),
        }
    }
}

impl NatsConfig {
    /// Reads `[nats]`.
    pub fn read(reader: &mut Reader) -> Self {
        let certificate = pair(reader, "nats.certificate_file", "nats.key_file");
        let url = reader.text("nats.url");
        let is_server = |server: &str| server.trim().parse::<ServerAddr>().is_ok();
        reader.expect(
            "nats.url",
            url.split(',').all(is_server),
            "nats://host:port or tls://host:port, separated by commas",
        );
        Self {
            url,
            identity: NatsIdentity::read(reader),
            ca_file: reader.optional_file("nats.ca_file"),
            certificate: certificate.map(ClientCertificate::from),
            replicas: reader.number("nats.replicas", 1..=5),
            ack_wait: reader.at_least("nats.ack_wait", Duration::from_secs(1)),
        }
    }
}

impl NatsIdentity {
    fn read(reader: &mut Reader) -> Option<Self> {
        let credentials = reader.optional_file("nats.credentials_file");
        let nkey = reader.secret_file("nats.nkey_file");
        let (user, password) = (reader.optional_text("nats.user"), reader.secret_file("nats.password_file"));
        let account = both(reader, ("nats.user", user), ("nats.password_file", password));
        let mut given = ["nats.credentials_file", "nats.nkey_file", "nats.user"].into_iter();
        if let Some(first) = given.by_ref().find(|key| reader.is_set(key)) {
            for other in given.filter(|key| reader.is_set(key)).collect::<Vec<_>>() {
                reader.reject(other, Problem::Conflict(format!("is given beside {first}")));
            }
        }
        let account = account.map(|(user, password)| Self::Password { user, password });
        credentials.map(Self::Credentials).or(nkey.map(Self::Nkey)).or(account)
    }
}

impl TelemetryConfig {
    /// Reads `[telemetry]`.
    pub fn read(reader: &mut Reader) -> Self {
        let otlp_endpoint = reader.optional_text("telemetry.otlp_endpoint");
        let otlp_ca_file = reader.optional_file("telemetry.otlp_ca_file");
        let encrypted = otlp_endpoint.as_ref().is_some_and(|url| url.starts_with("https:"));
        if encrypted && otlp_ca_file.is_none() {
            reader.reject("telemetry.otlp_ca_file", Problem::Missing);
        }
        let address = "http://host:port or https://host:port";
        reader.expect("telemetry.otlp_endpoint", otlp_endpoint.as_deref().is_none_or(is_endpoint), address);
        let log_filter = reader.text("telemetry.log_filter");
        reader.expect(
            "telemetry.log_filter",
            EnvFilter::try_new(&log_filter).is_ok(),
            "the syntax of RUST_LOG",
        );
        Self {
            otlp_endpoint,
            otlp_ca_file,
            log_format: reader.parsed("telemetry.log_format", "json or plain", LogFormat::Json),
            log_filter,
            sample_ratio: reader.ratio("telemetry.sample_ratio"),
            metric_interval: reader.pace("telemetry.metric_interval"),
        }
    }
}

fn is_endpoint(url: &str) -> bool {
    let url = url.parse::<Uri>().ok();
    url.is_some_and(|url| matches!(url.scheme_str(), Some("http" | "https")) && url.host().is_some())
}
