//! What is kept, on its way out: checked against its name while it is read.

use futures::stream::{self, BoxStream, StreamExt as _};
use prost::bytes::{Bytes, BytesMut};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncRead, AsyncReadExt as _};

use super::{FileFault, Hash};
use crate::nats::PATIENCE;

/// The bytes of a file in order. The last of them are given out once the whole is known to be what was put: whoever came to
/// the end without a fault has the file.
pub type Content = BoxStream<'static, Result<Bytes, FileFault>>;

/// How much is read at once, in bytes.
const CHUNK: usize = 64 * 1024;

struct Reading<R> {
    reader: R,
    hash: Hash,
    /// None once it was compared.
    sum: Option<Sha256>,
    held: Option<Bytes>,
}

pub(super) fn checked(hash: Hash, reader: impl AsyncRead + Send + Unpin + 'static) -> Content {
    let reading = Reading {
        reader,
        hash,
        sum: Some(Sha256::new()),
        held: None,
    };
    stream::try_unfold(reading, next).boxed()
}

async fn next<R: AsyncRead + Unpin>(mut reading: Reading<R>) -> Result<Option<(Bytes, Reading<R>)>, FileFault> {
    while let Some(sum) = &mut reading.sum {
        let chunk = read(&mut reading.reader, reading.hash).await?;
        if chunk.is_empty() {
            let found = reading.sum.take().map(Hash::sum);
            if found != Some(reading.hash) {
                return Err(FileFault::corrupt(reading.hash, "its content is not what was put"));
            }
            break;
        }
        sum.update(&chunk);
        if let Some(ready) = reading.held.replace(chunk) {
            return Ok(Some((ready, reading)));
        }
    }
    Ok(reading.held.take().map(|last| (last, reading)))
}

async fn read(reader: &mut (impl AsyncRead + Unpin), hash: Hash) -> Result<Bytes, FileFault> {
    let mut chunk = BytesMut::with_capacity(CHUNK);
    match tokio::time::timeout(PATIENCE, reader.read_buf(&mut chunk)).await {
        Ok(Ok(_)) => Ok(chunk.freeze()),
        // What the object store says when its own digest does not fit.
        Ok(Err(error)) if error.kind() == std::io::ErrorKind::InvalidData => Err(FileFault::corrupt(hash, error.to_string())),
        Ok(Err(error)) => Err(FileFault::away(error)),
        Err(late) => Err(FileFault::away(late)),
    }
}
