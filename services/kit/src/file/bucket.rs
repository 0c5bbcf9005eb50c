//! Files in an object store of JetStream, on the servers that keep the facts.

use std::sync::Arc;

use async_nats::jetstream::object_store::{DeleteErrorKind, GetErrorKind, InfoErrorKind, ObjectStore};
use async_nats::jetstream::stream::{Config, DiscardPolicy, StorageType};

use super::content::checked;
use super::{Content, FileFault, Hash, KeepError};
use crate::nats::{Nats, NatsError, ensure_stream};

#[derive(Clone)]
pub(super) struct Bucket(Arc<ObjectStore>);

impl std::fmt::Debug for Bucket {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Bucket")
    }
}

impl Bucket {
    pub async fn open(nats: &Nats, name: &str, replicas: usize) -> Result<Self, KeepError> {
        ensure_stream(nats, stream(name, replicas)).await?;
        let store = nats.jetstream().get_object_store(name).await.map_err(|cause| NatsError::Refused {
            what: format!("object store {name}"),
            cause: cause.into(),
        })?;
        Ok(Self(Arc::new(store)))
    }

    /// Its parts first, then its entry: an object that was not finished is not there.
    pub async fn put(&self, hash: Hash, content: &[u8]) -> Result<(), FileFault> {
        let mut content = content;
        let put = self.0.put(hash.to_string().as_str(), &mut content).await;
        put.map(drop).map_err(FileFault::away)
    }

    pub async fn get(&self, hash: Hash) -> Result<Option<Content>, FileFault> {
        match self.0.get(hash.to_string()).await {
            Ok(object) => Ok(Some(checked(hash, object))),
            Err(error) if error.kind() == GetErrorKind::NotFound => Ok(None),
            Err(error) => Err(FileFault::away(error)),
        }
    }

    pub async fn has(&self, hash: Hash) -> Result<bool, FileFault> {
        match self.0.info(hash.to_string()).await {
            Ok(object) => Ok(!object.deleted),
            Err(error) if error.kind() == InfoErrorKind::NotFound => Ok(false),
            Err(error) => Err(FileFault::away(error)),
        }
    }

    /// Its parts go too; that there was one of this name stays, without what it held. What is not there is gone already.
    pub async fn remove(&self, hash: Hash) -> Result<(), FileFault> {
        match self.0.delete(hash.to_string()).await {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == DeleteErrorKind::NotFound => Ok(()),
            Err(error) => Err(FileFault::away(error)),
        }
    }
}

/// The stream below an object store, as every client of NATS lays it out.
fn stream(name: &str, replicas: usize) -> Config {
    Config {
        name: format!("OBJ_{name}"),
        subjects: vec![format!("$O.{name}.C.>"), format!("$O.{name}.M.>")],
        storage: StorageType::File,
        discard: DiscardPolicy::New,
        num_replicas: replicas,
        allow_rollup: true,
        allow_direct: true,
        ..Config::default()
    }
}
