//! A petition service beside a grid service of the three desks: the same account, clock and tokens, a database of its own, and the units
//! that the grid tells of.

use super::Desks;
use crate::counties::Seat;
use crate::house::Petition;
use crate::people::{Caller, Post};
use crate::{Backends, Storage};

/// The petition service of one county.
pub struct Petitioned {
    seat: Seat<Petition>,
}

impl Petitioned {
    /// Opens one in a county.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn open(desks: &Desks, backends: &Backends, storage: Storage, county: &'static str) -> Self {
        let beside = desks.beside((county, "petition"), (backends, storage), |_| Vec::new());
        Self { seat: beside.await }
    }

    /// Whoever holds a post, at its door.
    ///
    /// # Panics
    /// When no token can be issued.
    #[must_use]
    pub fn caller(&self, desks: &Desks, post: &Post) -> Caller {
        desks.showing(&self.seat.channel, &post.principal(self.seat.county))
    }

    /// Closes the doors.
    ///
    /// # Panics
    /// When the server had failed.
    pub async fn stop(self) {
        self.seat.service.stop().await.expect("the petition stops");
    }
}
