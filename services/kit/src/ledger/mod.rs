//! Acts become facts here: one transaction holds the act's id, its events, the case's row and the end of its chain.

mod batch;
mod desk;
mod load;
mod postgres;
mod write;

use sea_orm::DbErr;
use tokio::sync::{mpsc, oneshot};
use tokio_util::task::AbortOnDropHandle;
use uuid::Uuid;

use crate::case::{Act, Filed, Record};
use crate::clock::WallClock;
use crate::database::Database;
use crate::fault::{Corrupt, Fault};
use crate::reference::Reference;
use crate::relay::Wake;
use crate::{inbox, journal};

pub(crate) use write::put_rows;

/// The desk of one service over one database. Every command passes it, whichever door it came through.
///
/// Commands that arrive while a transaction is under way share the next one (group commit), with those of callers who were
/// just answered and ask again within a millisecond; a lone caller waits for nobody. One task owns the writing, so that cases
/// of one process never race each other.
#[derive(Debug)]
pub struct Ledger<C: Record> {
    jobs: mpsc::Sender<Job<C>>,
    db: Database,
    reference: Reference,
    /// Kept so that the desk closes with its last handle.
    desk: std::sync::Arc<AbortOnDropHandle<()>>,
}

// Derived `Clone` would ask for `C: Clone` in vain.
impl<C: Record> Clone for Ledger<C> {
    fn clone(&self) -> Self {
        Self {
            jobs: self.jobs.clone(),
            db: self.db.clone(),
            reference: self.reference.clone(),
            desk: self.desk.clone(),
        }
    }
}

/// The answer to an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<C> {
    /// The case as the act left it.
    pub filed: Filed<C>,
    /// Whether the act had been done before: then nothing was changed, and this is what the first answer showed.
    pub repeated: bool,
}

pub(crate) struct Job<C: Record> {
    act: Act,
    command: C::Command,
    digest: Vec<u8>,
    reply: oneshot::Sender<Answer<C>>,
}

impl<C: Record> Job<C> {
    /// The case it is about, and the other one, where it names two.
    fn cases(&self) -> impl Iterator<Item = Uuid> {
        [self.act.case].into_iter().chain(C::other(&self.command))
    }
}

type Answer<C> = Result<Done<C>, Fault<<C as crate::case::Case>::Refusal>>;

/// How many acts may wait at the desk before callers do.
const WAITING: usize = 1024;

impl<C: Record> Ledger<C> {
    /// Opens the desk.
    #[must_use]
    pub fn open(db: Database, reference: Reference, clock: WallClock, wake: Wake) -> Self {
        let (jobs, arriving) = mpsc::channel(WAITING);
        let desk = desk::Desk {
            postgres: db.is_shared().then(postgres::Texts::of::<C>),
            db: db.clone(),
            reference: reference.clone(),
            clock,
            wake,
        };
        let desk = tokio::spawn(desk.serve(arriving));
        Self {
            jobs,
            db,
            reference,
            desk: std::sync::Arc::new(AbortOnDropHandle::new(desk)),
        }
    }

    /// Carries a command out in one transaction: inbox, load, decide, evolve, journal, row, commit.
    ///
    /// An act done before answers as it did the first time. A race lost to another replica is decided again.
    ///
    /// # Errors
    /// [`Fault`]; nothing has changed then.
    pub async fn execute(&self, act: Act, command: C::Command) -> Answer<C> {
        let digest = inbox::digest(act.case, act.by.name(), &command).map_err(|error| Corrupt {
            table: "inbox",
            id: act.id.to_string(),
            what: error.to_string(),
        })?;
        let (reply, answer) = oneshot::channel();
        let job = Job {
            act,
            command,
            digest,
            reply,
        };
        self.jobs.send(job).await.map_err(|_| Fault::Unavailable)?;
        answer.await.map_err(|_| Fault::Unavailable)?
    }

    /// A case as it stands; `None` if there is none.
    ///
    /// # Errors
    /// The database's, or a corrupt row.
    pub async fn get(&self, id: Uuid) -> Result<Option<Filed<C>>, Unread> {
        use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
        let row = C::Entity::find().filter(C::ID.eq(id)).one(&self.db.reader).await?;
        Ok(row.map(C::read).transpose()?)
    }

    /// Whether an act was done on this case before, as far as it is remembered: the same asked again is answered as the first time. Of two
    /// cases that an order names it is the first's.
    ///
    /// # Errors
    /// The database's.
    pub async fn has_done(&self, act: Uuid, case: Uuid) -> Result<bool, DbErr> {
        use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
        let done = inbox::Entity::find_by_id(act).filter(inbox::Column::CaseId.eq(case));
        Ok(done.one(&self.db.reader).await?.is_some())
    }

    /// The reference data its decisions look up.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// Its database.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.db
    }
}

/// Why a case could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// The database's error.
    #[error("database")]
    Database(#[from] DbErr),
    /// The row, or an event of it.
    #[error(transparent)]
    Corrupt(#[from] Corrupt),
}

impl<R: crate::fault::Refusal> From<Unread> for Fault<R> {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Database(error) => Self::Database(error),
            Unread::Corrupt(corrupt) => Self::Corrupt(corrupt),
        }
    }
}

impl From<Unread> for tonic::Status {
    fn from(unread: Unread) -> Self {
        Fault::<crate::fault::Never>::from(unread).into()
    }
}

/// The fold of a case's journal up to and including a version.
///
/// # Errors
/// The database's, or a journal that cannot be followed.
pub async fn replay<C: Record>(db: &impl sea_orm::ConnectionTrait, id: Uuid, upto: i64) -> Result<Option<Filed<C>>, Unread> {
    let mut case = None;
    let mut version = 0;
    for row in journal::timeline(db, id).await?.iter().take_while(|row| row.version <= upto) {
        let corrupt = |what: String| Corrupt {
            table: "journal",
            id: row.event_id.to_string(),
            what,
        };
        let event = C::decode(&row.kind, &row.detail).map_err(corrupt)?;
        case = Some(C::evolve(case, &event).ok_or_else(|| corrupt(format!("{} cannot follow version {version}", row.kind)))?);
        version = row.version;
    }
    Ok(case.map(|case| Filed { id, version, case }))
}
