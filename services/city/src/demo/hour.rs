//! What time it is in the city, and how it passes.

use prost_types::Timestamp;
use shiyu_proto::common::v1::GetClockRequest;
use time::{Duration, OffsetDateTime};
use tonic::Status;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::{clock, times};

/// What time it is.
pub(super) async fn now(operator: &Desk) -> Result<OffsetDateTime, Failure> {
    read(operator.development().get_clock(GetClockRequest {}).await?.into_inner().now)
}

/// Moves the clock, and tells what time it is then.
pub(super) async fn advance(operator: &Desk, days: u32) -> Result<OffsetDateTime, Failure> {
    let (now, _) = clock::advance(operator, Duration::days(days.into())).await?;
    read(now)
}

fn read(now: Option<Timestamp>) -> Result<OffsetDateTime, Failure> {
    let now = now.as_ref().and_then(times::to_time);
    Ok(now.ok_or_else(|| Status::internal("the answer tells no time"))?)
}
