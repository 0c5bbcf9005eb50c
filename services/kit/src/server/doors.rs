//! Two doors behind one address: health and reflection are open to everyone and always answer, everything else is
//! observed, limited and gated.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use tonic::body::Body;
use tonic::codegen::{Body as HttpBody, Bytes, StdError};
use tonic::service::Routes;
use tower::Service;
use tower::util::{BoxCloneService, ServiceExt as _};

use super::guard::Guard;
use crate::telemetry::Observed;

/// The services behind their gate, of whatever type that made them.
pub(super) type Door = BoxCloneService<Request<Body>, Response<Body>, StdError>;
/// An answer to come.
pub(super) type Answer = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

/// Health and reflection answer under these.
const OPEN: [&str; 2] = ["/grpc.health.v1.", "/grpc.reflection."];

/// Forgets the type of a service.
pub(super) fn door<S, B>(service: S) -> Door
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send + 'static,
    S::Error: Into<StdError> + Send + 'static,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<StdError>,
{
    let service = service.map_response(|response: Response<B>| response.map(Body::new));
    BoxCloneService::new(service.map_err(Into::into))
}

/// Both doors.
#[derive(Clone)]
pub(super) struct Doors {
    pub open: Routes,
    pub guarded: Observed<Guard>,
}

impl Service<Request<Body>> for Doors {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Answer {
        let path = request.uri().path();
        if OPEN.iter().any(|prefix| path.starts_with(prefix)) {
            Box::pin(self.open.clone().oneshot(request))
        } else {
            self.guarded.call(request)
        }
    }
}
