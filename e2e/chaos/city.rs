//! The city that is hurt: five services as processes, a broker, a database server, and what each service is told.

use std::collections::BTreeMap;
use std::time::Duration;

use futures::future::join_all;
use sea_orm::{ConnectionTrait as _, EntityTrait, PaginatorTrait, Statement};
use shiyu_e2e::Plot;
use shiyu_e2e::house::{Assessment, Enforcement, Grid, Mediation, Petition, Service, whole};
use shiyu_e2e::people::{Caller, Post};
use shiyu_kit::case::Record;
use shiyu_kit::consumer::ConsumerSettings;
use shiyu_kit::database::Database;
use shiyu_kit::fail::Point;
use shiyu_kit::testkit::broker::{TestBroker, nats_server};
use shiyu_kit::testkit::database::TestDatabase;
use tonic::transport::Channel;

use crate::cluster::Cluster;
use crate::program::{Program, until};

/// The services, in the order they are opened: those that are asked come first.
pub const SERVICES: [&str; 5] = ["petition", "grid", "mediation", "enforcement", "assessment"];

/// How long what was caused may take to have happened everywhere.
const PATIENCE: Duration = Duration::from_mins(5);

/// When a fact that lay in the hands of a service that died is handed out again. Elsewhere that is half a minute, in which nothing happens.
const HANDED_OUT_AGAIN: &str = "3s";

/// The city.
pub struct City {
    pub cluster: Cluster,
    pub broker: TestBroker,
    pub people: People,
    programs: Vec<Program>,
    databases: BTreeMap<&'static str, TestDatabase>,
    hears: BTreeMap<&'static str, Vec<ConsumerSettings>>,
}

/// Who lives and works in it: clones are of the same town.
#[derive(Debug, Clone)]
pub struct People {
    pub plot: Plot,
    channels: BTreeMap<&'static str, Channel>,
}

impl People {
    /// Whoever holds a post, at the door of a service.
    pub fn caller(&self, service: &str, post: &Post) -> Caller {
        let channel = self.channels.get(service).expect("a service").clone();
        let token = self.plot.token(&post.principal(self.plot.county()), time::Duration::ZERO);
        Caller::anonymous(channel).showing("authorization", format!("Bearer {token}"))
    }
}

impl City {
    /// Opens it, with its databases in PostgreSQL or in files.
    pub async fn open(in_files: bool) -> Self {
        let cluster = Cluster::start().await;
        let program = nats_server().await.expect("a fit nats-server");
        let broker = TestBroker::of(&program, None, &[]).await.expect("a broker");
        let plot = Plot::at(broker.broker().url());
        let (mut programs, mut databases, mut hears) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for name in SERVICES {
            let database = if in_files {
                TestDatabase::sqlite()
            } else {
                cluster.database().await
            };
            let asked = programs.iter().map(|program: &Program| (program.name(), program.address()));
            let asked: Vec<_> = asked.filter(|(peer, _)| ["petition", "grid"].contains(peer)).collect();
            let (settings, consumers) = told(name, &plot, database.url(), &asked);
            programs.push(Program::new(name, settings, plot.place("").as_path()));
            databases.insert(name, database);
            hears.insert(name, consumers);
        }
        for program in &mut programs {
            program.start().await;
        }
        let channels = programs.iter().map(|program| (program.name(), program.channel())).collect();
        Self {
            cluster,
            broker,
            people: People { plot, channels },
            programs,
            databases,
            hears,
        }
    }

    /// One of the services.
    pub fn program(&mut self, name: &str) -> &mut Program {
        self.programs.iter_mut().find(|program| program.name() == name).expect("a service")
    }

    /// Starts whatever is not running.
    pub async fn raise(&mut self) {
        let dead = self
            .programs
            .iter_mut()
            .filter_map(|program| (program.has_died() || !program.is_running()).then_some(program));
        join_all(dead.map(Program::start)).await;
    }

    /// Starts these services anew, each to die as it passes a point for the so-manieth time.
    pub async fn arm(&mut self, point: Point, services: &[(&'static str, u64)]) {
        let armed = self.programs.iter_mut().filter_map(|program| {
            let (_, passing) = services.iter().find(|(name, _)| *name == program.name())?;
            let at = format!("{}:{passing}", point.as_str());
            Some(async move {
                program.kill().await;
                program.start_armed(at).await;
            })
        });
        join_all(armed).await;
    }

    /// A connection to a service's database, beside its own.
    pub async fn connect(&self, name: &str) -> Database {
        let url = self.databases.get(name).expect("a database").url();
        Database::connect(url, 2).await.expect("the database")
    }

    /// Waits until every fact is told, and heard by whoever hears it; `false` if that does not happen. What one hears makes another
    /// tell: it is over when all are through twice in a row.
    pub async fn settled(&self) -> bool {
        let nats = self.people.plot.nats().await;
        let mut databases = Vec::new();
        for name in SERVICES {
            databases.push((self.connect(name).await, self.hears.get(name).expect("what it hears")));
        }
        let mut quiet = 0;
        let settled = until(PATIENCE, async || {
            let mut whole = true;
            for (database, hears) in &databases {
                whole = whole && whole::is_heard_out(database, &nats, self.people.plot.clock().now(), hears).await;
            }
            quiet = if whole { quiet + 1 } else { 0 };
            quiet >= 2
        });
        let settled = settled.await;
        for (database, _) in databases {
            database.close().await;
        }
        settled
    }
}

/// What a service is told, and what it hears by it.
fn told(name: &str, plot: &Plot, url: &str, asked: &[(&str, std::net::SocketAddr)]) -> (Vec<(String, String)>, Vec<ConsumerSettings>) {
    match name {
        "petition" => of::<Petition>(name, plot, url, &[]),
        "grid" => of::<Grid>(name, plot, url, asked),
        "mediation" => of::<Mediation>(name, plot, url, asked),
        "enforcement" => of::<Enforcement>(name, plot, url, asked),
        _ => of::<Assessment>(name, plot, url, &[]),
    }
}

fn of<S: Service>(
    name: &str,
    plot: &Plot,
    url: &str,
    asked: &[(&str, std::net::SocketAddr)],
) -> (Vec<(String, String)>, Vec<ConsumerSettings>) {
    let mut told = plot.told(url);
    told.extend(S::settings(plot));
    if !asked.is_empty() {
        told.extend(plot.peers(name, asked));
    }
    let own = [("SHIYU_TELEMETRY__LOG_FILTER", "warn"), ("SHIYU_NATS__ACK_WAIT", HANDED_OUT_AGAIN)];
    told.extend(own.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let config = S::load(told.clone()).expect("the service's configuration");
    let hears = S::hears(&config);
    (told, hears)
}

/// How many cases a service has; of the assessment, orders to units.
pub async fn cases(name: &str, database: &Database) -> usize {
    let count = match name {
        "petition" => count::<Petition>(database).await,
        "grid" => count::<Grid>(database).await,
        "mediation" => count::<Mediation>(database).await,
        "enforcement" => count::<Enforcement>(database).await,
        _ => orders(database).await,
    };
    usize::try_from(count).unwrap_or(usize::MAX)
}

async fn count<S: Service>(database: &Database) -> u64 {
    <S::Case as Record>::Entity::find()
        .count(&database.reader)
        .await
        .expect("the cases")
}

async fn orders(database: &Database) -> u64 {
    let backend = database.reader.get_database_backend();
    let counting = Statement::from_string(backend, "SELECT COUNT(*) AS orders FROM supervision");
    let counted = database.reader.query_one_raw(counting).await.expect("the orders");
    let counted: Option<i64> = counted.and_then(|row| row.try_get("", "orders").ok());
    counted
        .and_then(|orders| u64::try_from(orders).ok())
        .expect("how many orders there are")
}
