//! A county, or the city's desk: its services, its account on the bus, its keys.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::future::join_all;
use shiyu_kit::auth::{DevelopmentIssuer, Kind, Principal};
use shiyu_kit::broker::Account;
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::{Environment, NatsConfig};
use shiyu_kit::nats::{Nats, connect};
use shiyu_kit::party::keys;
use tempfile::TempDir;

use super::office::{DRAIN, Doors, Office};
use super::programs::Programs;
use super::{Plan, SERVICES};
use crate::settings::{self, Setting};
use crate::{Backends, Servers, Storage};

/// What the places of a city have in common: who signs tokens, the bus, and a folder.
#[derive(Debug)]
pub struct Ground {
    issuer: DevelopmentIssuer,
    tokens: Mutex<HashMap<String, String>>,
    folder: TempDir,
    nats: String,
    copies: u8,
    desk: Option<&'static str>,
    counties: Vec<&'static str>,
}

/// The keys of a service's party vault.
const VAULT: [&str; 2] = ["envelope", "index"];

impl Ground {
    pub(super) fn lay(plan: &Plan, backends: &Backends) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self {
            issuer: DevelopmentIssuer::open(folder.path(), Environment::Development).expect("an issuer of tokens"),
            tokens: Mutex::default(),
            folder,
            nats: backends.nats_url.clone(),
            copies: if backends.servers == Servers::Three { 3 } else { 1 },
            desk: plan.desk,
            counties: plan.counties.clone(),
        }
    }

    /// The folder of everything.
    pub(super) fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// A token for some hours; the same again for who asks again.
    pub(super) fn token(&self, principal: &Principal) -> String {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        let who = format!("{principal:?}");
        let now = WallClock::system().now();
        let fresh = || self.issuer.issue(principal, time::Duration::hours(6), now).expect("a token");
        tokens.entry(who).or_insert_with(fresh).clone()
    }

    /// A file of the folder with this in it.
    fn kept(&self, name: &str, text: &str) -> String {
        let file = self.folder.path().join(name);
        std::fs::write(&file, text).expect("a file in the folder");
        file.display().to_string()
    }
}

/// A county, or the city's desk.
#[derive(Debug)]
pub struct Place {
    /// Its code.
    pub code: &'static str,
    offices: Vec<Office>,
    owner: &'static str,
    bus: NatsConfig,
}

impl Place {
    /// Lays out its services, before anything of it runs.
    pub(super) async fn lay(code: &'static str, ground: Arc<Ground>, plan: &Plan, backends: &Backends) -> Self {
        let mut offices = Vec::new();
        for service in plan.services.iter().copied() {
            assert!(SERVICES.contains(&service), "{service} is no service");
            let database = match plan.storage {
                Storage::Postgres => {
                    let database = backends.database().await;
                    (database.url().to_owned(), Some(database))
                }
                Storage::Sqlite => {
                    let file = ground.folder().join(format!("{code}.{service}.sqlite"));
                    (format!("sqlite://{}?mode=rwc", file.display()), None)
                }
            };
            offices.push(Office::lay(service, code, ground.clone(), database).await);
        }
        let account = backends.accounts.named(code);
        let mut place = Self {
            code,
            offices,
            owner: owner(plan),
            bus: NatsConfig {
                identity: account.map(Account::identity),
                ..NatsConfig::at(&backends.nats_url)
            },
        };
        place.tell(&ground, account);
        place
    }

    /// Tells every service what it has to know.
    fn tell(&mut self, ground: &Ground, account: Option<&Account>) {
        let code = self.code;
        let others: Vec<String> = self
            .offices
            .iter()
            .map(|office| format!("{}=http://{}", office.service, office.address()))
            .collect();
        for office in &mut self.offices {
            let service = office.service;
            let whole = common(code, ground)
                .into_iter()
                .chain(own(code, service, ground))
                .chain(bus(code, ground, account));
            for (name, value) in whole {
                office.tell(name, value);
            }
            // Exactly one service of a county keeps its units.
            office.tell("SHIYU_UNITS__OWNED", (service == self.owner).to_string());
            if matches!(service, "mediation" | "enforcement" | "grid" | "assessment") {
                let principal = Principal {
                    subject: service.to_owned(),
                    county: code.to_owned(),
                    unit: None,
                    roles: [format!("{service}_service")].into(),
                    kind: Kind::Service,
                };
                let token = ground.kept(&format!("{code}.{service}.token"), &ground.token(&principal));
                office.tell("SHIYU_PEERS__ADDRESSES", others.join(","));
                office.tell("SHIYU_PEERS__TOKEN_FILE", token);
            }
        }
    }

    /// Starts one replica of every service, all at once.
    pub(super) async fn open(&mut self, programs: &Programs) {
        let opened = join_all(self.offices.iter_mut().map(|office| office.start(programs))).await;
        for (office, opened) in self.offices.iter().zip(opened) {
            assert_eq!(opened, Ok(()), "{} of {}", office.service, self.code);
        }
    }

    pub(super) async fn close(&mut self) {
        join_all(self.offices.iter_mut().map(Office::stop)).await;
    }

    /// Which of its services keeps its units.
    pub(super) fn owner(&self) -> &'static str {
        self.owner
    }

    /// Its services.
    #[must_use]
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// One of its services.
    ///
    /// # Panics
    /// When it has none of that name.
    #[must_use]
    pub fn office(&self, service: &str) -> &Office {
        let found = self.offices.iter().find(|office| office.service == service);
        found.expect("a service of the plan")
    }

    /// The same, to stop, start or upgrade it.
    ///
    /// # Panics
    /// When it has none of that name.
    pub fn office_mut(&mut self, service: &str) -> &mut Office {
        let found = self.offices.iter_mut().find(|office| office.service == service);
        found.expect("a service of the plan")
    }

    /// The way in to one of its services.
    ///
    /// # Panics
    /// When it has none of that name.
    #[must_use]
    pub fn doors(&self, service: &str) -> Doors {
        self.office(service).doors()
    }

    /// A connection to its account on the bus.
    ///
    /// # Panics
    /// When it does not answer.
    pub async fn nats(&self) -> Nats {
        connect(&self.bus).await.expect("the bus")
    }
}

/// The petition office keeps the units of a county, as in the chart; without one whoever is named first.
fn owner(plan: &Plan) -> &'static str {
    let first = plan.services.first().copied().expect("a service");
    if plan.services.contains(&"petition") { "petition" } else { first }
}

/// What every service of a place is told.
fn common(code: &str, ground: &Ground) -> Vec<Setting> {
    let gathered = ground.counties.join(",");
    let link = match ground.desk {
        Some(desk) if desk == code => Some(("SHIYU_CITY__GATHER", gathered)),
        Some(desk) => Some(("SHIYU_CITY__DESK", desk.to_owned())),
        None => None,
    };
    let whole = settings::common(code, ground.folder.path(), (DRAIN, Duration::from_secs(20)));
    whole.into_iter().chain(link).collect()
}

/// What one of them is told: the keys of its vault, its files, who receives what others offer.
fn own(code: &str, service: &str, ground: &Ground) -> Vec<Setting> {
    let [envelope, index] = VAULT.map(|name| {
        let file = ground.folder.path().join(format!("{code}.{service}.{name}.key"));
        keys::generate(&file).expect("a key of the vault");
        file.display().to_string()
    });
    let files = ground.folder.path().join(format!("{code}.{service}.files")).display().to_string();
    let mut told = vec![
        ("SHIYU_PARTY__ENVELOPE_KEY_FILE", envelope),
        ("SHIYU_PARTY__INDEX_KEY_FILE", index),
        ("SHIYU_FILES__FOLDER", files),
    ];
    match service {
        "mediation" => told.push(("SHIYU_INTAKE__UNIT", format!("{code}-TJZX"))),
        "enforcement" => told.push(("SHIYU_INTAKE__UNIT", format!("{code}-ZFJ"))),
        _ => {}
    }
    told
}

/// Where the bus is, and who the place is to it.
fn bus(code: &str, ground: &Ground, account: Option<&Account>) -> Vec<Setting> {
    let mut told = vec![
        ("SHIYU_NATS__URL", ground.nats.clone()),
        ("SHIYU_NATS__REPLICAS", ground.copies.to_string()),
    ];
    if let Some(account) = account {
        told.push(("SHIYU_NATS__USER", account.name.clone()));
        let file = ground.kept(&format!("{code}.nats"), &account.password);
        told.push(("SHIYU_NATS__PASSWORD_FILE", file));
    }
    told
}
