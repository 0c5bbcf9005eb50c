//! Tables that every request looks into, held in memory: read again when this process or another changes them.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ExprTrait, Set};
use tokio::sync::{Mutex, watch};
use tokio_util::task::AbortOnDropHandle;

use crate::database::Database;
use crate::ledger::Unread;

/// How many times the tables of a name were changed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "snapshot")]
pub struct Model {
    /// What is held.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// The count of changes.
    pub version: i64,
}

/// The table points at nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How long another replica may go on with what it holds.
const REFRESH: Duration = Duration::from_secs(1);

/// What can be held.
pub trait Held: Send + Sync + Sized + 'static {
    /// The name under which its changes are counted.
    const NAME: &'static str;

    /// Reads it from its tables.
    fn load(db: &DatabaseConnection) -> impl Future<Output = Result<Self, Unread>> + Send;
}

/// Says that the tables of a name changed, in the transaction that changes them.
///
/// # Errors
/// The database's.
pub async fn touch<H: Held>(transaction: &impl ConnectionTrait) -> Result<(), DbErr> {
    let row = ActiveModel {
        name: Set(H::NAME.to_owned()),
        version: Set(1),
    };
    let counted = Expr::col((Entity, Column::Version)).add(1);
    let again = OnConflict::column(Column::Name).value(Column::Version, counted).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(transaction).await?;
    Ok(())
}

/// What is held, as it stands. Clones share it.
#[derive(Debug)]
pub struct Snapshot<H> {
    db: Database,
    held: watch::Sender<Arc<H>>,
    version: Arc<Mutex<i64>>,
    /// Ends with the last clone.
    follow: Option<Arc<AbortOnDropHandle<()>>>,
}

impl<H> Clone for Snapshot<H> {
    fn clone(&self) -> Self {
        Self {
            db: self.db.clone(),
            held: self.held.clone(),
            version: self.version.clone(),
            follow: self.follow.clone(),
        }
    }
}

impl<H: Held> Snapshot<H> {
    /// Reads it, and keeps it fresh as long as a clone of this one lives.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    pub async fn open(db: Database) -> Result<Self, Unread> {
        let version = version::<H>(&db).await?;
        let held = H::load(&db.reader).await?;
        let mut snapshot = Self {
            db,
            held: watch::Sender::new(Arc::new(held)),
            version: Arc::new(Mutex::new(version)),
            follow: None,
        };
        let following = tokio::spawn(snapshot.clone().keep_fresh());
        snapshot.follow = Some(Arc::new(AbortOnDropHandle::new(following)));
        Ok(snapshot)
    }

    /// What is held now.
    #[must_use]
    pub fn get(&self) -> Arc<H> {
        self.held.borrow().clone()
    }

    /// Reads it again if it was changed: whoever changed it does so after the commit, so that its next request sees it.
    ///
    /// # Errors
    /// The database's, or a corrupt row; what was held before stays.
    pub async fn refresh(&self) -> Result<(), Unread> {
        let mut held = self.version.lock().await;
        let version = version::<H>(&self.db).await?;
        if *held != version {
            self.held.send_replace(Arc::new(H::load(&self.db.reader).await?));
            *held = version;
        }
        Ok(())
    }

    async fn keep_fresh(self) {
        let mut pace = tokio::time::interval(REFRESH);
        loop {
            pace.tick().await;
            if let Err(error) = self.refresh().await {
                tracing::warn!(error = %error, snapshot = H::NAME, "what is held could not be read again; the former stays in force");
            }
        }
    }
}

/// Read before the tables, so that a change in between is seen the next time.
async fn version<H: Held>(db: &Database) -> Result<i64, DbErr> {
    let row = Entity::find_by_id(H::NAME).one(&db.reader).await?;
    Ok(row.map_or(0, |row| row.version))
}
