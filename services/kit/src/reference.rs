//! What every decision may look up: the calendar and the units in force, kept in memory and read again when they change, and
//! the limits of our own.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::DbErr;
use tokio::sync::{Mutex, watch};

use crate::calendar::{Calendar, Limits};
use crate::database::Database;
use crate::unit::{CommandOffices, MediatingOffices, Units};

/// The reference data of a service, one snapshot for all who decide.
#[derive(Debug, Clone)]
pub struct Reference {
    calendar: watch::Sender<Arc<Calendar>>,
    units: watch::Sender<Arc<Units>>,
    limits: Arc<Limits>,
    /// Whoever reads the tables again; the others wait, so that what was read earlier never replaces what was read later.
    reading: Arc<Mutex<()>>,
}

/// How long another replica may go on with an older snapshot.
const REFRESH: Duration = Duration::from_secs(15);

impl Reference {
    /// A snapshot of given data, for tests of pure rules.
    #[must_use]
    pub fn of(calendar: Calendar, units: Units) -> Self {
        Self {
            calendar: watch::Sender::new(Arc::new(calendar)),
            units: watch::Sender::new(Arc::new(units)),
            limits: Arc::default(),
            reading: Arc::default(),
        }
    }

    /// The same with these limits.
    #[must_use]
    pub fn under(self, limits: Limits) -> Self {
        Self {
            limits: Arc::new(limits),
            ..self
        }
    }

    /// The same, these offices commanding for their divisions, whatever is read again.
    #[must_use]
    pub fn commanded_by(self, offices: CommandOffices) -> Self {
        let units = Units::clone(&self.units());
        self.units.send_replace(Arc::new(units.commanded_by(Arc::new(offices))));
        self
    }

    /// The same, these offices mediating for their divisions, whatever is read again.
    #[must_use]
    pub fn mediated_by(self, offices: MediatingOffices) -> Self {
        let units = Units::clone(&self.units());
        self.units.send_replace(Arc::new(units.mediated_by(Arc::new(offices))));
        self
    }

    /// Reads the tables; an empty calendar table means the built-in one. The limits are the deployment's.
    ///
    /// # Errors
    /// The database's.
    pub async fn load(db: &Database, limits: Limits) -> Result<Self, DbErr> {
        let reference = Self::of(Calendar::builtin(), Units::default()).under(limits);
        reference.refresh(db).await?;
        Ok(reference)
    }

    /// Reads the tables again. What was committed before is in force after it, however many read at once.
    ///
    /// # Errors
    /// The database's; the former snapshot stays in force.
    pub async fn refresh(&self, db: &Database) -> Result<(), DbErr> {
        let _turn = self.reading.lock().await;
        if let Some(calendar) = crate::calendar::store::newest(&db.reader, self.calendar().version()).await? {
            self.calendar.send_replace(Arc::new(calendar));
        }
        let units = crate::unit::store::all(&db.reader).await?;
        let before = self.units();
        let units = units.commanded_by(before.command().clone()).mediated_by(before.mediating().clone());
        self.units.send_replace(Arc::new(units));
        Ok(())
    }

    /// Keeps the snapshot fresh until the task is dropped: other replicas change the tables too.
    pub async fn follow(self, db: Database) {
        let mut pace = tokio::time::interval(REFRESH);
        loop {
            pace.tick().await;
            if let Err(error) = self.refresh(&db).await {
                tracing::warn!(error = %error, "reference data could not be read again; the former snapshot stays in force");
            }
        }
    }

    /// The calendar in force.
    #[must_use]
    pub fn calendar(&self) -> Arc<Calendar> {
        self.calendar.borrow().clone()
    }

    /// The units in force.
    #[must_use]
    pub fn units(&self) -> Arc<Units> {
        self.units.borrow().clone()
    }

    /// Our own rules' amounts in this deployment.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }
}
