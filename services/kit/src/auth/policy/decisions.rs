//! Decisions already made. Policies are fixed while a service runs and a decision depends on nothing but its question.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::{PoisonError, RwLock};

use crate::auth::principal::Principal;

/// More questions than this are not remembered; the memory starts over.
const MOST: usize = 16 * 1024;

/// A bounded memory of decisions.
#[derive(Default)]
pub(super) struct Decisions {
    hasher: RandomState,
    made: RwLock<HashMap<u64, Decided>>,
}

/// The whole question is kept beside the answer, so that two questions of one hash are never taken for each other.
struct Decided {
    principal: Option<Principal>,
    action: String,
    county: String,
    allowed: bool,
}

impl Decisions {
    /// The decision made before on this question, or the one `decide` makes now.
    pub fn recall(&self, principal: Option<&Principal>, action: &str, county: &str, decide: impl FnOnce() -> bool) -> bool {
        let mark = self.hasher.hash_one((principal, action, county));
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner);
        let known = made
            .get(&mark)
            .filter(|decided| decided.principal.as_ref() == principal && decided.action == action && decided.county == county);
        if let Some(decided) = known {
            return decided.allowed;
        }
        drop(made);
        let allowed = decide();
        let decided = Decided {
            principal: principal.cloned(),
            action: action.to_owned(),
            county: county.to_owned(),
            allowed,
        };
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        if made.len() >= MOST {
            made.clear();
        }
        made.insert(mark, decided);
        allowed
    }
}
