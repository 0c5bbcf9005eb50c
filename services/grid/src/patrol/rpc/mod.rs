//! The front doors: parse, perform, answer. Whether the caller may at all was decided at the gate.

mod campaigns;
mod hazards;
mod patrols;
mod screenings;

use shiyu_kit::fault::Fault;
use tonic::Status;

use super::domain::Refusal;

/// What is not there, or not for the caller.
fn unknown<T>(row: Option<T>, refusal: Refusal) -> Result<T, Status> {
    row.ok_or_else(|| Fault::Refused(refusal).into())
}
