//! What time it is in the city, and how it passes.

use prost_types::Timestamp;
use shiyu_proto::common::v1::GetClockRequest;
use time::macros::{offset, time};
use time::{Duration, OffsetDateTime};
use tonic::Status;

use crate::desk::Desk;
use crate::failure::Failure;
use crate::{clock, times};

/// What time it is.
pub(super) async fn now(operator: &Desk) -> Result<OffsetDateTime, Failure> {
    read(operator.development().get_clock(GetClockRequest {}).await?.into_inner().now)
}

/// The next Monday at nine, when offices open: the clock is moved there.
pub(super) async fn monday(operator: &Desk) -> Result<OffsetDateTime, Failure> {
    let now = now(operator).await?.to_offset(offset!(+8));
    let days = 7 - now.weekday().number_days_from_monday();
    until(operator, now.replace_time(time!(9:00)) + Duration::days(days.into())).await
}

/// Moves the clock to a moment, if that lies ahead, and tells what time it is then.
pub(super) async fn until(operator: &Desk, at: OffsetDateTime) -> Result<OffsetDateTime, Failure> {
    let now = now(operator).await?;
    if at <= now {
        return Ok(now);
    }
    let (now, _) = clock::advance(operator, at - now).await?;
    read(now)
}

/// Moves the clock by some minutes, as a day at the office goes.
pub(super) async fn later(operator: &Desk, minutes: i64) -> Result<OffsetDateTime, Failure> {
    let (now, _) = clock::advance(operator, Duration::minutes(minutes)).await?;
    read(now)
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
