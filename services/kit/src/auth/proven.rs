//! Tokens that were proven before. A signature is the dearest part of a call, and an office holder shows the same token all
//! morning.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use sha2::{Digest, Sha256};

use super::claims::Span;
use super::key_set::VerifyingKey;
use super::principal::Principal;

/// More tokens than this are not remembered; the memory starts over.
const MOST: usize = 8 * 1024;

/// What stands for a token: the memory holds no token that could be used.
pub(super) type Mark = [u8; 32];

/// A bounded memory of proven tokens.
#[derive(Debug, Default)]
pub(super) struct Proven(RwLock<HashMap<Mark, Arc<Proof>>>);

/// What a token proved. It holds again at a time in its span, while its key is still the one of this id.
#[derive(Debug)]
pub(super) struct Proof {
    pub kid: String,
    pub key: Arc<VerifyingKey>,
    pub span: Span,
    pub principal: Principal,
}

impl Proven {
    /// The mark of a token: SHA-256 over all of it, the signature too.
    pub fn mark(token: &str) -> Mark {
        Sha256::digest(token).into()
    }

    pub fn find(&self, mark: &Mark) -> Option<Arc<Proof>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(mark).cloned()
    }

    pub fn keep(&self, mark: Mark, proof: Proof) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(mark, Arc::new(proof));
    }
}
