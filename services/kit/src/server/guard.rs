//! What no call may do to the service: come when there is no place, take too long, be too large or unreadable,
//! or take the connection down with it. Each has its own reason in the answer.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::FutureExt as _;
use http::{Request, Response};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tonic::body::Body;
use tonic::{Code, Status};
use tower::Service;
use tower::util::ServiceExt as _;

use super::doors::{Answer, Door};
use crate::fault::{retry_later, with_reason};

/// What tonic says of a message above its limit, as `OUT_OF_RANGE`.
const TOO_LARGE: &str = "Error, decoded message length too large";

/// What prost and tonic say, as `INTERNAL`, of bytes that are not the message they should be.
const UNREADABLE: [&str; 4] = [
    "failed to decode Protobuf message",
    "Missing request message",
    "Unexpected EOF decoding stream",
    "protocol error: received message with",
];

/// A service behind its limits.
#[derive(Clone)]
pub(super) struct Guard {
    pub inner: Door,
    /// One for each call worked on at once.
    pub places: Arc<Semaphore>,
    /// How long a call may take.
    pub patience: Duration,
    /// Ends the calls that are still under way when the drain is over.
    pub cut: CancellationToken,
}

impl Service<Request<Body>> for Guard {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Answer {
        let guard = self.clone();
        Box::pin(async move { Ok(guard.answer(request).await.unwrap_or_else(Status::into_http)) })
    }
}

impl Guard {
    async fn answer(self, request: Request<Body>) -> Result<Response<Body>, Status> {
        let _place = self.places.try_acquire_owned().map_err(|_| overloaded())?;
        let work = AssertUnwindSafe(self.inner.oneshot(request)).catch_unwind();
        let answer = tokio::select! {
            answer = tokio::time::timeout(self.patience, work) => answer.map_err(|_| timed_out())?,
            () = self.cut.cancelled() => return Err(closing()),
        };
        match answer {
            Ok(Ok(response)) => explained(response),
            Ok(Err(trouble)) => Err(Status::from_error(trouble)),
            Err(_) => {
                // What it panicked with stays out of the log: it may quote what it was working on.
                tracing::error!("a handler panicked");
                Err(with_reason(Code::Internal, "internal error", "INTERNAL"))
            }
        }
    }
}

/// What tonic itself says of a request that never reached its handler gets the reason that all our answers have.
fn explained(response: Response<Body>) -> Result<Response<Body>, Status> {
    match Status::from_header_map(response.headers()) {
        Some(status) if status.code() == Code::OutOfRange && status.message().starts_with(TOO_LARGE) => {
            let message = "the message is larger than this service accepts";
            Err(with_reason(Code::ResourceExhausted, message, "MESSAGE_TOO_LARGE"))
        }
        Some(status) if is_unreadable(&status) => {
            let message = "the request cannot be read: it is no protobuf message of this method";
            Err(with_reason(Code::InvalidArgument, message, "REQUEST_UNREADABLE"))
        }
        _ => Ok(response),
    }
}

/// Our own INTERNAL always says its reason in the details.
fn is_unreadable(status: &Status) -> bool {
    status.code() == Code::Internal
        && status.details().is_empty()
        && UNREADABLE.iter().any(|beginning| status.message().starts_with(beginning))
}

fn overloaded() -> Status {
    retry_later(Code::ResourceExhausted, "too many calls are being worked on", "OVERLOADED")
}

fn timed_out() -> Status {
    with_reason(Code::DeadlineExceeded, "the call took too long", "TIMEOUT")
}

fn closing() -> Status {
    retry_later(Code::Unavailable, "this replica is going away", "CLOSING")
}
