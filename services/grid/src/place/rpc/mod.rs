//! The front doors: parse, perform, answer. Whether the caller may at all was decided at the gate.

mod addresses;
pub(crate) mod file;
mod maps;

use shiyu_kit::fault::Fault;
use tonic::Status;

use super::domain::Refusal;

fn refused(refusal: impl Into<Refusal>) -> Status {
    Fault::Refused(refusal.into()).into()
}
