//! The grid service of a town, beside its petition service: a made-up map, the team of one grid, and the units as the owner told them.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

mod found;
pub mod people;
mod prepare;
mod upon;

use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use shiyu_grid::store::row;
use shiyu_grid::{Config, facts};
use shiyu_kit::database::Database;
use shiyu_kit::service::Running;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use time::{Duration, OffsetDateTime};
use tonic::transport::{Channel, Endpoint};
use uuid::Uuid;

use crate::people::{Caller, Post};
use crate::sample::COUNTY;
use crate::{Backends, PATIENCE, Storage, Town, house};

pub use found::{Found, WORDS, report, reporting};
pub use prepare::{plan, spot, units};
pub use upon::Upon;

/// The town.
pub const TOWN: &str = "330602001";
/// Its enforcement station.
pub const STATION: &str = "330602001-ZFZ";
/// Its market station.
pub const MARKET: &str = "330602001-SPS";
/// The grid with a team.
pub const GRID: &str = "330602001003001";

/// A town with a grid service. At its end it insists, for both services, that nothing is left pending.
///
/// It closes when it is dropped, which needs a runtime of several threads.
#[derive(Debug)]
pub struct Ground {
    service: Option<(Running, Channel)>,
    config: Config,
    database: TestDatabase,
    /// The petition service, the clock and the tokens.
    pub town: Town,
}

/// Public doors at which a walkthrough may knock as often as it likes.
const OFTEN: [(&str, &str); 3] = [
    ("SHIYU_REPORTS__CALLS_PER_MINUTE_OF_AN_ADDRESS", "10000"),
    ("SHIYU_REPORTS__REPORTS_PER_HOUR_OF_AN_ADDRESS", "10000"),
    ("SHIYU_REPORTS__CALLS_PER_MINUTE_WITH_A_CODE", "10000"),
];

impl Ground {
    /// A town whose grids are drawn and whose one grid has its team.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn open(backends: &Backends, storage: Storage) -> Self {
        let town = Box::pin(Town::open(backends, storage)).await;
        let database = storage.database(backends).await;
        let files = town.beside("files").display().to_string();
        let told = town.told_beside(database.url()).into_iter();
        let own = OFTEN.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        let told = told.chain(own).chain([("SHIYU_FILES__FOLDER".to_owned(), files)]);
        let mut ground = Self {
            service: None,
            config: Config::load(None, told).expect("the grid's configuration"),
            database,
            town,
        };
        Box::pin(ground.start()).await;
        Box::pin(prepare::prepare(&ground)).await;
        ground
    }

    /// Opens the doors of the grid service.
    ///
    /// # Panics
    /// When they do not open.
    pub async fn start(&mut self) {
        let running = shiyu_grid::start(&self.config, self.town.clock()).await.expect("the grid starts");
        let endpoint = Endpoint::from_shared(format!("http://{}", running.address())).expect("an address");
        let channel = endpoint.connect().await.expect("an open door");
        self.service = Some((running, channel));
    }

    /// Closes them.
    ///
    /// # Panics
    /// When the server had failed.
    pub async fn stop(&mut self) {
        if let Some((running, _)) = self.service.take() {
            running.stop().await.expect("the grid stops");
        }
    }

    /// Somebody at the grid's door who shows no token.
    ///
    /// # Panics
    /// When the doors are closed.
    #[must_use]
    pub fn anonymous(&self) -> Caller {
        let (_, channel) = self.service.as_ref().expect("open doors");
        Caller::anonymous(channel.clone())
    }

    /// Whoever holds a post, at the grid's door.
    ///
    /// # Panics
    /// When the doors are closed.
    #[must_use]
    pub fn caller(&self, post: &Post) -> Caller {
        self.caller_of(post, COUNTY)
    }

    /// Whoever holds a post in some county, at the door of ours.
    ///
    /// # Panics
    /// When the doors are closed.
    #[must_use]
    pub fn caller_of(&self, post: &Post, county: &str) -> Caller {
        let token = self.town.token(&post.principal(county), Duration::ZERO);
        self.anonymous().showing("authorization", format!("Bearer {token}"))
    }

    /// Where the grid's database is.
    #[must_use]
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// A connection to the grid's database, beside the service's own.
    ///
    /// # Panics
    /// When it does not answer.
    pub async fn connect(&self) -> Database {
        self.database.connect().await
    }

    /// When the next clock of an event rings.
    ///
    /// # Panics
    /// When none does.
    pub async fn next_ring(&self, event: Uuid) -> OffsetDateTime {
        let db = self.connect().await;
        let row = row::Entity::find_by_id(event).one(&db.reader).await.expect("the events");
        db.close().await;
        row.and_then(|row| row.due_at).expect("a clock that runs")
    }

    /// Waits until every fact is told, every fact heard is taken in, and no clock is due.
    ///
    /// # Panics
    /// When that does not happen.
    pub async fn settled(&self) {
        let (db, nats) = (self.connect().await, self.town.nats().await);
        let hears = facts::hears(&self.config);
        eventually(PATIENCE, async || {
            let now = self.town.now();
            let due = row::Entity::find().filter(row::Column::DueAt.lte(now)).count(&db.reader).await;
            due.expect("the events") == 0 && house::is_heard_out(&db, &nats, now, &hears).await
        })
        .await;
        db.close().await;
    }

    async fn close(&mut self) {
        self.settled().await;
        let db = self.connect().await;
        house::is_whole(&db).await;
        db.close().await;
        self.stop().await;
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        if std::thread::panicking() || self.service.is_none() {
            return;
        }
        tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(self.close()));
    }
}
