//! Connections as they arrive: so many at once, and each says in time that it speaks HTTP/2. Whoever only connects holds a file of the
//! process for as long as they like, and needs no token for it.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Interval, interval_at};
use tokio_stream::{Stream, StreamExt as _};
use tonic::transport::server::{Connected, TcpIncoming};

/// The words with which a caller begins HTTP/2, in bytes (RFC 9113, 3.4).
const GREETING: usize = 24;

/// A connection, and the place it takes.
pub(super) type Taken = (TcpStream, OwnedSemaphorePermit);

/// Those that arrive. One for which there is no place is let go at once: its caller asks another replica.
pub(super) fn arrivals(incoming: TcpIncoming, places: usize) -> impl Stream<Item = io::Result<Taken>> + Send + Unpin {
    let places = Arc::new(Semaphore::new(places));
    incoming.filter_map(move |arrived| match arrived {
        Ok(connection) => {
            let place = places.clone().try_acquire_owned();
            if place.is_err() {
                tracing::warn!("a connection too many was let go");
            }
            place.ok().map(|place| Ok((connection, place)))
        }
        Err(error) => Some(Err(error)),
    })
}

/// A connection that is served, and ends if it has not greeted in time.
#[derive(Debug)]
pub(super) struct Arrived<S> {
    connection: S,
    /// What came of the greeting so far, in bytes.
    greeted: usize,
    patience: Interval,
    _place: OwnedSemaphorePermit,
}

impl<S> Arrived<S> {
    /// One that has so long to greet.
    pub(super) fn new(connection: S, place: OwnedSemaphorePermit, patience: Duration) -> Self {
        Self {
            connection,
            greeted: 0,
            patience: interval_at(Instant::now() + patience, patience),
            _place: place,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Arrived<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let read = Pin::new(&mut this.connection).poll_read(context, buffer);
        if this.greeted < GREETING {
            this.greeted += buffer.filled().len().saturating_sub(before);
            if read.is_pending() && this.patience.poll_tick(context).is_ready() {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Arrived<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().connection).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().connection).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().connection).poll_shutdown(context)
    }

    fn poll_write_vectored(self: Pin<&mut Self>, context: &mut Context<'_>, pieces: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().connection).poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.connection.is_write_vectored()
    }
}

impl<S: Connected> Connected for Arrived<S> {
    type ConnectInfo = S::ConnectInfo;

    fn connect_info(&self) -> Self::ConnectInfo {
        self.connection.connect_info()
    }
}
