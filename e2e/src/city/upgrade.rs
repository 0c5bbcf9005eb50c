//! From one build to another, as a cluster does it: the tables first, then a new replica, then the old one drains.

use super::{Place, Programs};

/// Why an upgrade stopped; whoever served before serves on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unchanged {
    /// The tables could not be brought up to date.
    Migration(String),
    /// The new replica did not open its doors.
    Start(String),
}

impl Place {
    /// Brings the tables of a service up to date and replaces its replicas by those of another build, one by one.
    ///
    /// # Errors
    /// [`Unchanged`], with what the failed program said.
    ///
    /// # Panics
    /// When a replica does not drain.
    pub async fn upgrade(&mut self, service: &str, to: &Programs) -> Result<(), Unchanged> {
        let office = self.office_mut(service);
        office.migrate(to).await.map_err(Unchanged::Migration)?;
        // As the chart has it: a replica that finds the tables behind does not start.
        office.tell("SHIYU_DATABASE__MIGRATE", "false");
        for _ in 0..office.replicas() {
            office.start(to).await.map_err(Unchanged::Start)?;
            office.retire().await;
        }
        Ok(())
    }
}
