//! The keep of a service: takes files in and gives them out. How long a file stays follows from the cases that have it; it is taken away by
//! whoever knows that none of them has it any more ([`Files`](super::Files)).

use std::path::Path;
use std::pin::pin;
use std::sync::Arc;

use futures::{Stream, StreamExt as _, TryStreamExt as _};
use prost::bytes::Bytes;
use tokio::sync::{Mutex, Semaphore};

use super::bucket::Bucket;
use super::cover::{self, Area, People};
use super::fault::Cause;
use super::folder::Folder;
use super::upload::{Clean, Upload};
use super::{Content, FileFault, FileRefusal, Hash, KeepError, MediaType};
use crate::config::{FileStore, FilesConfig};
use crate::nats::Nats;
use crate::process::chain;

/// Files of one service, kept by their content. Clones share the place.
#[derive(Clone, Debug)]
pub struct Keep {
    place: Place,
    max_bytes: usize,
    people: People,
    uploads: Arc<Semaphore>,
    /// One file is looked for and written at a time: a second caller with the same content finds the first one's.
    settling: Arc<Mutex<()>>,
}

#[derive(Clone, Debug)]
enum Place {
    Folder(Folder),
    Bucket(Bucket),
}

/// A file as it is kept, which is what belongs on the record of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// What it is found by.
    pub hash: Hash,
    /// What it is.
    pub media_type: MediaType,
    /// How large it is without metadata, in bytes.
    pub bytes: u64,
}

/// What there is of a file that arrives.
enum Found {
    Nothing,
    Whole,
    Damaged(FileFault),
}

/// Files taken in at once; the next ones wait. Each is held in memory while it arrives and, for a moment, twice; one document
/// at a time is taken apart.
const UPLOADS: usize = 8;

impl Keep {
    /// Opens the keep that is configured; a bucket without a name bears the service's.
    ///
    /// # Errors
    /// [`KeepError`].
    pub async fn open(config: &FilesConfig, service: &str, nats: &Nats) -> Result<Self, KeepError> {
        match &config.store {
            None => Err(KeepError::Nowhere),
            Some(FileStore::Folder(folder)) => Self::in_folder(folder, config.max_bytes),
            Some(FileStore::Bucket { name, replicas }) => {
                let name = name.as_deref().unwrap_or(service);
                Self::in_bucket(nats, (name, *replicas), config.max_bytes).await
            }
        }
    }

    /// Files in a folder, which is made where it is not.
    ///
    /// # Errors
    /// [`KeepError::Folder`].
    pub fn in_folder(folder: &Path, max_bytes: usize) -> Result<Self, KeepError> {
        Ok(Self::at(Place::Folder(Folder::open(folder)?), max_bytes))
    }

    /// Files in a bucket of JetStream's object store: its name, and in how many copies.
    ///
    /// # Errors
    /// [`KeepError::Bucket`].
    pub async fn in_bucket(nats: &Nats, (name, replicas): (&str, usize), max_bytes: usize) -> Result<Self, KeepError> {
        Ok(Self::at(Place::Bucket(Bucket::open(nats, name, replicas).await?), max_bytes))
    }

    fn at(place: Place, max_bytes: usize) -> Self {
        Self {
            place,
            max_bytes,
            people: People::AsTaken,
            uploads: Arc::new(Semaphore::new(UPLOADS)),
            settling: Arc::default(),
        }
    }

    /// For a service that has no use for who is on its photographs (G-12): people who are found in them are covered before they are kept,
    /// for good. Without this they stay as they were taken, as evidence of a case has to.
    #[must_use]
    pub fn covering_people(mut self) -> Self {
        self.people = People::Covered;
        self
    }

    /// Takes a file in as it arrives: measured, recognised, cleaned of metadata, and kept under its hash. The same content
    /// again is the same file; whoever goes away in between has left nothing.
    ///
    /// # Errors
    /// [`FileFault::Refused`] with `FILE_EMPTY`, `FILE_TOO_LARGE`, `FILE_TYPE_REFUSED`, `FILE_TYPE_MISMATCH`,
    /// `FILE_DAMAGED`, `FILE_ENCRYPTED` or `FILE_UNREADABLE`; [`FileFault::BrokenOff`] when the chunks end with an error; [`FileFault::Unavailable`].
    pub async fn put<B, E>(&self, claimed: &str, chunks: impl Stream<Item = Result<B, E>>) -> Result<Stored, FileFault>
    where
        B: AsRef<[u8]>,
        E: Into<Cause>,
    {
        let _turn = self.uploads.acquire().await.map_err(FileFault::away)?;
        let mut upload = Upload::new(claimed, self.max_bytes);
        let mut chunks = pin!(chunks);
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|cause| FileFault::BrokenOff(cause.into()))?;
            upload.take(chunk.as_ref())?;
        }
        let people = self.people;
        let clean = tokio::task::spawn_blocking(move || upload.finish(people));
        self.settle(clean.await.map_err(FileFault::away)??).await
    }

    /// Keeps a picture of this hash once more, with these areas of it covered for good, under a hash of its own; `None` if there is none
    /// of this hash. The one it was made of is still there: [`Keep::remove`].
    ///
    /// # Errors
    /// [`FileFault::Refused`] with `FILE_UNREADABLE` for what is no picture or cannot be opened; [`FileFault::Unavailable`] and
    /// [`FileFault::Corrupt`].
    pub async fn cover(&self, hash: Hash, media_type: MediaType, areas: Vec<Area>) -> Result<Option<Stored>, FileFault> {
        let _turn = self.uploads.acquire().await.map_err(FileFault::away)?;
        let Some(content) = self.get(hash).await? else { return Ok(None) };
        let content: Vec<Bytes> = content.try_collect().await?;
        let clean = tokio::task::spawn_blocking(move || {
            let covered = cover::marked(media_type, &content.concat(), &areas)?;
            Ok::<_, FileRefusal>(Clean::new(media_type, covered))
        });
        self.settle(clean.await.map_err(FileFault::away)??).await.map(Some)
    }

    /// Takes a file away, for good. Whoever calls has seen to it that nothing refers to it. What is not there is gone already.
    ///
    /// # Errors
    /// [`FileFault::Unavailable`].
    pub async fn remove(&self, hash: Hash) -> Result<(), FileFault> {
        let _alone = self.settling.lock().await;
        match &self.place {
            Place::Folder(folder) => folder.remove(hash).await,
            Place::Bucket(bucket) => bucket.remove(hash).await,
        }
    }

    async fn settle(&self, clean: Clean) -> Result<Stored, FileFault> {
        let stored = Stored {
            hash: clean.hash,
            media_type: clean.media_type,
            bytes: u64::try_from(clean.content.len()).unwrap_or(u64::MAX),
        };
        let _alone = self.settling.lock().await;
        let damage = match self.found(stored.hash).await? {
            Found::Whole => return Ok(stored),
            Found::Nothing => None,
            Found::Damaged(damage) => Some(damage),
        };
        match &self.place {
            Place::Folder(folder) => folder.put(stored.hash, clean.content).await?,
            Place::Bucket(bucket) => bucket.put(stored.hash, &clean.content).await?,
        }
        if let Some(damage) = damage {
            tracing::error!(file.hash = %stored.hash, error = chain(&damage), "a file that was kept could not be read and was written anew");
        }
        Ok(stored)
    }

    /// A file's bytes, checked while they are read; `None` if there is none of this hash.
    ///
    /// # Errors
    /// [`FileFault::Unavailable`], and from the stream [`FileFault::Corrupt`] in place of the end of a damaged file.
    pub async fn get(&self, hash: Hash) -> Result<Option<Content>, FileFault> {
        match &self.place {
            Place::Folder(folder) => folder.get(hash).await,
            Place::Bucket(bucket) => bucket.get(hash).await,
        }
    }

    /// Whether there is a file of this hash, damaged or not.
    ///
    /// # Errors
    /// [`FileFault::Unavailable`].
    pub async fn has(&self, hash: Hash) -> Result<bool, FileFault> {
        match &self.place {
            Place::Folder(folder) => folder.has(hash).await,
            Place::Bucket(bucket) => bucket.has(hash).await,
        }
    }

    /// What there is of this hash. What is damaged, or cannot be read to its end because another replica is writing it or its parts are
    /// gone, is written anew by whoever brings it again, who says so once that is done.
    async fn found(&self, hash: Hash) -> Result<Found, FileFault> {
        let Some(content) = self.get(hash).await? else {
            return Ok(Found::Nothing);
        };
        let read = content.try_for_each(|_| std::future::ready(Ok(()))).await;
        Ok(read.map_or_else(Found::Damaged, |()| Found::Whole))
    }
}
