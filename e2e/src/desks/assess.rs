//! An assessment service beside a grid service of the three desks: the same account, clock and tokens, a database of its own.

use shiyu_assessment::{Config, facts, start};
use shiyu_kit::auth::Principal;
use shiyu_kit::config::NatsConfig;
use shiyu_kit::database::Database;
use shiyu_kit::nats::connect;
use shiyu_kit::service::Running;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::statistics_service_client::StatisticsServiceClient;
use tonic::Request;
use tonic::transport::{Channel, Endpoint};

use super::{Desks, Door};
use crate::house::whole;
use crate::people::{Caller, Post, post};
use crate::{Backends, PATIENCE, Storage};

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
        let mut config = Config::load(None, super::told(desks.folder.path(), county, database.url())).expect("the desk's configuration");
        let identity = backends.accounts.named(county).map(shiyu_kit::broker::Account::identity);
        config.common.nats = NatsConfig {
            identity,
            ..NatsConfig::at(&backends.nats_url)
        };
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
        let endpoint = Endpoint::from_shared(format!("http://{}", running.address())).expect("an address");
        self.doors = Some((running, endpoint.connect().await.expect("an open door")));
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
        let (_, channel) = self.doors.as_ref().expect("open doors");
        let today = shiyu_kit::calendar::local_date(desks.now());
        let mut request = Request::new(pb::GetFiguresRequest {
            parent: format!("counties/{county}"),
            level: pb::UnitLevel::County.into(),
            from_date: (today - time::Duration::days(15)).to_string(),
            to_date: (today + time::Duration::days(15)).to_string(),
        });
        let auditor: Principal = post("auditor", "auditor", None).principal(county);
        let from = shiyu_kit::clock::WallClock::system().now();
        let token = desks.issuer.issue(&auditor, time::Duration::HOUR, from).expect("a token");
        let bearer = format!("Bearer {token}").parse().expect("a header");
        request.metadata_mut().insert("authorization", bearer);
        let told = StatisticsServiceClient::new(channel.clone()).get_figures(request).await;
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
        let from = shiyu_kit::clock::WallClock::system().now();
        let token = desks
            .issuer
            .issue(&post.principal(county), time::Duration::HOUR, from)
            .expect("a token");
        Caller::anonymous(channel.clone()).showing("authorization", format!("Bearer {token}"))
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
