//! What is due every week without anybody's asking: a week of the heat map is taken when it may be counted, and the week that is over is
//! tested for rises. Each is done once, by whichever replica comes first; a person may have done it before.

use std::time::Duration;

use tonic::Status;

use crate::demand::DemandDesk;
use crate::signal::SignalDesk;

/// How many weeks that were missed are caught up, as after an outage; after a longer one the newest alone.
pub const CATCH_UP: i64 = 4;

/// What a sweep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Weeks of the heat map taken.
    pub taken: usize,
    /// Weeks tested for rises.
    pub tested: usize,
}

/// Whoever looks after the weeks of one county.
#[derive(Debug, Clone)]
pub struct Weekly {
    demand: DemandDesk,
    signals: SignalDesk,
}

impl Weekly {
    /// Over the desks of a county.
    #[must_use]
    pub const fn new(demand: DemandDesk, signals: SignalDesk) -> Self {
        Self { demand, signals }
    }

    /// Sweeps at this pace for ever; a sweep that fails is tried again.
    pub async fn run(self, pace: Duration) {
        let mut pace = tokio::time::interval(pace);
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            pace.tick().await;
            if let Err(error) = self.sweep().await {
                tracing::warn!(error = %error, "what is due of the weeks could not all be done; it will be tried again");
            }
        }
    }

    /// Does all that is due now. Doing it again changes nothing, and what fails of the one keeps nothing of the other back.
    ///
    /// # Errors
    /// The first trouble; what was done stays.
    pub async fn sweep(&self) -> Result<Swept, Status> {
        let (taken, tested) = (self.demand.take_due().await, self.signals.test_due().await);
        Ok(Swept {
            taken: taken?,
            tested: tested?,
        })
    }
}
