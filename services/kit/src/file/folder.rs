//! Files in a folder: `ab/cd/abcd…`. A file is written beside and moved to its name, so that it is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::content::checked;
use super::{Content, FileFault, Hash, KeepError};
use crate::clock::new_id;

/// Where files lie while they are written. What a crash leaves there is nobody's.
const INCOMING: &str = "incoming";

#[derive(Clone, Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub fn open(folder: &Path) -> Result<Self, KeepError> {
        fs::create_dir_all(folder.join(INCOMING)).map_err(|cause| KeepError::Folder {
            folder: folder.to_owned(),
            cause,
        })?;
        Ok(Self(folder.to_owned()))
    }

    pub async fn put(&self, hash: Hash, content: Vec<u8>) -> Result<(), FileFault> {
        let (incoming, path) = (self.0.join(INCOMING).join(new_id().to_string()), self.path(hash));
        let root = self.0.clone();
        let writing = tokio::task::spawn_blocking(move || {
            let written = write(&incoming, &content).and_then(|()| settle(&root, &incoming, &path));
            if written.is_err() {
                // It may never have been there; what counts is why.
                let _ = fs::remove_file(&incoming);
            }
            written
        });
        writing.await.map_err(FileFault::away)?.map_err(FileFault::away)
    }

    pub async fn get(&self, hash: Hash) -> Result<Option<Content>, FileFault> {
        match tokio::fs::File::open(self.path(hash)).await {
            Ok(file) => Ok(Some(checked(hash, file))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(FileFault::away(error)),
        }
    }

    pub async fn has(&self, hash: Hash) -> Result<bool, FileFault> {
        tokio::fs::try_exists(self.path(hash)).await.map_err(FileFault::away)
    }

    /// What is not there is gone already. That it is gone is on the disk when this is over.
    pub async fn remove(&self, hash: Hash) -> Result<(), FileFault> {
        let path = self.path(hash);
        let removing = tokio::task::spawn_blocking(move || erase(&path));
        removing.await.map_err(FileFault::away)?.map_err(FileFault::away)
    }

    fn path(&self, hash: Hash) -> PathBuf {
        let name = hash.to_string();
        let part = |range| name.get(range).unwrap_or_default();
        self.0.join(part(0..2)).join(part(2..4)).join(&name)
    }
}

/// Writes a file that only its owner reads, down to the disk.
fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Takes a file away, and that from the disk.
fn erase(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    }
    let Some(folder) = path.parent() else { return Ok(()) };
    File::open(folder)?.sync_all()
}

/// Moves it to its name; every folder up to the root is on the disk after that too.
fn settle(root: &Path, incoming: &Path, path: &Path) -> io::Result<()> {
    let folders = || path.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
    if let Some(folder) = folders().next() {
        fs::create_dir_all(folder)?;
    }
    fs::rename(incoming, path)?;
    for folder in folders() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
