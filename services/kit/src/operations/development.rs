//! The movable clock of a development process; a process with the system clock does not serve it.

use prost_types::{Duration as WireDuration, Timestamp};
use shiyu_proto::common::v1 as wire;
use shiyu_proto::common::v1::development_service_server::DevelopmentService;
use time::Duration;
use tonic::{Request, Response, Status};

use crate::clock::{NotMoved, WallClock};
use crate::fault::{Fault, RefusalClass, Violations};

/// The service over a process's clock.
#[derive(Debug, Clone)]
pub struct Development(pub WallClock);

/// A move of more than ten years would end where times can no longer be written; in seconds.
const LONGEST: i64 = 10 * 366 * 86_400;

/// The clock cannot be moved.
#[derive(Debug, thiserror::Error)]
#[error("this process runs by the system clock")]
struct SystemClock;

impl crate::fault::Refusal for SystemClock {
    fn reason(&self) -> &'static str {
        "SYSTEM_CLOCK"
    }

    fn class(&self) -> RefusalClass {
        RefusalClass::Precondition
    }
}

#[tonic::async_trait]
impl DevelopmentService for Development {
    async fn advance_clock(&self, request: Request<wire::AdvanceClockRequest>) -> Result<Response<wire::AdvanceClockResponse>, Status> {
        let by = request.into_inner().duration.unwrap_or_default();
        let mut violations = Violations::new();
        violations.require(
            by.seconds >= 0 && by.nanos >= 0,
            "duration",
            "NEGATIVE_DURATION",
            "the clock never goes back",
        );
        violations.require(
            by.seconds <= LONGEST,
            "duration",
            "DURATION_TOO_LONG",
            "the clock moves at most ten years at a time",
        );
        violations.finish()?;
        let ahead = self.0.advance(Duration::new(by.seconds, by.nanos)).map_err(refused)?;
        Ok(Response::new(wire::AdvanceClockResponse {
            now: Some(self.now()),
            ahead: Some(duration(ahead)),
        }))
    }

    async fn get_clock(&self, _: Request<wire::GetClockRequest>) -> Result<Response<wire::GetClockResponse>, Status> {
        let ahead = self.0.advance(Duration::ZERO).unwrap_or_default();
        Ok(Response::new(wire::GetClockResponse {
            now: Some(self.now()),
            ahead: Some(duration(ahead)),
        }))
    }
}

fn refused(error: NotMoved) -> Fault<SystemClock> {
    match error {
        NotMoved::System => Fault::Refused(SystemClock),
        NotMoved::Unkept(error) => {
            tracing::error!(error = %error, "how far the clock is ahead cannot be kept");
            Fault::Unavailable
        }
    }
}

impl Development {
    fn now(&self) -> Timestamp {
        let now = self.0.now();
        Timestamp {
            seconds: now.unix_timestamp(),
            nanos: i32::try_from(now.nanosecond()).unwrap_or_default(),
        }
    }
}

fn duration(ahead: Duration) -> WireDuration {
    WireDuration {
        seconds: ahead.whole_seconds(),
        nanos: ahead.subsec_nanoseconds(),
    }
}
