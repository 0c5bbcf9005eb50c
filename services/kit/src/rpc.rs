//! What every handler does before and after the ledger: who calls, and how an act is answered.

use tonic::metadata::MetadataValue;
use tonic::{Request, Response, Status};

use crate::auth;
use crate::case::{Actor, Filed};
use crate::ledger::Done;

/// Response metadata that says: the act had been done before, and this is its first answer again.
pub const REPLAYED: &str = "idempotent-replayed";

/// The caller as an actor of the journal, and what is asked.
///
/// # Errors
/// `UNAUTHENTICATED` if the gate let nobody in.
pub fn caller<T>(request: Request<T>) -> Result<(Actor, T), Status> {
    let by = Actor::from(auth::principal(&request)?);
    Ok((by, request.into_inner()))
}

/// The answer to an act; a repeated one says so in its metadata.
pub fn answer<C, T>(done: &Done<C>, shape: impl FnOnce(&Filed<C>) -> T) -> Response<T> {
    response(shape(&done.filed), done.repeated)
}

/// An answer, as `repeated` says the first one again.
pub(crate) fn response<T>(answer: T, repeated: bool) -> Response<T> {
    let mut response = Response::new(answer);
    if repeated {
        response.metadata_mut().insert(REPLAYED, MetadataValue::from_static("true"));
    }
    response
}
