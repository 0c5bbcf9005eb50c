//! An order and the id of the request that gives it; whether what it puts is new; and a list that is asked for.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::fault::Violations;
use crate::page::{Paging, Scope};
use crate::reading::Reading;

/// Whether what is put is new, or takes the place of what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It is new.
    New,
    /// It was there before.
    Known,
}

/// An order, and the id of the request that gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted<O> {
    /// The request's id.
    pub id: Uuid,
    /// The order.
    pub order: O,
}

/// A filter, and a page under it.
#[derive(Debug, Clone)]
pub struct Listing<F, K> {
    /// Which.
    pub filter: F,
    /// From where on, and how many.
    pub paging: Paging<K>,
}

impl Reading<'_> {
    /// What is put under a name takes the place of what is there; without one, it takes the request's id. Violations: as
    /// [`Reading::name`].
    pub fn put(&mut self, field: &str, name: &str, collection: &str, request: Option<Uuid>) -> Option<(Standing, Uuid)> {
        match self.optional_name(field, name, collection) {
            Some(known) => Some((Standing::Known, known)),
            None => request.map(|new| (Standing::New, new)),
        }
    }

    /// The end of reading an order to a register.
    ///
    /// # Errors
    /// All that was noted.
    pub fn wanted<O>(self, id: Option<Uuid>, order: Option<O>) -> Result<Wanted<O>, Violations> {
        self.finish(id.zip(order).map(|(id, order)| Wanted { id, order }))
    }

    /// The end of reading which list is asked for: its `parent`, the size of a page and the token of the last one. The token goes with
    /// the scope, which holds everything that decides what is on the list.
    ///
    /// # Errors
    /// All that was noted.
    pub fn listing<F, K: Serialize + DeserializeOwned>(
        mut self,
        (parent, size, token): (&str, i32, &str),
        scope: &[&str],
        filter: F,
    ) -> Result<Listing<F, K>, Violations> {
        self.parent(parent);
        let paging = Paging::read(size, token, Scope::of(scope), &mut self.violations);
        self.finish(Some(Listing { filter, paging }))
    }
}
