//! `shiyu clock`: what time a development city believes it is, and moving it on.

use clap::Subcommand;
use prost_types::{Duration as Span, Timestamp};
use serde_json::json;
use shiyu_proto::common::v1::{AdvanceClockRequest, GetClockRequest};
use time::Duration;

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::{durations, times};

/// What to do with the clock.
#[derive(Debug, Subcommand)]
pub enum Order {
    /// Show what time it is.
    Show,
    /// Move it forward; it never goes back.
    Advance {
        /// By how much, as in `16d` or `1d12h`.
        #[arg(value_parser = durations::parse)]
        by: Duration,
    },
}

/// `shiyu clock`.
///
/// # Errors
/// [`Failure::Refused`]; `UNIMPLEMENTED` where the clock is the system's.
pub async fn run(desk: &Desk, out: Printer, order: &Order) -> Result<Ending, Failure> {
    let (now, ahead) = match order {
        Order::Show => {
            let answer = desk.development().get_clock(GetClockRequest {}).await?.into_inner();
            (answer.now, answer.ahead)
        }
        Order::Advance { by } => advance(desk, *by).await?,
    };
    let ahead = ahead.map_or(Duration::ZERO, |span| Duration::new(span.seconds, span.nanos));
    let value = json!({ "now": times::json(now.as_ref()), "ahead_seconds": ahead.whole_seconds() });
    out.show(&value, || {
        format!("{}, {} ahead of the wall", times::plain(now.as_ref()), durations::plain(ahead))
    });
    Ok(Ending::Clean)
}

/// Moves the clock; what time it is then, and how far ahead of the wall.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn advance(desk: &Desk, by: Duration) -> Result<(Option<Timestamp>, Option<Span>), Failure> {
    let duration = Span {
        seconds: by.whole_seconds(),
        nanos: by.subsec_nanoseconds(),
    };
    let request = AdvanceClockRequest { duration: Some(duration) };
    let answer = desk.development().advance_clock(request).await?.into_inner();
    Ok((answer.now, answer.ahead))
}
