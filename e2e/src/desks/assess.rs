//! An assessment service beside a grid service of the three desks: the same account, clock and tokens, a database of its own.

use shiyu_assessment::{Config, facts, start};
use shiyu_kit::database::Database;
use shiyu_kit::nats::connect;
use shiyu_kit::service::Running;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::statistics_service_client::StatisticsServiceClient;
use tonic::transport::Channel;

use super::{Desks, Door};
use crate::counties::{bus, told_in, way_in};
use crate::house::whole;
use crate::people::{Caller, Post, post};
use crate::{Backends, PATIENCE, Storage, sample};

/// The assessment service of one desk.
pub struct Assessed {
    config: Config,
    database: TestDatabase,
    doors: Option<(Running, Channel)>,
}

impl Assessed {
    /// Opens one at a county's desk, or the city's.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn open(desks: &Desks, backends: &Backends, storage: Storage, county: &str) -> Self {
        let database = storage.database(backends).await;
        let mut config = Config::load(None, told_in(desks.folder(), county, database.url())).expect("the desk's configuration");
        config.common.nats = bus(backends, county, &backends.nats_url);
        let mut assessed = Self {
            config,
            database,
            doors: None,
        };
        assessed.start(desks).await;
        assessed
    }

    async fn start(&mut self, desks: &Desks) {
        let running = Box::pin(start(&self.config, desks.clock.clone()))
            .await
            .expect("the assessment starts");
        let channel = way_in(&running).await;
        self.doors = Some((running, channel));
    }

    /// Closes it, and opens it anew with everything to be heard again.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn begin_anew(&mut self, desks: &Desks) {
        self.stop().await;
        self.config.generation += 1;
        self.start(desks).await;
    }

    /// Waits until every fact is taken in.
    ///
    /// # Panics
    /// When that does not happen, or a dead letter is open.
    pub async fn heard_out(&self, desks: &Desks) {
        let db = self.database.connect().await;
        let nats = connect(&self.config.common.nats).await.expect("the bus");
        let hears = facts::hears(&self.config);
        eventually(PATIENCE, async || whole::is_heard_out(&db, &nats, desks.now(), &hears).await).await;
        whole::is_whole(&db).await;
        db.close().await;
    }

    /// The figures of these 30 days, of counties.
    ///
    /// # Panics
    /// When they are not told.
    pub async fn figures(&self, desks: &Desks, county: &str) -> pb::Figures {
        let today = shiyu_kit::calendar::local_date(desks.now());
        let request = sample::figures(county, today);
        let door = self.caller(desks, (county, &post("auditor", "auditor", None))).door();
        let told = StatisticsServiceClient::new(door).get_figures(request).await;
        told.expect("the figures").into_inner()
    }

    /// Its door.
    ///
    /// # Panics
    /// When it is closed.
    #[must_use]
    pub fn door(&self) -> Door {
        let (_, channel) = self.doors.as_ref().expect("open doors");
        Door::beside(channel.clone())
    }

    /// Its database.
    pub async fn connect(&self) -> (Database, String) {
        (self.database.connect().await, self.database.url().to_owned())
    }

    /// Whoever holds a post of a county, or of the city, at its door.
    ///
    /// # Panics
    /// When its doors are closed.
    #[must_use]
    pub fn caller(&self, desks: &Desks, (county, post): (&str, &Post)) -> Caller {
        let (_, channel) = self.doors.as_ref().expect("open doors");
        desks.showing(channel, &post.principal(county))
    }

    /// Closes the doors.
    ///
    /// # Panics
    /// When the server had failed.
    pub async fn stop(&mut self) {
        if let Some((running, _)) = self.doors.take() {
            running.stop().await.expect("the assessment stops");
        }
    }
}
