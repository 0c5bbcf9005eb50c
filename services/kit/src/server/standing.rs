//! Whether a replica may be sent calls: what it reaches, and whether it is going away.

use serde::Serialize;
use tokio::sync::watch;

use crate::config::Need;

/// The health name that says the process answers, to the last.
pub const LIVENESS: &str = "liveness";
/// The health name that says calls may be sent here.
pub const READINESS: &str = "readiness";

/// How a replica stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Its database answers.
    pub database: bool,
    /// The county's stream answers.
    pub stream: bool,
    /// It was asked to end.
    pub draining: bool,
}

impl Standing {
    /// As it stands when its doors open: what it reaches was reached a moment ago.
    const OPEN: Self = Self {
        database: true,
        stream: true,
        draining: false,
    };

    /// Whether calls may be sent here, where this has to be in reach.
    #[must_use]
    pub fn is_ready(self, needs: &[Need]) -> bool {
        let reached = |need: &Need| match need {
            Need::Database => self.database,
            Need::Stream => self.stream,
        };
        !self.draining && needs.iter().all(reached)
    }
}

/// Where it is written.
#[derive(Clone, Debug)]
pub struct Board(watch::Sender<Standing>);

impl Board {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(Standing::OPEN))
    }

    /// How the replica stands now.
    #[must_use]
    pub fn now(&self) -> Standing {
        *self.0.borrow()
    }

    /// Writes what is in reach; whether that is news.
    pub(crate) fn reached(&self, database: bool, stream: bool) -> bool {
        self.0.send_if_modified(|standing| {
            let before = std::mem::replace(
                standing,
                Standing {
                    database,
                    stream,
                    ..*standing
                },
            );
            before != *standing
        })
    }

    /// Waits until the replica is going away.
    pub(crate) async fn leaving(&self) {
        let mut standing = self.0.subscribe();
        // It ends with the sender, which is here.
        let _ = standing.wait_for(|standing| standing.draining).await;
    }

    /// Writes that the replica is going away. There is no way back.
    pub(super) fn drain(&self) {
        self.0.send_modify(|standing| standing.draining = true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Need; 2] = [Need::Database, Need::Stream];

    #[test]
    fn a_replica_is_ready_while_it_reaches_what_it_needs() {
        let board = Board::new();
        assert!(board.now().is_ready(&BOTH));
        assert!(board.reached(true, false) && !board.reached(true, false));
        assert!(!board.now().is_ready(&BOTH));
        assert!(
            board.now().is_ready(&[Need::Database]),
            "the bus may be away where it is not asked for"
        );
        board.reached(false, true);
        assert!(!board.now().is_ready(&[Need::Database]));
    }

    #[tokio::test]
    async fn whoever_waits_for_its_leaving_hears_of_it_also_afterwards() {
        let board = Board::new();
        let waiting = tokio::spawn({
            let board = board.clone();
            async move { board.leaving().await }
        });
        board.reached(false, true);
        board.drain();
        waiting.await.unwrap();
        board.leaving().await;
    }

    #[test]
    fn a_replica_that_drains_does_not_become_ready_again() {
        let board = Board::new();
        board.drain();
        board.reached(false, false);
        board.reached(true, true);
        assert!(board.now().draining && !board.now().is_ready(&[]));
    }
}
