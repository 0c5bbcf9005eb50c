//! The doors of a county, and the services that stand beside its grid: petition, mediation and enforcement, empty.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use shiyu_kit::auth::Principal;
use shiyu_kit::database::Database;
use shiyu_kit::service::Running;
use shiyu_kit::testkit::database::TestDatabase;
use tonic::transport::Channel;

use super::{Desks, files};
use crate::counties::Seat;
use crate::house::{Enforcement, Mediation, Petition, Service};
use crate::people::{self, Caller};
use crate::{Backends, Storage};

/// A door, and what stands behind it where that is ours to close.
#[derive(Debug)]
pub struct Door {
    channel: Channel,
    behind: Option<(Running, TestDatabase)>,
}

impl Door {
    pub(super) const fn beside(channel: Channel) -> Self {
        Self { channel, behind: None }
    }

    fn of<S: Service>(seat: Seat<S>) -> Self {
        Self {
            channel: seat.channel,
            behind: Some((seat.service, seat.database)),
        }
    }

    /// The database behind it.
    ///
    /// # Panics
    /// When it is another's to close.
    pub async fn connect(&self) -> (Database, String) {
        let (_, database) = self.behind.as_ref().expect("a service of ours");
        (database.connect().await, database.url().to_owned())
    }

    /// Closes what stands behind it.
    ///
    /// # Panics
    /// When the server had failed.
    pub async fn close(self) {
        if let Some((running, _)) = self.behind {
            running.stop().await.expect("the service stops");
        }
    }
}

impl Desks {
    /// The door of a county's grid.
    #[must_use]
    pub fn door(&self, county: &str) -> Door {
        Door::beside(self.seat(county).channel.clone())
    }

    /// Somebody at a door.
    ///
    /// # Panics
    /// When no token can be signed.
    #[must_use]
    pub fn at(&self, door: &Door, by: Option<&Principal>) -> people::Door {
        by.map_or_else(|| Caller::anonymous(door.channel.clone()), |by| self.showing(&door.channel, by))
            .door()
    }

    /// The database of a county's grid.
    pub async fn connect(&self, county: &str) -> (Database, String) {
        let database = &self.seat(county).database;
        (database.connect().await, database.url().to_owned())
    }

    /// Petition, mediation and enforcement of a county, in this order, each with a database of its own.
    ///
    /// # Panics
    /// When one does not start.
    pub async fn others(&self, county: &'static str, backends: &Backends, storage: Storage) -> [Door; 3] {
        let with = (backends, storage);
        let petition = self.beside::<Petition>((county, "petition"), with, |_| Vec::new()).await;
        let mediation = self.beside::<Mediation>((county, "mediation"), with, files).await;
        let enforcement = self.beside::<Enforcement>((county, "enforcement"), with, files).await;
        [Door::of(petition), Door::of(mediation), Door::of(enforcement)]
    }
}
