//! How a service shows who it is when it calls another: a bearer token from a file that the platform rotates.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::sync::watch;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::service::Interceptor;
use tonic::{Request, Status};

/// How often the file is read again. A rotated token overlaps its predecessor by far more.
const READ_EVERY: Duration = Duration::from_mins(1);

/// An interceptor that adds `authorization` to outgoing calls. Clones share one token, and calling never blocks.
#[derive(Debug, Clone)]
pub struct ServiceToken {
    header: watch::Receiver<MetadataValue<Ascii>>,
}

/// A token file that cannot be used at start.
#[derive(Debug, thiserror::Error)]
pub enum ServiceTokenError {
    /// The file cannot be read.
    #[error("the service token cannot be read from {path}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The content is not a token.
    #[error("what should be a service token is not one")]
    NotAToken,
}

impl ServiceToken {
    /// The token in a file, read now and again each minute for as long as a clone of this lives. While the file cannot
    /// be read, the last token stays in use.
    ///
    /// # Errors
    /// [`ServiceTokenError`] when there is no token to begin with.
    pub async fn file(path: impl Into<PathBuf>) -> Result<Self, ServiceTokenError> {
        Self::watching(path.into(), READ_EVERY).await
    }

    /// A token that never changes, for developments and tests.
    ///
    /// # Errors
    /// [`ServiceTokenError::NotAToken`].
    pub fn fixed(token: &str) -> Result<Self, ServiceTokenError> {
        Ok(Self {
            header: watch::channel(header(token)?).1,
        })
    }

    pub(super) async fn watching(path: PathBuf, every: Duration) -> Result<Self, ServiceTokenError> {
        let (writer, header) = watch::channel(read(&path).await?);
        tokio::spawn(follow(path, every, writer));
        Ok(Self { header })
    }
}

impl Interceptor for ServiceToken {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        let header = self.header.borrow().clone();
        request.metadata_mut().insert("authorization", header);
        Ok(request)
    }
}

async fn follow(path: PathBuf, every: Duration, writer: watch::Sender<MetadataValue<Ascii>>) {
    let mut tick = tokio::time::interval(every);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            () = writer.closed() => return,
        }
        match read(&path).await {
            Ok(fresh) => {
                writer.send_if_modified(|held| {
                    let changed = *held != fresh;
                    *held = fresh;
                    changed
                });
            }
            Err(error) => tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the service token could not be read again; the last one stays in use"
            ),
        }
    }
}

async fn read(path: &Path) -> Result<MetadataValue<Ascii>, ServiceTokenError> {
    let token = tokio::fs::read_to_string(path)
        .await
        .map_err(|source| ServiceTokenError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
    header(&token)
}

fn header(token: &str) -> Result<MetadataValue<Ascii>, ServiceTokenError> {
    let token = token.trim();
    let plain = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    let header = format!("Bearer {token}").parse::<MetadataValue<Ascii>>();
    let (true, Ok(mut header)) = (plain, header) else {
        return Err(ServiceTokenError::NotAToken);
    };
    header.set_sensitive(true);
    Ok(header)
}
