//! Waiting for what the city does by itself.

use std::time::Duration as Wait;

use tokio::time::{Instant, timeout_at};

use crate::failure::Failure;
use crate::pause::rhythm;

/// How often it is looked.
const RHYTHM: Wait = Wait::from_millis(250);

/// What is looked for, once it is there.
///
/// # Errors
/// The look's; [`Failure::Late`] when it was not there in time.
pub async fn until<T>(wait: Wait, what: &str, look: impl AsyncFn() -> Result<Option<T>, Failure>) -> Result<T, Failure> {
    let there = async {
        let mut ticks = rhythm(RHYTHM);
        loop {
            ticks.tick().await;
            if let Some(found) = look().await? {
                return Ok(found);
            }
        }
    };
    let late = |_| Failure::Late(format!("{what} did not come within {} s", wait.as_secs()));
    timeout_at(Instant::now() + wait, there).await.map_err(late)?
}
