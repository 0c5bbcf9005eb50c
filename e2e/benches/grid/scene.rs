//! The stage: a migrated database for the service, its twin for pgbench, and the grid service as a process of its own, which keeps the
//! units itself.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use shiyu_e2e::Backends;
use shiyu_grid::migration::Migrator;
use shiyu_kit::auth::{DevelopmentIssuer, Environment, Keys, Kind, Principal};
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::config::NatsConfig;
use shiyu_kit::database::Database;
use shiyu_kit::nats::{Nats, connect};
use shiyu_kit::party::keys;
use shiyu_kit::testkit::database::TestDatabase;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStderr, Command};
use tonic::metadata::{Ascii, MetadataValue};
use tonic::transport::Channel;

use crate::calls::{COUNTY, Desk, PATROL, bearer};
use crate::cpu::{self, Cpu};
use crate::ground::{self, CENTRE, Spots};
use crate::{CONNECTIONS, Outcome};

/// Everything a measurement stands on.
pub struct Scene {
    /// The service's database.
    pub db: DatabaseConnection,
    /// The twin's address.
    pub twin: String,
    /// The first process of the cluster.
    pub postmaster: Option<u32>,
    /// The service.
    pub service: Service,
    /// The callers.
    pub desks: Vec<Desk>,
    /// Where events happen.
    pub spots: Spots,
    /// The bus.
    pub bus: Nats,
    _kept: [TestDatabase; 2],
}

/// The service as a process. It ends with this value.
pub struct Service {
    /// Its process id.
    pub process: u32,
    address: String,
    _child: Child,
    keys: PathBuf,
}

/// The keys of its party vault.
const VAULT: [&str; 2] = ["envelope.key", "index.key"];

/// A statement of PostgreSQL without parameters.
pub fn sql(text: &str) -> Statement {
    Statement::from_string(DbBackend::Postgres, text)
}

impl Scene {
    /// Sets it, with units, a map and patrols.
    pub async fn set(backends: &Backends) -> Outcome<Self> {
        let (home, twin) = (backends.database().await, backends.database().await);
        let migrated = Database::connect(twin.url(), 2).await?;
        migrated.migrate::<Migrator>().await?;
        migrated.close().await;
        let keys = std::env::temp_dir().join(format!("shiyu-bench-{}", new_id().simple()));
        let issuer = DevelopmentIssuer::open(&keys, Environment::Development)?;
        for name in VAULT {
            keys::generate(&keys.join(name))?;
        }
        let service = Service::start(backends, home.url(), &issuer, keys).await?;
        let patrol = token(&issuer, PATROL, "330602001001", "grid_patrol")?;
        let dispatcher = token(&issuer, "dispatcher", CENTRE, "dispatcher")?;
        let mut desks = Vec::with_capacity(CONNECTIONS);
        for _ in 0..CONNECTIONS {
            let channel = service.connect().await?;
            desks.push(Desk::new(channel, patrol.clone(), dispatcher.clone()));
        }
        let operator = token(&issuer, "operator", COUNTY, "operator")?;
        let chief = token(&issuer, "chief", CENTRE, "command_chief")?;
        let spots = ground::prepare(&service.connect().await?, &operator, &chief).await?;
        let db = sea_orm::Database::connect(home.url()).await?;
        Ok(Self {
            postmaster: cpu::postmaster(&db).await?,
            db,
            twin: twin.url().to_owned(),
            service,
            desks,
            spots,
            bus: connect(&NatsConfig::at(&backends.nats_url)).await?,
            _kept: [home, twin],
        })
    }

    /// Processor time used so far.
    pub fn cpu(&self) -> Cpu {
        Cpu {
            service: cpu::of_process(self.service.process),
            postgres: self.postmaster.map(cpu::of_cluster),
        }
    }

    /// Waits until every fact is on the bus: its cost belongs to the act.
    pub async fn told(&self) -> Outcome<()> {
        let mut tick = tokio::time::interval(Duration::from_millis(20));
        loop {
            tick.tick().await;
            let pending = "SELECT 1 FROM journal WHERE fact IS NOT NULL AND sequence IS NULL LIMIT 1";
            if self.db.query_one_raw(sql(pending)).await?.is_none() {
                return Ok(());
            }
        }
    }

    /// How many rows a question counts.
    pub async fn count(&self, question: &str) -> Outcome<u64> {
        let row = self.db.query_one_raw(sql(question)).await?.ok_or("no answer")?;
        Ok(u64::try_from(row.try_get::<i64>("", "count")?)?)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Left behind, it is only a folder too many.
        let _ = std::fs::remove_dir_all(&self.keys);
    }
}

impl Service {
    async fn start(backends: &Backends, database: &str, issuer: &DevelopmentIssuer, keys: PathBuf) -> Outcome<Self> {
        let config = issuer.auth_config();
        let Keys::File(jwks) = &config.keys else {
            return Err("a development issuer has a file of keys".into());
        };
        let mut child = Command::new(program()?)
            // What the run itself is told would be unknown words to the service.
            .env_clear()
            .env("SHIYU_COUNTY__CODE", COUNTY)
            .env("SHIYU_UNITS__OWNED", "true")
            .env("SHIYU_SERVER__LISTEN", "127.0.0.1:0")
            // The load is an open one: what comes while the disk is slow waits and is told as latency, where 256 would be refused.
            .env("SHIYU_SERVER__MAX_CONCURRENT", "4096")
            .env("SHIYU_DATABASE__URL", database)
            .env("SHIYU_NATS__URL", &backends.nats_url)
            .env("SHIYU_AUTH__ENVIRONMENT", "development")
            .env("SHIYU_AUTH__JWKS_FILE", jwks)
            .env("SHIYU_AUTH__ISSUER", &config.issuer)
            .env("SHIYU_PARTY__ENVELOPE_KEY_FILE", keys.join(VAULT[0]))
            .env("SHIYU_PARTY__INDEX_KEY_FILE", keys.join(VAULT[1]))
            .env("SHIYU_FILES__FOLDER", keys.join("files"))
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut lines = BufReader::new(child.stderr.take().ok_or("no standard error")?).lines();
        let address = ready(&mut lines).await?;
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                eprintln!("{line}");
            }
        });
        Ok(Self {
            process: child.id().ok_or("the service has ended")?,
            address: format!("http://{address}"),
            _child: child,
            keys,
        })
    }

    async fn connect(&self) -> Outcome<Channel> {
        Ok(Channel::from_shared(self.address.clone())?.tcp_nodelay(true).connect().await?)
    }
}

/// The service's program lies beside the folder of this one.
fn program() -> Outcome<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here.parent().and_then(|folder| folder.parent()).ok_or("no target folder")?;
    let program = folder.join("shiyu-grid");
    if program.exists() {
        Ok(program)
    } else {
        Err(format!("{} is missing: run `make bench`", program.display()).into())
    }
}

/// The address in the line that says the doors are open.
async fn ready(lines: &mut Lines<BufReader<ChildStderr>>) -> Outcome<String> {
    let mut said = String::new();
    while let Some(line) = lines.next_line().await? {
        let address = line.split_once("\"address\":\"").and_then(|(_, rest)| rest.split_once('"'));
        if let Some((address, _)) = address {
            return Ok(address.to_owned());
        }
        said.push_str(&line);
        said.push('\n');
    }
    Err(format!("the service did not start:\n{said}").into())
}

fn token(issuer: &DevelopmentIssuer, subject: &str, unit: &str, role: &str) -> Outcome<MetadataValue<Ascii>> {
    let principal = Principal {
        subject: subject.to_owned(),
        county: COUNTY.to_owned(),
        unit: Some(unit.to_owned()),
        roles: [role.to_owned()].into(),
        kind: Kind::Person,
    };
    bearer(&issuer.issue(&principal, time::Duration::hours(2), WallClock::system().now())?)
}
