//! A file that comes in pieces: its header first, and no more of it than may come.

use std::future::ready;

use futures::{Stream, StreamExt, TryStreamExt, stream};
use sha2::{Digest, Sha256};
use shiyu_kit::fault::Violations;
use tokio::sync::{Semaphore, SemaphorePermit};
use tonic::Status;

use crate::place::import::LARGEST;

/// A piece of an import.
pub(crate) enum Part<H> {
    /// What it is about.
    Header(H),
    /// The next bytes.
    Chunk(Vec<u8>),
}

/// Files that lie in memory at once, each as large as it may be; whoever brings another waits for their turn as long as a call may take.
const AT_ONCE: usize = 4;

static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// That a file may lie in memory: to be kept as long as it does.
pub(crate) type Turn = SemaphorePermit<'static>;

/// Takes a file in, when it is its turn. Violations: `HEADER_MISSING`, `HEADER_REPEATED`, `FILE_TOO_LARGE`.
pub(crate) async fn take<H>(parts: impl Stream<Item = Result<Option<Part<H>>, Status>>) -> Result<(H, Vec<u8>, Turn), Status> {
    // It is never closed.
    let turn = TURNS.acquire().await.map_err(|_| Status::internal("internal error"))?;
    let mut parts = std::pin::pin!(parts);
    let Some(Some(Part::Header(header))) = parts.try_next().await? else {
        return Err(wrong("header", "HEADER_MISSING", "the header comes first"));
    };
    let mut file = Vec::new();
    while let Some(part) = parts.try_next().await? {
        match part {
            None => {}
            Some(Part::Header(_)) => return Err(wrong("header", "HEADER_REPEATED", "there is one header")),
            Some(Part::Chunk(chunk)) if file.len() + chunk.len() > LARGEST => {
                return Err(wrong("chunk", "FILE_TOO_LARGE", "at most 64 MiB"));
            }
            Some(Part::Chunk(chunk)) => file.extend_from_slice(&chunk),
        }
    }
    Ok((header, file, turn))
}

fn wrong(field: &str, reason: &'static str, what: &str) -> Status {
    let mut violations = Violations::new();
    violations.add(field, reason, what);
    violations.into()
}

/// What came of batch after batch. What follows a batch that failed is not tried.
pub(crate) fn in_turn<B, T, F: Future<Output = Result<T, Status>>>(
    batches: Vec<B>,
    perform: impl FnMut((usize, B)) -> F,
) -> impl Stream<Item = Result<T, Status>> {
    let done = stream::iter(batches.into_iter().enumerate()).then(perform);
    done.scan(false, |failed, done| {
        let over = *failed;
        *failed = done.is_err();
        ready((!over).then_some(done))
    })
}

/// What tells a file from another.
pub(super) fn digest(file: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(file).iter().fold(String::with_capacity(64), |mut text, byte| {
        _ = write!(text, "{byte:02x}");
        text
    })
}

/// Carries out what takes a processor for long on a thread that answers nobody.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Status> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(error = %error, "a calculation was broken off");
        Status::internal("internal error")
    })
}

#[cfg(test)]
mod tests {
    use futures::poll;

    use super::*;

    fn header() -> impl Stream<Item = Result<Option<Part<()>>, Status>> {
        stream::iter([Ok(Some(Part::Header(())))])
    }

    #[tokio::test]
    async fn so_many_files_lie_in_memory_at_once_and_the_next_waits() {
        let mut held: Vec<_> = (0..AT_ONCE).map(|_| Box::pin(take(header().chain(stream::pending())))).collect();
        for taking in &mut held {
            assert!(poll!(taking.as_mut()).is_pending(), "its end does not come");
        }
        let mut next = Box::pin(take(header()));
        assert!(poll!(next.as_mut()).is_pending(), "it waits for its turn");
        held.pop();
        assert!(next.await.is_ok());
    }
}
