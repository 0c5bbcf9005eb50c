//! The stage: a city's desk and so many counties, each of five services, and what they use.

use std::time::{Duration, Instant};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use shiyu_e2e::City;
use shiyu_e2e::city::{Plan, SERVICES};
use shiyu_kit::nats::COUNTY_STREAM;
use tokio::time::{Instant as Moment, interval_at};

use crate::{Outcome, bus, cpu};

/// The counties of 绍兴, the first of them first.
pub const COUNTIES: [&str; 6] = ["330602", "330681", "330603", "330604", "330624", "330683"];
/// The city's desk.
pub const DESK: &str = "330600";

/// A statement of PostgreSQL without parameters.
pub fn sql(text: &str) -> Statement {
    Statement::from_string(DbBackend::Postgres, text)
}

/// Everything a measurement stands on.
pub struct Scene {
    /// The city.
    pub city: City,
    /// Its counties.
    pub counties: Vec<&'static str>,
    admin: DatabaseConnection,
    postmaster: Option<u32>,
}

/// What has been used so far: processor seconds, and bytes and rows that are kept.
#[derive(Debug, Clone, Default)]
pub struct Used {
    /// Of each service of the first county, in the order of [`SERVICES`].
    pub services: Vec<f64>,
    /// Of all services of the desk.
    pub desk: f64,
    /// Of the cluster of PostgreSQL.
    pub postgres: f64,
    /// Of the server of the bus.
    pub bus: f64,
    /// Bytes of the first county's databases.
    pub database: f64,
    /// Rows of their journals.
    pub journal: f64,
    /// Facts of its stream, and their bytes in one copy.
    pub facts: f64,
    /// See there.
    pub stream: f64,
}

/// Resident MB: of each service of the first county, of the desk's services together, of the server of the bus.
#[derive(Debug, Clone, Default)]
pub struct Resident {
    /// Of each service of the first county.
    pub services: Vec<f64>,
    /// Of the desk.
    pub desk: f64,
    /// Of the bus.
    pub bus: f64,
    /// Connections to PostgreSQL, of everybody.
    pub connections: f64,
}

/// What a span of time took.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// Seconds.
    pub seconds: f64,
    /// What was used in it.
    pub used: Used,
    /// What stayed in memory at its end.
    pub resident: Resident,
    /// Of each answered call, how long it took, in milliseconds, in order.
    pub calls: Vec<f64>,
}

impl Scene {
    /// Sets it; `None` where there is nothing to set it on.
    pub async fn set(many: usize) -> Outcome<Option<Self>> {
        let counties = COUNTIES.get(..many).ok_or("there are six counties")?.to_vec();
        let plan = Plan {
            desk: Some(DESK),
            counties: counties.clone(),
            ..Plan::default()
        };
        let Some(city) = City::open(&plan).await else { return Ok(None) };
        city.prepare().await;
        city.settled().await;
        let admin = sea_orm::Database::connect(&city.backends.postgres_url).await?;
        let postmaster = cpu::postmaster(&admin).await?;
        Ok(Some(Self {
            city,
            counties,
            admin,
            postmaster,
        }))
    }

    /// What a quiet span takes.
    pub async fn watch(&self, span: Duration) -> Outcome<Taken> {
        let (before, since) = (self.used().await?, Instant::now());
        pause(span).await;
        self.taken(&before, since, Vec::new()).await
    }

    /// What was taken since then.
    pub async fn taken(&self, before: &Used, since: Instant, calls: Vec<f64>) -> Outcome<Taken> {
        Ok(Taken {
            seconds: since.elapsed().as_secs_f64(),
            used: self.used().await?.since(before),
            resident: self.resident().await?,
            calls,
        })
    }

    /// What has been used so far.
    pub async fn used(&self) -> Outcome<Used> {
        let first = self.first();
        let of = |code: &str, service: &str| -> f64 {
            let processes = self.city.place(code).office(service).processes();
            processes.into_iter().map(cpu::of_process).sum()
        };
        let mut used = Used {
            services: SERVICES.iter().map(|service| of(first, service)).collect(),
            desk: SERVICES.iter().map(|service| of(DESK, service)).sum(),
            postgres: self.postmaster.map_or(0.0, cpu::of_cluster),
            bus: bus::process().map_or(0.0, cpu::of_process),
            ..Used::default()
        };
        for office in self.city.place(first).offices() {
            let db = office.connect().await;
            let size = count(&db.reader, "SELECT pg_database_size(current_database()) AS count").await?;
            used.journal += count(&db.reader, "SELECT count(*) AS count FROM journal").await?;
            used.database += size;
            db.close().await;
        }
        (used.facts, used.stream) = self.stream(first, COUNTY_STREAM).await?;
        Ok(used)
    }

    async fn resident(&self) -> Outcome<Resident> {
        let of = |code: &str, service: &str| -> f64 {
            let processes = self.city.place(code).office(service).processes();
            processes.into_iter().filter_map(cpu::memory).sum()
        };
        Ok(Resident {
            services: SERVICES.iter().map(|service| of(self.first(), service)).collect(),
            desk: SERVICES.iter().map(|service| of(DESK, service)).sum(),
            bus: bus::process().and_then(cpu::memory).unwrap_or(0.0),
            connections: count(
                &self.admin,
                "SELECT count(*) AS count FROM pg_stat_activity WHERE backend_type = 'client backend'",
            )
            .await?,
        })
    }

    /// Messages of a stream and their bytes.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    async fn stream(&self, code: &str, name: &str) -> Outcome<(f64, f64)> {
        let stream = self.city.bus(code).jetstream().get_stream(name).await?;
        let state = &stream.cached_info().state;
        Ok((state.messages as f64, state.bytes as f64))
    }

    fn first(&self) -> &'static str {
        self.counties.first().copied().unwrap_or(DESK)
    }

    /// Insists that nothing was lost, and ends it.
    pub async fn close(self) {
        for county in &self.counties {
            self.city.each_fact_is_told_once(county).await;
        }
        self.city.close().await;
    }
}

impl Used {
    fn since(&self, before: &Self) -> Self {
        Self {
            services: self.services.iter().zip(&before.services).map(|(now, then)| now - then).collect(),
            desk: self.desk - before.desk,
            postgres: self.postgres - before.postgres,
            bus: self.bus - before.bus,
            database: self.database - before.database,
            journal: self.journal - before.journal,
            facts: self.facts - before.facts,
            stream: self.stream - before.stream,
        }
    }
}

/// Lets so much time go by.
pub async fn pause(span: Duration) {
    interval_at(Moment::now() + span, span).tick().await;
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
async fn count(db: &DatabaseConnection, question: &str) -> Outcome<f64> {
    let row = db.query_one_raw(sql(question)).await?.ok_or("no answer")?;
    Ok(row.try_get::<i64>("", "count")? as f64)
}
