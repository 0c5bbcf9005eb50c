//! One service of one county: its database, its settings, its replicas, and the one address before them.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use shiyu_kit::database::Database;
use shiyu_kit::testkit::database::TestDatabase;
use tokio::time::{Instant, interval_at};

use super::front::{Front, Rotation};
use super::place::Ground;
use super::programs::Programs;
use super::replica::{self, Replica, Told};
use crate::people::{Caller, Post};

/// How long a replica serves on after it was asked to end: the setting, and when the cluster has forgotten its address.
pub(super) const DRAIN: Duration = Duration::from_secs(2);
const FORGOTTEN: Duration = Duration::from_millis(500);

/// The way in to a service, whichever replica answers. Clones are the same, and outlive an upgrade.
#[derive(Debug, Clone)]
pub struct Doors {
    code: &'static str,
    rotation: Rotation,
    ground: Arc<Ground>,
}

impl Doors {
    /// Whoever holds a post in the county, at the next replica in turn.
    ///
    /// # Panics
    /// When none is open.
    #[must_use]
    pub fn caller(&self, post: &Post) -> Caller {
        let token = self.ground.token(&post.principal(self.code));
        self.anonymous().showing("authorization", format!("Bearer {token}"))
    }

    /// Somebody who shows no token.
    ///
    /// # Panics
    /// When none is open.
    #[must_use]
    pub fn anonymous(&self) -> Caller {
        let (_, channel) = self.rotation.next().expect("an open door");
        Caller::anonymous(channel)
    }
}

/// One service of one county.
#[derive(Debug)]
pub struct Office {
    /// Its name.
    pub service: &'static str,
    url: String,
    settings: Vec<(String, String)>,
    folder: PathBuf,
    replicas: Vec<Replica>,
    doors: Doors,
    front: Front,
    _database: Option<TestDatabase>,
}

impl Office {
    /// Its address, before it has a replica.
    pub(super) async fn lay(
        service: &'static str,
        code: &'static str,
        ground: Arc<Ground>,
        (url, database): (String, Option<TestDatabase>),
    ) -> Self {
        let rotation = Rotation::default();
        Self {
            service,
            url,
            settings: Vec::new(),
            folder: ground.folder(),
            replicas: Vec::new(),
            front: Front::open(rotation.clone()).await,
            doors: Doors { code, rotation, ground },
            _database: database,
        }
    }

    /// What it is told from its next start on, as in `("SHIYU_FACTS__GENERATION", "2")`.
    pub fn tell(&mut self, name: &str, value: impl Into<String>) {
        self.settings.retain(|(known, _)| known != name);
        self.settings.push((name.to_owned(), value.into()));
    }

    /// The database of its next start.
    pub fn move_to(&mut self, url: impl Into<String>) {
        self.url = url.into();
    }

    /// Where its rows lie.
    #[must_use]
    pub fn database_url(&self) -> &str {
        &self.url
    }

    /// A connection to its database, beside its own.
    ///
    /// # Panics
    /// When it does not answer.
    pub async fn connect(&self) -> Database {
        Database::connect(&self.url, 2).await.expect("the database of the service")
    }

    /// The way in.
    #[must_use]
    pub fn doors(&self) -> Doors {
        self.doors.clone()
    }

    /// The one address before all replicas.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.front.address
    }

    /// How many replicas it has.
    #[must_use]
    pub fn replicas(&self) -> usize {
        self.replicas.len()
    }

    /// The processes of its replicas; none of a container's.
    #[must_use]
    pub fn processes(&self) -> Vec<u32> {
        self.replicas.iter().filter_map(Replica::process).collect()
    }

    /// Brings its tables up to date by this build, as a step of its own.
    ///
    /// # Errors
    /// What it said when it failed.
    pub async fn migrate(&self, programs: &Programs) -> Result<(), String> {
        let settings = self.told();
        Box::pin(replica::migrate(programs, self.as_told(&settings))).await
    }

    /// Starts one replica more of this build, and leads callers to it.
    ///
    /// # Errors
    /// What it said instead of opening its doors.
    pub async fn start(&mut self, programs: &Programs) -> Result<(), String> {
        let settings = self.told();
        let replica = Box::pin(Replica::start(programs, self.as_told(&settings))).await?;
        self.doors.rotation.join(replica.address, replica.channel.clone());
        self.replicas.push(replica);
        Ok(())
    }

    /// Ends the replica that was started first, as a cluster does: it is asked, serves on, is forgotten, and drains. Calls go on being led
    /// to it for a moment after it was asked.
    ///
    /// # Panics
    /// When it does not drain.
    pub async fn retire(&mut self) {
        if self.replicas.is_empty() {
            return;
        }
        let replica = self.replicas.remove(0);
        replica.ask_to_end().await;
        let others = !self.replicas.is_empty();
        if others {
            pause(FORGOTTEN).await;
        }
        self.doors.rotation.leave(replica.address);
        replica.gone().await;
    }

    /// Ends them all.
    ///
    /// # Panics
    /// When one does not drain.
    pub async fn stop(&mut self) {
        while !self.replicas.is_empty() {
            self.retire().await;
        }
    }

    /// Ends them all as a power failure would.
    ///
    /// # Panics
    /// When one cannot be killed.
    pub async fn kill(&mut self) {
        for replica in std::mem::take(&mut self.replicas) {
            self.doors.rotation.leave(replica.address);
            replica.kill().await;
        }
    }

    fn told(&self) -> Vec<(String, String)> {
        let url = ("SHIYU_DATABASE__URL".to_owned(), self.url.clone());
        self.settings.iter().cloned().chain([url]).collect()
    }

    fn as_told<'a>(&'a self, settings: &'a [(String, String)]) -> Told<'a> {
        Told {
            service: self.service,
            settings,
            folder: &self.folder,
        }
    }
}

/// The span a cluster takes, which is no guess at how long something else takes.
async fn pause(span: Duration) {
    interval_at(Instant::now() + span, span).tick().await;
}
