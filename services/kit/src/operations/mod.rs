//! The operator's door, the same in every service: its journal, its dead letters, its reference data, its clock.

mod calendar;
mod dead_letters;
mod desk;
mod development;
mod fold;
mod journal;
mod lookings;
mod units;

use calendar::replace_calendar;

pub use desk::{Desk, Handler};
pub use development::Development;
pub use fold::{Fold, fold};
pub use journal::timeline_entry;
pub use units::{OrganisationUnits, copy_unit};

use sea_orm::TransactionTrait;
use tonic::Status;
use uuid::Uuid;

use crate::case::{Actor, Entry};
use crate::clock::WallClock;
use crate::database::Database;
use crate::fault::{Fault, Never};
use crate::reference::Reference;
use crate::relay::Wake;

/// What the operator's services work on.
#[derive(Debug, Clone)]
pub struct Office {
    /// The county served, six digits.
    pub county: String,
    /// The service, as in `petition`.
    pub service: &'static str,
    /// Its database.
    pub db: Database,
    /// Its reference data.
    pub reference: Reference,
    /// Its clock.
    pub clock: WallClock,
    /// Wakes its relay.
    pub wake: Wake,
}

impl Office {
    /// Changes reference data and posts the facts about it, in one transaction; then everybody decides by the new data.
    async fn change(
        &self,
        act: Uuid,
        by: &Actor,
        postings: Vec<crate::journal::Posting>,
        write: impl AsyncFnOnce(&sea_orm::DatabaseTransaction) -> Result<(), sea_orm::DbErr>,
    ) -> Result<(), Status> {
        let poster = crate::journal::Poster {
            act,
            by,
            trace: crate::telemetry::current_traceparent(),
            now: self.clock.now(),
        };
        let changed = async {
            let transaction = self.db.writer.begin().await?;
            write(&transaction).await?;
            crate::journal::append(&transaction, &poster, postings).await?;
            crate::relay::announce(&transaction).await?;
            transaction.commit().await?;
            self.reference.refresh(&self.db).await
        };
        changed.await.map_err(database)?;
        self.wake.ring();
        Ok(())
    }
}

/// A fact about reference data; its detail is its own protobuf, so that nothing is said twice.
fn fact(kind: &'static str, message: &impl prost::Message) -> Entry {
    Entry {
        kind,
        detail: "{}".to_owned(),
        fact: Some(message.encode_to_vec()),
    }
}

fn database(error: sea_orm::DbErr) -> Status {
    if crate::database::is_lost_race(&error) {
        Fault::<Never>::Busy.into()
    } else {
        Fault::<Never>::Database(error).into()
    }
}

/// A time on the wire.
#[must_use]
pub fn timestamp(at: time::OffsetDateTime) -> prost_types::Timestamp {
    prost_types::Timestamp {
        seconds: at.unix_timestamp(),
        nanos: i32::try_from(at.nanosecond()).unwrap_or_default(),
    }
}
