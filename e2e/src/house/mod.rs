//! One service of a town, whole: its database, its doors, and what it leaves behind. Each can be closed and opened by itself.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

mod services;
pub mod whole;

use std::fmt::Debug;
use std::future::Future;
use std::net::SocketAddr;

use sea_orm::sea_query::{Alias, Expr, ExprTrait};
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter};
use shiyu_kit::auth::Principal;
use shiyu_kit::case::Record;
use shiyu_kit::clock::WallClock;
use shiyu_kit::config::{Common, ConfigErrors};
use shiyu_kit::consumer::ConsumerSettings;
use shiyu_kit::database::Database;
use shiyu_kit::nats::Nats;
use shiyu_kit::relay;
use shiyu_kit::service::{Running, StartError};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use shiyu_proto::common::v1 as common;
use time::{Duration, OffsetDateTime};
use tonic::transport::{Channel, Endpoint};

use crate::people::{Caller, OPERATOR, Post};
use crate::plot::Plot;
use crate::{Backends, PATIENCE, Storage};

pub use services::{Assessment, Enforcement, Grid, Mediation, Petition};

/// A service as the harness opens it: a few lines each.
pub trait Service: Debug + Send + Sync + 'static {
    /// Its case.
    type Case: Record;
    /// What it is told.
    type Config: Debug + Send + Sync;

    /// What it is told beyond what every service is.
    #[must_use]
    fn settings(plot: &Plot) -> Vec<(String, String)> {
        let _ = plot;
        Vec::new()
    }

    /// Reads what it is told.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    fn load(settings: Vec<(String, String)>) -> Result<Self::Config, ConfigErrors>;

    /// What every service is told.
    fn common(config: &mut Self::Config) -> &mut Common;

    /// Which facts it hears.
    fn hears(config: &Self::Config) -> Vec<ConsumerSettings>;

    /// Opens it.
    fn start(config: &Self::Config, clock: WallClock) -> impl Future<Output = Result<Running, StartError>> + Send;
}

/// A service and its people. At its end it insists that nothing is left pending: every fact is told, every fact it hears is taken in,
/// no clock is due, no dead letter is open, every chain is whole.
///
/// It closes when it is dropped, which needs a runtime of several threads.
#[derive(Debug)]
pub struct House<S: Service> {
    doors: Option<(Running, Channel)>,
    config: S::Config,
    database: TestDatabase,
    plot: Plot,
}

impl<S: Service> House<S> {
    /// A service of a town of its own, told more than it needs to be: `("SHIYU_UNITS__OWNED", "false")`.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn open(backends: &Backends, storage: Storage, settings: &[(&str, &str)]) -> Self {
        Self::upon(Plot::new(backends), backends, storage, settings).await
    }

    /// A service beside another one: the same county, clock, tokens and bus, a database of its own.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn beside<T: Service>(other: &House<T>, backends: &Backends, storage: Storage, settings: &[(&str, &str)]) -> Self {
        Self::upon(other.plot.clone(), backends, storage, settings).await
    }

    async fn upon(plot: Plot, backends: &Backends, storage: Storage, settings: &[(&str, &str)]) -> Self {
        let database = storage.database(backends).await;
        let own = settings.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        let told = plot.told(database.url()).into_iter().chain(S::settings(&plot)).chain(own);
        let mut house = Self {
            doors: None,
            config: S::load(told.collect()).expect("the service's configuration"),
            database,
            plot,
        };
        Box::pin(house.start()).await;
        house
    }

    /// Opens the doors, the second time where they were the first.
    ///
    /// # Panics
    /// When they do not open.
    pub async fn start(&mut self) {
        let running = S::start(&self.config, self.plot.clock()).await.expect("the service starts");
        let endpoint = Endpoint::from_shared(format!("http://{}", running.address())).expect("an address");
        let channel = endpoint.connect().await.expect("an open door");
        S::common(&mut self.config).server.listen = running.address();
        self.doors = Some((running, channel));
    }

    /// Closes the doors, as a deployment does. Calls under way are answered.
    ///
    /// # Panics
    /// When the server had failed.
    pub async fn stop(&mut self) {
        if let Some((running, _)) = self.doors.take() {
            running.stop().await.expect("the service stops");
        }
    }

    /// Where its doors are, or were.
    pub fn address(&mut self) -> SocketAddr {
        S::common(&mut self.config).server.listen
    }

    /// What it has in common with its neighbours.
    #[must_use]
    pub fn plot(&self) -> &Plot {
        &self.plot
    }

    /// Somebody who shows no token.
    ///
    /// # Panics
    /// When the doors are closed.
    #[must_use]
    pub fn anonymous(&self) -> Caller {
        let (_, channel) = self.doors.as_ref().expect("open doors");
        Caller::anonymous(channel.clone())
    }

    /// Somebody who shows this token.
    ///
    /// # Panics
    /// When the doors are closed.
    #[must_use]
    pub fn bearing(&self, token: &str) -> Caller {
        self.anonymous().showing("authorization", format!("Bearer {token}"))
    }

    /// Whoever holds a post.
    ///
    /// # Panics
    /// When the doors are closed.
    #[must_use]
    pub fn caller(&self, post: &Post) -> Caller {
        self.caller_of(post, self.plot.county())
    }

    /// Whoever holds a post in some county, at the door of ours.
    ///
    /// # Panics
    /// When the doors are closed.
    #[must_use]
    pub fn caller_of(&self, post: &Post, county: &str) -> Caller {
        self.bearing(&self.token(&post.principal(county), Duration::ZERO))
    }

    /// A token for an hour that was given out so long ago.
    ///
    /// # Panics
    /// When it cannot be signed.
    #[must_use]
    pub fn token(&self, principal: &Principal, ago: Duration) -> String {
        self.plot.token(principal, ago)
    }

    /// What time it is in town.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        self.plot.clock().now()
    }

    /// Moves the town's clock, through this door; it is everybody's.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn advance(&self, by: Duration) {
        let request = common::AdvanceClockRequest {
            duration: Some(prost_types::Duration {
                seconds: by.whole_seconds(),
                nanos: by.subsec_nanoseconds(),
            }),
        };
        let moved = self.caller(&OPERATOR).development().advance_clock(request).await;
        moved.expect("a clock that moves");
    }

    /// Moves the town's clock to a second after a moment to come.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn advance_past(&self, moment: OffsetDateTime) {
        self.advance(moment - self.now() + Duration::SECOND).await;
    }

    /// Where its database is.
    #[must_use]
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// A connection to its database, beside the service's own.
    ///
    /// # Panics
    /// When it does not answer.
    pub async fn connect(&self) -> Database {
        self.database.connect().await
    }

    /// A connection to its bus.
    ///
    /// # Panics
    /// When it does not answer.
    pub async fn nats(&self) -> Nats {
        self.plot.nats().await
    }

    /// How many facts wait to be told.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn untold(&self) -> u64 {
        let db = self.connect().await;
        let lag = relay::lag(&db.reader, self.now()).await.expect("the journal");
        db.close().await;
        lag.rows
    }

    /// Waits until every fact is told, every fact it hears is taken in, and no clock is due.
    ///
    /// # Panics
    /// When that does not happen.
    pub async fn settled(&self) {
        let (db, nats) = (self.connect().await, self.nats().await);
        eventually(PATIENCE, async || self.is_settled(&db, &nats).await).await;
        db.close().await;
    }

    async fn is_settled(&self, db: &Database, nats: &Nats) -> bool {
        let now = self.now();
        let due = <S::Case as Record>::Entity::find().filter(Expr::col(Alias::new("due_at")).lte(now));
        due.count(&db.reader).await.expect("the cases") == 0 && whole::is_heard_out(db, nats, now, &S::hears(&self.config)).await
    }

    async fn close(&mut self) {
        self.settled().await;
        let db = self.connect().await;
        whole::is_whole(&db).await;
        db.close().await;
        self.stop().await;
    }
}

impl<S: Service> Drop for House<S> {
    fn drop(&mut self) {
        if std::thread::panicking() || self.doors.is_none() {
            return;
        }
        tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(self.close()));
    }
}
