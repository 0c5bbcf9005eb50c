//! What lies outside of the database, or sealed in it: `[party]` and `[files]`.

use std::num::NonZeroU32;
use std::path::PathBuf;

use super::pair;
use crate::config::error::Problem;
use crate::config::words::FileStoreWord;
use crate::config::{FileStore, FilesConfig, PartyConfig, PartyKeyFiles, Reader};
use crate::party::Suite;

impl PartyConfig {
    /// Reads `[party]`.
    pub fn read(reader: &mut Reader) -> Self {
        let key_files = pair(reader, "party.envelope_key_file", "party.index_key_file");
        let [envelopes, indexes] = ["party.retired_envelope_key_files", "party.retired_index_key_files"].map(|key| retired(reader, key));
        Self {
            suite: reader.parsed("party.suite", "aes-256-gcm or sm4-gcm", Suite::default()),
            key_files: key_files.map(|(envelope, index)| PartyKeyFiles { envelope, index }),
            retired_envelope_key_files: envelopes,
            retired_index_key_files: indexes,
            reveals_per_hour: NonZeroU32::new(reader.number("party.reveals_per_hour", 1..=100_000)),
        }
    }
}

/// Files of keys that were used before, which make no vault by themselves.
fn retired(reader: &mut Reader, key: &str) -> Vec<PathBuf> {
    let files = reader.list(key);
    if !files.is_empty() && !reader.is_set("party.envelope_key_file") && !reader.is_set("party.index_key_file") {
        reader.reject("party.envelope_key_file", Problem::Missing);
    }
    if let Some(trouble) = files.iter().find_map(|file| std::fs::read(file).err()) {
        reader.reject(key, Problem::Unreadable(trouble.to_string()));
    }
    files.into_iter().map(PathBuf::from).collect()
}

impl FilesConfig {
    /// Reads `[files]`.
    pub fn read(reader: &mut Reader) -> Self {
        let is_bucket = reader.parsed("files.store", "folder or jetstream", FileStoreWord::Folder) == FileStoreWord::JetStream;
        let folder = reader.optional_path("files.folder");
        let name = reader.optional_text("files.bucket");
        let replicas = reader.number("files.replicas", 1..=5);
        let is_name = |name: &String| name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-' || sign == '_');
        reader.expect("files.bucket", name.as_ref().is_none_or(is_name), "letters, digits, - and _");
        for (key, given) in [
            ("files.folder", is_bucket && folder.is_some()),
            ("files.bucket", !is_bucket && name.is_some()),
        ] {
            if given {
                reader.reject(key, Problem::Conflict("does not go together with files.store".to_owned()));
            }
        }
        let max_bytes = reader.size("files.max_bytes");
        reader.expect("files.max_bytes", max_bytes > 0, "a size of more than nothing");
        let store = if is_bucket {
            Some(FileStore::Bucket { name, replicas })
        } else {
            folder.map(FileStore::Folder)
        };
        Self { store, max_bytes }
    }
}
