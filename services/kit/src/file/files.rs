//! The files of a service's cases: what is kept, and which cases have it. A file goes once no case has it any more.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use time::OffsetDateTime;
use tokio::sync::RwLock;
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use super::turn::{self, Deed, Turn};
use super::{Content, FileFault, FilesFault, Hash, Keep, holder};
use crate::case::{Filed, Record};
use crate::database::{Database, is_illegible, legibly};
use crate::process::chain;
use crate::retention;

/// How many files of one look may fail before the rest is left for the next: one that does not go keeps no other.
const TRIES: u32 = 10;

/// How long it may take to find that no case has a file, and to destroy it: less than its turn lasts.
const PATIENCE: Duration = Duration::from_mins(1);

/// The files of one service's cases. Clones share the place, and take turns.
#[derive(Clone, Debug)]
pub struct Files<C: Record> {
    keep: Keep,
    db: Database,
    /// Many put files on record at once; whoever destroys one is alone, so that nobody puts it on record meanwhile. Replicas do not wait for
    /// each other: whoever comes while the other has its turn is to try again.
    turn: Arc<RwLock<()>>,
    record: PhantomData<C>,
}

impl<C: Record> Files<C> {
    /// The files in a keep, of the cases of a database. A database has one kind of case with files.
    #[must_use]
    pub fn new(keep: Keep, db: Database) -> Self {
        Self {
            keep,
            db,
            turn: Arc::default(),
            record: PhantomData,
        }
    }

    /// For a service that has no use for who is on its photographs: [`Keep::covering_people`].
    #[must_use]
    pub fn covering_people(self) -> Self {
        Self {
            keep: self.keep.covering_people(),
            ..self
        }
    }

    /// Where they are kept.
    #[must_use]
    pub fn keep(&self) -> &Keep {
        &self.keep
    }

    /// A case may have a file from now on. It is written down before the case says so.
    ///
    /// # Errors
    /// [`FilesFault::Database`].
    pub async fn hold(&self, hash: Hash, case: Uuid) -> Result<(), FilesFault> {
        Ok(holder::put(&self.db.writer, (hash.to_string().as_str(), case), None).await?)
    }

    /// For whoever puts a file on a case's record: until the turn is over, it is not destroyed, here or by another replica.
    ///
    /// # Errors
    /// [`FilesFault::Destroyed`] if it was since it was brought, or is, and has to be brought again; [`FilesFault::File`] and
    /// [`FilesFault::Database`].
    pub async fn turn(&self, hash: Hash) -> Result<Turn<'_>, FilesFault> {
        let (here, db) = (self.turn.read().await, &self.db.writer);
        let id = turn::begin(db, hash, Deed::Record).await?.ok_or(FilesFault::Destroyed)?;
        let turn = Turn { db, id, here };
        let fault = match self.keep.has(hash).await {
            Ok(true) => return Ok(turn),
            Ok(false) => FilesFault::Destroyed,
            Err(fault) => fault.into(),
        };
        turn.over().await;
        Err(fault)
    }

    /// A file that a case's record refers to; `None` if it is gone, or the time of the case is over, though another case has it too.
    ///
    /// # Errors
    /// [`FilesFault`], and from the stream what [`Keep::get`] says.
    pub async fn read(&self, filed: &Filed<C>, hash: Hash) -> Result<Option<Content>, FilesFault> {
        let record = retention::Entity::find_by_id(filed.id).one(&self.db.reader).await?;
        let upto = record.and_then(|record| record.words_upto);
        if upto.is_some_and(|upto| upto >= filed.version) {
            return Ok(None);
        }
        Ok(self.keep.get(hash).await?)
    }

    /// Destroys a file, unless a case has it.
    ///
    /// # Errors
    /// [`FilesFault::Taken`] if another replica is putting it on record; the other [`FilesFault`]s.
    pub async fn let_go(&self, hash: Hash) -> Result<(), FilesFault> {
        let _alone = self.turn.write().await;
        if self.destroy(hash).await? {
            Ok(())
        } else {
            Err(FilesFault::Taken)
        }
    }

    /// Destroys a file that no case has; `false` if another replica is putting it on record, so that nobody knows yet. Where it did not go,
    /// or not in time, it may still go: then its turn is left to lapse, and nobody puts it on record before. Where nobody can say whether a
    /// case has it, it does not go, and the turn is over.
    async fn destroy(&self, hash: Hash) -> Result<bool, FilesFault> {
        let Some(turn) = turn::begin(&self.db.writer, hash, Deed::Destroy).await? else {
            return Ok(false);
        };
        let upto = Instant::now() + PATIENCE;
        let name = hash.to_string();
        let held = match timeout_at(upto, self.is_held(&name)).await {
            Ok(held) => held.map_err(FilesFault::from),
            Err(late) => Err(FileFault::away(late).into()),
        };
        if matches!(held, Ok(false)) {
            timeout_at(upto, self.keep.remove(hash)).await.map_err(FileFault::away)??;
        }
        let ended = turn::end(&self.db.writer, turn).await;
        held?;
        ended?;
        Ok(true)
    }

    /// Destroys what cases had whose time is over, so many of them at most, unless another case has it; of how many a case's share went.
    /// A process that dies in between has left what is still to be seen to on record. One that does not go is tried again the next time,
    /// behind which the others do not wait.
    ///
    /// # Errors
    /// The last of more than ten [`FilesFault`]s, or the database's.
    pub async fn destroy_over(&self, now: OffsetDateTime, most: u64) -> Result<usize, FilesFault> {
        turn::sweep(&self.db.writer).await?;
        let (mut gone, mut failed) = (0, 0);
        for row in holder::over(&self.db.writer, most).await? {
            match self.give_up(&row, now).await {
                Ok(went) => gone += usize::from(went),
                Err(fault) if failed < TRIES => {
                    failed += 1;
                    let fault = chain(&fault);
                    tracing::warn!(case.id = %row.case_id, file.hash = row.hash, error = fault, "a file whose time is over does not go");
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok(gone)
    }

    /// The file first, then that the case had it: whoever dies in between does the same again.
    async fn give_up(&self, row: &holder::Model, now: OffsetDateTime) -> Result<bool, FilesFault> {
        let _alone = self.turn.write().await;
        if !holder::is_over(&self.db.writer, row).await? {
            return Ok(false);
        }
        // What is no hash is no file's name.
        if let Ok(hash) = row.hash.parse::<Hash>()
            && !self.destroy(hash).await?
        {
            return Ok(false);
        }
        holder::forget(&self.db.writer, row, now).await?;
        Ok(true)
    }

    /// Whether a case has it whose time is not over. One that cannot be read may: nobody knows better.
    async fn is_held(&self, hash: &str) -> Result<bool, DbErr> {
        for case in holder::of(&self.db.writer, hash).await? {
            let row = legibly(C::Entity::find().filter(C::ID.eq(case)).one(&self.db.writer)).await;
            let has = match row {
                Err(error) if is_illegible(&error) => true,
                row => match row?.map(C::read).transpose() {
                    Ok(filed) => filed.is_some_and(|filed| filed.case.files().contains(&hash)),
                    Err(_) => true,
                },
            };
            if has {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
